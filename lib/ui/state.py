"""The visitor's session: the scenario, mirrored in the address bar, and the sealed rows opened.

Widgets are controlled: before a widget is drawn its value is set from the scenario, and its
callback puts the new value into the scenario. Nothing else touches `st.session_state`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from lib.catalogue.controls import Knobs
from lib.scenario.edits import pinned, with_held, with_learned, within_locks
from lib.scenario.link import from_query, to_query
from lib.scenario.record import DEFAULT, MAX_PINS, Scenario
from lib.ui import plain, returning

if TYPE_CHECKING:
    from streamlit.proto.WidgetStates_pb2 import WidgetState

    from lib.verdict.sealed import SealedTest

SCENARIO, LINK, NOTICES = "_scenario", "_link", "_notices"
OPENINGS = "_openings"
SEEN = "_seen"  # (question, place) -> the method that was shown there first
MOST_SEEN = 50
PLACE, TURN, CAME_FROM = "_place", "_turn", "_came_from"
AGREED, ANSWERED = "_agreed", "_answered"
STOPPED, STOPS = "_stopped", "_stops"
CROWDED = "_crowded"
LEFT = "_left"  # data set -> its knobs when other data were chosen
UNHEARD, HAS_ASKED = "_unheard", "_has_asked"
OWNER = "_owner"  # of the tables that this session brought
ROOM, ROOM_LINK = "_room", "_room_link"  # the room that a visitor is in, and of the address
LONGEST_ROOM = 12  # letters of its code


def open_page(sent: "Sequence[WidgetState]" = ()) -> Scenario:
    """The scenario of this run: from a link that was just opened, else as the visitor left it.

    sent : by the browser, before anything is drawn. Where the session begins, its visitor comes
    back, see `lib.ui.returning`.
    """
    if sent and (LINK not in st.session_state or is_back()):
        st.session_state[UNHEARD] = sent
    if kept(OWNER):
        from lib.ui import tables  # heavy, and few bring one

        tables.stay(kept(OWNER))
    query = st.query_params.to_dict()
    room = query.pop("room", "")
    if room and room != kept(ROOM_LINK):
        st.session_state[ROOM] = room[:LONGEST_ROOM]
    if query and query != st.session_state.get(LINK):
        before = st.session_state.get(SCENARIO)
        asked, st.session_state[NOTICES] = _read(query)
        # a link inside the app: whoever opens one from outside begins a session of their own
        st.session_state[SCENARIO] = within_locks(before, asked) if before else asked
    scenario = current()
    link = to_query(scenario)
    whole = link | ({"room": kept(ROOM)} if kept(ROOM) else {})
    if st.query_params.to_dict() != whole:
        st.query_params.from_dict(whole)
    st.session_state[LINK], st.session_state[ROOM_LINK] = link, kept(ROOM)
    return scenario


def is_back() -> bool:
    """Whether a press may still have to be heard. Widgets show what the link says meanwhile."""
    return UNHEARD in st.session_state


def hear(is_all: bool) -> None:
    """Let callbacks know of the press. is_all : every widget of the page is known by now, not only
    those of the sidebar."""
    if is_back() and (is_all or HAS_ASKED not in st.session_state):
        sent = st.session_state[UNHEARD]
        st.session_state[HAS_ASKED] = True
        if is_all:
            del st.session_state[UNHEARD]
        returning.start_anew(sent)


def settled() -> None:
    """The page is whole. What had to be drawn as before in order to hear a press, and was told to
    the browser, is drawn right by now."""
    st.session_state.pop(HAS_ASKED, None)


def kept(key: str, otherwise: Any = None) -> Any:
    """What `keep` was given, for what has a module of its own; or what stands in a widget that
    belongs to no scenario."""
    return st.session_state.get(key, otherwise)


def keep(key: str, value: Any) -> None:
    """Remember this as long as the session lasts."""
    st.session_state[key] = value


def learn(place: str) -> None:
    """This step of a lesson was seen, or its challenge met."""
    _take(with_learned(current(), place))


def current() -> Scenario:
    """What the visitor has chosen so far."""
    return st.session_state.get(SCENARIO, DEFAULT)


def put(scenario: Scenario) -> None:
    """Choose something else; what an opened link could not honour is settled by that. It goes
    through its own link, so that whoever opens that finds the same. The pins stay, and so does
    what was learned; `_take` sees to what the link has locked."""
    _take(replace(scenario, pins=current().pins, learned=current().learned))


def put_pins(pins: tuple[Scenario, ...]) -> None:
    """Pin these and no others."""
    _take(replace(current(), pins=pins))


def _take(scenario: Scenario) -> None:
    st.session_state.pop(UNHEARD, None)
    before = current()
    if before.dataset != scenario.dataset:
        left = st.session_state.get(LEFT, {})
        st.session_state[LEFT] = {**left, before.dataset: before.dataset_knobs}
    scenario = within_locks(before, scenario)
    st.session_state[SCENARIO], st.session_state[NOTICES] = _read(to_query(scenario))


def _read(query: Mapping[str, str]) -> tuple[Scenario, tuple[str, ...]]:
    """As `from_query`; a table that this session holds is meant by its fingerprint."""
    scenario, notices = from_query(query)
    owner = kept(OWNER)
    return (with_held(scenario, owner.held()) if owner else scenario), notices


def pin(scenario: Scenario) -> None:
    """Pin this too, where there is room; else it is to be said that there is none."""
    if len(scenario.pins) < MAX_PINS:
        put_pins(pinned(scenario))
    else:
        st.session_state[CROWDED] = scenario


def is_crowded(scenario: Scenario) -> bool:
    """Whether the visitor wanted to pin this, and there was no room."""
    return bool(st.session_state.get(CROWDED) == scenario)


def knobs_left(dataset: str) -> Knobs:
    """The knobs of a data set as they were when this session last left it."""
    left: dict[str, Knobs] = st.session_state.get(LEFT, {})
    return left.get(dataset, ())


def lead_to(scenario: Scenario) -> None:
    """Choose something else and look at it: the headline gets the attention."""
    put(scenario)
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def turn(page: str) -> int:
    """How often this session was led to another page or to an example. page : the one drawn."""
    if page != st.session_state.get(PLACE, page):
        st.session_state[CAME_FROM] = st.session_state[PLACE]
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    st.session_state[PLACE] = page
    return int(st.session_state.get(TURN, 0))


def came_from() -> str:
    """The page before this one."""
    return str(st.session_state.get(CAME_FROM, "Explore"))


def place() -> str:
    """The page drawn last."""
    return str(st.session_state.get(PLACE, "Explore"))


def as_first_seen(question: Scenario, place: str, method: str) -> str:
    """The method that was given for this place when the question was first asked in this session:
    what is on screen stays while passes arrive."""
    seen, key = st.session_state.get(SEEN, {}), (question, place)
    if key not in seen:
        seen = {**dict(list(seen.items())[-MOST_SEEN:]), key: method}
        st.session_state[SEEN] = seen
    return str(seen[key])


def last_seen(place: str) -> str:
    """The method that was shown first for the question before; "" on a first visit."""
    seen = st.session_state.get(SEEN, {})
    return next((str(seen[key]) for key in reversed(seen) if key[1] == place), "")


def stop(question: Scenario) -> None:
    """The visitor does not want this computed any further, nor what is being computed right now."""
    st.session_state[STOPPED] = question
    st.session_state[STOPS] = True


def start(question: Scenario) -> None:
    """The visitor wants this computed, however long it takes."""
    st.session_state[AGREED] = question
    st.session_state[STOPPED] = None


def is_stopped(question: Scenario) -> bool:
    """Whether the visitor stopped this, and has not started it anew."""
    return bool(st.session_state.get(STOPPED) == question)


def stops() -> bool:
    """Whether the visitor stopped whatever the run before was computing; asked once a run."""
    return bool(st.session_state.pop(STOPS, False))


def is_agreed(question: Scenario) -> bool:
    """Whether the visitor knows how long this takes, and started it."""
    return bool(st.session_state.get(AGREED) == question)


def answered(scenario: Scenario) -> None:
    """This is on screen, answered."""
    st.session_state[ANSWERED] = scenario


def last_answered() -> Scenario | None:
    """What was on screen before."""
    return st.session_state.get(ANSWERED)


def notices() -> tuple[str, ...]:
    """What the opened link asked for that could not be honoured, ready to be shown: a link may
    hold anything, so its words must not become formatting."""
    return tuple(plain(notice) for notice in st.session_state.get(NOTICES, ()))


def openings() -> tuple["SealedTest", ...]:
    """Every time this session opened sealed rows, the first first. Nothing takes that back: what
    was seen was seen, whatever is chosen afterwards."""
    return tuple(st.session_state.get(OPENINGS, ()))


def opened(scenario: Scenario) -> "SealedTest | None":
    """What came out when this question's sealed rows were opened; None while they are sealed."""
    return next((one for one in openings() if one.question == scenario.question), None)


