"""A second model that learns from rows its models have seen praises whoever memorised them."""

from typing import Any

from lib.lessons._entry import Claim, Guess, Lesson, Step, asked
from lib.verdict.told import percent

LINK = (
    "rows=400&repeats=1&methods=soft_vote,stacking_logistic"
    "&models=logistic_regression,decision_tree,k_nearest_neighbours:n_neighbors=1"
)


def reports(judged: Any) -> str:
    """How what it says of itself compares with what it does."""
    gap = judged.leak.claimed.mean() - judged.leak.found.mean()
    return "far" if gap > 0.1 else "little" if gap > 0.01 else "true"


def does(judged: Any) -> str:
    """How the leaky one compares with the honest one, on rows nobody has seen."""
    gap = 100 * (judged.leak.found.mean() - judged.leak.honest.mean())
    return "same" if abs(gap) <= judged.rope else "better" if gap > 0 else "worse"


ENTRY = Lesson(
    title="The leak",
    question="May stacking learn from the very rows that its models have learned from?",
    takeaway="Learn whom to trust on rows that nobody has seen; else whoever memorises wins.",
    minutes=4,
    audience="practitioners",
    sources=(
        "Wolpert, D. H. (1992) Stacked generalization.",
        "Kaufman, S. et al. (2012) Leakage in data mining: formulation, detection, and avoidance.",
    ),
    steps=(
        Step(
            asked(LINK),
            "Some labels are wrong. The third of these models asks the single nearest neighbour, "
            "so it repeats the label of every row it has seen, right or wrong.",
            "On rows they have not seen, it is right in {score:model3} and the logistic regression "
            "in {score:model1}. Stacking, which judges them on such rows, reaches "
            "{score:stacking_logistic}.",
            notes=(
                "Explain the nearest neighbour first: asked about a row it has seen, it repeats "
                "its label. It is never wrong there."
            ),
        ),
        Step(
            asked(LINK),
            "To save time, somebody lets the second model learn from the rows that the models have "
            "learned from. It reports how often it was right there.",
            lambda judged: (
                f"It reports {percent(judged.leak.claimed.mean())}, and on rows nobody "
                f"has seen it is right in {percent(judged.leak.found.mean())}. The model that "
                "repeats every label looked perfect, so it got all the trust. The report is about "
                "memory, not about pumps."
            ),
            "leak",
            Guess(
                "how true will that report be?",
                {
                    "true": "About true",
                    "little": "A little too good",
                    "far": "Far too good",
                },
                reports,
            ),
            notes=(
                "Ask for the guess, then ask why anybody would do this. To save time is how it "
                "happens in practice."
            ),
        ),
        Step(
            asked(LINK),
            "The report is one thing. The other is what the leaky second model does on new rows, "
            "beside an honest one.",
            lambda judged: (
                f"The honest one is right in {percent(judged.leak.honest.mean())}, the "
                f"leaky one in {percent(judged.leak.found.mean())}. A leak does not only "
                "flatter: it also chooses the wrong models."
            ),
            "leak",
            Guess(
                "what does the leak do to the answers?",
                {
                    "better": "They get better: it has seen more rows",
                    "same": "Nothing: only the report is wrong",
                    "worse": "They get worse: it trusts the wrong model",
                },
                does,
            ),
            notes=(
                "Two harms: the report is too good, and the answers are worse. Ask which of them "
                "would be noticed first."
            ),
        ),
    ),
    claim=Claim(
        "What a leaky second model reports of itself is far above what it then does.",
        asked(LINK, folds="3", rows="200"),
        lambda judged: 100 * float(judged.leak.claimed.mean() - judged.leak.found.mean()) - 5,
        "leak",
    ),
    order=60,
)
