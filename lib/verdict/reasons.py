"""Pros and cons: each a plain sentence and the measured fact it rests on."""

from dataclasses import dataclass

from lib import cares, combiners
from lib.statistics.comparison import Comparison
from lib.statistics.metrics import METRICS
from lib.verdict.case import Case
from lib.verdict.comparisons import rescued_and_broken, versus
from lib.verdict.phrases import interval, name
from lib.verdict.records import Candidate
from lib.words import capital, difference, direction, duration, models, score_name, times

WORTH_SAYING = 1.5  # a cost that is not this many times the other's is no reason
BETTER = ("practically better", "likely better")


@dataclass(frozen=True)
class Point:
    """One reason. fact : the measurement behind it, as text."""

    sentence: str
    fact: str
    is_good: bool


# care -> said of who costs less, of who costs more, and what the larger amount is so many times of
COSTS = {
    "latency": (
        "It is quicker to answer.",
        "It is slower to answer.",
        "as long for the slower one",
    ),
    "training": (
        "It is quicker to train, choosing and weighing included.",
        "It is slower to train, choosing and weighing included.",
        "as long for the slower one",
    ),
    "size": ("It takes less room.", "It takes more room.", "the size for the larger one"),
}
QUALITIES = {
    "log_loss": "{} says better how sure it is.",
    "calibration_error": "{} is right as often as it claims to be.",
}


@dataclass(frozen=True, eq=False)
class _Argument:
    """`subject` is argued for and against, `other` is what one would use instead."""

    case: Case
    subject: Candidate
    other: Candidate

    @property
    def other_name(self) -> str:
        return name(self.case, self.other.key)

    @property
    def is_single(self) -> bool:
        return self.subject.key == self.case.verdict.reference

    def gain(self, metric: str, rope: float) -> Comparison:
        """By how much the subject is better."""
        return versus(self.case.results, self.subject.key, self.other.key, metric, rope)


def pros(case: Case) -> tuple[Point, ...]:
    """What speaks for `verdict.subject`: the pick, or the best combination when there is none."""
    return tuple(point for point in _points(case) if point.is_good)


def cons(case: Case) -> tuple[Point, ...]:
    """What speaks against it."""
    return tuple(point for point in _points(case) if not point.is_good)


def _points(case: Case) -> list[Point]:
    verdict = case.verdict
    if verdict.problem or verdict.rival is None:
        return []
    subject = verdict.candidate(verdict.subject or verdict.reference)
    other = verdict.rival if subject.key == verdict.reference else verdict.reference
    argument = _Argument(case, subject, verdict.candidate(other))
    found = [_gain(argument), _corrections(argument), _models(argument)]
    found += [_cost(argument, care) for care in COSTS]
    found += [_quality(argument, metric, sentence) for metric, sentence in QUALITIES.items()]
    return [point for point in (*found, _needs(argument)) if point is not None]


def _gain(this: _Argument) -> Point:
    """The difference in the deciding score, whichever way it went."""
    case, metric = this.case, this.case.scenario.metric
    combination = this.other if this.is_single else this.subject
    gain = this.gain(metric, case.verdict.rope)
    scores = [case.metric.format(c.score.mean) for c in (this.subject, this.other)]
    fact = (
        f"{case.metric.title} {scores[0]} against {scores[1]} of {this.other_name}: "
        f"{direction(gain.mean)} by {difference(metric, gain.mean)} ({interval(gain, metric)})."
    )
    score = score_name(metric)
    if combination.word in BETTER:
        sentence = f"It is {'worse' if this.is_single else 'better'} by {score}."
        return Point(sentence, fact, not this.is_single)
    if combination.word == "worse":
        sentence = f"It is {'better' if this.is_single else 'worse'} by {score}."
        return Point(sentence, fact, this.is_single)
    if combination.word == "practically equivalent":
        sentence = f"By {score} it is practically as good as {this.other_name}."
        return Point(sentence, fact, this.is_single)
    sentence = f"Whether it is better or worse by {score} is not settled."
    return Point(sentence, fact, False)


def _corrections(this: _Argument) -> Point | None:
    """Rows that only one of the two answers right."""
    results = this.case.results
    right, wrong = rescued_and_broken(results, this.subject.key, this.other.key)
    if right == wrong:
        return None
    fact = (
        f"{right} rows that {this.other_name} gets wrong are answered right, {wrong} the other "
        f"way round, of {len(results.y):,} (first repeat)."
    )
    more = "more" if right > wrong else "fewer"
    return Point(f"It corrects {more} mistakes than it adds.", fact, right > wrong)


def _models(this: _Argument) -> Point | None:
    """How many models run for one answer."""
    ours, theirs = this.subject.runs, this.other.runs
    if ours == theirs:
        return None
    fact = f"{capital(models(ours))} for an answer, {models(theirs)} for {this.other_name}."
    fewer = ours < theirs
    what = "One model" if ours == 1 else "Fewer models" if fewer else "More models"
    return Point(f"{what} to run, explain and keep up to date.", fact, fewer)


def _cost(this: _Argument, care: str) -> Point | None:
    """A measured cost, when the two are clearly apart."""
    ours, theirs = this.subject.costs[care], this.other.costs[care]
    if not (ours > 0 and theirs > 0) or max(ours / theirs, theirs / ours) < WORTH_SAYING:
        return None
    less, more, larger = COSTS[care]
    ratio, is_good = times(max(ours / theirs, theirs / ours)), ours < theirs
    mine, other = (_amount(care, amount) for amount in (ours, theirs))
    fact = f"{capital(mine)}, {other} for {this.other_name}: {ratio} {larger}."
    return Point(less if is_good else more, fact, is_good)


def _amount(care: str, value: float) -> str:
    return duration(value) if care == "training" else cares.entries()[care].format(value, "")


def _quality(this: _Argument, metric: str, sentence: str) -> Point | None:
    """A score of the probabilities, where the difference is clear and not the deciding one."""
    if metric == this.case.scenario.metric:
        return None
    gain, results = this.gain(metric, 0.0), this.case.results
    if not gain.is_known or gain.low <= 0 <= gain.high:
        return None
    ours, theirs = (
        METRICS[metric].format(results.means(metric)[results.positions[each.key]])
        for each in (this.subject, this.other)
    )
    fact = (
        f"{METRICS[metric].title} {ours}, {theirs} for {this.other_name}; lower is better "
        f"({interval(gain, metric)} {direction(gain.mean)})."
    )
    better = "It" if gain.mean > 0 else capital(this.other_name)
    return Point(sentence.format(better), fact, gain.mean > 0)


def _needs(this: _Argument) -> Point | None:
    """What the method asks for, by its own file; not a measurement."""
    entry = combiners.entries().get(this.subject.key)
    if entry is None or this.is_single or not entry.needs:
        return None
    fact = f"This holds for {name(this.case, this.subject.key)} on any data."
    return Point(f"It needs {entry.needs[:1].lower()}{entry.needs[1:].rstrip('.')}.", fact, False)
