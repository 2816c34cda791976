"""The cost axis follows what matters most, and shows the limit and the pick."""

import numpy as np
import pytest

from lib.charts.score_against_cost import COSTS, NAME_HEIGHT, draw, in_words, table
from tests.cares.test_priorities import judged, limits, weights


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
    results, verdict = judged(wish)
    figure = draw(results, verdict, "accuracy")
    assert figure.layout.xaxis.title.text == COSTS[care].axis
    rows = table(results, verdict, "accuracy")
    assert rows[COSTS[care].column].is_monotonic_increasing
    assert not rows.isna().any().any()
    assert COSTS[care].what in in_words(results, verdict, "accuracy")


def test_parts_to_follow_are_drawn_for_whom_they_were_counted():
    parts = {"explain": {"best_single": 1, "vote": 3, "stack": 6, "fuse": 1}}
    results, verdict = judged(weights(explain=2), parts)
    rows = table(results, verdict, "accuracy")
    assert dict(zip(rows["key"], rows["Parts to follow"], strict=True)) == parts["explain"]


def test_a_limit_is_a_line_and_the_pick_wears_a_ring():
    results, verdict = judged(limits(models=3))
    figure = draw(results, verdict, "accuracy")
    assert [line.x0 for line in figure.layout.shapes] == [3]
    assert " Your limit " in [note.text for note in figure.layout.annotations]
    (ring,) = [trace for trace in figure.data if trace.name == "The pick"]
    assert list(ring.x) == [verdict.candidate(verdict.pick).models]
    assert draw(*judged(), "accuracy").layout.shapes == ()


def test_names_do_not_hide_each_other_and_the_pick_keeps_its_name():
    results, verdict = judged()
    figure = draw(results, verdict, "accuracy")
    rows = table(results, verdict, "accuracy")
    marks = [trace for trace in figure.data if trace.text is not None]
    pairs = [pair for trace in marks for pair in zip(trace.y, trace.text, strict=True)]
    named = sorted(score for score, text in pairs if text)
    assert len(named) >= 2
    assert results.method(verdict.pick).short in [text for _, text in pairs]
    gaps = np.diff(named)
    assert min(gaps) >= NAME_HEIGHT * (rows["Score"].max() - rows["Score"].min())
