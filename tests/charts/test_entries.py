"""What every chart in the catalogue must give, on every kind of results."""

import json

import numpy as np
import pandas as pd
import pytest
from plotly.graph_objects import Figure

from lib.charts import Chart, entries
from lib.metrics import METRICS
from lib.verdict.rule import recommend
from tests.synthetic import USUAL, Fake, make_results, member, single

CHARTS = entries()
NOTHING = dict.fromkeys([fake.key for fake in USUAL], np.nan)
SCENES = {
    "usual": make_results(),
    "first repeat": make_results(shape=(5, 1)),
    "five classes": make_results(n_classes=5, n_rows=150),
    "one model": make_results((member("model1"), single(same_as="model1"))),
    "no combination": make_results((*USUAL[:2], single())),
    "no score": make_results(scores=dict.fromkeys(METRICS, NOTHING)),
    "undefined folds": make_results(
        scores={"accuracy": {"soft_vote": np.where(np.arange(25) % 3, 0.8, np.nan)}}
    ),
    "no variance": make_results(scores={"accuracy": dict.fromkeys(NOTHING, 1.0)}),
    "no reference": make_results((*USUAL[:2], USUAL[3])),
    "twins": make_results((*USUAL, Fake("late_mean", 0.84, "fusion", "late", same_as="soft_vote"))),
    "no clock": make_results(
        tuple(Fake(f.key, f.accuracy, f.family, f.kind, f.models, 0.0) for f in USUAL)
    ),
    "text with tags": make_results((member("model1", title="<b>Tree</b> & co"), *USUAL[1:])),
    "many": make_results((*USUAL, *[Fake(f"c{i}", 0.8, milliseconds=i + 1) for i in range(20)])),
}
every_chart = pytest.mark.parametrize("key", CHARTS)
every_scene = pytest.mark.parametrize("scene", SCENES)


def arguments(scene, metric="accuracy", decided_by="accuracy"):
    results = SCENES[scene]
    return results, recommend(results, decided_by, 1.0), metric


def numbers_in(figure: Figure):
    values = [trace.to_plotly_json().get(name) for trace in figure.data for name in "xyz"]
    return [each for each in values if each is not None]


def markers(figure: Figure):
    return sum(len(t.x) for t in figure.data if t.type == "scatter" and "markers" in t.mode)


@every_chart
def test_entry_is_complete(key):
    chart = CHARTS[key]
    assert isinstance(chart, Chart)
    assert chart.title.endswith("?")
    assert chart.title[0].isupper()
    assert chart.section in ("explore", "compare", "verdict")


@every_chart
@every_scene
def test_figure_has_what_every_figure_needs(key, scene):
    figure = CHARTS[key].draw(*arguments(scene))
    assert isinstance(figure, Figure)
    assert figure.layout.xaxis.title.text
    assert figure.layout.yaxis.title.text
    assert "is better" in figure.layout.xaxis.title.text + figure.layout.yaxis.title.text
    assert figure.layout.height >= 100
    assert figure.layout.paper_bgcolor.endswith("0)")
    assert figure.layout.plot_bgcolor.endswith("0)")
    assert figure.layout.yaxis.automargin
    assert figure.layout.title.text is None  # the page writes the question
    assert markers(figure) <= 250
    for numbers in numbers_in(figure):
        assert isinstance(numbers, np.ndarray)
        assert np.isfinite(numbers).all()
    text = figure.to_json()
    assert json.loads(text)["layout"]
    assert "Infinity" not in text
    assert "NaN" not in text


@every_chart
@every_scene
@pytest.mark.parametrize("metric", ["accuracy", "log_loss", "roc_auc"])
def test_words_and_table(key, scene, metric):
    chart, given = CHARTS[key], arguments(scene, metric)
    words, table = chart.in_words(*given), chart.table(*given)
    assert words.endswith(".")
    assert words[0].isupper() or words[0] == "<" or words[0].isalpha()
    assert "nan" not in words
    assert chart.alt(*given) == f"{chart.title} {words}"
    assert isinstance(table, pd.DataFrame)
    assert len(table) or scene in ("no score", "one model", "no combination")
    assert chart.better(metric) in ("higher", "lower")


@every_chart
@pytest.mark.parametrize("metric", METRICS)
def test_every_score_can_be_drawn(key, metric):
    figure = CHARTS[key].draw(*arguments("usual", metric, decided_by=metric))
    assert len(figure.data)
    titles = figure.layout.xaxis.title.text + figure.layout.yaxis.title.text
    assert CHARTS[key].better(metric) in titles or "more of" in titles


@every_chart
def test_text_from_data_is_escaped(key):
    figure = CHARTS[key].draw(*arguments("text with tags")).to_json()
    assert "<b>" not in figure
    assert "\\u003cb\\u003e" not in figure.lower()


def test_scores_are_sorted_and_those_of_the_results():
    results, verdict, metric = arguments("usual")
    table = CHARTS["scores"].table(results, verdict, metric)
    assert list(table["key"]) == results.ranking(metric)
    assert table["Score"].to_numpy() == pytest.approx(
        100 * results.means(metric)[[results.positions[key] for key in table["key"]]]
    )
    assert ((table["Low"] <= table["Score"]) & (table["Score"] <= table["High"])).all()
    assert table["High"].max() <= 100


def test_twins_are_marked():
    figure = CHARTS["scores"].draw(*arguments("twins"))
    assert any("same as soft voting" in text for text in figure.layout.yaxis.ticktext)


def test_probabilities_fill_the_bar():
    table = CHARTS["gain_posterior"].table(*arguments("many"))
    assert len(table) == 6
    assert table[["Worse", "As good", "Better"]].sum(axis=1).to_numpy() == pytest.approx(100)


def test_the_front_is_what_nothing_cheaper_beats():
    table = CHARTS["score_against_cost"].table(*arguments("usual"))
    front = table[table["Nothing cheaper is better"]]
    assert front["Score"].is_monotonic_increasing
    assert front["Score"].iloc[-1] == table["Score"].max()


def test_fold_differences_are_the_paired_ones():
    results, verdict, metric = arguments("usual")
    table = CHARTS["fold_differences"].table(results, verdict, metric)
    expected = results.differences(verdict.subject, "best_single", metric)
    assert table["Gain"].to_numpy() == pytest.approx(expected)
