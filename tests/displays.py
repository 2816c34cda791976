"""What every display must give, whatever record it draws."""

import json
import re

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure

from lib.drawing.display import Display
from lib.drawing.methods import MAX_MARKERS


def drawn(display: Display, record: object) -> Figure:
    """The figure of a record, after the contract was checked on it."""
    figure, words, table = display.draw(record), display.words(record), display.table(record)
    assert re.fullmatch(r"[A-Z].*\?", display.question)
    assert display.alt(record) == f"{display.question} {words}"
    assert re.fullmatch(r"\S.*\.", words, re.DOTALL)
    assert "nan" not in words
    assert isinstance(table, pd.DataFrame)
    assert len(table)
    titles = f"{figure.layout.xaxis.title.text} {figure.layout.yaxis.title.text}"
    better = display.better(record)
    assert better == "neither" or f"{better} is better" in titles
    assert figure.layout.title.text is None  # the page writes the question
    assert figure.layout.height >= 100
    assert figure.layout.paper_bgcolor.endswith("0)")
    markers = [len(t.x) for t in figure.data if t.type == "scatter" and "markers" in t.mode]
    assert sum(markers) <= MAX_MARKERS
    for trace in figure.data:
        for values in (trace.x, trace.y, trace.customdata, trace.marker.symbol):
            assert values is None or isinstance(values, (np.ndarray, str))
    assert json.loads(figure.to_json())["layout"]
    return figure
