"""The pins on Compare, side by side: what differs between them, and what came of each.

What is known already is shown at once. The rest may be dear, so it is computed when asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from lib import cares
from lib.datasets import DataError
from lib.engine.progress import part_of
from lib.report import Pinned
from lib.scenario.differing import differences
from lib.scenario.edits import unpinned
from lib.scenario.record import Scenario
from lib.ui import passes, plain, state
from lib.ui.components.thumbnail import thumbnail, thumbnail_data
from lib.ui.cost import ASK_SECONDS, ask_first, in_words, worker_seconds
from lib.ui.explore import drawing_of
from lib.ui.pool import N_WORKERS
from lib.ui.shell import Page
from lib.ui.visit import Visit
from lib.verdict.card import in_short
from lib.verdict.case import Case
from lib.verdict.sentences import headline, trials
from lib.words import capital, in_sentence

NARROWEST = 180  # px of a card, for four to stand in a row beside the choices


@dataclass(frozen=True, eq=False)
class Side:
    """One of those that stand side by side. case : None as long as it is not known. picture : ready
    to be sent, None likewise."""

    name: str
    scenario: Scenario
    differs: tuple[str, ...]
    case: Case | None
    picture: bytes | None

    @property
    def n_left(self) -> int:
        """Passes that are still to be run."""
        done = len(self.case.results.repeats) if self.case else 0
        return max(0, self.scenario.repeats - done)

    @property
    def is_whole(self) -> bool:
        """Nothing is left to be computed."""
        return self.picture is not None and not self.n_left


def side_by_side(page: Page, case: Case) -> None:
    """The pins, and what is on screen beside them; nothing where nothing is pinned."""
    if not page.scenario.pins:
        return
    st.header("What sets your pins apart?", anchor=False)
    shown, problems = sides(page.scenario), dict[Scenario, str]()
    place = st.empty()  # above the cards, near to the progress
    with place.container():
        missing = [side for side in shown if not side.is_whole]
        is_counting = len(case.results.repeats) < page.scenario.repeats
        is_wanted = _offer(missing, problems, is_counting)
    if is_wanted:
        wanted = [side.scenario for side in missing if side.scenario not in problems]
        problems |= _compute(page, wanted)
        shown = sides(page.scenario)
        place.empty()
    with st.grid("auto", min_column_width=NARROWEST):
        for i, side in enumerate(shown):
            with st.container(border=True, height="stretch", gap="xsmall"):
                _card(page.scenario, side, f"pin{i + 1}", problems.get(side.scenario, ""))


def sides(scenario: Scenario) -> list[Side]:
    """Every pin as far as it is known, and what is on screen unless it is one of them."""
    pins, here = scenario.pins, scenario.pin
    names = [f"Pin {i + 1}{', on screen' * (pin == here)}" for i, pin in enumerate(pins)]
    shown = [*pins, *([here] if here not in pins else [])]
    told = zip([*names, "On screen"], shown, differences(shown), strict=False)
    return [_side(name, each, differs) for name, each, differs in told]


def answered(scenario: Scenario) -> tuple[Pinned, ...]:
    """The pins that are known, for whoever takes them away."""
    found = [side for side in sides(scenario) if side.scenario in scenario.pins]
    return tuple(Pinned(side.case, side.differs) for side in found if side.case)


def _side(name: str, pin: Scenario, differs: tuple[str, ...]) -> Side:
    case = case_of(pin)
    return Side(name, pin, differs, case, picture_of(pin, case) if case else None)


def case_of(pin: Scenario) -> Case | None:
    """The case of a pin from the passes that were run already; None where nothing was, or where
    more would have to be measured for it."""
    visit, found = Visit(pin), passes.known(pin.question)
    if found is None:
        return None
    asked, needed = (passes.case_of, pin.judged, found), pin.priorities
    is_measured = found.times is not None or not cares.asks_for_times(needed)
    is_fitted = not any(cares.entries()[care].refits for care in cares.wanted(needed))
    return visit.once(*asked) if visit.has(*asked) or (is_measured and is_fitted) else None


def picture_of(pin: Scenario, case: Case) -> bytes | None:
    """The boundary of the method that was on the right, else of the pick, else of the best single
    model; None unless it was drawn already."""
    visit, results, reference = Visit(pin), case.results, case.verdict.reference
    drawing = drawing_of(visit, case)
    if not visit.has(*drawing):
        return None
    shown = pin.right if pin.right in results.positions else case.verdict.pick or reference
    method = results.method(shown)
    drawn = results.favourite_member(reference) if method.key == reference else method
    boundaries = visit.once(*drawing)
    words = f"Boundary of {in_sentence(drawn.title)}"
    picture = boundaries.pictures[drawn.key]
    return visit.once(thumbnail_data, picture, boundaries.plane.n, case.dataset.n_classes, words)


def _card(now: Scenario, side: Side, key: str, problem: str) -> None:
    """One of them, from its picture to its buttons."""
    case = side.case
    if side.picture:
        thumbnail(side.picture, key=f"{key}.picture")
    st.subheader(side.name, anchor=False)
    st.markdown(f"**{plain(capital(' · '.join(side.differs)) or 'Nothing to tell it by')}**")
    if case:
        st.markdown(plain(headline(case)))
        so_far = (f"So far {trials(case)}.",) if side.n_left else ()
        st.caption("  \n".join(map(plain, (*in_short(case), *so_far))))
    else:
        st.caption(plain(problem or "Not computed yet."))
    if side.scenario in now.pins:
        _buttons(now, side, key)


def _buttons(now: Scenario, side: Side, key: str) -> None:
    name = side.name.partition(",")[0].lower()
    with st.container(horizontal=True, gap="xsmall"):
        if side.scenario != now.pin:
            st.button(f"Open {name}", key=f"{key}.open", on_click=_open, args=(side.scenario,))
        kept = unpinned(now, side.scenario)
        st.button(f"Remove {name}", key=f"{key}.remove", on_click=state.put_pins, args=(kept,))


def _open(pin: Scenario) -> None:
    now = state.current()
    state.lead_to(replace(pin, tab=now.tab, lab=now.lab))


def _offer(missing: Sequence[Side], problems: dict[Scenario, str], is_off: bool) -> bool:
    """Whether the rest was asked for. What can never be computed here becomes one of the problems,
    and is not offered."""
    seconds = 0.0
    for side in missing:
        try:
            ask_first(side.scenario.question, side.n_left, is_agreed=True)
            seconds += worker_seconds(side.scenario.question, side.n_left) / N_WORKERS
        except DataError as why:
            problems[side.scenario] = str(why)
    open_ones = [side for side in missing if side.scenario not in problems]
    if not open_ones:
        return False
    what = "not computed" if any(side.case is None for side in open_ones) else "not drawn"
    many = f"{len(open_ones)} of these {'is' if len(open_ones) == 1 else 'are'}"
    takes = f", which takes about {in_words(seconds)}" if seconds > ASK_SECONDS else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{capital(many)} {what} yet{takes}.", width="content")
        return st.button("Compute the rest", key="pins.compute", disabled=is_off)


def _compute(page: Page, wanted: Sequence[Scenario]) -> dict[Scenario, str]:
    """What is done stays done for whoever asks again. Gives why a pin cannot be computed."""
    problems = {}
    for i, pin in enumerate(wanted):
        tell = part_of(page.progress, i, len(wanted), f"{i + 1} of {len(wanted)}: ")
        visit = Visit(pin, tell)
        try:
            found = passes.run_passes(pin.question, pin.repeats, tell)
            case = visit.once(passes.case_of, pin.judged, found)
            visit.once(*drawing_of(visit, case))
        except DataError as why:
            problems[pin] = str(why)
    return problems
