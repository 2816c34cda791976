"""What each display of the catalogue shows besides the contract of `tests/drawing`."""

import numpy as np
import pytest

from lib.cares import NO_WISH
from lib.charts import entries
from lib.charts.score_against_cost import AXES, NAME_HEIGHT
from lib.scenario.single_views import EARLY
from lib.statistics.metrics import METRICS
from tests.cares.test_priorities import SCORES, THREE, limits, weights
from tests.charts.records import SCENES, openings, single_views
from tests.synthetic import around, case_of, make_results

DISPLAYS = entries()
PARTS = {"explain": {"best_single": 1, "vote": 3, "stack": 6, "fuse": 1}}
COST = DISPLAYS["score_against_cost"]


def table_of(key, scene="usual"):
    return DISPLAYS[key].table(case_of(SCENES[scene]))


def wished(wishes=NO_WISH, measured=None):
    """Four methods whose scores and costs are known, and what matters to the visitor."""
    accuracy = {key: around(value, seed=seed) for seed, (key, value) in enumerate(SCORES.items())}
    results = make_results(THREE, n_rows=5000, scores={"accuracy": accuracy})
    return case_of(results, wishes, measured)


def test_scores_are_sorted_and_those_of_the_results_and_second_names_are_there():
    results, table = SCENES["usual"], table_of("scores")
    assert list(table["key"]) == results.ranking("accuracy")
    assert table["Score"].to_numpy() == pytest.approx(
        100 * results.means("accuracy")[[results.positions[key] for key in table["key"]]]
    )
    assert ((table["Low"] <= table["Score"]) & (table["Score"] <= table["High"])).all()
    assert table["High"].max() <= 100

    figure = DISPLAYS["scores"].draw(case_of(SCENES["two names"]))
    assert any("or early fusion" in text for text in figure.layout.yaxis.ticktext)


def test_the_front_is_what_nothing_cheaper_beats():
    table = table_of("score_against_cost")
    front = table[table["Nothing cheaper is better"]]
    assert front["Score"].is_monotonic_increasing
    assert front["Score"].iloc[-1] == table["Score"].max()


def test_fold_differences_are_the_paired_ones_and_probabilities_fill_the_bar():
    table = table_of("gain_posterior", "many")
    assert len(table) == 6
    assert table[["Worse", "As good", "Better"]].sum(axis=1).to_numpy() == pytest.approx(100)
    case = case_of(SCENES["usual"])
    expected = case.results.differences(case.verdict.subject, "best_single", "accuracy")
    assert table_of("fold_differences")["Gain"].to_numpy() == pytest.approx(expected)


@pytest.mark.parametrize(
    ("wish", "care"),
    [
        (weights(size=1), "size"),
        (weights(size=1, training=2), "training"),
        (weights(score=4, models=1), "models"),
        (limits(size_kb=5), "size"),
        (weights(score=4), "latency"),
    ],
)
def test_the_axis_is_the_heaviest_cost_that_can_be_drawn(wish, care):
    case = wished(wish)
    assert COST.draw(case).layout.xaxis.title.text == AXES[care].title
    rows = COST.table(case)
    assert rows[AXES[care].column].is_monotonic_increasing
    assert not rows.isna().any().any()
    assert AXES[care].what in COST.words(case)


def test_a_limit_is_a_line_the_pick_wears_a_ring_and_parts_are_drawn_where_they_were_counted():
    rows = COST.table(wished(weights(explain=2), PARTS))
    assert dict(zip(rows["key"], rows["Parts to follow"], strict=True)) == PARTS["explain"]
    case = wished(limits(models=3))
    figure = COST.draw(case)
    assert [line.x0 for line in figure.layout.shapes] == [3]
    assert " Your limit " in [note.text for note in figure.layout.annotations]
    (ring,) = [trace for trace in figure.data if trace.name == "The pick"]
    assert list(ring.x) == [case.verdict.candidate(case.verdict.pick).costs["models"]]
    assert COST.draw(wished()).layout.shapes == ()


def test_names_do_not_hide_each_other_and_the_pick_keeps_its_name():
    case = wished()
    rows, figure = COST.table(case), COST.draw(case)
    marks = [trace for trace in figure.data if trace.text is not None]
    pairs = [pair for trace in marks for pair in zip(trace.y, trace.text, strict=True)]
    named = sorted(score for score, text in pairs if text)
    assert len(named) >= 2
    assert case.results.method(case.verdict.pick).short in [text for _, text in pairs]
    gaps = np.diff(named)
    assert min(gaps) >= NAME_HEIGHT * (rows["Score"].max() - rows["Score"].min())


def test_the_sealed_rows_show_promise_and_result_of_both():
    opened = dict(openings())["both, log_loss"]
    frame, figure = DISPLAYS["sealed"].table(opened), DISPLAYS["sealed"].draw(opened)
    assert len(frame) == 8
    drawn = sorted(float(x) for trace in figure.data for x in trace.x)
    assert drawn == sorted(frame[frame["Score"] == METRICS["log_loss"].title]["Value"])
    assert len({trace.marker.symbol for trace in figure.data}) == 2
    assert ((frame["Low"] <= frame["Value"]) & (frame["Value"] <= frame["High"])).all()


@pytest.mark.parametrize("metric", METRICS)
def test_every_view_is_drawn_and_the_best_is_what_fusing_is_measured_against(metric):
    asked, display = dict(single_views())[f"two views, {metric}"], DISPLAYS["single_views"]
    rows, words = display.table(asked), display.words(asked)
    assert len(rows) == sum(len(trace.x) for trace in display.draw(asked).data) == 4
    assert ((rows["Low"] <= rows["Score"]) & (rows["Score"] <= rows["High"])).all()
    assert list(rows["Columns"][rows["What is seen"] == "petal"]) == [2]
    assert all(f"“{view}”" in words for view in asked.views)
    best = rows[rows["What is seen"].isin(asked.views)].iloc[0]["What is seen"]
    assert words.startswith(f"Alone, “{best}” is the best view")
    other = f"view{list(asked.views).index(best) + 1}"
    gain = asked.results.differences(EARLY, other, metric).mean()
    assert f"{'better' if gain > 0 else 'worse'} than the best view" in words
    if METRICS[metric].as_percent:
        assert f"{abs(gain):.1f} points" in words


def test_a_view_without_a_score_is_said():
    asked = dict(single_views())["no score"]
    assert DISPLAYS["single_views"].table(asked).empty
    assert "not defined" in DISPLAYS["single_views"].words(asked)
    assert DISPLAYS["single_views"].draw(asked).layout.annotations
