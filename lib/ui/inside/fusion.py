"""Where things meet: one picture for each level, from the views to the answer about one row."""

from dataclasses import replace

import streamlit as st

from lib import combiners
from lib.catalogue.controls import Choice
from lib.engine.results import Results
from lib.inside.flow import draw
from lib.inside.fusion import words
from lib.inside.fusion.computing import Followed, follow, methods_of, usual_method
from lib.inside.fusion.displays import diagram, table_of_level
from lib.inside.fusion.words import LEVELS
from lib.scenario.record import Scenario, in_order
from lib.ui import controls, drawer, plain
from lib.ui.inside import point
from lib.ui.shell import Page
from lib.ui.show import table
from lib.ui.view_editor import ONE_ONLY
from lib.verdict.case import Case
from lib.words import in_sentence

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


def show(page: Page, case: Case) -> None:
    """Choose a row, a level and a method; see the way of the row through it."""
    scenario, results = page.scenario, case.results
    row = point.choose(page, case)
    level, key = _what_to_draw(scenario)
    followed = follow(case.experiment, results, key, row)
    page.write(words.headline(followed), words.status(results.n_splits))
    if followed.columns:
        _picture(followed)
    else:
        st.info(ONE_ONLY, icon=":material/rule:")
    if followed.P is None:
        _switch_on(scenario, key)
    _facts(followed, results)
    with drawer("All ways to combine at this level, with their scores", "table_level") as is_open:
        if is_open:
            st.caption("Means over the first repeat; the Compare page counts all of them.")
            table(table_of_level(results, level, scenario.metric), "Ways to combine at this level")


def _what_to_draw(scenario: Scenario) -> tuple[str, str]:
    """The level and the method, chosen side by side."""
    left, right = st.columns(2)
    with left:
        levels = {key: level.title for key, level in LEVELS.items()}
        level = str(controls.lab(scenario, "level", Choice("What is combined?", levels, "score")))
    usual = usual_method(level, scenario.compared)
    methods = {
        key: entry.short if key in scenario.compared else f"{entry.short} (off)"
        for key, entry in methods_of(level).items()
    }
    with right:
        choice = Choice("By which method?", methods, usual, words.OFF)
        key = str(controls.lab(scenario, f"{level}_method", choice))
    return level, key


def _picture(followed: Followed) -> None:
    flow = diagram(followed)
    drawn = "".join(
        f'<div class="flow-{name}">{draw(flow, width)}</div>'
        for name, width in (("narrow", NARROW), ("middle", MIDDLE), ("wide", WIDE))
    )
    st.html(STYLE)
    # All text in the picture is escaped by `draw`; Markdown leaves a block of HTML alone.
    st.markdown(f'<div class="flow">{drawn}</div>', unsafe_allow_html=True)
    st.caption(words.LEGEND)


def _switch_on(scenario: Scenario, key: str) -> None:
    title = combiners.entries()[key].title
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{title}** is not among the methods compared, so nothing of it has been fitted."
        )
        then = replace(scenario, methods=in_order((*scenario.compared, key)))
        controls.button("Compare it", "fusion.compare", then)


def _facts(followed: Followed, results: Results) -> None:
    """The three questions that say more about a method than its name."""
    facts = words.facts(followed, results)
    for column, (question, text) in zip(st.columns(3), facts.items(), strict=True):
        with column:
            st.markdown(f"**{question}**\n\n{text}")
    st.caption(plain(followed.entry.summary))
    if followed.P is not None:
        for name in results.method(followed.key).also:
            st.caption(plain(f"Also {in_sentence(name.title)}: {name.reason}"))
