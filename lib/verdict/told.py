"""What a case says about its methods, for whoever tells a story with it: templates, filled with
named facts. Plain text: whoever shows it escapes.

    "The vote is right in {score:majority_vote}: {than:majority_vote,best} the best of its members."

A method is named by its key; "best" and "worst" are those of the voters with these means.
"""

from collections.abc import Callable, Mapping
from string import Formatter
from typing import Literal

from lib.statistics.comparison import Comparison
from lib.verdict.case import Case
from lib.verdict.comparisons import is_right, models_to_run, versus
from lib.verdict.notes import selected
from lib.verdict.phrases import name, sign_interval
from lib.words import capital, difference, number, spelled

Outcome = Literal["better", "worse", "same"]


def tell(template: str, case: Case) -> str:
    """The template with its facts; raises KeyError for a fact or a method that there is not.

    A sentence that begins with a fact begins with a capital.
    """
    parts: list[str] = []
    for text, fact, methods, _ in Formatter().parse(template):
        parts.append(text)
        if fact:
            keys = [_key(case, key) for key in (methods or "").split(",")]
            said = FACTS[fact](case, *keys)
            begins = not "".join(parts) or "".join(parts).endswith((". ", "? "))
            parts.append(capital(said) if begins else said)
    return "".join(parts)


def _key(case: Case, key: str) -> str:
    """Of a method that may be called by what it is."""
    ranked = case.results.ranking(case.scenario.metric, case.voters)
    return {"best": ranked[0], "worst": ranked[-1]}.get(key, key)


def compared(case: Case, key: str, other: str) -> Comparison:
    """How much better `key` is than `other`, fold by fold, as measured."""
    keys = _key(case, key), _key(case, other)
    return versus(case.results, *keys, case.scenario.metric, case.verdict.rope)


def gain(case: Case, key: str, other: str) -> float:
    """The same as one number, positive is better."""
    return compared(case, key, other).mean


def outcome(case: Case, key: str, other: str) -> Outcome:
    """What came out, where a difference too small to matter is none."""
    found = compared(case, key, other)
    if abs(found.mean) <= found.rope:
        return "same"
    return "better" if found.mean > 0 else "worse"


def settled(case: Case, key: str, other: str) -> str:
    """The same, "unsure" where the interval of their difference holds both more and less."""
    found = compared(case, key, other)
    return outcome(case, key, other) if found.low > 0 or found.high < 0 else "unsure"


def percent(share: float) -> str:
    """ "74.3 %" """
    return f"{number(100 * share, 1)} %"


def _score(case: Case, key: str) -> str:
    """ "74.3 %" """
    return case.metric.format(case.results.means(case.scenario.metric)[case.results.positions[key]])


def _than(case: Case, key: str, other: str) -> str:
    """ "3.1 points better than", "about as good as" """
    word = outcome(case, key, other)
    if word == "same":
        return "about as good as"
    return f"{_by(case, key, other)} {word} than"


def _by(case: Case, key: str, other: str) -> str:
    """ "3.1 points", whatever the direction."""
    return difference(case.scenario.metric, gain(case, key, other))


def _surely(case: Case, key: str, other: str) -> str:
    """ "likely +1.2 to +4.9 points": the interval of the same difference."""
    return f"{sign_interval(compared(case, key, other), case.scenario.metric, 'likely')} points"


def _right(case: Case, key: str) -> str:
    """Of a hundred rows."""
    return number(100 * is_right(case.results, key).mean(), 0)


def _wrong(case: Case, key: str) -> str:
    """Of a hundred rows."""
    return number(100 * (1 - is_right(case.results, key).mean()), 0)


def _shared(case: Case, key: str, other: str) -> str:
    """Of a hundred mistakes of `key`, those that `other` makes too."""
    first, second = (~is_right(case.results, each) for each in (key, other))
    return number(100 * (first & second).sum() / max(first.sum(), 1), 0)


def _rescued(case: Case, key: str, other: str) -> str:
    """Of a thousand rows, those that `key` gets right and `other` wrong."""
    first, second = (is_right(case.results, each) for each in (key, other))
    return number(1000 * (first & ~second).mean(), 0)


def _broken(case: Case, key: str, other: str) -> str:
    """The other way round."""
    return _rescued(case, other, key)


def _runs(case: Case, key: str) -> str:
    """How many models must run for one answer, as a word."""
    return spelled(models_to_run(case.results, key))


def _top(case: Case, _: str) -> str:
    """The best of all that were compared, in words."""
    return name(case, selected(case).key)


def _shown(case: Case, _: str) -> str:
    """What the best of all scores on the rows on which it was found to be the best."""
    return case.metric.format(selected(case).raw)


def _fair(case: Case, _: str) -> str:
    """The same without the luck of having been chosen."""
    return case.metric.format(selected(case).corrected)


def luck(case: Case) -> float:
    """What the best of all owes to having been chosen, in points."""
    chosen = selected(case)
    return float(case.metric.gain(chosen.raw - chosen.corrected))


def _rows(case: Case, _: str) -> str:
    return f"{len(case.results.y):,}"


FACTS: Mapping[str, Callable[..., str]] = {
    "score": _score,
    "than": _than,
    "by": _by,
    "surely": _surely,
    "name": name,
    "right": _right,
    "wrong": _wrong,
    "shared": _shared,
    "rescued": _rescued,
    "broken": _broken,
    "runs": _runs,
    "rows": _rows,
    "top": _top,
    "shown": _shown,
    "fair": _fair,
}
