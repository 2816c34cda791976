"""A file, a pasted text or the example becomes the table of a session."""

import streamlit as st

from lib import datasets
from lib.asking import ModelError, load_model
from lib.base_models import BROUGHT as OWN_MODEL
from lib.base_models import BroughtModel
from lib.datasets.brought.example import template
from lib.reading import LIMITS, ReadingError, Table, fingerprint_of, read
from lib.scenario.edits import BROUGHT, with_own_model, with_table
from lib.scenario.record import Scenario
from lib.ui import drawer, plain, state, tables
from lib.words import listed

TURN = "_uploads"  # another key for the uploader: it keeps no file that was read already
PROBLEM, MODEL_PROBLEM = "_reading_problem", "_model_problem"
PASTED = "pasted"
PRIVATE = (
    "Your rows stay in this server's memory, for your visit alone: nobody else can see them, "
    "nothing is written to a disk or a log, and they are gone when you leave."
)


def takes(scenario: Scenario) -> None:
    """The places where a table comes in; one that was just given is read at once."""
    given = st.file_uploader(
        "A table from your computer",
        type=["csv", "tsv", "txt", "gz", "parquet", "xlsx"],
        key=f"own.file.{state.kept(TURN, 0)}",
    )
    st.caption(plain(LIMITS.words))
    if given is not None:
        content = given.getvalue()
        tables.let_go()
        _read(scenario, content, given.name)
    if problem := state.kept(PROBLEM):
        st.error(plain(problem), icon=":material/rule:")
    with st.container(horizontal=True):
        st.button("Try the example", key="own.example", on_click=_try_example)
        st.download_button(
            "Download a template", template(), "template.csv", "text/csv", key="own.template"
        )
    with drawer("Paste a table instead", "own.paste") as is_open:
        if is_open:
            _paste(scenario)
    st.caption(f":material/lock: {PRIVATE}")


def _try_example() -> None:
    state.put(with_table(state.current(), table=""))


def _paste(scenario: Scenario) -> None:
    text = st.text_area(
        "The table, with the names in its first line",
        key=PASTED,
        placeholder="name,size,colour,kind\nfirst,12,red,a\nsecond,14,blue,b",
        height=120,
    )
    if st.button("Read it", key="own.read") and text:
        _read(scenario, text.encode(errors="replace"), "pasted text")


def takes_model(scenario: Scenario) -> None:
    """The place where a model comes in."""
    st.markdown(
        "A scikit-learn classifier, fitted or not, saved with skops: `skops.io.dump(model, "
        '"model.skops")`. Only its settings are read, and it is fitted anew inside the folds, on '
        "columns made into numbers as for every model here. A pickle could run code, so none is "
        "opened."
    )
    given = st.file_uploader(
        "A model from your computer", type=["skops"], key=f"own.model.{state.kept(TURN, 0)}"
    )
    if given is not None:
        content = given.getvalue()
        tables.let_go()
        _take_model(scenario, content)
    if problem := state.kept(MODEL_PROBLEM):
        st.error(plain(problem), icon=":material/rule:")
    if names := [m.entry.title for m in scenario.members if m.model == OWN_MODEL]:
        st.success(plain(f"Takes part: {listed(names)}. Switch it off among the base models."))


def _take_model(scenario: Scenario, content: bytes) -> None:
    try:
        model = BroughtModel(load_model(content), fingerprint_of(content), len(content))
        if model.problem:
            raise ModelError(model.problem)
        tables.bring(model)
    except (ModelError, ReadingError) as problem:
        state.keep(MODEL_PROBLEM, f"{problem} Nothing that you had is lost.")
    else:
        state.keep(MODEL_PROBLEM, "")
        state.put(with_own_model(scenario, model.fingerprint))
    state.keep(TURN, state.kept(TURN, 0) + 1)
    st.rerun()


def _read(scenario: Scenario, content: bytes, name: str) -> None:
    """Read, keep, and draw the page anew. What was there stays where this cannot be read."""
    try:
        with st.spinner("Reading your table"):
            table = read(content, name)
        tables.bring(table)
    except ReadingError as problem:
        state.keep(PROBLEM, f"{problem} Nothing that you had is lost.")
    else:
        state.keep(PROBLEM, "")
        _choose(scenario, table)
    state.keep(TURN, state.kept(TURN, 0) + 1)
    st.rerun()


def _choose(scenario: Scenario, table: Table) -> None:
    """The table that the link asks for keeps the link's choices; another begins with guesses."""
    knobs = dict(scenario.dataset_knobs) if scenario.dataset == BROUGHT else {}
    control = datasets.entries()[BROUGHT].controls["table"]
    if control.format(knobs.get("table", "")) == table.fingerprint:
        state.put(scenario)
    else:
        state.put(with_table(scenario, table=table.fingerprint))
