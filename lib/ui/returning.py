"""The first press in a session that the server does not know any more is heard all the same.

A page stays on screen when its server is started anew, or forgets the session of a lost
connection; its next press begins a new session. Streamlit calls no callback then, for none is known
yet, and the press would be lost. So the page is drawn as its link says, to get the callbacks known,
and then started anew with what the browser sent: first when the choices of the sidebar are there,
which costs nothing, and at the end of the page if it was none of them.
"""

import streamlit as st
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner import RerunData, RerunException, get_script_run_ctx

MET, UNHEARD, HAS_ASKED = "_met", "_unheard", "_has_asked"


def meet() -> None:
    """Keep what the browser sends in the first run of a session. A new visitor has no widgets yet.
    Call it before any widget is drawn."""
    run = get_script_run_ctx()
    is_first = MET not in st.session_state or is_back()
    st.session_state[MET] = True
    if run and is_first and (sent := run.session_state.get_widget_states()):
        st.session_state[UNHEARD] = sent


def is_back() -> bool:
    """Whether a press may still have to be heard. Widgets show what the link says meanwhile."""
    return UNHEARD in st.session_state


def heard() -> None:
    """Something was chosen by it."""
    st.session_state.pop(UNHEARD, None)


def hear(is_all: bool) -> None:
    """Start the page anew with what the browser sent, so that callbacks are called. Streamlit's own
    `st.rerun` does the same without the widgets. is_all : every widget of the page is known now,
    not only those of the sidebar."""
    run = get_script_run_ctx()
    if not run or not is_back() or (st.session_state.get(HAS_ASKED) and not is_all):
        return
    sent = st.session_state[UNHEARD]
    st.session_state[HAS_ASKED] = True
    if is_all:
        heard()
    raise RerunException(
        RerunData(
            query_string=run.query_string,
            page_script_hash=run.page_script_hash,
            widget_states=WidgetStates(widgets=sent),
            cached_message_hashes=run.cached_message_hashes,
            context_info=run.context_info,
        )
    )
