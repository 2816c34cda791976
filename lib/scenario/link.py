"""A scenario as a link, and back.

A link never fails: whatever it asks for that cannot be honoured falls back, and is said.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from urllib.parse import quote, unquote

from lib import base_models, cares, combiners, datasets
from lib.base_models import Member
from lib.catalogue.controls import Control, Knobs, Slider, Value
from lib.datasets import DataError
from lib.scenario.edits import furthest, one_source_each
from lib.scenario.loading import load_dataset
from lib.scenario.parsing import one_of, read_lesson, read_plane, read_row
from lib.scenario.record import (
    CLASS,
    DEFAULT,
    LAYERS,
    LOCKS,
    MAX_MEMBERS,
    MAX_PINS,
    PICTURE,
    SHARED,
    TABS,
    VOICES,
    Scenario,
    in_order,
)
from lib.scenario.views import MAX_VIEWS, View, read_view, write_view
from lib.words.outside import MOST, cleaned, quoted

LINK_VERSION = "2"  # defaults are part of a link's meaning: change one, and this must change too
MAX_NOTICES = 5  # a link that is wrong throughout need not fill the page
MAX_LEARNED = 60  # lessons, more than there are
MAX_LAB = 24  # choices in labs: more than there are
LONGEST_CHOICE = 80  # in a lab
LONGEST_PIN = 1600  # letters, for a full drawing; servers take 16,000, and there may be four pins

# The fields of a scenario that only weigh the results: their names in a link, and their knobs.
WISHES = {"cares": "care", "at_most": "at_most"}
WISH_CONTROLS: dict[str, dict[str, Slider]] = {
    "cares": {name: care.control for name, care in cares.entries().items()},
    "at_most": {name: limit.control for name, limit in cares.limits().items()},
}


def to_query(scenario: Scenario) -> dict[str, str]:
    """The parameters of a link. Always has `v`, so an empty query is a plain visit."""
    query = {"v": LINK_VERSION}
    if scenario.dataset != DEFAULT.dataset:
        query["data"] = scenario.dataset
    controls = datasets.entries()[scenario.dataset].controls
    query |= {name: controls[name].format(value) for name, value in scenario.dataset_knobs}
    if scenario.views:
        query["views"] = ",".join(map(write_view, scenario.views))
    if scenario.members != DEFAULT.members:
        query["models"] = ",".join(_write_member(member) for member in scenario.members)
    if scenario.combiner_knobs:
        query["set"] = ",".join(
            _write_choice(key, knobs, combiners.entries()[key].controls)
            for key, knobs in scenario.combiner_knobs
        )
    if scenario.methods:
        query["methods"] = ",".join(scenario.methods)
    shared = {name: (control, getattr(scenario, name)) for name, control in SHARED.items()}
    query |= {k: control.format(v) for k, (control, v) in shared.items() if v != control.default}
    query |= _write_wishes(scenario)
    if scenario.lab:
        query["lab"] = ",".join(f"{name}:{quote(text, safe='')}" for name, text in scenario.lab)
    query |= {name: ",".join(getattr(scenario, name)) for name in CLASS if getattr(scenario, name)}
    if scenario.pins:
        query["pins"] = "|".join(map(_write_pin, scenario.pins))
    seen = {name: getattr(scenario, name) for name in PICTURE}
    return query | {name: text for name, text in seen.items() if text != getattr(DEFAULT, name)}


def from_query(query: Mapping[str, str]) -> tuple[Scenario, tuple[str, ...]]:
    """The scenario a link asks for, and a sentence for each wish that could not be honoured."""
    reader = _Reader(dict(query))
    read_dataset = one_of(datasets.entries(), "There is no data set called {}")
    read_lock = one_of(LOCKS, "{} is nothing that can be locked")
    read_method = one_of(combiners.entries(), "There is no way to combine called {}")
    dataset = reader.take("data", read_dataset, DEFAULT.dataset)
    scenario = Scenario(dataset=dataset, **reader.take_knobs(SHARED))
    controls = datasets.entries()[scenario.dataset].controls
    values = reader.take_knobs(controls)
    members = reader.take_list("models", reader.read_member, DEFAULT.members, MAX_MEMBERS)
    was_apart = reader.query.pop("sees", "") == "one"
    chosen = dict(reader.take_list("set", reader.read_combiner, ()))
    scenario = replace(
        scenario,
        dataset_knobs=tuple(sorted((k, v) for k, v in values.items() if v != controls[k].default)),
        views=reader.take_list("views", reader.read_view, (), MAX_VIEWS),
        members=members,
        combiner_knobs=tuple(sorted((k, v) for k, v in chosen.items() if v)),
        methods=in_order(reader.take_list("methods", read_method, ())),
        cares=reader.take_list("care", reader.reads_amount("cares"), ()),
        at_most=reader.take_list("at_most", reader.reads_amount("at_most"), ()),
        plane=reader.take("plane", read_plane, ""),
        tab=reader.take("tab", one_of(TABS, "{} is no part of the Inside page"), DEFAULT.tab),
        row=reader.take("row", read_row, ""),
        lesson=reader.take("lesson", read_lesson, ""),
        slide=reader.take("slide", read_row, ""),
        voice=reader.take("voice", one_of(VOICES, "Nobody is called {} here"), ""),
        learned=furthest(reader.take_list("learned", read_lesson, (), MAX_LEARNED)),
        locks=tuple(sorted(set(reader.take_list("locks", read_lock, ())))),
        layer=reader.take("layer", one_of(LAYERS, "A picture has no layer called {}"), ""),
        fusion=reader.take("fusion", one_of(combiners.MEANINGS, "Nobody means {} by fusion"), ""),
        lab=tuple(sorted(dict(reader.take_list("lab", reader.read_lab, (), MAX_LAB)).items())),
        pins=tuple(dict.fromkeys(reader.take_list("pins", reader.read_pin, (), MAX_PINS, "|"))),
    )
    known = {f"model{i + 1}" for i in range(len(members))} | set(scenario.compared)
    read_shown = one_of(known, "There is no method called {} to show")
    shown = {side: reader.take(side, read_shown, "") for side in ("left", "right")}
    scenario = replace(scenario, **shown).with_priorities(scenario.priorities)
    return (_apart(scenario, reader) if was_apart else scenario), reader.finish()


def _apart(scenario: Scenario, reader: "_Reader") -> Scenario:
    """What a link of version 1 meant by "each model sees one view"."""
    try:
        views = load_dataset(scenario).views
    except DataError:  # the page will say what is wrong with these rows
        return scenario
    reader.notices.append(
        "This link is from an earlier version, in which each model read one source. Your models "
        "still do; they are compared with the best single model of all columns now."
    )
    members = one_source_each(scenario.members, list(views))
    return replace(scenario, members=members[:MAX_MEMBERS])


@dataclass
class _Reader:
    """Takes parameters out of a query; what is wrong becomes a notice, never an exception."""

    query: dict[str, str]
    notices: list[str] = field(default_factory=list)

    def take(self, name: str, parse: Callable[[str], Any], default: Any) -> Any:
        text = self.query.pop(name, None)
        if text is None:
            return default
        try:
            return parse(text)
        except ValueError as problem:
            self.notices.append(f"{problem}. The usual choice is used instead.")
            return default

    def take_list(
        self,
        name: str,
        parse: Callable[[str], Any],
        default: tuple[Any, ...],
        most: int | None = None,
        between: str = ",",
    ) -> tuple[Any, ...]:
        """Wrong items are left out, and those after the first `most`; the default only steps in
        when nothing right remains."""
        text = self.query.pop(name, None)
        if text is None:
            return default
        items = [item for item in text.split(between) if item]
        if most is not None and len(items) > most:
            self.notices.append(f"Only the first {most} of “{name}” in the link are used.")
        found = []
        for item in items[:most]:
            try:
                found.append(parse(item))
            except ValueError as problem:
                self.notices.append(f"{problem}. It is left out.")
        return tuple(found) if found or not text else default

    def take_knobs(self, controls: Mapping[str, Control]) -> dict[str, Any]:
        """The value of every knob."""
        read = {name: partial(self.read_value, control) for name, control in controls.items()}
        return {name: self.take(name, read[name], controls[name].default) for name in controls}

    def read_value(self, control: Control, text: str) -> Value:
        """The value of one knob."""
        try:
            value = control.parse(text)
        except ValueError as problem:
            raise ValueError(f"{control.label}: {quoted(text)} {problem}") from None
        if isinstance(control, Slider) and not math.isclose(float(text), float(value)):
            written = control.format(value)
            self.notices.append(f"{control.label}: {quoted(text)} is used as {written}.")
        return value

    def read_name(self, wanted: str, most: int = MOST) -> str:
        """A name that somebody gave."""
        name = cleaned(wanted, most)
        if name != wanted:
            self.notices.append(
                f"{quoted(wanted)} is longer than {most} letters or has signs that nobody sees, so "
                f"{quoted(name)} is used instead."
            )
        return name

    def read_view(self, text: str) -> View:
        name, columns = read_view(text)
        return self.read_name(name), columns

    def read_member(self, text: str) -> Member:
        choice, _, view = text.partition("@")
        key, knobs = self._read_choice(choice, base_models.known(), "base model")
        return Member(key, knobs, self.read_name(unquote(view)))

    def read_combiner(self, text: str) -> tuple[str, Knobs]:
        return self._read_choice(text, combiners.entries(), "way to combine")

    def _read_choice(self, text: str, known: Mapping[str, Any], what: str) -> tuple[str, Knobs]:
        key, _, settings = text.partition(":")
        if key not in known:
            raise ValueError(f"There is no {what} called {quoted(key)}")
        controls = known[key].controls
        knobs: dict[str, Value] = {}
        for setting in filter(None, settings.split(";")):
            name, _, value = setting.partition("=")
            if name not in controls:
                raise ValueError(f"{known[key].title} has no setting called {quoted(name)}")
            knobs[name] = self.read_value(controls[name], value)
        changed = {name: value for name, value in knobs.items() if value != controls[name].default}
        return key, tuple(sorted(changed.items()))

    def reads_amount(self, field_name: str) -> Callable[[str], tuple[str, float]]:
        """Reads one of the priorities, "latency:3"."""
        known = WISH_CONTROLS[field_name]

        def read(text: str) -> tuple[str, float]:
            name, _, amount = text.partition(":")
            if name not in known:
                raise ValueError(f"{quoted(text)} is nothing that can be asked of a pick")
            return name, float(self.read_value(known[name], amount))

        return read

    def read_lab(self, text: str) -> tuple[str, str]:
        name, colon, choice = text.partition(":")
        if not (colon and name.isascii() and name.isidentifier() and len(name) <= MOST):
            raise ValueError(f"{quoted(text)} is no choice in a lab")
        return name, self.read_name(unquote(choice), LONGEST_CHOICE)

    def read_pin(self, text: str) -> Scenario:
        """A link in a link. Of what it says of pins in turn, and of Inside, nothing is kept."""
        query = dict(part.partition("=")[::2] for part in text.split("&"))
        if "v" not in query:
            raise ValueError(f"{quoted(text)} is no pinned scenario")
        if query.pop("pins", ""):
            self.notices.append("A pinned scenario has no pins of its own. They are left out.")
        scenario, notices = from_query(query)
        self.notices += [f"Pinned: {notice}" for notice in notices]
        if len(_write_pin(scenario.pin)) > LONGEST_PIN:
            raise ValueError("A scenario has too many settings of its own to be pinned in a link")
        return scenario.pin

    def finish(self) -> tuple[str, ...]:
        version = self.query.pop("v", LINK_VERSION)
        if version != LINK_VERSION:
            self.notices.append("This link was made by another version; numbers may differ.")
        if self.query:
            names = ", ".join(quoted(name) for name in sorted(self.query)[:4])
            self.notices.append(f"The link also says {names}, which means nothing here.")
        if len(self.notices) > MAX_NOTICES:
            return (*self.notices[:MAX_NOTICES], "More of this link could not be honoured.")
        return tuple(self.notices)


def _write_wishes(scenario: Scenario) -> dict[str, str]:
    written = {
        WISHES[field_name]: ",".join(
            f"{name}:{known[name].format(amount)}" for name, amount in getattr(scenario, field_name)
        )
        for field_name, known in WISH_CONTROLS.items()
    }
    return {name: text for name, text in written.items() if text}


def _write_pin(pin: Scenario) -> str:
    """Whatever is free text in a query is quoted in it already, so no value has a sign of these."""
    return "&".join(f"{name}={text}" for name, text in to_query(pin).items())


def _write_choice(key: str, knobs: Knobs, controls: Mapping[str, Control]) -> str:
    settings = ";".join(f"{name}={controls[name].format(value)}" for name, value in knobs)
    return f"{key}:{settings}" if settings else key


def _write_member(member: Member) -> str:
    text = _write_choice(member.model, member.knobs, member.entry.controls)
    return f"{text}@{quote(member.view, safe='')}" if member.view else text
