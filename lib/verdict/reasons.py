"""Pros and cons: each a plain sentence and the measured fact it rests on."""

from dataclasses import dataclass

from lib import cares, combiners
from lib.statistics.comparison import Comparison
from lib.statistics.metrics import METRICS
from lib.verdict.card import of_100
from lib.verdict.case import Case
from lib.verdict.comparisons import versus
from lib.verdict.phrases import gain_expected, gain_shown, interval, name
from lib.verdict.records import Candidate
from lib.words import capital, difference, direction, duration, models, signed, spelled, times

WORTH_SAYING = 1.5  # a cost that is not this many times the other's is no reason
BETTER = ("practically better", "likely better")


@dataclass(frozen=True)
class Point:
    """One reason, as a line of a list. fact : the measurement behind it, as a sentence."""

    sentence: str
    fact: str
    is_good: bool


# care -> said of who costs less and of who costs more; {} is how many times as much
COSTS = {
    "latency": ("Quicker to answer, {} as quick", "Slower to answer, {} as long"),
    "training": ("Quicker to train, {} as quick", "Slower to train, {} as long"),
    "size": ("Takes less room", "Takes {} the room"),
}
QUALITIES = {
    "log_loss": ("Knows better when it is unsure", "Knows less well when it is unsure"),
    "calibration_error": ("Is right as often as it claims", "Is less often right than it claims"),
}
NOT_TRIED = "One strong model, trained as much, was not tried"


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
    """The strongest first: the gain, the rows, the models, the costs, the probabilities."""
    verdict = case.verdict
    if verdict.problem or verdict.rival is None:
        return []
    subject = verdict.candidate(verdict.subject or verdict.reference)
    other = verdict.rival if subject.key == verdict.reference else verdict.reference
    argument = _Argument(case, subject, verdict.candidate(other))
    found = [_gain(argument), _corrections(argument), _models(argument), _cost(argument, "latency")]
    found += [_quality(argument, metric, told) for metric, told in QUALITIES.items()]
    found += [_untried(argument), _cost(argument, "training"), _cost(argument, "size")]
    return [point for point in (*found, _needs(argument)) if point is not None]


def _gain(this: _Argument) -> Point:
    """The difference in the deciding score, whichever way it went."""
    case, metric = this.case, this.case.scenario.metric
    combination = this.other if this.is_single else this.subject
    gain = gain_shown(case, combination.key) * (-1 if this.is_single else 1)
    scores = [case.metric.format(c.score.mean) for c in (this.subject, this.other)]
    fact = (
        f"{case.metric.title} {scores[0]} against {scores[1]} of {this.other_name}: "
        f"{direction(gain)} by {difference(metric, gain)} on these rows. Expected of combining on "
        f"new ones: {signed(metric, gain_expected(case, combination.key))} "
        f"({interval(combination.against_single, metric)})."
    )
    trials = _trials(this)
    if combination.word in BETTER:
        luck = (
            "Probably better" if combination.word == "likely better" else "Better by more than luck"
        )
        luck = "Worse, though simpler" if this.is_single else luck
        return Point(f"{luck}: {trials}", fact, not this.is_single)
    if combination.word == "worse":
        luck = "Better alone" if this.is_single else "Worse"
        return Point(f"{luck}: {trials}", fact, this.is_single)
    if combination.word == "practically equivalent":
        return Point(f"As good as {this.other_name}: {trials}", fact, this.is_single)
    return Point(f"Whether it is better is not settled: {trials}", fact, False)


def _trials(this: _Argument) -> str:
    """ "ahead in 22 of 25 trials" """
    keys = (this.subject.key, this.other.key)
    ahead = this.case.results.differences(*keys, this.case.scenario.metric)
    return f"ahead in {int((ahead > 0).sum())} of {len(ahead)} trials"


def _corrections(this: _Argument) -> Point | None:
    """Rows that only one of the two answers right, of 100 as on the card."""
    found, things = of_100(this.case), this.case.entry.things
    right, wrong = found.rescued, found.broken
    if right == wrong:
        return None
    fact = (
        f"Of 100 {things}, combining gets {right} right that the best single model gets wrong, and "
        f"{wrong} wrong that it gets right, over all passes."
    )
    would = "combining would rescue" if this.is_single else "rescues"
    rescues = f"Of 100 {things}, {would} {right} and break{'s' * (not this.is_single)} {wrong}"
    return Point(rescues, fact, (right > wrong) is not this.is_single)


def _models(this: _Argument) -> Point | None:
    """How many models run for one answer."""
    ours, theirs = this.subject.runs, this.other.runs
    if ours == theirs:
        return None
    fact = f"{capital(models(ours))} for an answer, {models(theirs)} for {this.other_name}."
    what = f"{capital(spelled(ours))} model{'s' * (ours > 1)} to train, run and watch over"
    return Point(what, fact, ours < theirs)


def _cost(this: _Argument, care: str) -> Point | None:
    """A measured cost, when the two are clearly apart."""
    ours, theirs = (each.costs.get(care, 0.0) for each in (this.subject, this.other))
    if not (ours > 0 and theirs > 0) or max(ours / theirs, theirs / ours) < WORTH_SAYING:
        return None
    ratio, is_good = times(max(ours / theirs, theirs / ours)), ours < theirs
    mine, other = (_amount(care, amount) for amount in (ours, theirs))
    fact = f"{capital(mine)}, {other} for {this.other_name}."
    return Point(COSTS[care][0 if is_good else 1].format(ratio), fact, is_good)


def _untried(this: _Argument) -> Point | None:
    """A combination trains many models; one that was given as many fits may do as well."""
    if this.is_single or this.case.verdict.tuned:
        return None
    fact = "A combination trains several models, and one given as many fits may do as well."
    return Point(NOT_TRIED, fact, False)


def _amount(care: str, value: float) -> str:
    return duration(value) if care == "training" else cares.entries()[care].format(value, "")


def _quality(this: _Argument, metric: str, told: tuple[str, str]) -> Point | None:
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
    return Point(told[0 if gain.mean > 0 else 1], fact, gain.mean > 0)


def _needs(this: _Argument) -> Point | None:
    """What the method asks for, by its own file; not a measurement."""
    entry = combiners.entries().get(this.subject.key)
    if entry is None or this.is_single or not entry.needs:
        return None
    fact = f"This holds for {name(this.case, this.subject.key)} on any data."
    return Point(f"Needs {entry.needs[:1].lower()}{entry.needs[1:].rstrip('.')}", fact, False)
