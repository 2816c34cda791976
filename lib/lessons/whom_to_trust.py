"""Stacking learns which of its members deserve trust, if there are rows to learn it from."""

from collections import Counter

from lib.lessons._entry import Challenge, Check, Claim, Guess, Lesson, Step, against, asked, clearly
from lib.verdict.case import Case
from lib.verdict.told import gain

FOUR = (
    "data=strong_member&repeats=2&methods=soft_vote,stacking_logistic&models=logistic_regression,"
    "gaussian_naive_bayes,discriminant_analysis,k_nearest_neighbours"
)
WEAK = "logistic_regression"


def ignores_copies(case: Case) -> Check:
    """Whether stacking is clearly better than a vote in which one model sits three times."""
    kinds = Counter(member.model for member in case.scenario.members)
    if max(kinds.values()) < 3:
        return Check(False, "No model is there three times yet.")
    return clearly(case, "stacking_logistic", "soft_vote", "better")


ENTRY = Lesson(
    title="Learning whom to trust",
    question="Three models are poor and one is good. Can a further model find out which?",
    takeaway="Stacking finds out whom to trust; it seldom beats the one it comes to trust.",
    minutes=4,
    audience="students",
    sources=(
        "Wolpert, D. H. (1992) Stacked generalization.",
        "Ting, K. M. and Witten, I. H. (1999) Issues in stacked generalization.",
    ),
    steps=(
        Step(
            asked(FOUR, methods="soft_vote"),
            "One of these four models sees where the border waves. The vote gives each the same "
            "weight.",
            "The good model alone reaches {score:best}, the vote only {score:soft_vote}. Equal "
            "weights are fair to models, not to data.",
            "wrong_rows",
            notes=(
                "Ask what would be a fair weight. Fair to models and good for answers are two "
                "things."
            ),
        ),
        Step(
            asked(FOUR),
            "Stacking keeps rows back, looks at who is right on them, and learns a weight for each "
            "model.",
            "Stacking is {than:stacking_logistic,soft_vote} the plain vote. It saw "
            "that one model is right where the others are not, and gave it most of the say.",
            "scores",
            Guess(
                "stacking against the plain vote?",
                {
                    "better": "Stacking wins: it finds the good model",
                    "same": "No difference that matters",
                    "worse": "Stacking loses: one more model, one more source of error",
                },
                against("stacking_logistic", "soft_vote"),
            ),
            notes=(
                "Ask where the weights come from, and from which rows. Rows held back is the "
                "answer to wait for."
            ),
        ),
        Step(
            asked(FOUR),
            "The same picture, another question: stacking has four models to work with, the best "
            "model has only itself.",
            "Stacking is {than:stacking_logistic,best} the best model alone. It learned to listen "
            "to that one, and the three others have nothing to add. Against a model chosen well, "
            "there is seldom more to gain.",
            "best_of_each_way",
            Guess(
                "stacking against the best model alone?",
                {
                    "better": "Stacking wins: it uses what the others know",
                    "same": "No difference that matters",
                    "worse": "Stacking loses",
                },
                against("stacking_logistic", "best"),
            ),
            notes=(
                "The comparison matters: against the plain vote stacking wins, against the best "
                "model it only keeps up. Ask which of the two a paper would print."
            ),
        ),
    ),
    claim=Claim(
        "Where one member is far better, stacking beats the plain vote.",
        asked(FOUR, repeats="1", folds="3"),
        lambda case: gain(case, "stacking_logistic", "soft_vote") - 1,
    ),
    challenge=Challenge(
        "Take one poor model three times or more. Get stacking to ignore the copies, where the "
        "plain vote is spoilt by them.",
        asked(FOUR, repeats="1", rows="100"),
        ignores_copies,
        "Under “More settings”, “Models” a model can be copied. Copies of one that cannot follow "
        "the border outvote the one that can; more rows and repeats make it sure.",
        asked(FOUR, rows="1000", models=",".join([WEAK] * 3 + ["k_nearest_neighbours"])),
    ),
    order=50,
)
