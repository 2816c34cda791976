"""What is folded away is not drawn either: most visitors never open most of it."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st


@contextmanager
def drawer(label: str, key: str, is_open: bool = False) -> Iterator[bool]:
    """An expander that says whether it is open: `with drawer("More", "more") as is_open:`."""
    box = st.expander(label, expanded=is_open, key=key, on_change="rerun")
    with box:
        yield bool(box.open)
