"""The exact terms behind the plain words of a verdict, with this verdict's own numbers."""

from lib.verdict.case import Case
from lib.verdict.phrases import PERCENT_LEVEL, rope_text
from lib.verdict.rule import LIKELY, MAY_BE_WORSE, SURE
from lib.words import chance


def terms(case: Case) -> tuple[tuple[str, str], ...]:
    """(term, what it means here), in the order a reader meets them."""
    return (*_of_measuring(case), *_of_judging(case))


def _of_measuring(case: Case) -> tuple[tuple[str, str], ...]:
    facts = case.verdict.facts
    return (
        (case.metric.title, case.metric.explanation),
        (
            "Best single model",
            "The one model you would use without combining. It is chosen anew inside each training "
            "part, so the choice never saw the rows that score it.",
        ),
        (
            "Cross-validation",
            f"The {facts.n_rows:,} rows are cut into {facts.n_splits} parts (folds). Each part is "
            "held back once, the models learn from the others, and the held-back rows score them. "
            f"All of it is done {facts.n_repeats} times with other parts (repeats).",
        ),
        ("Point", "One hundredth of a score: from 90 % to 91 % is one point."),
    )


def _of_judging(case: Case) -> tuple[tuple[str, str], ...]:
    rope = rope_text(case.verdict)
    return (
        (
            f"{PERCENT_LEVEL} % interval",
            "Where the true difference lies with that probability, given these folds. It allows "
            "for folds that share training rows (corrected t interval, Nadeau and Bengio 2003).",
        ),
        (
            "Region of practical equivalence",
            f"Differences smaller than {rope} count as no difference; you set that under “How it "
            "is measured”.",
        ),
        (
            "Probability of being better",
            f"The share of the posterior beyond {rope} (Bayesian correlated t-test, Corani and "
            "Benavoli 2015). In words: “practically better” is a probability over "
            f"{chance(SURE)}, “likely better” over {chance(LIKELY)}.",
        ),
        (
            "Keeps up with the best",
            f"Worse than the best mean by more than {rope} with a probability of at most "
            f"{chance(MAY_BE_WORSE)}.",
        ),
        (
            "Rescues and breaks",
            "Rows that the method gets right where your best single model is wrong, and the other "
            "way round.",
        ),
    )
