"""The choices every page shares: data, models, how they are compared, link and reset."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import streamlit as st

from lib import base_models, datasets
from lib.base_models import Member
from lib.catalogue.controls import Choice, Value, changed
from lib.datasets import thumbnail
from lib.glossary import term
from lib.scenario.edits import BROUGHT, has_answers, with_dataset, with_member, with_models
from lib.scenario.loading import class_names_of, cuts_of
from lib.scenario.record import CUT, DEFAULT, LOCKS, MAX_MEMBERS, Scenario
from lib.ui import controls, drawer, pinning, plain, state, view_editor
from lib.ui.components.copying import copying
from lib.ui.components.gallery import SentGallery, gallery, gallery_data, gallery_item
from lib.ui.shell import YOUR_DATA, links
from lib.words import in_sentence, listed

MEASURED = ("metric", "rope", "cut", "folds", "repeats", "calibrate", "sealed", "seed")
AT_HAND = ("rows", "noise", "flip")  # the knobs of the data, but for the one on the first screen
PICTURED = 60  # rows, enough to tell the shape


def draw(scenario: Scenario) -> None:
    """What is chosen most; everything else is behind one opening."""
    _say_what_is_locked(scenario)
    if "data" not in scenario.locks:
        _choose_data(scenario)
    if "models" not in scenario.locks:
        _choose_models(scenario)
    views = view_editor.views_of(scenario)
    if views:
        names = [plain(name) for name in views]
        st.markdown("Sources, for fusion", help=term("source").sentence)
        st.caption(" · ".join(names) if len(names) > 1 else "All columns are of one source.")
    with drawer("More settings", "more") as is_open:
        if is_open:
            _more(scenario)
    with st.container(horizontal=True):
        copying("Copy link", key="copy_link")
        pinning.button(scenario)
        if not scenario.locks:
            help_ = "Back to the first example."
            st.button("Reset", on_click=state.put, args=(DEFAULT,), help=help_)
    pinning.pinned_so_far(scenario)


def _say_what_is_locked(scenario: Scenario) -> None:
    """What whoever made the link has set, and that a visit of one's own has everything."""
    if not scenario.locks:
        return
    held = listed([LOCKS[lock] for lock in scenario.locks])
    title = datasets.entries()[scenario.dataset].title
    models = listed([in_sentence(name) for name in base_models.member_names(scenario.members)])
    st.caption(
        f":material/lock: Whoever made this link set {held}, and that stays. Here: "
        f"{plain(in_sentence(title))}; {plain(models)}."
    )


def _choose_data(scenario: Scenario) -> None:
    st.markdown("Data")
    picked = gallery(with_chosen(scenario.dataset), key="gallery")
    if picked and picked != scenario.dataset:
        is_own = datasets.entries()[picked].kind == "own"  # what somebody made is not lost
        knobs = state.knobs_left(picked) if is_own else ()
        state.put(with_dataset(state.current(), picked, knobs))
        st.rerun()
    entry = datasets.entries()[scenario.dataset]
    st.caption(f"**{plain(entry.title)}.** {plain(entry.summary)}")
    if scenario.dataset == BROUGHT:
        st.page_link(links()[YOUR_DATA], label="Bring or change your table →")
    knobs_of_data(scenario, [n for n in AT_HAND if n in entry.controls and n != entry.knob])


def knobs_of_data(scenario: Scenario, names: Sequence[str], key: str = "data") -> None:
    """Some knobs of the data set. key : of a second widget for one of them."""
    entry = datasets.entries()[scenario.dataset]
    known, values = entry.at_hand(scenario.dataset_knobs)
    for name in names:

        def change(now: Scenario, value: Value, name: str = name) -> Scenario:
            knobs = changed(entry.controls, dict(now.dataset_knobs) | {name: value})
            return replace(now, dataset_knobs=knobs)

        controls.draw(known[name], f"{key}.{scenario.dataset}.{name}", values[name], change)


@cache
def with_chosen(dataset: str) -> SentGallery:
    """The gallery with this data set chosen."""
    return gallery_data(pictures(), dataset)


