"""What the threshold lab shows is what the pure functions, the scores and the picture say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import balanced_accuracy_score

from lib.engine.boundary import decode_two, encode
from lib.inside.threshold import computing, words
from lib.inside.threshold.computing import HALF, SCORES, THRESHOLDS, looked_for, move, recodes
from lib.statistics.metrics import METRICS, weighted
from tests.synthetic import make_results

RESULTS = make_results(shape=(5, 1))
TABLES = [recodes(wanted) for wanted in (0, 1)]


@pytest.fixture(scope="module")
def moved():
    return move(RESULTS, "soft_vote", 1)


def test_at_a_half_it_is_the_method_itself_and_its_score_that_of_every_page(moved):
    np.testing.assert_array_equal(moved.answers[HALF], RESULTS.predicted("soft_vote"))
    for name in SCORES:
        expected = RESULTS.means(name)[RESULTS.positions["soft_vote"]]
        assert moved.scores[name][HALF] == pytest.approx(expected)


def test_a_lower_threshold_misses_no_more_and_alarms_no_less(moved):
    assert (np.diff(moved.missed) >= 0).all()
    assert (np.diff(moved.false_alarms) <= 0).all()
    assert moved.missed[-1] > moved.missed[0]
    y, P = RESULTS.y, RESULTS.repeats[0].P[RESULTS.positions["soft_vote"]]
    at = 20
    says = P[:, 1] > THRESHOLDS[at]
    assert moved.missed[at] == pytest.approx((~says)[y == 1].mean())
    assert moved.false_alarms[at] == pytest.approx(says[y == 0].mean())
    folds = RESULTS.repeats[0].folds
    by_fold = [balanced_accuracy_score(y[folds == f], says[folds == f]) for f in range(5)]
    assert moved.scores["balanced_accuracy"][at] == pytest.approx(np.mean(by_fold))


def test_the_words_count_of_100_and_never_hide_a_mistake(moved):
    outcome = moved.outcomes[HALF]
    missed = words.of_100(outcome.missed, outcome.missed + outcome.found)
    (said, *_) = words.outcomes(moved, "pumps")[HALF:]
    assert said.startswith(f"Of 100 “class 1” pumps, {missed} missed; of 100 “class 0” pumps, ")
    assert "misses " + missed in words.headline(moved, "pumps")
    assert [words.of_100(*pair) for pair in ((0, 9), (1, 999), (998, 999), (9, 9), (1, 8))] == [
        "0",
        "under 1",
        "over 99",
        "100",
        "12",
    ]
    assert words.readouts(moved, "accuracy")[HALF] == "Accuracy " + METRICS["accuracy"].format(
        float(moved.scores["accuracy"][HALF])
    )
    assert len(set(words.labels(moved))) == len(THRESHOLDS)


def test_the_best_one_is_said_to_flatter_itself_and_what_no_threshold_moves_is_said(moved):
    best = moved.best("macro_f1")
    assert moved.scores["macro_f1"][best] == moved.scores["macro_f1"].max()
    for metric in METRICS:
        said = words.about_the_best(moved, metric)
        assert (words.SURENESS in said) == (metric not in SCORES)
        at_half = moved.best(words.judged_by(metric)) == HALF
        assert (words.FLATTERED in said) != at_half


def test_the_clearly_rarer_class_is_looked_for_and_else_the_second():
    for counts, wanted in (((50, 50), 1), ((498, 502), 1), ((30, 70), 0), ((90, 10), 1)):
        assert looked_for(np.repeat([0, 1], counts)) == wanted


@settings(deadline=None, max_examples=40)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=20), st.sampled_from([0, 1]))
def test_the_picture_changes_sides_where_the_threshold_is(said, wanted):
    P = np.column_stack([said, 1 - np.array(said)])
    codes = encode(P)
    tables = TABLES[wanted]
    np.testing.assert_array_equal(tables[HALF], np.arange(256))
    assert np.abs(decode_two(codes) - P).max() < 1 / 250
    for at in (0, 20, HALF, 70, 98):
        surplus = P[:, wanted] - THRESHOLDS[at]
        clear = np.abs(surplus) > 1 / 250
        shown = tables[at][codes] // 128 == wanted
        np.testing.assert_array_equal(shown[clear], surplus[clear] > 0)


@pytest.mark.parametrize("wanted", [0, 1])
def test_a_picture_that_is_drawn_by_costs_begins_there(wanted):
    costs = [1.0, 1.0]
    costs[wanted] = 4.0
    begins = computing.usual(weighted(costs), wanted)
    assert THRESHOLDS[begins] == pytest.approx(1 / 5)
    np.testing.assert_array_equal(recodes(wanted, THRESHOLDS[begins])[begins], np.arange(256))
    P = np.random.default_rng(0).dirichlet([1, 1], 200)
    codes = encode(METRICS[weighted(costs)].decided(P))
    shown = recodes(wanted, THRESHOLDS[begins])[HALF][codes] // 128
    clear = np.abs(P[:, 0] - 0.5) > 0.02
    np.testing.assert_array_equal(shown[clear], P.argmax(axis=1)[clear])


def test_every_score_is_one_of_answers():
    for name in computing.SCORES:
        assert METRICS[name].as_percent
        assert METRICS[name].greater_is_better
