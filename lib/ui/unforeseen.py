"""What nobody foresaw: a plain sentence with a way on; the log of the server has the rest."""

import logging
import secrets
import traceback
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

HEADLINE = "Something went wrong here"
SENTENCE = (
    "This is a mistake of ours that we did not foresee, and your choices are kept. Try again, or "
    "choose something else. When it comes again, copy what happened and send it to us."
)
ROOT = Path(__file__).parents[2]
OURS = ("app.py", "lib", "pages")


def note(problem: Exception, page: str) -> list[str]:
    """Write it to the log, and give what a visitor may pass on: no data, no path of this machine.

    page : the title of the page on which it happened. Where a visitor brought rows, the log tells
    where it happened and not what was said there, which may repeat them.
    """
    from lib.ui import tables  # heavy, and not needed before something fails

    number, logger = secrets.token_hex(4), logging.getLogger("better_together")
    if tables.has_brought():
        frames = "".join(traceback.format_tb(problem.__traceback__))
        logger.error("fault %s on %s\n%s%s", number, page, frames, type(problem).__name__)
    else:
        logger.error("fault %s on %s", number, page, exc_info=problem)
    return [
        f"Fault {number}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, page {page}",
        f"{type(problem).__name__} {place_of(problem)}",
    ]


def place_of(problem: Exception) -> str:
    """Where in our own code it happened, or was called from there."""
    for frame in reversed(traceback.extract_tb(problem.__traceback__)):
        file = Path(frame.filename)
        if file.is_relative_to(ROOT) and file.relative_to(ROOT).parts[0] in OURS:
            name = file.relative_to(ROOT).as_posix()
            return f"in {name}, line {frame.lineno}, {frame.name}"
    return "outside of our code"


def tell(lines: list[str], key: str = "unforeseen") -> None:
    """The sentence and what can be done. lines : what `note` gave. A press of "Try again" runs the
    page once more; nothing that failed was kept, so it is computed anew."""
    from lib.ui.components.copying import copying

    st.warning(SENTENCE, icon=":material/sentiment_dissatisfied:")
    with st.container(horizontal=True):
        st.button("Try again", key=f"{key}.again")
        copying("Copy what happened", f"{key}.copy", lines)
