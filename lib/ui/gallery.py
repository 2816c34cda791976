"""Choosing data by what they look like."""

import streamlit as st

from lib import datasets
from lib.datasets._thumbnail import thumbnail
from lib.scenario.edits import with_dataset
from lib.scenario.record import Scenario
from lib.ui import state
from lib.ui.components.gallery import gallery, gallery_item


def browse(scenario: Scenario) -> None:
    """A button that opens all data sets as pictures."""
    if st.button("Choose by picture", icon=":material/grid_view:", key="browse"):
        _dialog(scenario.dataset)


@st.dialog("Choose a data set", width="large")
def _dialog(chosen: str) -> None:
    picked = gallery(_items(), chosen, key="gallery")
    if picked:
        state.put(with_dataset(state.current(), picked))
        st.rerun()


@st.cache_resource
def _items() -> list[dict]:
    """Every data set as drawn in the gallery; made when somebody first opens it."""
    items = []
    for key, entry in datasets.entries().items():
        dataset = entry.load(random_state=0)
        points, y = thumbnail(dataset)
        words = f"{entry.summary} Views: {', '.join(dataset.views)}."
        items.append(gallery_item(key, entry.title, words, entry.kind, points, y))
    return items