@st.cache_resource(show_spinner=False)
def pictures() -> list[dict[str, Any]]:
    """Every data set as drawn in the gallery."""
    items = []
    for key, entry in datasets.entries().items():
        points, y = thumbnail(entry.load(random_state=0), PICTURED)
        items.append(gallery_item(key, entry.title, entry.summary, entry.kind, points, y))
    return items


def _more(scenario: Scenario) -> None:
    """One subject at a time."""
    subjects = {name: each for name, each in SUBJECTS.items() if each[0] not in scenario.locks}
    if not subjects:
        return
    subject = st.selectbox("Settings of", list(subjects), key="more.subject")
    subjects[subject][1](scenario)
    st.caption("Which ways to combine are compared: on Explore, under “More ways to combine”.")


def _rest_of_data(scenario: Scenario) -> None:
    entry = datasets.entries()[scenario.dataset]
    knobs_of_data(scenario, [n for n in entry.controls if n not in AT_HAND or n == entry.knob])


def _tune_models(scenario: Scenario) -> None:
    for position, name in enumerate(base_models.member_names(scenario.members)):
        _tune(scenario, position, name)


def _measuring(scenario: Scenario) -> None:
    for name in MEASURED:
        if name == "cut":
            _choose_cut(scenario)
        elif name not in scenario.locks:
            controls.shared(scenario, name, names=class_names_of(scenario))


def _choose_cut(scenario: Scenario) -> None:
    """How rows are held back, where these data leave a choice."""
    known = cuts_of(scenario)
    if len(known) < 2:
        return
    options = {kind: CUT.options[kind] for kind in known}

    def change(now: Scenario, value: Value) -> Scenario:
        return replace(now, cut="" if value == known[0] else str(value))

    now = scenario.cut if scenario.cut in known else known[0]
    controls.draw(replace(CUT, options=options, default=known[0]), "cut", now, change)


def _choose_models(scenario: Scenario) -> None:
    if has_answers(scenario):
        st.markdown("Base models")
        st.caption("Those whose answers you brought.")
        return
    entries = base_models.known()
    chosen = list(dict.fromkeys(member.model for member in scenario.members))
    offered = [key for key in entries if key != base_models.BROUGHT or key in chosen]
    st.pills(
        "Base models",
        offered,
        selection_mode="multi",
        format_func=lambda key: entries[key].short,
        help="The models to be combined. Forests and boosting are combinations already.",
        **state.bind("models", chosen, with_models),
    )


def _tune(scenario: Scenario, position: int, name: str) -> None:
    """The knobs of one member, and what it sees."""
    member = scenario.members[position]
    entry = member.entry
    st.markdown(f"**{plain(name)}**", help=entry.summary)

    def with_own(now: Scenario, **own: Any) -> Scenario:
        return with_member(now, position, replace(now.members[position], **own))

    controls.knobs(
        entry.controls,
        f"member.{position}.{member.model}",
        scenario,
        lambda now: now.members[position].knobs,
        lambda now, knobs: with_own(now, knobs=knobs),
    )
    names = view_editor.views_of(scenario)
    if len(names) > 1:
        reads = {"": "all columns", **{view: f"only {view}" for view in names}}
        sees = Choice("Reads", reads, "")
        view = member.view if member.view in names else ""
        controls.draw(
            sees,
            f"member.{position}.view",
            view,
            lambda now, value: with_own(now, view=value),
        )
    with st.container(horizontal=True):
        _act("Copy", f"copy.{position}", scenario, position, member, member)
        _act("Remove", f"remove.{position}", scenario, position)


def _act(label: str, key: str, scenario: Scenario, position: int, *instead: Member) -> None:
    full = len(instead) > 1 and len(scenario.members) >= MAX_MEMBERS
    controls.button(label, key, with_member(scenario, position, *instead), full)


SUBJECTS: dict[str, tuple[str, Callable[[Scenario], None]]] = {  # each with what locks it
    "the data": ("data", _rest_of_data),
    "the models": ("models", _tune_models),
    "the sources": ("data", view_editor.edit),
    "the measuring": ("measuring", _measuring),
}
