"""The deck: one idea a screen, in big type, with nothing of the app around it. It ends on the
decision."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import streamlit as st
from plotly.graph_objects import Figure

from lib import charts, datasets
from lib.drawing.style import class_mark
from lib.report import pictures
from lib.scenario.link import to_query
from lib.scenario.record import Scenario
from lib.ui import explore, passes, plain, state
from lib.ui.components.clicker import clicker
from lib.ui.components.stage import NO_CARDS, stage
from lib.ui.pins import answered
from lib.ui.shell import Page, links
from lib.ui.verdict_card import lead
from lib.ui.ways import subject
from lib.verdict.card import gain_text, price, price_title
from lib.verdict.case import Case
from lib.verdict.sentences import headline, is_alone
from lib.verdict.voices import VOICES, voice
from lib.words import counted
from lib.words.outside import as_plotly, shortened

STYLE = """<style>
/* over everything that is not ours: Streamlit's menu too */
.st-key-deck {
  position: fixed; inset: 0; z-index: 1000001; overflow: auto; padding: 2vh 5vw 4.2rem;
  background: %(paper)s;
}
.st-key-deck h1 { font-size: clamp(1.7rem, 4.4vw, 4.4rem); line-height: 1.12; text-wrap: balance; }
.st-key-deck :is(p, li) { font-size: clamp(1.15rem, 2.4vw, 2.4rem); line-height: 1.35; }
.st-key-deck_picture > * { zoom: 2.4; max-width: none; }
.st-key-deck_borders { max-width: max(20rem, 200vh - 53.5rem); }
.st-key-deck_ways {
  position: fixed; inset: auto 0 0 0; z-index: 1000002; padding: 0.3rem 5vw 0.5rem;
  background: %(paper)s;
}
.st-key-deck_leave { margin-left: auto; }
.st-key-deck_ways button { min-height: 2.9rem; min-width: 2.9rem; }
.st-key-deck_ways p { font-size: 1rem; }
@media (max-width: 900px) { .st-key-deck_picture > * { zoom: 1; } }
</style>"""
MOST_ROWS, HIGH = 400, 430  # drawn; px
NUMBERS = 20  # px, of a chart that is read from the last row


@dataclass(frozen=True)
class Screen:
    """One idea. draw : what is below the title."""

    title: str
    draw: Callable[[], None]


def show(page: Page) -> None:
    """The screen that the link names, the first when it names none."""
    theme = st.context.theme.type or "light"
    st.html(STYLE % {"paper": st.get_option(f"theme.{theme}.backgroundColor")})
    with st.container(key="deck"), page.told_here():
        case = passes.look_at_all(page)
        screens = deck(page, case)
        at = min(int(page.scenario.slide or 1), len(screens))
        st.title(plain(screens[at - 1].title), anchor=False)
        page.attend()
        screens[at - 1].draw()
    _ways(page.scenario, at, len(screens))


def deck(page: Page, case: Case) -> list[Screen]:
    """Every screen of these results, the decision last."""
    entry = datasets.entries()[case.scenario.dataset]
    screens = [Screen(entry.question, partial(_question, page, case))]
    if case.dataset.is_flat or case.dataset.X.shape[1] > 1:
        screens.append(Screen("What does combining change?", partial(_borders, page, case)))
    if not is_alone(case):
        best = charts.entries()["best_of_each_way"]
        screens.append(Screen(best.question, partial(_chart, page, case)))
        screens.append(Screen(f"Of 100 {entry.things}", partial(_hundred, case)))
    screens += [
        Screen(headline(pin.case), partial(_pin, pin.case, pin.differs))
        for pin in answered(page.scenario)
    ]
    listener = VOICES[page.scenario.voice or "manager"]
    screens.append(Screen(f"What it means for {listener}", partial(_voice, page, case)))
    return [*screens, Screen(headline(case), partial(_decision, case))]


def _question(page: Page, case: Case) -> None:
    entry, n = datasets.entries()[case.scenario.dataset], len(case.results.repeats)
    st.markdown(plain(entry.summary))
    st.markdown(
        f"**{len(case.dataset.y):,}** rows · **{case.n_voters}** models · every row answered "
        f"while held back, **{counted(n, 'time')}**"
    )
    try:
        plane = explore.chosen_plane(page, case.dataset)
    except ValueError:  # too few numbers to span a picture: the words stand alone
        return
    figure, names = Figure(), case.dataset.class_names
    rows = np.linspace(0, len(case.dataset.y) - 1, min(MOST_ROWS, len(case.dataset.y))).astype(int)
    places, y = plane.project(case.dataset)[rows], case.dataset.y[rows]
    for position, name in enumerate(names):
        mark, of_it = class_mark(position), places[y == position]
        marker = {"color": mark.colour, "symbol": mark.symbol, "size": 11}
        label = as_plotly(shortened(name, 30))
        figure.add_scatter(x=of_it[:, 0], y=of_it[:, 1], name=label, mode="markers", marker=marker)
    figure.update_layout(height=HIGH, margin={"t": 10, "b": 60}, legend_font_size=NUMBERS)
    across, up = as_plotly(plane.x.label), as_plotly(plane.y.label)
    figure.update_xaxes(title_text=across, showticklabels=False, title_font_size=NUMBERS)
    figure.update_yaxes(title_text=up, showticklabels=False, title_font_size=NUMBERS)
    _plot(figure, f"The rows by {plane.x.label} and {plane.y.label}")


def _plot(figure: Figure, alt: str) -> None:
    st.plotly_chart(figure, key="deck_chart", config={"displayModeBar": False}, alt=alt)


def _borders(page: Page, case: Case) -> None:
    favourite = case.results.favourite_member().key
    try:
        data = explore.stage_of(page, case, favourite)
    except ValueError as problem:  # too few numbers to span a picture
        st.markdown(plain(str(problem)))
        return
    right = case.results.method(subject(case)).key
    with st.container(key="deck_borders"):
        stage(data, NO_CARDS, ("best_single", right), key="deck_stage")


def _chart(page: Page, case: Case) -> None:
    display = charts.entries()["best_of_each_way"]
    figure = Figure(display.draw(case))  # a copy: on the pages it keeps its own size
    figure.update_layout(font_size=NUMBERS, height=HIGH + 100, showlegend=False)
    figure.update_xaxes(tickfont_size=NUMBERS, title_font_size=NUMBERS, automargin=True)
    figure.update_yaxes(tickfont_size=NUMBERS, title_text="", automargin=True)
    _plot(figure, display.alt(case))


def _picture(svg: str) -> None:
    """One of those on the card, as large as a wall wants it. What is in it from data is escaped."""
    with st.container(key="deck_picture"):
        st.markdown(svg, unsafe_allow_html=True)


def _hundred(case: Case) -> None:
    _picture(pictures.hundred(case))
    st.markdown(plain(f"{gain_text(case)}."))


def _pin(case: Case, differs: tuple[str, ...]) -> None:
    st.markdown(plain(" · ".join(["Pinned", *differs])))
    st.markdown(lead(case))


def _voice(page: Page, case: Case) -> None:
    for sentence in page.once(voice, case, page.scenario.voice or "manager"):
        st.markdown(f"- {plain(sentence)}")


def _decision(case: Case) -> None:
    if is_alone(case):
        return
    _picture(pictures.gain(case))
    large, small = price(case)
    st.markdown(f"{price_title(case)}: **{plain(large)}**, {plain(small)}.")


def _ways(asked: Scenario, at: int, last: int) -> None:
    """By keys, and by buttons that a thumb finds."""

    def move(what: str) -> None:
        to = {"next": at + 1, "back": at - 1, "first": 1, "last": last}[what]
        _go(min(max(to, 1), last))

    clicker("clicker", move)
    with st.container(key="deck_ways", horizontal=True, vertical_alignment="center"):
        for sign, name, to in (("←", "Back", at - 1), ("→", "Next", at + 1)):
            is_off = not 0 < to <= last
            st.button(
                sign, key=f"deck_{name}", help=name, on_click=_go, args=(to,), disabled=is_off
            )
        st.caption(f"{at} of {last}")
        with st.container(key="deck_leave", width="content"):
            way = links()[state.came_from()]
            st.page_link(way, label="Leave", query_params=to_query(replace(asked, slide="")))


def _go(to: int) -> None:
    state.lead_to(replace(state.current(), slide=str(to)))
