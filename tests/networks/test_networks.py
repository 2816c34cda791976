"""Networks as weights: against scikit-learn, against hand cases, and every identity exactly."""

from itertools import pairwise, permutations

import numpy as np
import pytest
from sklearn.datasets import load_iris, make_moons
from sklearn.linear_model import LogisticRegression

from lib.base_models.neural_network import SmallNetwork
from lib.networks.averaging import average, greedy_soup, join, mix, prune
from lib.networks.matching import match, match_all, permute
from lib.networks.network import Network, logits, probabilities, read
from lib.networks.paths import Pair, barrier, log_losses, make_pairs, mixed_answers, path_answers
from lib.networks.training import resume, stratified_draw


def random_network(shape, seed=0):
    rng = np.random.default_rng(seed)
    return Network(
        tuple((rng.normal(size=pair), rng.normal(size=pair[1])) for pair in pairwise(shape))
    )


def shuffled(network, seed=0):
    rng = np.random.default_rng(seed)
    inputs, *hidden, outputs = network.shape
    orders = [rng.permutation(units) for units in hidden]
    return permute(network, [np.arange(inputs), *orders, np.arange(outputs)])


def trained(X, y, hidden=(6,), seed=0, activation="relu", **more):
    return SmallNetwork(
        hidden, activation=activation, solver="lbfgs", max_iter=30, random_state=seed, **more
    ).fit(X, y)


def weights(network):
    return np.concatenate([part.ravel() for layer in network.layers for part in layer])


def assert_same(one, other):
    assert one.shape == other.shape
    np.testing.assert_array_equal(weights(one), weights(other))


def rows(network, n=50):
    return np.random.default_rng(9).normal(size=(n, network.shape[0]))


DATA = {
    "two classes": make_moons(80, noise=0.2, random_state=0),
    "three": load_iris(return_X_y=True),
}
SHAPES = [(3, 5, 1), (3, 7, 4), (2, 5, 6, 3), (4, 6, 5, 7, 2)]


# ---------------------------------------------------------------- reading and running


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("hidden", [(), (6,), (5, 4), (3, 4, 5)])
@pytest.mark.parametrize("activation", ["relu", "tanh", "logistic", "identity"])
def test_runs_as_scikit_learn_does_from_a_copy_of_its_weights(data, hidden, activation):
    """Without a hidden layer, as a linear model does."""
    X, y = DATA[data]
    linear = LogisticRegression(max_iter=500).fit(X, y)
    model = trained(X, y, hidden, activation=activation) if hidden else linear
    network, expected = read(model), model.predict_proba(X)
    assert network.shape == (X.shape[1], *hidden, 1 if data == "two classes" else 3)
    (model.coefs_[0] if hidden else model.coef_)[:] = 0
    np.testing.assert_allclose(probabilities(network, X), expected, atol=1e-12)


# ---------------------------------------------------------------- averages


def test_average_by_hand():
    a = Network(((np.array([[1.0, 2.0]]), np.array([0.0, 4.0])),))
    b = Network(((np.array([[3.0, 6.0]]), np.array([2.0, 0.0])),))
    ((W, c),) = average([a, b]).layers
    np.testing.assert_array_equal(W, [[2.0, 4.0]])
    np.testing.assert_array_equal(c, [1.0, 2.0])
    ((W, c),) = mix(a, b, 0.25).layers
    np.testing.assert_array_equal(W, [[1.5, 3.0]])
    np.testing.assert_array_equal(c, [0.5, 3.0])


@pytest.mark.parametrize("shape", SHAPES)
def test_averaging_a_network_with_itself_gives_it_back_exactly(shape):
    network = random_network(shape)
    for n in (1, 2, 3, 5, 7):
        assert_same(average([network] * n), network)


def test_different_shapes_are_refused_and_named():
    with pytest.raises(ValueError, match="2-4-1 and 2-8-1"):
        average([random_network((2, 4, 1)), random_network((2, 8, 1))])
    tanh = Network(random_network((2, 4, 1)).layers, "tanh")
    with pytest.raises(ValueError, match="relu, tanh"):
        average([random_network((2, 4, 1)), tanh])


