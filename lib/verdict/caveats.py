"""What is said next to a verdict: what it does not show, and what its words mean exactly."""

import math
from collections.abc import Iterator

from lib.catalogue.controls import settings
from lib.scenario.edits import BY_HAND
from lib.verdict.case import Case
from lib.verdict.cutting import alike, how_cut
from lib.verdict.notes import region_note
from lib.verdict.phrases import PERCENT_LEVEL, rope_text
from lib.verdict.rule import LIKELY, MAY_BE_BETTER, SURE
from lib.words import chance, counted, difference, in_sentence, listed, roughly, score_name

SHARES = (
    "Shares of votes are not probabilities: a vote that all models cast the same way claims to be "
    "certain. Calibrated, they can be compared."
)


def caveats(case: Case) -> tuple[str, ...]:
    """What the verdict does not show, a sentence each."""
    return (*_how(case), *_shortcomings(case), *_circumstances(case))


def _how(case: Case) -> Iterator[str]:
    """How it was measured."""
    results, metric, asked = case.results, case.metric, case.scenario
    title = case.entry.title
    yield f"It rests on {len(results.y):,} rows of {title}; other rows may answer differently."
    yield how_cut(case)
    yield from alike(case)
    yield (
        f"{metric.title} decides ({in_sentence(metric.explanation.rstrip('.'))}); another score "
        "may choose another method."
    )
    if math.isfinite(smallest := case.verdict.facts.smallest_difference):
        yield (
            f"Differences under about {difference(asked.metric, smallest)} "
            "cannot be told from nothing here."
        )


def _shortcomings(case: Case) -> Iterator[str]:
    """What the comparison itself cannot do."""
    results, verdict, facts = case.results, case.verdict, case.verdict.facts
    if case.dataset.answers:
        yield (
            "The models are not here, only what they said. So pictures show borders among their "
            "answers and not among their inputs, nothing is said of what they cost, and nothing "
            "can be fused but answers. A stack learns from what was said of the other folds, by "
            "models that had seen the rows it is tested on: it may look a little too good."
        )
    keys = [candidate.key for candidate in verdict.candidates]
    if (n := len(verdict.candidates)) > 1:
        yield (
            f"The best of {n} candidates was found on the rows that scored it, "
            "so the best looks a little better than it is (winner's curse). The corrected score "
            "and the expected gain take that off; the differences of scores do not."
        )
    if any(m.key == BY_HAND for m in results.methods) and BY_HAND not in keys:
        yield (
            "The weighted vote is no candidate: its weights were set by hand, perhaps while "
            "looking at these very rows, and then its score is too kind."
        )
    if note := region_note(case):
        yield note
    if verdict.problem:
        return
    if not facts.has_room:
        yield (
            f"Your best single model is wrong on about {roughly(facts.single_errors)} rows of "
            f"{len(results.y):,}: with so few, {len(results.repeats)} × {results.n_splits} folds "
            "could not tell even a combination without a mistake from it."
        )
    if not verdict.tuned:
        yield (
            "A combination trains several models, and one strong model given as many fits may do "
            "as well; that was not compared."
        )


def _circumstances(case: Case) -> Iterator[str]:
    """What may make it look better or worse than it is."""
    results, verdict, asked = case.results, case.verdict, case.scenario
    yield from set_apart(case)
    if twins := [[m.title, *[n.title for n in m.also]] for m in results.methods if m.also]:
        pairs = [" = ".join(titles) for titles in twins]
        yield f"Counted once, because they must give the same answers: {'; '.join(pairs)}."
    if flip := settings(case.entry.controls, asked.dataset_knobs).get("flip"):
        yield (
            f"{flip:.0f} % of the labels were made wrong on purpose: a right "
            "answer to such a row counts as a mistake, so every score is lower than deserved."
        )
    if verdict.is_hindsight:
        yield "The best single model was chosen afterwards, which makes it look better."
    for failure in results.failures:
        yield f"{failure.title} could not be fitted: {failure.reason}."
    if not case.dataset.answers:
        yield "Times were measured once on this computer; they will differ on yours."


def set_apart(case: Case) -> Iterator[str]:
    """What the data hold that no model can learn from, what went wrong now and then, and who is not
    ranked."""
    if n := case.dataset.n_unlabelled:
        yield f"{counted(n, 'row')} without a label {'is' if n == 1 else 'are'} left out."
    if n := case.dataset.n_infinite:
        yield f"{counted(n, 'infinite number')} {'counts' if n == 1 else 'count'} as missing."
    for each in case.results.mishaps:
        yield (
            f"{each.title} could not be fitted in {each.n_failed} of {each.n_fits} trainings "
            f"({each.reason}): there it answers with the shares of the classes."
        )
    metric = case.scenario.metric
    if votes := [m.title for m in case.results.methods if not m.is_ranked(metric)]:
        yield f"Not ranked by {score_name(metric)}: {listed(votes)}. {SHARES}"


def terms(case: Case) -> tuple[tuple[str, str], ...]:
    """(term, what it means with this verdict's own numbers), in the order a reader meets them."""
    return (*_of_measuring(case), *_of_judging(case))


def _of_measuring(case: Case) -> tuple[tuple[str, str], ...]:
    return (
        (case.metric.title, case.metric.explanation),
        (
            "Best single model",
            "The one model you would use without combining. It is chosen anew inside each training "
            "part, so the choice never saw the rows that score it.",
        ),
        (
            "Cross-validation",
            how_cut(case),
        ),
        ("Point", "One hundredth of a score: from 90 % to 91 % is one point."),
    )


def _of_judging(case: Case) -> tuple[tuple[str, str], ...]:
    rope = rope_text(case)
    return (
        (
            f"{PERCENT_LEVEL} % interval",
            "Where the true difference lies with that probability, given these folds and what the "
            "method gained on other data sets. It allows for folds that share training rows.",
        ),
        (
            "Region of practical equivalence",
            f"Differences smaller than {rope} count as no difference; you set that under “How it "
            "is measured”.",
        ),
        (
            "Probability of being better",
            f"The share of what is believed that lies beyond {rope}: what the method gained on "
            "other data sets, times what these folds say (empirical Bayes; the likelihood is that "
            "of the corrected t-test, Nadeau and Bengio 2003). In words: “practically better” is a "
            f"probability over {chance(SURE)}, “likely better” over {chance(LIKELY)}.",
        ),
        (
            "May be as good as the best",
            f"At most {rope} behind the best mean. Your best single model may be, unless a "
            f"combination is better by more than {rope} with a probability over "
            f"{chance(MAY_BE_BETTER)}.",
        ),
        (
            "Rescues and breaks",
            "Of 100 rows, those that the method gets right where your best single model is wrong, "
            "and the other way round, over all passes.",
        ),
    )
