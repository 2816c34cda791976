"""The only part that imports Streamlit: shell, state, computing for visitors, what is shown."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

UNIT = re.compile(r"(?<=\d) (?=(?:%|points?|ms|µs|s|kB|MB)(?!\w))")


def plain(text: str) -> str:
    """The text for Streamlit's Markdown: what comes from data must not become formatting. No line
    ends between a number and its unit.

    >>> plain("a*b"), plain("a 95 % interval")
    ('a\\\\*b', 'a 95\\xa0% interval')
    """
    from lib.words.outside import as_markdown  # the frame of a page is there before it is needed

    return as_markdown(UNIT.sub("\u00a0", text))


@contextmanager
def drawer(label: str, key: str, is_open: bool = False) -> Iterator[bool]:
    """An expander that says whether it is open: `with drawer("More", "more") as is_open:`. What is
    folded away need not be drawn either: most visitors never open most of it."""
    box = st.expander(label, expanded=is_open, key=key, on_change="rerun")
    with box:
        yield bool(box.open)