# ---------------------------------------------------------------- matching


@pytest.mark.parametrize("shape", [*SHAPES, (5, 16, 16, 16, 16, 3), (2, 64, 1)])
@pytest.mark.parametrize("seed", range(3))
def test_renumbered_units_say_the_same_and_matching_undoes_any_permutation_exactly(shape, seed):
    network = random_network(shape, seed)
    moved, X = shuffled(network, seed + 100), rows(network)
    for same in (moved, match(random_network(shape, seed + 1), network)):
        np.testing.assert_allclose(logits(same, X), logits(network, X), atol=1e-9)
    assert_same(match(network, moved), network)
    assert_same(average([network, match(network, moved)]), network)


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("hidden", [(8,), (6, 6)])
def test_matching_undoes_permutations_of_trained_networks(data, hidden):
    network = read(trained(*DATA[data], hidden))
    several = [network, *[shuffled(network, seed) for seed in range(4)]]
    assert_same(average(match_all(several)), network)


def distance(a, b):
    return ((weights(a) - weights(b)) ** 2).sum()


def test_with_one_hidden_layer_no_other_numbering_is_closer():
    a, b = random_network((2, 5, 1), 0), random_network((2, 5, 1), 1)
    every = [
        distance(a, permute(b, [np.arange(2), np.array(p), np.arange(1)]))
        for p in permutations(range(5))
    ]
    assert distance(a, match(a, b)) == pytest.approx(min(every))


@pytest.mark.parametrize("seed", range(3))
def test_matching_deep_networks_brings_them_closer(seed):
    a, b = (random_network((4, 8, 8, 8, 3), 2 * seed + i) for i in (0, 1))
    assert distance(a, match(a, b)) < distance(a, b)
    trio = [a, b, random_network((4, 8, 8, 8, 3), 99)]
    one_by_one = [a, *[match(a, other) for other in trio[1:]]]
    spread = [
        sum(distance(average(some), each) for each in some)
        for some in (match_all(trio), one_by_one)
    ]
    assert spread[0] <= spread[1] + 1e-9


# ---------------------------------------------------------------- joining and pruning


@pytest.mark.parametrize(
    "shapes",
    [
        *([shape] * n for shape in (*SHAPES, (3, 2)) for n in (1, 2, 5)),
        [(3, 4, 5, 2), (3, 6, 2, 2)],
    ],
)
def test_joined_networks_are_the_logit_ensemble(shapes):
    several = [random_network(shape, seed) for seed, shape in enumerate(shapes)]
    X = rows(several[0])
    joined = join(several)
    inputs, *hidden, outputs = zip(*shapes, strict=True)
    assert joined.shape == (inputs[0], *map(sum, hidden), outputs[0])
    expected = np.mean([logits(network, X) for network in several], axis=0)
    np.testing.assert_allclose(logits(joined, X), expected, atol=1e-9)


def test_networks_of_different_depths_are_not_joined():
    with pytest.raises(ValueError, match="one depth"):
        join([random_network((3, 4, 2)), random_network((3, 4, 4, 2))])


def test_pruning_keeps_the_strong_units_by_hand():
    W, b = np.array([[1.0, 5.0, 0.1], [0.0, 0.0, 0.0]]), np.array([0.0, 0.0, 3.0])
    V, c = np.array([[1.0], [0.1], [1.0]]), np.array([7.0])
    pruned = prune(Network(((W, b), (V, c))), (2,))  # strengths 1, 0.5 and 3
    np.testing.assert_array_equal(pruned.layers[0][0], W[:, [0, 2]])
    np.testing.assert_array_equal(pruned.layers[0][1], b[[0, 2]])
    np.testing.assert_array_equal(pruned.layers[1][0], V[[0, 2]])
    np.testing.assert_array_equal(pruned.layers[1][1], c)


def test_pruning_to_the_full_width_changes_nothing():
    network = random_network((3, 5, 4, 2))
    assert_same(prune(network, (5, 4)), network)
    dead = Network(((np.eye(3, 4), np.zeros(4)), (np.ones((4, 2)), np.zeros(2))))
    X = rows(dead)
    np.testing.assert_allclose(logits(prune(dead, (3,)), X), logits(dead, X), atol=1e-12)


