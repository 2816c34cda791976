"""Where things meet: one picture for each level, from the views to the answer about one row."""

from dataclasses import replace

import streamlit as st

from lib import combiners
from lib.catalogue.controls import Choice
from lib.engine.results import Results
from lib.inside import fusion
from lib.inside.flow import draw
from lib.inside.fusion import LEVELS, Followed
from lib.scenario.record import Scenario, in_order
from lib.ui import controls, state, views
from lib.ui import show as pages
from lib.ui.drawer import drawer
from lib.ui.evidence import Evidence
from lib.ui.inside import point
from lib.ui.plain import plain
from lib.ui.shell import Page

# The same picture laid out for three widths; the box around it decides which one is shown.
NARROW, MIDDLE, WIDE = 330, 620, 940
STYLE = f"""<style>
.flow {{ container-type: inline-size; margin: 0.5rem 0 1rem; }}
.flow > div {{ display: none; }}
@container (max-width: {MIDDLE - 60}px) {{ .flow-narrow {{ display: block !important; }} }}
@container (min-width: {MIDDLE - 59}px) and (max-width: {WIDE - 130}px) {{
  .flow-middle {{ display: block !important; }} }}
@container (min-width: {WIDE - 129}px) {{ .flow-wide {{ display: block !important; }} }}
</style>"""


def show(page: Page, known: Evidence, results: Results) -> None:
    """Choose a row, a level and a method; see the way of the row through it."""
    scenario = page.scenario
    views.switch(scenario, known)
    row = point.choose(page, known, results)
    level, key = _what_to_draw(scenario)
    followed = fusion.follow(known.experiment, results, key, row)
    status = (
        "Out of fold: every model that speaks here was trained without this row. First repeat, "
        f"{results.n_splits} folds."
    )
    page.write(fusion.headline(followed), status)
    _picture(followed)
    if followed.P is None:
        _switch_on(scenario, key)
    _facts(level, followed, results)
    with drawer("All ways to combine at this level, with their scores", "table_level") as is_open:
        if is_open:
            frame = fusion.table(results, level, scenario.metric)
            st.caption("Means over the first repeat; the Compare page counts all of them.")
            pages.table(frame, "Ways to combine at this level")


def _what_to_draw(scenario: Scenario) -> tuple[str, str]:
    """The level and the method, chosen side by side."""
    left, right = st.columns(2)
    with left:
        levels = {key: level.title for key, level in LEVELS.items()}
        level = str(controls.lab(scenario, "level", Choice("What is combined?", levels, "score")))
    usual = fusion.usual_method(level, scenario.compared)
    methods = {
        key: entry.short if key in scenario.compared else f"{entry.short} (off)"
        for key, entry in fusion.methods_of(level).items()
    }
    with right:
        off = "(off): not among the methods compared, so there is a plan of it but no numbers."
        choice = Choice("By which method?", methods, usual, off)
        key = str(controls.lab(scenario, f"{level}_method", choice))
    return level, key


def _picture(followed: Followed) -> None:
    flow = fusion.diagram(followed)
    drawn = "".join(
        f'<div class="flow-{name}">{draw(flow, width)}</div>'
        for name, width in (("narrow", NARROW), ("middle", MIDDLE), ("wide", WIDE))
    )
    st.html(STYLE)
    # All text in the picture is escaped by `draw`; Markdown leaves a block of HTML alone.
    st.markdown(f'<div class="flow">{drawn}</div>', unsafe_allow_html=True)
    st.caption(
        "Filled: where things meet. Dashed: needed only while learning, or without a say. A bar is "
        "the probabilities of the classes, in their colours; the mark is the class in front."
    )


def _switch_on(scenario: Scenario, key: str) -> None:
    title = combiners.entries()[key].title
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{title}** is not among the methods compared, so nothing of it has been fitted."
        )
        st.button(
            "Compare it",
            key="fusion.compare",
            on_click=state.put,
            args=(replace(scenario, methods=in_order((*scenario.compared, key))),),
        )


def _facts(level: str, followed: Followed, results: Results) -> None:
    """The three questions that say more about a method than its name."""
    runs = LEVELS[level].runs
    if followed.P is not None:
        models = results.costs().models[results.positions[followed.key]]
        runs += f" Measured here: {models:.3g}."
    for column, (question, text) in zip(
        st.columns(3),
        (
            ("What is combined?", LEVELS[level].meets),
            ("How many models run for an answer?", runs),
            ("What must they share?", LEVELS[level].shares),
        ),
        strict=True,
    ):
        with column:
            st.markdown(f"**{question}**\n\n{text}")
    st.caption(plain(followed.entry.summary))
    if followed.P is not None and results.method(followed.key).same_as:
        st.caption(plain(results.method(followed.key).reason))
