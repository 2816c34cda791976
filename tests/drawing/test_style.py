"""Marks must be something Plotly accepts, and names must fit beside their row."""

import plotly.graph_objects as go

from lib.drawing.methods import label
from lib.drawing.style import CLASS_MARKS, marker


def test_plotly_accepts_every_marker():
    for position, mark in enumerate(CLASS_MARKS):
        drawn = go.Scatter(x=[0], y=[0], mode="markers", marker=marker(position))
        assert drawn.marker.symbol == mark.symbol


def test_a_long_name_is_cut_before_the_next_row_and_still_tells_the_view():
    long = "Gaussian naive Bayes (sees Karhunen-Loève)"
    assert label(long) == "Gaussian naive<br>Bayes (sees Karhune…"
    assert label(long, most_lines=4) == "Gaussian naive<br>Bayes (sees<br>Karhunen-Loève)"
