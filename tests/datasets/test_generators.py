"""Generators: the shared knobs, known shapes, and the lesson each engineered set is there for."""

from typing import Any

import numpy as np
import pytest
from sklearn.datasets import make_circles, make_moons
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, TimeSeriesSplit, cross_val_score
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from lib.datasets import Dataset, circles, entries, moons, pinwheel, rings

ENTRIES = entries()
GENERATED = [key for key, entry in ENTRIES.items() if entry.kind == "generated"]
SEEDS = range(3)
LINEAR = make_pipeline(StandardScaler(), LogisticRegression())
NEIGHBOURS = make_pipeline(StandardScaler(), KNeighborsClassifier(9))
Members = list[tuple[str | None, Any]]


@pytest.mark.parametrize("key", GENERATED)
def test_rows_are_as_many_and_as_balanced_as_asked_and_in_no_order(key: str) -> None:
    for rows in (100, 101, 333):
        y = ENTRIES[key].load(random_state=0, rows=rows, flip=0).y
        assert len(y) == rows
        assert np.ptp(np.bincount(y)) <= 1  # even, but for what cannot be shared out
        assert np.sum(np.diff(y) != 0) > rows / 4
    y = ENTRIES[key].load(random_state=0, rows=300, balance=10, flip=0).y
    assert np.sum(y == 0) == 30
    assert np.ptp(np.bincount(y)[1:]) <= 1
    assert np.sum(ENTRIES[key].fresh(1000, balance=10).y == 0) == 100


@pytest.mark.parametrize("key", ["moons", "iris"])
def test_an_unknown_knob_is_refused(key: str) -> None:
    with pytest.raises(TypeError, match="no knob wobble"):
        ENTRIES[key].load(random_state=0, wobble=1)


def test_too_few_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        ENTRIES["pinwheel"].fresh(9)


@pytest.mark.parametrize(
    ("draw", "make"),
    [
        (moons.draw, lambda: make_moons(4000, shuffle=False)),
        (circles.draw, lambda: make_circles(4000, shuffle=False, factor=0.5)),
    ],
)
def test_without_noise_the_points_lie_on_the_curves_of_scikit_learn(draw: Any, make: Any) -> None:
    X, y = make()
    for label in (0, 1):
        points = draw(label, 200, 0.0, np.random.default_rng(label))
        gaps = np.linalg.norm(points[:, None] - X[None, y == label], axis=2).min(axis=1)
        assert gaps.max() < 0.002


def test_rings_meet_at_the_quantiles_of_the_radius() -> None:
    radii = [
        np.linalg.norm(rings.draw(label, 500, 0.0, np.random.default_rng(0)), axis=1)
        for label in range(3)
    ]
    inner, outer = np.sqrt(-2 * np.log([2 / 3, 1 / 3]))
    assert radii[0].max() <= inner <= radii[1].min()
    assert radii[1].max() <= outer <= radii[2].min()


def test_pinwheel_arms_are_turns_of_the_first() -> None:
    first, second = (pinwheel.draw(arm, 50, 0.1, np.random.default_rng(0)) for arm in (0, 1))
    turn = np.exp(2j * np.pi / 5)
    np.testing.assert_allclose((first @ [1, 1j]) * turn, second @ [1, 1j], atol=1e-12)


def scores(key: str, models: Members, **knobs: Any) -> dict[str, float]:
    """Accuracy on fresh points, mean of a few seeds: `best`, `worst`, `hard`, `soft`.

    models : (view, or None for all columns; estimator) each.
    """
    found = []
    for seed in SEEDS:
        mine = ENTRIES[key].load(random_state=seed, **knobs)
        new = ENTRIES[key].fresh(2000, random_state=seed, **knobs)
        P = np.stack([answer(model, view, mine, new) for view, model in models], axis=1)
        alone = [np.mean(P[:, j].argmax(axis=1) == new.y) for j in range(len(models))]
        votes = np.eye(P.shape[2])[P.argmax(axis=2)].sum(axis=1)
        hard, soft = votes.argmax(axis=1), P.mean(axis=1).argmax(axis=1)
        found.append([max(alone), min(alone), np.mean(hard == new.y), np.mean(soft == new.y)])
    return dict(zip(("best", "worst", "hard", "soft"), np.mean(found, axis=0), strict=True))


