"""The first press in a session that the server does not know any more is heard all the same.

A page stays on screen when its server is started anew, or forgets the session of a lost
connection; its next press begins a new session. Streamlit calls no callback then, for none is known
yet, and the press would be lost. So the page is drawn as its link says, to get the callbacks known,
and then started anew with what the browser sent: first when the choices of the sidebar are there,
which costs nothing, and at the end of the page if it was none of them. `lib.ui.state` knows when.
"""

from collections.abc import Iterable
from typing import NoReturn

from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner import RerunData, RerunException, get_script_run_ctx


def sent_by_browser() -> list[WidgetState]:
    """The widgets that it has; in the first run of a session those that were there before, and none
    for a new visitor. Ask before any widget is drawn."""
    run = get_script_run_ctx()
    return run.session_state.get_widget_states() if run else []


def start_anew(sent: Iterable[WidgetState]) -> NoReturn:
    """Run the page again as if the browser had sent this just now, so that callbacks are called.
    Streamlit's own `st.rerun` does the same without the widgets."""
    run = get_script_run_ctx()
    assert run  # there is one wherever something was sent
    raise RerunException(
        RerunData(
            query_string=run.query_string,
            page_script_hash=run.page_script_hash,
            widget_states=WidgetStates(widgets=sent),
            cached_message_hashes=run.cached_message_hashes,
            context_info=run.context_info,
        )
    )
