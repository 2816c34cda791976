"""Condorcet's jury: weak judges who err independently are strong together, and copies are not."""

from functools import partial

from lib.lessons._entry import Challenge, Claim, Guess, Lesson, Step, against, asked, clearly
from lib.verdict.told import gain

JUDGES = "data=five_stumps&repeats=2&methods=majority_vote,soft_vote&models="
OWN = ",".join(f"decision_tree:max_depth=1@probe {probe}" for probe in (1, 2, 3, 4, 5))
THREE = ",".join(OWN.split(",")[:3])
COPIES = ",".join(
    f"decision_tree:max_depth=1;min_samples_leaf={leaf}@probe 1" for leaf in (5, 6, 7, 8, 9)
)
OPTIONS = {
    "better": "Clearly better than any of them",
    "same": "As good as the best of them",
    "worse": "Worse than the best: the poor ones drag it down",
}

ENTRY = Lesson(
    title="A jury of weak judges",
    question="Five models, each little better than a coin. How good is their majority?",
    takeaway="Many weak judges are strong together, if each errs on its own account.",
    minutes=4,
    audience="everybody",
    sources=(
        "Condorcet, M. de (1785) Essai sur l’application de l’analyse à la probabilité des "
        "décisions rendues à la pluralité des voix.",
        "Kuncheva, L. I. (2014) Combining pattern classifiers.",
    ),
    steps=(
        Step(
            asked(JUDGES + OWN, methods="majority_vote"),
            "Is the soil wet? Five small trees answer. Each may ask a single question about the "
            "reading of a probe of its own, and each alone is little better than a coin.",
            "The best judge is right in {score:best}, the majority in {score:majority_vote}: "
            "{than:majority_vote,best} the best. Each errs on rows of its own, so on most rows "
            "those who err are in the minority.",
            "wrong_rows",
            Guess(
                "how good is the majority of the five?", OPTIONS, against("majority_vote", "best")
            ),
            notes=(
                "Take the guess by a show of hands before anybody clicks. Most expect a jury of "
                "poor judges to be poor. Ask what must be true of their mistakes for it to be "
                "good."
            ),
        ),
        Step(
            asked(JUDGES + THREE, methods="majority_vote"),
            "Two of the judges go home. Three are left.",
            "Three judges reach {score:majority_vote}, {than:majority_vote,best} the best of "
            "them. The fewer judges, the more often two of them err together, and then the "
            "majority is wrong.",
            "wrong_rows",
            Guess("how good is the majority of three?", OPTIONS, against("majority_vote", "best")),
            notes=(
                "Ask what has changed: the judges are the same. With three, two that err together "
                "are enough."
            ),
        ),
        Step(
            asked(JUDGES + COPIES, methods="majority_vote"),
            "Five judges again, but all of them read the same probe.",
            "Their majority is {than:majority_vote,best} the best of them: where one errs, all do. "
            "Of a hundred mistakes of one judge, the next one makes {shared:model1,model2} too. A "
            "jury of copies is one judge with five chairs.",
            "wrong_rows",
            Guess("how good is this majority?", OPTIONS, against("majority_vote", "best")),
            notes=(
                "The word to wait for is independent. Ask for juries in life that are copies: "
                "friends who read the same newspaper."
            ),
        ),
        Step(
            asked(
                "data=five_stumps&repeats=2&methods=majority_vote,early_fusion"
                "&set=early_fusion:model=gaussian_naive_bayes&models=" + OWN
            ),
            "The five judges have a probe each again. Beside them, one single model reads all five "
            "probes.",
            "The jury is {than:majority_vote,early_fusion} the one model of everything. Each judge "
            "says only wet or dry; the one model hears how wet each probe reads. The judges err "
            "independently, and still a vote throws away what does not fit into a yes or no.",
            "scores",
            Guess(
                "is the jury better than the one model?",
                {
                    "better": "Yes: five heads are better than one",
                    "same": "No difference that matters",
                    "worse": "No: the one model knows how much each probe says",
                },
                against("majority_vote", "early_fusion"),
            ),
            notes=(
                "Many now believe in juries. Ask what is lost when a judge may only say yes or no."
            ),
        ),
    ),
    claim=Claim(
        "The majority of independent judges beats the best of them.",
        asked(JUDGES + OWN, repeats="1", folds="3", methods="majority_vote"),
        lambda case: gain(case, "majority_vote", "best"),
    ),
    challenge=Challenge(
        "Choose data and models on which a majority vote is clearly worse than its best member.",
        asked(JUDGES + OWN),
        partial(clearly, key="majority_vote", other="best", wanted="worse"),
        "A jury loses where one judge sees what the others cannot: try other data, such as “One "
        "strong member”, and let a model in that can follow the border there.",
        asked(
            "data=strong_member&repeats=2&methods=majority_vote&models=logistic_regression,"
            "gaussian_naive_bayes,discriminant_analysis,k_nearest_neighbours"
        ),
    ),
    order=10,
)
