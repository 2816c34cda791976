"""The ways from one network to another are what they are said to be."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

from lib.datasets import DataError
from lib.engine.plane import plane_for
from lib.inside.rows import encode, held_fold
from lib.inside.weights import computing, words
from lib.inside.weights.computing import HALF, MIXES, Setup, walk
from lib.inside.weights.displays import BARRIERS
from lib.networks.averaging import join
from lib.networks.network import logits, probabilities, read
from lib.networks.paths import Pair, path_answers
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario

N = 16


def rows_of(key="moons", **knobs):
    return encode(prepare(Scenario(dataset=key, dataset_knobs=tuple(sorted(knobs.items())))))


def plane_of(rows):
    return plane_for(rows.dataset, "", N)


def walked(rows, *setup, **more):
    return walk(rows, Setup(*setup, **more), plane_of(rows))


@pytest.fixture(scope="module")
def rows():
    return rows_of()


@pytest.fixture(scope="module")
def found(rows):
    return walked(rows, 16, 1, 0)


def test_the_rows_held_out_are_not_learned_from(rows):
    assert not set(rows.train) & set(rows.held)
    np.testing.assert_allclose(rows.X_train.mean(axis=0), 0, atol=1e-9)
    assert abs(rows.X_held.mean(axis=0)).max() > 1e-6  # scaled with what the others taught


def test_every_way_starts_at_a_and_ends_at_b(found, rows):
    for way in found.ways:
        if way.title != computing.SHARED:
            np.testing.assert_allclose(way.answers[0], probabilities(found.a, rows.X_held))
            np.testing.assert_allclose(way.answers[-1], probabilities(found.b, rows.X_held))
        assert len(way.pictures) == len(MIXES) == len(way.losses)
        assert way.losses[HALF] == pytest.approx(log_loss(rows.y_held, way.answers[HALF]))
        assert way.accuracies[3] == np.mean(way.answers[3].argmax(axis=1) == rows.y_held)
    assert found.table().shape == (len(MIXES), 1 + 2 * len(found.ways))


def test_the_usual_scenario_shows_a_barrier_and_what_lowers_it(found):
    naive, matched = found.by_title[computing.NAIVE], found.by_title[computing.MATCHED]
    assert naive.barrier > 0.05
    assert naive.barrier > matched.barrier
    assert found.by_title[computing.SHARED].barrier < words.FLAT
    assert found.by_title[computing.PROBABILITIES].barrier <= 1e-12  # by Jensen's inequality
    assert f"loses {naive.drop:.0f} points" in words.headline(found, 1)
    assert words.headline(found, 100).startswith("Here even")
    assert words.why_not(found.a, found.b) == ""
    said = words.way_in_words(naive)  # the highest place of the path, with its numbers
    assert f"barrier of {naive.barrier:.3f}" in said
    assert f"{100 * naive.accuracies[HALF]:.1f} % of the rows" in said
    assert said.count("No barrier") == 0
    assert "No barrier" in words.way_in_words(found.by_title[computing.PROBABILITIES])


def test_without_a_hidden_layer_averaged_weights_are_averaged_log_odds(rows):
    found = walked(rows, 0, 0, 3)
    assert found.largest_gap(computing.ONE_VALLEY, computing.LOG_ODDS) < 1e-12
    assert found.largest_gap(computing.ONE_VALLEY, computing.PROBABILITIES) > 1e-6
    assert found.by_title[computing.ONE_VALLEY].barrier <= 1e-12
    assert found.a.shape == (2, 1)
    alone = LogisticRegression(max_iter=1000).fit(rows.X_train, rows.y_train)
    assert np.abs(found.a.layers[0][0].T - alone.coef_).max() > 1e-3  # a draw of its own


@pytest.mark.parametrize(("units", "layers"), [(4, 1), (4, 2), (0, 0)])
def test_networks_of_other_shapes_are_refused_with_the_reason(units, layers):
    rows = rows_of(rows=100)
    found = walked(rows, units, layers, 0, other_shape=True)
    assert [way.title for way in found.ways] == [computing.PROBABILITIES, computing.LOG_ODDS]
    reason = words.why_not(found.a, found.b)
    if layers:
        assert "layer 1 has 4 units in A and 8 in B" in reason
        z = logits(join([found.a, found.b]), rows.X_held)
        halfway = found.by_title[computing.LOG_ODDS].answers[HALF]
        np.testing.assert_allclose(np.log(halfway[:, 1] / halfway[:, 0]), z[:, 0])
    else:
        assert "no hidden layer and B has one hidden layer" in reason
    assert reason in words.refusal(found.a, found.b)
    assert "cannot" in words.headline(found, 1)
    with pytest.raises(ValueError, match=r"different (shapes|activations)"):
        path_answers(Pair(found.a, found.b, ""), rows.X_held, MIXES)


def test_many_pairs_begin_with_the_one_on_screen(monkeypatch, rows, found):
    monkeypatch.setattr(computing, "PAIRS", 2)
    monkeypatch.setattr(computing, "WIDTHS", (4, 16))
    barriers = computing.many_barriers(rows, 1, 0)
    frame, summary = barriers.frame, barriers.summary()
    assert len(frame) == 4
    own = frame.query("`Hidden units` == 16 and Pair == 0").iloc[0]
    assert own[computing.NAIVE] == pytest.approx(found.by_title[computing.NAIVE].barrier)
    assert (summary["Lowest"] <= summary["Median"]).all()
    figure = BARRIERS.draw(barriers)
    assert len(summary) == 6
    lines = [line for text in figure.layout.yaxis.ticktext for line in text.split("<br>")]
    assert max(map(len, lines)) <= 16  # more would leave a phone no room for the picture
    four = frame[frame["Hidden units"] == 4]
    said = BARRIERS.words(barriers)
    assert f"{np.median(four[computing.NAIVE]):.3f} with 4 units" in said
    assert said.startswith("Median barrier of 2 pairs")


def test_a_is_the_small_network_of_the_app(rows, found):
    alone = computing._template((16,)).set_params(random_state=0).fit(rows.X_train, rows.y_train)
    np.testing.assert_array_equal(read(alone).layers[0][0], found.a.layers[0][0])


def test_categories_are_read_as_numbers():
    rows = rows_of("credit_german")
    assert rows.X_train.shape[1] > 18  # a column for each category
    assert rows.cells(plane_of(rows)).shape == (N * N, rows.X_train.shape[1])
    assert walked(rows, 0, 0, 0).a.shape[0] == rows.X_train.shape[1]


def test_a_fold_that_takes_a_whole_class_is_passed_over():
    y = np.array([0, 0, 1, 1, 1, 1])
    assert held_fold(y, np.array([0, 0, 1, 1, 2, 2])) == 1
    with pytest.raises(DataError, match="class is missing"):
        held_fold(np.array([0, 1]), np.array([0, 1]))
