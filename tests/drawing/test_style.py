"""The look every chart shares must be something Plotly accepts, whole and in both themes."""

import numpy as np
import plotly.graph_objects as go
import pytest

from lib.drawing.methods import label
from lib.drawing.style import CLASS_MARKS, axis, colorscale, field_colours, layout, marker
from lib.engine.boundary import encode


def test_plotly_accepts_the_layout_and_it_is_see_through():
    figure = go.Figure(layout=layout("vibration (mm/s)", axis("score", range=[0, 1]), height=300))
    assert figure.layout.paper_bgcolor == figure.layout.plot_bgcolor == "rgba(0, 0, 0, 0)"
    assert figure.layout.xaxis.title.text == "vibration (mm/s)"
    assert tuple(figure.layout.yaxis.range) == (0, 1)
    assert figure.layout.height == 300
    assert figure.layout.font.color is None


@pytest.mark.parametrize("position", range(len(CLASS_MARKS)))
def test_plotly_accepts_every_marker(position):
    drawn = go.Scatter(x=[0], y=[0], mode="markers", marker=marker(position))
    assert drawn.marker.symbol == CLASS_MARKS[position].symbol


@pytest.mark.parametrize("n_classes", range(2, 11))
def test_a_heatmap_and_a_canvas_colour_a_cell_alike(n_classes):
    scale = colorscale(n_classes)
    go.Heatmap(z=np.zeros((2, 2), np.uint8), zmin=0, zmax=255, colorscale=scale)
    stops = {round(255 * place): colour for place, colour in scale}
    sure = encode(np.eye(n_classes))
    for code, (red, green, blue, _) in zip(sure, field_colours(n_classes)[sure], strict=True):
        place = 255 if code == sure[-1] else int(code)
        assert stops[place].startswith(f"rgba({red}, {green}, {blue}, ")


def test_a_long_name_is_cut_before_the_next_row_and_still_tells_the_view():
    assert label("Tree") == "Tree"
    assert label("Naive Bayes (sees morphology)") == "Naive Bayes<br>(sees morphology)"
    long = "Gaussian naive Bayes (sees Karhunen-Loève)"
    assert label(long) == "Gaussian naive<br>Bayes (sees Karhune…"
    assert label(long, most_lines=4) == "Gaussian naive<br>Bayes (sees<br>Karhunen-Loève)"
