"""Why combining helps or not, in terms of the data at hand: one sentence, the strongest reason."""

from collections.abc import Iterator

import numpy as np

from lib.engine.results import SOURCES
from lib.verdict.case import Case
from lib.verdict.comparisons import is_right
from lib.verdict.phrases import both, sources, wrong_labels
from lib.verdict.records import Candidate
from lib.words import capital, spelled

FAR = 5.0  # points, or hundredths: so far apart that a single cause is to be looked for
LITTLE_TO_GAIN = 0.05
FEW_ROWS = 200
HALF = 50.0


def reason(case: Case) -> str:
    """The first that holds of what usually decides."""
    return next(_reasons(case), "")


def _reasons(case: Case) -> Iterator[str]:
    verdict = case.verdict
    combines = verdict.decision == "combine"
    if sources(case) > 1 and combines and verdict.way == SOURCES:
        yield _sources_differ(case)
    if together := only_together(case):
        yield together
    if combines and (wrong := wrong_labels(case)):
        yield (
            f"{capital(wrong)} {'is' if wrong.startswith('one') else 'are'} wrong on purpose: "
            "each model copies other mistakes, together fewer."
        )
    if not combines:
        yield from _nothing_to_gain(case)
    if len(case.results.y) < FEW_ROWS:
        yield f"There are only {len(case.results.y)} rows to learn from."
    yield _covered(case)


def _sources_differ(case: Case) -> str:
    """What the best source tells alone."""
    results, found = case.results, "best_source" in case.results.positions
    differ = f"The {spelled(sources(case))} sources tell different things"
    if not found:
        return f"{differ}."
    alone = results.means(case.scenario.metric)[results.positions["best_source"]]
    return f"{differ}: the best of them alone reaches {case.metric.format(alone)}."


def only_together(case: Case) -> str:
    """That it is so, in a sentence; "" when it is not."""
    told = apart_and_together(case)
    return f"Only {both(sources(case))} sources together tell: {told}" if told else ""


def apart_and_together(case: Case) -> str:
    """How far merging scores late falls behind one model of all columns; "" when not far."""
    late = [c for c in case.verdict.candidates if c.kind == "late" and "hybrid" not in c.key]
    best: Candidate | None = next(iter(late), None)
    unit = 1 if case.metric.as_percent else 0.01
    if best is None or not best.against_single.mean < -FAR * unit:
        return ""
    one = case.verdict.candidate(case.verdict.reference).score.mean
    late_score, whole = case.metric.format(best.score.mean), case.metric.format(one)
    return (
        f"one model of all columns has {whole}, one for each source, merged, at most {late_score}."
    )


def _nothing_to_gain(case: Case) -> Iterator[str]:
    """Little is left, or one model is far ahead of the others."""
    results, metric, verdict = case.results, case.scenario.metric, case.verdict
    score = verdict.candidate(verdict.reference).score.mean
    error = 1 - score if case.metric.greater_is_better else score
    if error < LITTLE_TO_GAIN:
        yield "One model is nearly always right, so little is left to gain."
    own = [results.means(metric)[results.positions[key]] for key in results.members]
    gains = np.sort(np.asarray(case.metric.gain(np.array(own))))[::-1]
    if len(gains) > 1 and gains[0] - gains[1] > FAR * (1 if case.metric.as_percent else 0.01):
        yield (
            f"{verdict.facts.single_title} is far ahead of the other models, which can only "
            "outvote it."
        )


def _covered(case: Case) -> str:
    """Of the rows that the best single model gets wrong, how many another model gets right."""
    wrong = ~is_right(case.results, case.verdict.reference)
    if not wrong.any() or case.n_voters == 1:
        return ""
    right = [is_right(case.results, key) for key in case.results.members]
    share = 100 * np.any(right, axis=0)[wrong].mean()
    other = f"for {share:.0f} % of the best one’s mistakes, another model has the right answer"
    if case.verdict.decision == "combine":
        return f"The models err on different rows: {other}."
    if share < HALF:
        return f"The models mostly err on the same rows: only {other}."
    return f"The models err on different rows, but which to believe is hard to tell: {other}."
