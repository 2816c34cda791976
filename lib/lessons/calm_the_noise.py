"""Averaging calms models that were led astray by wrong labels, up to a point."""

from lib.lessons._entry import Claim, Guess, Lesson, Step, against, asked
from lib.verdict.told import gain

MOONS = "methods=majority_vote&repeats=2"
OPTIONS = {
    "better": "Better than the best of them",
    "same": "About as good as the best",
    "worse": "Worse than the best",
}
TRUTH = against("majority_vote", "best")

ENTRY = Lesson(
    title="Averaging calms noise",
    question="One label in five is wrong. Do four mistaken models make one that is less so?",
    takeaway="Models that chase different wrong labels calm each other; without noise there is "
    "little to calm.",
    minutes=5,
    audience="everybody",
    sources=(
        "Dietterich, T. G. (2000) An experimental comparison of three methods for constructing "
        "ensembles of decision trees.",
        "Breiman, L. (1996) Bagging predictors.",
    ),
    steps=(
        Step(
            asked(MOONS, left="model4"),
            "A tree learns which pumps are worn. Some of the labels it learns from are wrong.",
            "It is right in {score:model4} of rows it has not seen. Look at the narrow stripes: "
            "each is there for the sake of a few labels, most of them wrong ones.",
            "boundary",
            notes=("Let somebody point at the narrowest stripe and count the rows in it."),
        ),
        Step(
            asked(MOONS),
            "Three more models learn from the same labels. All four vote.",
            "The vote is {than:majority_vote,best} the best of them. The models chase wrong "
            "labels in different places, so a mistake of one is outvoted: against the tree, the "
            "vote rescues {rescued:majority_vote,model4} of a thousand rows and breaks "
            "{broken:majority_vote,model4}.",
            "wrong_rows",
            Guess("how good is the vote?", OPTIONS, TRUTH),
            notes=(
                "Ask why the tree and the neighbours do not chase the same wrong labels. They "
                "look at the rows in different ways."
            ),
        ),
        Step(
            asked(MOONS, left="majority_vote"),
            "This is where the vote draws the border.",
            "The stripes are fainter, for only one of the four sees each of them. The vote did not "
            "find better labels: it only believes less of what a single model saw.",
            "boundary",
            notes=("Put the two borders side by side and ask which one a person would draw."),
        ),
        Step(
            asked(MOONS, flip="0"),
            "The same pumps, and now every label is right.",
            "The vote is {than:majority_vote,best} the best model, {name:best}. Nothing has to be "
            "calmed any more, and what the weaker models do not see now costs as much as the "
            "others bring.",
            "scores",
            Guess("how good is the vote without wrong labels?", OPTIONS, TRUTH),
            notes=(
                "Most expect that what helped with noise helps without it. Ask what is left to "
                "calm."
            ),
        ),
        Step(
            asked(MOONS, flip="35"),
            "And now more than a third of the labels are wrong.",
            "The vote is {than:majority_vote,best} the best model, {name:best}. The tree and the "
            "neighbours know hardly more than a coin by now, and a vote with coins is no better "
            "than its stiffest member. Averaging helps in between.",
            "scores",
            Guess("how good is the vote with that much noise?", OPTIONS, TRUTH),
            notes=(
                "Ask whether more noise always means more to gain. The gain rises and falls again."
            ),
        ),
    ),
    claim=Claim(
        "With one label in five wrong the vote beats its best member.",
        asked(MOONS, repeats="1", folds="3"),
        lambda case: gain(case, "majority_vote", "best"),
    ),
    order=30,
)