# ---------------------------------------------------------------- soups


def test_greedy_soup_by_hand():
    """Biases 0, 3, -4 and -2.5; the score is the nearness of the bias to 0.1."""
    several = [Network(((np.zeros((1, 1)), np.array([b])),)) for b in (3.0, 0.0, -4.0, -2.5)]
    soup, kept = greedy_soup(several, lambda n: -abs(n.layers[0][1][0] - 0.1))
    assert kept == (1,)  # 0 alone; (0 - 2.5) / 2, (0 + 3) / 2 and (0 - 4) / 2 are farther off
    assert_same(soup, several[1])
    soup, kept = greedy_soup(several[:1] + several[3:], lambda n: -abs(n.layers[0][1][0]))
    assert kept == (1, 0)
    assert soup.layers[0][1][0] == 0.25


def test_a_network_that_changes_nothing_joins_the_soup():
    several = [random_network((2, 3, 1))] * 3
    assert greedy_soup(several, lambda n: 1.0)[1] == (0, 1, 2)


# ---------------------------------------------------------------- training on, and paths


def test_training_goes_on_from_the_weights_it_is_given():
    X, y = DATA["three"]
    model = trained(X, y, (8,))
    small = prune(read(model), (3,))
    resumed = resume(model, small, (X, y), steps=0)
    assert_same(read(resumed), small)
    better = resume(model, small, (X, y), steps=20)
    assert better.loss_ < trained(X, y, (3,), max_fun=1).loss_
    assert read(better).shape == (4, 3, 3)
    assert read(model).shape == (4, 8, 3)  # the original is as it was


def test_a_draw_keeps_the_number_of_every_class():
    y = np.repeat([0, 1, 2], [1, 10, 30])
    drawn = stratified_draw(y, np.random.default_rng(0))
    np.testing.assert_array_equal(np.bincount(y[drawn]), [1, 10, 30])


def test_paths_start_at_one_network_and_end_at_the_other():
    pair = Pair(random_network((2, 5, 3), 0), random_network((2, 5, 3), 1), "naive")
    X, mixes = rows(pair.a), np.linspace(0, 1, 5)
    path, both = path_answers(pair, X, mixes), mixed_answers(pair, X, mixes)
    assert path.shape == both.shape == (5, 50, 3)
    for end, network in ((0, pair.a), (-1, pair.b)):
        np.testing.assert_allclose(path[end], probabilities(network, X), atol=1e-12)
        np.testing.assert_allclose(both[end], path[end], atol=1e-12)
    np.testing.assert_allclose(both[2], (path[0] + path[-1]) / 2, atol=1e-12)


def test_losses_and_barrier_by_hand():
    answers = np.array([[[0.5, 0.5]], [[0.9, 0.1]], [[1.0, 0.0]]])
    np.testing.assert_allclose(
        log_losses(answers, np.array([0])), [np.log(2), -np.log(0.9), 0], atol=1e-12
    )
    losses, mixes = np.array([1.0, 4.0, 3.0]), np.array([0.0, 0.5, 1.0])
    assert barrier(losses, mixes) == 2.0
    assert barrier(np.array([1.0, 0.5, 1.0]), mixes) == 0.0


def test_barriers_are_in_the_known_order():
    """Two starts stand a mountain apart, less after matching; a shared start leaves hardly any."""
    mixes, found = np.linspace(0, 1, 11), []
    for seed in range(5):
        X, y = make_moons(200, noise=0.2, random_state=seed)
        template = SmallNetwork((16,), alpha=1, solver="lbfgs", max_iter=100)
        pairs = make_pairs(template, (X, y), (20, 60), 10 * seed)
        assert [pair.how for pair in pairs] == ["naive", "matched", "shared"]
        found.append([barrier(log_losses(path_answers(p, X, mixes), y), mixes) for p in pairs])
        assert_same(pairs[0].a, pairs[1].a)
    naive, matched, shared = np.mean(found, axis=0)
    assert naive > 2 * matched
    assert matched > shared
    assert shared < 0.05