def answer(model: Any, view: str | None, mine: Dataset, new: Dataset) -> np.ndarray:
    columns = list(mine.views[view]) if view else list(range(len(mine.feature_names)))
    return model.fit(mine.X[:, columns], mine.y).predict_proba(new.X[:, columns])


def one_a_view(key: str, model: Any) -> Members:
    return [(view, model) for view in ENTRIES[key].load(random_state=0).views]


def test_xor_cannot_be_seen_with_one_sensor_and_can_with_both() -> None:
    apart = scores("xor", one_a_view("xor", NEIGHBOURS))
    assert apart["best"] < 0.58
    assert apart["soft"] < 0.58
    both = scores("xor", [(None, NEIGHBOURS)])
    assert both["best"] > 0.8


def test_the_strong_member_alone_beats_a_vote_with_the_others() -> None:
    members: Members = [(None, LINEAR), (None, GaussianNB()), (None, NEIGHBOURS)]
    found = scores("strong_member", members)
    assert found["best"] > found["soft"] + 0.02
    assert found["best"] > found["hard"] + 0.05


def test_two_flaky_sensors_are_better_than_one() -> None:
    found = scores("flaky_sensors", one_a_view("flaky_sensors", LINEAR))
    assert found["soft"] > found["best"] + 0.06


def test_three_clones_outvote_the_expert() -> None:
    found = scores("expert_and_clones", one_a_view("expert_and_clones", LINEAR))
    assert found["best"] > 0.83
    assert found["hard"] < found["best"] - 0.15
    assert found["soft"] < found["best"] - 0.02


def test_different_copies_stay_as_good_each_and_gain_together() -> None:
    found = scores("expert_and_clones", one_a_view("expert_and_clones", LINEAR), noise=1)
    assert found["worst"] == pytest.approx(0.62, abs=0.05)
    assert found["hard"] > 0.67


def test_five_weak_probes_vote_better_than_any_one() -> None:
    stumps = one_a_view("five_stumps", DecisionTreeClassifier(max_depth=1))
    found = scores("five_stumps", stumps)
    assert found["hard"] > found["best"] + 0.02
    assert found["soft"] > found["best"] + 0.03


def test_two_noisy_microphones_are_better_than_one_early_or_late() -> None:
    late = scores("noisy_views", one_a_view("noisy_views", LINEAR))
    early = scores("noisy_views", [(None, LINEAR)])
    assert late["soft"] > late["best"] + 0.04
    assert abs(late["soft"] - early["best"]) < 0.05


def test_a_learner_for_each_view_fused_late_beats_one_learner_of_all() -> None:
    late = scores("different_learners", [("size", NEIGHBOURS), ("sound", LINEAR)])
    early = [scores("different_learners", [(None, model)]) for model in (LINEAR, NEIGHBOURS)]
    assert late["soft"] > late["best"] + 0.02
    assert late["soft"] > max(found["best"] for found in early) + 0.02


def test_who_is_best_among_shuffled_sensors_that_age_is_not_best_tomorrow() -> None:
    """Neighbours win among shuffled rows, a line wins forward in time; in each of three draws."""
    neighbours, line = KNeighborsClassifier(), LogisticRegression()
    for seed in range(3):
        data = entries()["drifting_sensors"].load(random_state=seed)
        X, y = data.X[np.argsort(data.times)], data.y[np.argsort(data.times)]
        gains = []
        for cut in (StratifiedKFold(5, shuffle=True, random_state=seed), TimeSeriesSplit(6)):
            near, straight = (cross_val_score(model, X, y, cv=cut) for model in (neighbours, line))
            gains.append(float((near - straight)[-5:].mean()))
        assert gains[0] > 0.01
        assert gains[1] < -0.05


def test_taste_meets_film_only_where_both_are_read_together() -> None:
    """A rating is mostly a product of the two, so neither says much alone, nor do both averaged."""
    alone = scores("ratings", [(view, NEIGHBOURS) for view in ("person", "film")])
    assert max(alone["best"], alone["soft"]) < 0.63
    found = scores("ratings", [(None, NEIGHBOURS)])
    assert found["best"] > 0.7
    assert scores("ratings", [(None, NEIGHBOURS)], noise=2)["best"] < found["best"] - 0.04
