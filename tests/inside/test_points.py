"""The rows worth opening, and the picture they are chosen in."""

import numpy as np
import pytest

from lib.engine.plane import plane_for
from lib.inside.points import (
    ALL_RIGHT,
    ALL_WRONG,
    BROKEN,
    DISPUTED,
    DRAWN,
    LISTED,
    POINTS,
    RESCUED,
    Points,
    PointsOnPlane,
    points_of,
)
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario
from tests.synthetic import make_results

# one row of each kind, in the worst order; three models, two classes, the truth is class 1
VOTES = {
    ALL_RIGHT: ([1, 1, 1], 0.9, 1),
    ALL_WRONG: ([0, 0, 0], 0.2, 0),
    DISPUTED: ([1, 1, 0], 0.7, 1),
    BROKEN: ([0, 0, 1], 0.3, 1),
    RESCUED: ([0, 0, 1], 0.6, 0),
}


def five_points():
    votes, sure, single = zip(*VOTES.values(), strict=True)
    average = np.column_stack([1 - np.array(sure), sure])
    return Points(np.ones(5, int), np.array(votes), average, np.array(single))


def test_rows_are_sorted_from_rescued_to_undisputed():
    points = five_points()
    assert list(points.kind) == list(VOTES)
    assert list(points.order) == [4, 3, 2, 1, 0]
    assert points.default == 4
    assert list(points.drawn(2)) == [0, 1, 2, 3, 4]  # few rows are all drawn


def test_a_label_says_what_happened_also_to_one_model():
    points = five_points()
    labels = [points.label(row, ("blue", "red")) for row in range(5)]
    assert labels == [
        "Row 0, red: all 3 models right",
        "Row 1, red: all 3 models wrong",
        "Row 2, red: 1 of 3 models wrong",
        "Row 3, red: 2 of 3 models wrong, spoiled",
        "Row 4, red: 2 of 3 models wrong, rescued",
    ]
    points = Points(np.array([0, 1]), np.zeros((2, 1), int), np.full((2, 2), 0.5), np.zeros(2))
    assert [points.label(row, ("a", "b")) for row in (0, 1)] == [
        "Row 0, a: the model is right",
        "Row 1, b: the model is wrong",
    ]


@pytest.fixture(scope="module")
def many():
    return points_of(make_results(n_rows=2000, shape=(3, 1)))


@pytest.mark.parametrize("chosen", [0, 777, 1999])
def test_list_and_picture_are_short_and_hold_the_chosen_row(many, chosen):
    listed, drawn = many.listed(chosen), many.drawn(chosen)
    assert chosen in listed
    assert len(listed) == len(set(listed)) <= 5 * LISTED + 1
    assert set(listed) <= set(drawn)
    assert len(drawn) == len(set(drawn)) == DRAWN


def test_every_marker_carries_its_row():
    experiment = prepare(Scenario(dataset="iris"))
    dataset = experiment.dataset
    results = make_results(n_rows=len(dataset.y), n_classes=3, shape=(3, 1))
    points = points_of(results)
    points = Points(dataset.y, points.votes, points.average, points.single)
    record = PointsOnPlane(points, plane_for(dataset, "2-3", 2), dataset, chosen=5)
    figure = POINTS.draw(record)
    clickable = [trace for trace in figure.data if trace.customdata is not None]
    assert [trace.name for trace in clickable] == list(dataset.class_names)
    legend = [trace.name for trace in figure.data if trace.showlegend is not False]
    assert legend == list(dataset.class_names)
    for position, trace in enumerate(clickable):
        rows = np.asarray(trace.customdata)
        assert set(dataset.y[rows]) == {position}
        X = np.asarray(dataset.X)[rows]
        np.testing.assert_allclose(np.column_stack([trace.x, trace.y]), X[:, [2, 3]])
    ring = figure.data[-1]
    np.testing.assert_allclose([ring.x[0], ring.y[0]], np.asarray(dataset.X)[5, [2, 3]])
    assert ring.hoverinfo == "skip"  # a click goes through it
