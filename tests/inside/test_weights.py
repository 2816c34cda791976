"""The ways from one network to another are what they are said to be."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

from lib.engine.boundary import plane_for
from lib.engine.folds import DataError, make_folds
from lib.inside import weights
from lib.inside.rows import encode, held_fold
from lib.inside.weights import HALF, MIXES, Setup, open_lab
from lib.networks.joining import join
from lib.networks.network import logits, probabilities
from lib.networks.paths import make_pairs
from lib.scenario.experiment import load_dataset
from lib.scenario.record import Scenario

N = 16


def rows_of(key="moons", **knobs):
    dataset = load_dataset(Scenario(dataset=key, dataset_knobs=tuple(sorted(knobs.items()))))
    folds = make_folds(dataset.y, 5, 0, dataset.groups)
    return encode(dataset, folds, plane_for(dataset, "", N))


@pytest.fixture(scope="module")
def rows():
    return rows_of()


@pytest.fixture(scope="module")
def lab(rows):
    return open_lab(rows, Setup(16, 1, 0), N)


def test_the_rows_held_out_are_not_learned_from(rows):
    assert not set(rows.train) & set(rows.held)
    np.testing.assert_allclose(rows.X_train.mean(axis=0), 0, atol=1e-9)
    assert abs(rows.X_held.mean(axis=0)).max() > 1e-6  # scaled with what the others taught


def test_every_way_starts_at_a_and_ends_at_b(lab, rows):
    for way in lab.ways:
        if way.title != weights.SHARED:
            np.testing.assert_allclose(way.answers[0], probabilities(lab.a, rows.X_held))
            np.testing.assert_allclose(way.answers[-1], probabilities(lab.b, rows.X_held))
        assert len(way.pictures) == len(MIXES) == len(way.losses)
        assert way.losses[HALF] == pytest.approx(log_loss(rows.y_held, way.answers[HALF]))
        assert way.accuracies[3] == np.mean(way.answers[3].argmax(axis=1) == rows.y_held)


def test_the_usual_scenario_shows_a_barrier_and_what_lowers_it(lab):
    naive, matched = lab.by_title[weights.NAIVE], lab.by_title[weights.MATCHED]
    assert naive.barrier > 0.05
    assert naive.barrier > matched.barrier
    assert lab.by_title[weights.SHARED].barrier < weights.FLAT
    assert lab.by_title[weights.PROBABILITIES].barrier <= 1e-12  # by Jensen's inequality
    assert f"loses {naive.drop:.0f} points" in weights.headline(lab, 1)
    assert weights.headline(lab, 100).startswith("Here even")


def test_without_a_hidden_layer_averaged_weights_are_averaged_log_odds(rows):
    lab = open_lab(rows, Setup(0, 0, 3), N)
    assert weights.largest_gap(lab, weights.ONE_VALLEY, weights.LOG_ODDS) < 1e-12
    assert weights.largest_gap(lab, weights.ONE_VALLEY, weights.PROBABILITIES) > 1e-6
    assert lab.by_title[weights.ONE_VALLEY].barrier <= 1e-12
    assert lab.a.shape == (2, 1)
    alone = LogisticRegression(max_iter=1000).fit(rows.X_train, rows.y_train)
    assert np.abs(lab.a.layers[0][0].T - alone.coef_).max() > 1e-3  # a draw of its own


@pytest.mark.parametrize(("units", "layers"), [(4, 1), (4, 2), (0, 0)])
def test_networks_of_other_shapes_are_refused_with_the_reason(rows, units, layers):
    lab = open_lab(rows, Setup(units, layers, 0, other_shape=True), N)
    assert [way.title for way in lab.ways] == [weights.PROBABILITIES, weights.LOG_ODDS]
    reason = weights.why_not(lab.a, lab.b)
    if layers:
        assert "layer 1 has 4 units in A and 8 in B" in reason
        z = logits(join([lab.a, lab.b]), rows.X_held)
        halfway = lab.by_title[weights.LOG_ODDS].answers[HALF]
        np.testing.assert_allclose(np.log(halfway[:, 1] / halfway[:, 0]), z[:, 0])
    else:
        assert "no hidden layer and B has one hidden layer" in reason
    assert "cannot" in weights.headline(lab, 1)
    with pytest.raises(ValueError, match=r"different (shapes|activations)"):
        weights.path_answers(weights.Pair(lab.a, lab.b, ""), rows.X_held, MIXES)


def test_there_is_no_reason_against_networks_of_one_shape(lab):
    assert weights.why_not(lab.a, lab.b) == ""


def test_words_name_the_highest_place_of_the_path(lab):
    way = lab.by_title[weights.NAIVE]
    words = weights.way_in_words(way)
    assert f"barrier of {way.barrier:.3f}" in words
    assert f"{100 * way.accuracies[HALF]:.1f} % of the rows" in words
    assert words.count("No barrier") == 0
    assert "No barrier" in weights.way_in_words(lab.by_title[weights.PROBABILITIES])


def test_the_table_has_a_row_for_every_mix(lab):
    frame = weights.table(lab)
    assert len(frame) == len(MIXES)
    assert frame.shape[1] == 1 + 2 * len(lab.ways)


def test_many_pairs_begin_with_the_one_on_screen(monkeypatch, rows, lab):
    monkeypatch.setattr(weights, "PAIRS", 2)
    monkeypatch.setattr(weights, "WIDTHS", (4, 16))
    barriers = weights.many_barriers(rows, 1, 0)
    assert len(barriers) == 4
    own = barriers.query("`Hidden units` == 16 and Pair == 0").iloc[0]
    assert own[weights.NAIVE] == pytest.approx(lab.by_title[weights.NAIVE].barrier)
    summary = weights.barriers_summary(barriers)
    assert (summary["Lowest"] <= summary["Median"]).all()
    figure = weights.barriers_figure(barriers)
    assert len(figure.data[1].x) == len(summary) == 6
    lines = [line for text in figure.layout.yaxis.ticktext for line in text.split("<br>")]
    assert max(map(len, lines)) <= 16  # more would leave a phone no room for the picture
    four = barriers[barriers["Hidden units"] == 4]
    assert f"{np.median(four[weights.NAIVE]):.3f} with 4 units" in weights.barriers_in_words(
        barriers
    )


def test_the_pair_is_that_of_the_networks_package(rows, lab):
    template = weights._template((16,))
    first = make_pairs(template, (rows.X_train, rows.y_train), weights.STEPS, 0)[0]
    np.testing.assert_array_equal(first.a.layers[0][0], lab.a.layers[0][0])


def test_categories_are_read_as_numbers():
    rows = rows_of("credit_german")
    lab = open_lab(rows, Setup(4, 1, 0), N)
    assert rows.X_train.shape[1] > 18  # a column for each category
    assert lab.a.shape[0] == rows.X_train.shape[1]


def test_a_fold_that_takes_a_whole_class_is_passed_over():
    y = np.array([0, 0, 1, 1, 1, 1])
    assert held_fold(y, np.array([0, 0, 1, 1, 2, 2])) == 1
    with pytest.raises(DataError, match="class is missing"):
        held_fold(np.array([0, 1]), np.array([0, 1]))
