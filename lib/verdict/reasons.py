"""Pros and cons: each a plain sentence and the measured fact it rests on."""

from collections.abc import Callable
from dataclasses import dataclass

from lib import combiners
from lib.engine.results import Results
from lib.metrics import METRICS
from lib.verdict.comparisons import rescued_and_broken, versus
from lib.verdict.phrases import interval, name
from lib.verdict.records import Candidate, Verdict
from lib.words import capital, difference, direction, duration, models, score_name, size, times

WORTH_SAYING = 1.5  # a cost that is not this many times the other's is no reason
BETTER = ("practically better", "likely better")


@dataclass(frozen=True)
class Point:
    """One reason. fact : the measurement behind it, as text."""

    sentence: str
    fact: str
    is_good: bool


@dataclass(frozen=True, eq=False)
class _Case:
    """`subject` is argued for and against, `other` is what one would use instead."""

    results: Results
    verdict: Verdict
    subject: Candidate
    other: Candidate

    @property
    def name(self) -> str:
        return name(self.results, self.verdict, self.subject.key)

    @property
    def other_name(self) -> str:
        return name(self.results, self.verdict, self.other.key)

    @property
    def is_single(self) -> bool:
        return self.subject.key == self.verdict.reference


def pros(results: Results, verdict: Verdict) -> tuple[Point, ...]:
    """What speaks for `verdict.subject`: the pick, or the best combination when there is none."""
    return tuple(point for point in _points(results, verdict) if point.is_good)


def cons(results: Results, verdict: Verdict) -> tuple[Point, ...]:
    """What speaks against it."""
    return tuple(point for point in _points(results, verdict) if not point.is_good)


def _points(results: Results, verdict: Verdict) -> list[Point]:
    if verdict.problem or verdict.rival is None:
        return []
    subject = verdict.candidate(verdict.subject or verdict.reference)
    other = verdict.rival if subject.key == verdict.reference else verdict.reference
    case = _Case(results, verdict, subject, verdict.candidate(other))
    checks: tuple[Callable[[_Case], Point | None], ...] = (
        _gain,
        _corrections,
        _models,
        lambda c: _cost(c, "predict_seconds", "to answer", duration, " a row"),
        lambda c: _cost(c, "fit_seconds", "to train, choosing and weighing included", duration),
        lambda c: _cost(c, "size_bytes", "", size),
        lambda c: _quality(c, "log_loss", "says better how sure it is"),
        lambda c: _quality(c, "calibration_error", "is right as often as it claims to be"),
        _needs,
    )
    return [point for check in checks if (point := check(case)) is not None]


def _gain(case: _Case) -> Point:
    """The difference in the deciding score, whichever way it went."""
    metric, results = case.verdict.metric, case.results
    combination = case.other if case.is_single else case.subject
    gain = versus(results, case.subject.key, case.other.key, metric, case.verdict.rope)
    scores = [METRICS[metric].format(c.score.mean) for c in (case.subject, case.other)]
    fact = (
        f"{METRICS[metric].title} {scores[0]} against {scores[1]} of {case.other_name}: "
        f"{direction(gain.mean)} by {difference(metric, gain.mean)} ({interval(gain, metric)})."
    )
    score = score_name(metric)
    if combination.word in BETTER:
        sentence = f"It is {'worse' if case.is_single else 'better'} by {score}."
        return Point(sentence, fact, not case.is_single)
    if combination.word == "worse":
        sentence = f"It is {'better' if case.is_single else 'worse'} by {score}."
        return Point(sentence, fact, case.is_single)
    if combination.word == "practically equivalent":
        sentence = f"By {score} it is practically as good as {case.other_name}."
        return Point(sentence, fact, case.is_single)
    sentence = f"Whether it is better or worse by {score} is not settled."
    return Point(sentence, fact, False)


def _corrections(case: _Case) -> Point | None:
    """Rows that only one of the two answers right."""
    right, wrong = rescued_and_broken(case.results, case.subject.key, case.other.key)
    if right == wrong:
        return None
    fact = (
        f"{right} rows that {case.other_name} gets wrong are answered right, {wrong} the other "
        f"way round, of {case.verdict.facts.n_rows:,} (first repeat)."
    )
    more = "more" if right > wrong else "fewer"
    return Point(f"It corrects {more} mistakes than it adds.", fact, right > wrong)


def _models(case: _Case) -> Point | None:
    """How many models run for one answer."""
    ours, theirs = case.subject.models, case.other.models
    if abs(ours - theirs) < 0.05:
        return None
    fact = f"{capital(models(ours))} for an answer, {models(theirs)} for {case.other_name}."
    fewer = ours < theirs
    what = "One model" if round(ours, 1) == 1 else "Fewer models" if fewer else "More models"
    return Point(f"{what} to run, explain and keep up to date.", fact, fewer)


def _cost(
    case: _Case, what: str, purpose: str, written: Callable[[float], str], per: str = ""
) -> Point | None:
    """A measured cost, when the two are clearly apart."""
    ours, theirs = getattr(case.subject, what), getattr(case.other, what)
    if not (ours > 0 and theirs > 0) or max(ours / theirs, theirs / ours) < WORTH_SAYING:
        return None
    is_good = ours < theirs
    ratio = times(max(ours / theirs, theirs / ours))
    amounts = f"{written(ours)}{per}, {written(theirs)}{per} for {case.other_name}"
    if purpose:
        sentence = f"It is {'quicker' if is_good else 'slower'} {purpose}."
        fact = f"{capital(amounts)}: {ratio} as long for the slower one."
    else:
        sentence = f"It takes {'less' if is_good else 'more'} room."
        fact = f"{capital(amounts)}: {ratio} the size for the larger one."
    return Point(sentence, fact, is_good)


def _quality(case: _Case, metric: str, better: str) -> Point | None:
    """A score of the probabilities, where the difference is clear and not the deciding one."""
    if metric == case.verdict.metric:
        return None
    gain = versus(case.results, case.subject.key, case.other.key, metric, 0.0)
    if not gain.is_known or gain.low <= 0 <= gain.high:
        return None
    ours, theirs = (
        METRICS[metric].format(case.results.means(metric)[case.results.positions[key]])
        for key in (case.subject.key, case.other.key)
    )
    fact = (
        f"{METRICS[metric].title} {ours}, {theirs} for {case.other_name}; lower is better "
        f"({interval(gain, metric)} {direction(gain.mean)})."
    )
    sentence = f"It {better}." if gain.mean > 0 else f"{capital(case.other_name)} {better}."
    return Point(sentence, fact, gain.mean > 0)


def _needs(case: _Case) -> Point | None:
    """What the method asks for, by its own file; not a measurement."""
    entry = combiners.entries().get(case.subject.key)
    if entry is None or case.is_single or not entry.needs:
        return None
    fact = f"This holds for {case.name} on any data."
    return Point(f"It needs {entry.needs[:1].lower()}{entry.needs[1:].rstrip('.')}.", fact, False)
