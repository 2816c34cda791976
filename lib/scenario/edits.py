"""A scenario with one thing chosen otherwise: what each control of the app puts in its place."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from lib import combiners, datasets
from lib.base_models import BROUGHT as OWN_MODEL
from lib.base_models import Member
from lib.catalogue.controls import Knobs, Value, changed
from lib.scenario.record import HELD, MAX_MEMBERS, MAX_PINS, Scenario, in_order

TUNED = "equal_budget"  # the one strong model
BY_HAND = "weighted_vote"  # the vote whose weights are set by hand
BROUGHT = "your_table"  # the data that a visitor brings


def with_dataset(scenario: Scenario, key: Any, knobs: Knobs = ()) -> Scenario:
    """Other data: their own knobs start at their defaults, but for these; so do views, cut, picture
    and row."""
    other = replace(scenario, dataset=str(key), dataset_knobs=knobs)
    return replace(other, views=(), cut="", plane="", row="")


def with_table(scenario: Scenario, **knobs: Value) -> Scenario:
    """The visitor's own table, some of whose knobs are set. Another table, or other columns, have
    sources and pictures of their own."""
    known = datasets.entries()[BROUGHT].controls
    now = dict(scenario.dataset_knobs) if scenario.dataset == BROUGHT else {}
    if {"table"} & set(knobs):
        now = {}
    return with_dataset(scenario, BROUGHT, changed(known, now | knobs))


def has_answers(scenario: Scenario) -> bool:
    """Whether the visitor brought what models said, and not what was measured."""
    return scenario.dataset == BROUGHT and "answers" in dict(scenario.dataset_knobs)


def with_held(scenario: Scenario, held: Mapping[str, str]) -> Scenario:
    """The same with tables by the names that only this session knows. held : fingerprint -> name;
    a table that the session does not hold keeps its fingerprint, which names no table."""
    pins = tuple(with_held(pin, held) for pin in scenario.pins)
    knobs, members = scenario.dataset_knobs, scenario.members
    if scenario.dataset == BROUGHT:
        knobs = _by_name(knobs, "table", held)
    if any(member.model == OWN_MODEL for member in members):
        members = tuple(
            replace(m, knobs=_by_name(m.knobs, "file", held)) if m.model == OWN_MODEL else m
            for m in members
        )
    return replace(scenario, dataset_knobs=knobs, members=members, pins=pins)


def _by_name(knobs: Knobs, which: str, held: Mapping[str, str]) -> Knobs:
    return tuple((n, held.get(str(v), v) if n == which else v) for n, v in knobs)


def with_own_model(scenario: Scenario, fingerprint: str) -> Scenario:
    """One more model: one that the visitor brought, once; the last gives way where there is no
    room."""
    own = Member(OWN_MODEL, (("file", fingerprint),))
    held = [
        m for m in scenario.members if str(dict(m.knobs).get("file", "")).startswith(fingerprint)
    ]
    others = [member for member in scenario.members if member not in held]
    return replace(scenario, members=(*others[: MAX_MEMBERS - 1], own))


def with_models(scenario: Scenario, keys: Any) -> Scenario:
    """Models switched on join at the end; the others keep their place, knobs and copies."""
    kept = [member for member in scenario.members if member.model in keys]
    new = [Member(key) for key in keys if all(member.model != key for member in kept)]
    return replace(scenario, members=tuple(kept + new)[:MAX_MEMBERS])


def one_source_each(members: Sequence[Member], sources: Sequence[str]) -> tuple[Member, ...]:
    """Voters that read one source each: sources are dealt in turn until every source and every
    model has had its turn. A model that reads a source of its own keeps it."""
    turns = range(max(len(members), len(sources)) if members and len(sources) > 1 else 0)
    dealt = [(members[turn % len(members)], sources[turn % len(sources)]) for turn in turns]
    return tuple(replace(one, view=one.view or view) for one, view in dealt) or tuple(members)


def with_member(scenario: Scenario, position: int, *instead: Member) -> Scenario:
    """One member replaced by others: none to remove it, two to copy it."""
    members = scenario.members
    return replace(
        scenario, members=(*members[:position], *instead, *members[position + 1 :])[:MAX_MEMBERS]
    )


def with_methods(scenario: Scenario, keys: Any) -> Scenario:
    """Switched-off methods keep their settings; a picture of one gives way to the usual one."""
    return replace(scenario, methods=in_order(keys), left="", right="")


def with_strong_model(scenario: Scenario, is_wanted: bool) -> Scenario:
    others = [key for key in scenario.compared if key != TUNED]
    return replace(scenario, methods=in_order([*others, TUNED] if is_wanted else others))


def with_weights(scenario: Scenario, weights: Sequence[float], rule: str) -> Scenario:
    """Votes counted with these weights, one a member, are compared and shown on the right."""
    text = "-".join(f"{weight:g}" for weight in weights)
    knobs = changed(combiners.entries()[BY_HAND].controls, {"weights": text, "rule": rule})
    compared = in_order([*scenario.compared, BY_HAND])
    return replace(scenario.with_combiner_knobs(BY_HAND, knobs), methods=compared, right=BY_HAND)


def pinned(scenario: Scenario) -> tuple[Scenario, ...]:
    """The pins with this one, the last; the first gives way where there is no room for it."""
    return tuple(dict.fromkeys([*scenario.pins, scenario.pin]))[-MAX_PINS:]


def unpinned(scenario: Scenario, pin: Scenario) -> tuple[Scenario, ...]:
    """The pins without that one."""
    return tuple(each for each in scenario.pins if each != pin)


def furthest(places: Sequence[str]) -> tuple[str, ...]:
    """The last step of each lesson among these, in the order of the alphabet.

    >>> furthest(["the_leak-2", "too_close-1", "the_leak-3"])
    ('the_leak-3', 'too_close-1')
    """
    steps = [place.partition("-")[::2] for place in places]
    best = {key: max(int(at) for name, at in steps if name == key) for key, _ in steps}
    return tuple(f"{key}-{at}" for key, at in sorted(best.items()))


def with_learned(scenario: Scenario, place: str) -> Scenario:
    """This step was seen, or this challenge met."""
    return replace(scenario, learned=furthest([*scenario.learned, place]))


def within_locks(now: Scenario, then: Scenario) -> Scenario:
    """`then`, with what `now` locks as it is now, and locked still."""
    names = [name for lock in now.locks for name in HELD.get(lock, ())]
    held: dict[str, Any] = {name: getattr(now, name) for name in names}
    is_other = then.lesson.partition("-")[0] != now.lesson.partition("-")[0]
    if "lesson" in now.locks and is_other:
        held["lesson"] = now.lesson
    return replace(then, locks=now.locks, **held)
