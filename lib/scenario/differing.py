"""What differs between scenarios, in plain words, and nothing of what they have in common."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, or_
from typing import Any

from lib import cares, combiners, datasets
from lib.base_models import member_names
from lib.catalogue.controls import Choice, Control, Knobs, Text, Toggle, Value, Weights, settings
from lib.catalogue.entries import distinct
from lib.scenario.record import SHARED, Scenario
from lib.scenario.views import in_words
from lib.words import in_sentence, listed

MOST_NAMED = 3  # of models or methods; the others are counted


@dataclass(frozen=True)
class Choosing:
    """What one scenario says on one subject, and in words.

    is_chosen : not what it would be had nobody chosen anything. is_extra : most scenarios do
    without, so whoever does need not say so.
    """

    value: Any
    words: str
    is_chosen: bool
    is_extra: bool = False


def differences(scenarios: Sequence[Scenario]) -> list[tuple[str, ...]]:
    """For each scenario what it has that not all have: "wrong labels 20 %", "without the tree".

    Two that differ in what a pin keeps (`Scenario.pin`) never have the same words; of equal ones
    nothing is said. What comes with other data of its own accord is not said either.
    """
    lists = zip(scenarios, _models(scenarios), _methods(scenarios), strict=True)
    chosen = [dict(_choices(*each)) for each in lists]
    told: list[list[Choosing]] = [[] for _ in scenarios]
    for subject in dict.fromkeys(subject for each in chosen for subject in each):
        for of_one, said in zip(told, _told([e.get(subject) for e in chosen]), strict=True):
            of_one.extend(filter(None, [said]))
    return [tuple(_worth_saying(said)) for said in told]


def _told(said: Sequence[Choosing | None]) -> Sequence[Choosing | None]:
    """What each says on one subject, no two of them alike; nothing where nothing differs."""
    known = [each for each in said if each]
    values = {each.value: each.words for each in known}
    if len(values) + (len(known) < len(said)) < 2 or not any(each.is_chosen for each in known):
        return [None] * len(said)
    words = dict(zip(values, distinct(values.values()), strict=True))
    return [each and replace(each, words=words[each.value]) for each in said]


def _worth_saying(said: Sequence[Choosing]) -> list[str]:
    """What is done without is left out, unless nothing else is to be said."""
    there = [each.words for each in said if each.is_chosen or not each.is_extra]
    return there or [each.words for each in said]


def _choices(scenario: Scenario, models: str, methods: str) -> Iterator[tuple[str, Choosing]]:
    """Every subject, the data first. models, methods : in words, which depend on the others'."""
    entry, own = datasets.entries()[scenario.dataset], scenario.views
    yield "data", Choosing(scenario.dataset, entry.title, is_chosen=True)
    yield from _knobs("data", entry.controls, scenario.dataset_knobs)
    yield "models", Choosing(scenario.members, models, is_chosen=True)
    yield "methods", Choosing(scenario.compared, methods, bool(scenario.methods), is_extra=True)
    columns = f"sources: {in_words(dict(own))}" if own else "sources as they come"
    yield "views", Choosing(own, columns, bool(own), is_extra=True)
    for key, combiner in combiners.entries().items():
        if key in scenario.compared or scenario.knobs_of(key):
            about = f"{in_sentence(combiner.title)}: "
            yield from _knobs(key, combiner.controls, scenario.knobs_of(key), about, is_extra=True)
    shared = tuple((name, getattr(scenario, name)) for name in SHARED)
    yield from _knobs("shared", SHARED, shared)
    weights = {name: care.control for name, care in cares.entries().items()}
    yield from _knobs("cares", weights, scenario.cares, "weight of ", is_extra=True)
    for name, limit in cares.limits().items():
        most = dict(scenario.at_most).get(name)
        words = words_of(limit.control, most) if most else f"no limit: {_name(limit.control)}"
        yield f"at_most.{name}", Choosing(most, words, bool(most), is_extra=True)
    yield "right", Choosing(scenario.right, _shown(scenario), bool(scenario.right), is_extra=True)
    plane = f"drawn by columns {scenario.plane}" if scenario.plane else "drawn as usual"
    yield "plane", Choosing(scenario.plane, plane, bool(scenario.plane), is_extra=True)


def _knobs(
    subject: str,
    controls: Mapping[str, Control],
    knobs: Knobs,
    about: str = "",
    is_extra: bool = False,
) -> Iterator[tuple[str, Choosing]]:
    values = settings(controls, knobs)
    for name, control in controls.items():
        words, is_chosen = words_of(control, values[name]), values[name] != control.default
        value = control.label, values[name]
        yield f"{subject}.{name}", Choosing(value, f"{about}{words}", is_chosen, is_extra)


def words_of(control: Control, value: Value) -> str:
    """A knob with its value, in the middle of a sentence: "wrong labels 20 %"."""
    name, text = _name(control), control.format(value)
    if isinstance(control, Choice):
        return f"{name}: {in_sentence(control.options[str(value)])}"
    if isinstance(control, Toggle):
        return f"{name}: {text}"
    if isinstance(control, Text):
        return f"{name} drawn by hand" if value != control.default else f"{name} as they come"
    if isinstance(control, Weights):
        return f"{name} {text.replace('-', ' : ') or 'equal'}"
    return f"{name} {text} {control.unit}".strip()


def _name(control: Control) -> str:
    return in_sentence(control.label)


def _shown(scenario: Scenario) -> str:
    if not scenario.right:
        return "shows the pick"
    entry = combiners.entries().get(scenario.right)
    titles = {f"model{i + 1}": name for i, name in enumerate(member_names(scenario.members))}
    return f"shows {in_sentence(entry.title if entry else titles[scenario.right])}"


def _models(scenarios: Sequence[Scenario]) -> list[str]:
    """ "without the decision tree"; for the same models in another order, that order."""
    names = [[in_sentence(member_names([one])[0]) for one in each.members] for each in scenarios]
    told = _apart(names, "with the {}", "without the {}", "and the")
    return [
        said or f"models in the order {listed(own)}" for said, own in zip(told, names, strict=True)
    ]


def _methods(scenarios: Sequence[Scenario]) -> list[str]:
    known = combiners.entries()
    names = [[in_sentence(known[key].title) for key in each.compared] for each in scenarios]
    return _apart(names, "also compares {}", "does not compare {}", "and")


def _apart(own: Sequence[Sequence[str]], having: str, lacking: str, last: str) -> list[str]:
    """What each has that not all have, else what it lacks that another one has."""
    counts = [Counter(names) for names in own]
    of_all, of_any = reduce(and_, counts), reduce(or_, counts)
    told = []
    for count in counts:
        more, less = (list(part.elements()) for part in (count - of_all, of_any - count))
        words = (having if more else lacking).format(_few(more or less, last))
        told.append(words if more or less else "")
    return told


def _few(names: Sequence[str], last: str) -> str:
    shown, more = names[:MOST_NAMED], len(names) - MOST_NAMED
    return f"{', '.join(shown)} and {more} more" if more > 0 else listed(shown, last)