def remember(opening: "SealedTest") -> None:
    """Sealed rows were opened."""
    st.session_state[OPENINGS] = (*openings(), opening)


def bind(
    key: str, value: Any, change: Callable[[Scenario, Any], Scenario], default: str = ""
) -> dict[str, Any]:
    """The arguments that tie a widget to the scenario: `st.slider("Rows", **bind(...))`.

    change : the scenario with the widget's new value in it. default : the widget's argument for
    that; given where nothing has to be set, for without one Streamlit searches the whole session.
    """
    given = {default: value} if default else {}
    is_old = is_back() or HAS_ASKED in st.session_state
    if is_old or st.session_state.get(key, given.get(default)) != value:
        st.session_state[key], given = value, {}
    return given | {
        "key": key,
        "on_change": lambda: put(change(current(), st.session_state[key])),
    }


def bind_selection(key: str, change: Callable[[Scenario, Any], Scenario]) -> dict[str, Any]:
    """The arguments that tie clicks on a chart to the scenario.

    change : the scenario with the chart's selection event in it. A selection is heard, never set:
    a chart whose figure changes forgets it.
    """
    return {
        "key": key,
        "on_select": lambda: put(change(current(), st.session_state[key])),
    }


def told(key: str, name: str) -> object:
    """What a component says in its callback, before the run that follows."""
    return getattr(st.session_state[key], name)
