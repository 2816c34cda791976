"""The form of a visitor's own table: every step has its guess already, and is changed in place."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from lib import datasets
from lib.catalogue.controls import Knobs, Value, settings
from lib.datasets import DataError
from lib.datasets.brought.gaps import read_marks, write_marks
from lib.datasets.brought.overview import Overview, in_words, overview
from lib.datasets.brought.roles import ROLES, TARGET, with_role
from lib.datasets.brought.shelves import SHELVES
from lib.datasets.your_table import OwnTable
from lib.reading import Table, pack
from lib.reading.packed import SIGN
from lib.scenario.edits import BROUGHT, with_table
from lib.scenario.record import Scenario
from lib.ui import bringing, drawer, plain, show, state, view_editor
from lib.ui.shell import Page
from lib.words import capital, counted

MOST_AT_ONCE = 20  # columns, each with a choice of its own; of more, one is chosen to be changed
FOUND_AT_ONCE = 4  # findings


def entry() -> OwnTable:
    """The data set that is a visitor's own."""
    found = datasets.entries()[BROUGHT]
    assert isinstance(found, OwnTable)
    return found


def look(knobs: Knobs) -> Overview:
    """The table of these knobs. Raises DataError when it is not here."""
    reading, _ = entry().reading(settings(entry().controls, knobs))
    table = SHELVES.find(str(dict(knobs).get("table", "")))
    return overview(reading, table.notes if isinstance(table, Table) else ())


def seen(page: Page) -> Overview | None:
    """The visitor's table as one looks at it; None as long as there is none, which is said."""
    if page.scenario.dataset != BROUGHT:
        return None
    try:
        return page.once(look, page.scenario.dataset_knobs)
    except DataError as missing:
        st.info(plain(str(missing)), icon=":material/upload_file:")
        return None


def onward(seen: Overview) -> None:
    """Where the table is put to use, once nothing is in the way."""
    if not seen.stops and st.button("See whether combining helps →", key="own.onward"):
        st.switch_page("app.py")


def first_rows(seen: Overview) -> None:
    """The table itself, as it begins."""
    with drawer("First rows", "own.rows") as is_open:
        if is_open:
            show.table(seen.first_rows, "The first rows of your table, as they were read.")


def another(scenario: Scenario) -> None:
    """The places where a table comes in, once more."""
    with drawer("Bring another table", "own.another") as is_open:
        if is_open:
            bringing.takes(scenario)


def model_too(scenario: Scenario) -> None:
    """A model of the visitor's own, beside those of the app."""
    with drawer("Bring a model too", "own.model") as is_open:
        if is_open:
            bringing.takes_model(scenario)


def headline(seen: Overview) -> str:
    """What the table is, or what it lacks."""
    if seen.stops:
        return "One thing to settle before your table can be used"
    return f"{counted(seen.n_rows, 'row')} and {counted(seen.n_used, 'column')} to learn from"


def _set(**knobs: Value) -> None:
    state.put(with_table(state.current(), **knobs))


def _knob(scenario: Scenario, name: str) -> str:
    return str(settings(entry().controls, scenario.dataset_knobs)[name])


def target(scenario: Scenario, seen: Overview) -> None:
    """Which column is asked."""

    def change(now: Scenario, position: Any) -> Scenario:
        text = _with_role(now, seen, int(position), TARGET)
        return with_table(now, columns=text, classes="")

    st.selectbox(
        "What should be predicted?",
        range(len(seen.columns)),
        format_func=lambda position: seen.columns[position].name,
        **state.bind("own.target", seen.target, change),
    )
    if seen.classes:
        st.caption(plain(capital(in_words(seen.classes)) + "."))


def _with_role(scenario: Scenario, seen: Overview, position: int, role: str) -> str:
    reading, _ = entry().reading(settings(entry().controls, scenario.dataset_knobs))
    return with_role(reading.frame, _knob(scenario, "columns"), position, role)


def findings(seen: Overview) -> None:
    """What is to be settled, then what is worth knowing; each with its click."""
    first, later = seen.findings[:FOUND_AT_ONCE], seen.findings[FOUND_AT_ONCE:]
    for number, _ in enumerate(first):
        _finding(seen, number)
    if later:
        with drawer(f"{counted(len(later), 'further remark')}", "own.more") as is_open:
            for number in range(FOUND_AT_ONCE, len(seen.findings)) if is_open else ():
                _finding(seen, number)


def _finding(seen: Overview, number: int) -> None:
    finding = seen.findings[number]
    icon = ":material/rule:" if finding.stops else ":material/info:"
    with st.container(
        horizontal=True, vertical_alignment="center", border=bool(finding.offers or finding.stops)
    ):
        st.markdown(f"{icon} {plain(finding.sentence)}", width="stretch")
        for at, offer in enumerate(finding.offers):
            st.button(
                plain(offer.label),
                key=f"own.offer.{number}.{at}",
                on_click=_set,
                kwargs=dict(offer.knobs),
            )


def columns(scenario: Scenario, seen: Overview) -> None:
    """What each column is for."""
    every = [i for i in range(len(seen.columns)) if i != seen.target]
    if len(every) > MOST_AT_ONCE:
        chosen = st.selectbox(
            f"Which of the {len(every):,} columns should be read otherwise?",
            every,
            format_func=lambda position: seen.columns[position].name,
            key="own.column",
        )
        every = [int(chosen)]
    for position in every:
        _column(scenario, seen, position)


def _column(scenario: Scenario, seen: Overview, position: int) -> None:
    column = seen.columns[position]
    known = dict.fromkeys([*seen.roles[position], column.role])
    left, right = st.columns([3, 2], vertical_alignment="center", gap="small")
    with left:
        st.markdown(f"**{plain(column.name)}**  \n:small[{plain(seen.examples[position])}]")
    with right:
        st.selectbox(
            plain(f"{column.name} is"),
            list(known),
            format_func=lambda role: ROLES[role],
            label_visibility="collapsed",
            **state.bind(
                f"own.role.{position}",
                column.role,
                lambda now, role: with_table(now, columns=_with_role(now, seen, position, role)),
            ),
        )


def sources(scenario: Scenario, seen: Overview) -> None:
    """Which columns come from one source, guessed from how their names begin."""
    named = [f"{plain(name)} ({len(of)})" for name, of in seen.sources.items()]
    if len(named) > 1:
        st.markdown(f"Columns whose names begin alike are taken as one source: {', '.join(named)}.")
    else:
        st.markdown("All columns are taken as one source.")
    with drawer("Change the sources", "own.sources") as is_open:
        if is_open:
            view_editor.edit(scenario)


def gaps(scenario: Scenario) -> None:
    """What else means that a value is missing."""
    st.markdown(
        "Empty cells, NA, null and ? are missing values. A missing number is filled with the "
        "median of the rows learned from; a missing category is a category of its own."
    )
    st.text_input(
        "What else means missing? Commas between",
        placeholder="-999, unknown",
        **state.bind(
            "own.gaps",
            ", ".join(read_marks(_knob(scenario, "gaps"))),
            lambda now, text: with_table(now, gaps=write_marks(str(text).split(","))),
        ),
    )


def link(scenario: Scenario) -> None:
    """What the link carries: the choices, and a small table on request."""
    name = _knob(scenario, "table")
    if not name:
        return
    table = SHELVES.find(name)
    packed = pack(table.frame) if isinstance(table, Table) else None
    if name.startswith(SIGN):
        st.caption("The link has the whole table in it: whoever gets the link has your rows.")
    elif packed:
        st.caption("The link has your choices and a fingerprint, not your rows.")
        st.button(
            "Put the rows into the link too",
            key="own.pack",
            on_click=_set_packed,
            args=(scenario, packed),
            help="Whoever gets the link then has your rows.",
        )
    else:
        st.caption(
            "The link has your choices and a fingerprint, not your rows: whoever opens it is asked "
            "for the same file."
        )


def _set_packed(scenario: Scenario, packed: str) -> None:
    kept: Mapping[str, Value] = dict(scenario.dataset_knobs) | {"table": packed}
    state.put(with_table(scenario, **kept))
