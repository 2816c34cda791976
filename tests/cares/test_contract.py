"""What every care in the catalogue must give, and what two of them find in small experiments."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from lib import cares
from lib.base_models import Member
from lib.cares import (
    HEAVIEST,
    PRESETS,
    Care,
    Priorities,
    costs_of,
    examined,
    explain,
    robust,
    wanted,
)
from lib.cares.explain import OPAQUE
from lib.cares.robust import shaken
from lib.datasets import DataError
from lib.engine.results import Results
from lib.engine.timing import answer_times
from lib.scenario.experiment import prepare
from lib.scenario.link import from_query, to_query
from lib.scenario.record import Scenario
from lib.statistics.metrics import METRICS
from lib.verdict.wishes import limit_words
from tests.synthetic import make_results

CARES = cares.entries()
every_care = pytest.mark.parametrize("key", CARES)
LOGISTIC, TREE, NEIGHBOURS = map(
    Member, ("logistic_regression", "decision_tree", "k_nearest_neighbours")
)
EXPLAINED = Scenario(
    dataset_knobs=(("rows", 100),),
    members=(LOGISTIC, NEIGHBOURS),
    methods=("best_single", "soft_vote", "stacking_logistic", "stacking_neighbours"),
    folds=3,
)


def run(scenario):
    """An experiment and its results after one pass."""
    experiment = prepare(scenario)
    dataset, first = experiment.dataset, experiment.run(0)
    times = answer_times(experiment.task, first)
    return experiment, Results(dataset.y, dataset.class_names, (first,), measured=times)


@pytest.fixture(scope="module")
def ran():
    """A small experiment and its results."""
    return run(replace(EXPLAINED, methods=Scenario().methods))


@pytest.fixture(scope="module")
def found(ran):
    """Every care of every method, as measured there."""
    experiment, results = ran
    wish = Priorities(tuple((key, 1.0) for key in CARES))
    asked = (experiment.task, results, "accuracy", 0)
    return costs_of(results, "accuracy", {care: examined(care, *asked) for care in wanted(wish)})


@every_care
def test_entry_is_complete(key):
    care = CARES[key]
    assert isinstance(care, Care)
    assert care.label[0].isupper()
    assert care.phrase[0].islower()
    assert care.help.endswith(".")
    assert (care.measure is None) != (care.examine is None)
    assert not (care.refits and care.measure)
    assert care.floor > 0
    assert care.same_within >= 1
    assert (care.control.low, care.control.high, care.control.default) == (0, HEAVIEST, 0)
    assert care.axis is None or care.axis.title.endswith(("lower is better", "fewer is better"))
    assert [other.order for other in CARES.values()].count(care.order) == 1


@every_care
def test_everything_that_can_be_picked_is_measured(key, found, ran):
    experiment, results = ran
    assert set(found) == {method.key for method in results.methods}
    keys = {results.method(name).key for name in experiment.scenario.compared}
    amounts = [found[method][key] for method in keys]
    assert np.isfinite(amounts).all()
    assert all(amount >= 0 for amount in amounts) or key == "robust"  # noise may help by luck


@every_care
@pytest.mark.parametrize("metric", METRICS)
def test_an_amount_is_words_and_measured_for_every_score(key, metric):
    care, results = CARES[key], make_results(n_rows=60, shape=(3, 1))
    amounts = [0.0, care.floor, 1.0, 1234.5]
    if care.measure:
        assert care.measure(results, metric).shape == (len(results.methods),)
        amounts += care.measure(results, metric).tolist()
    for amount in amounts:
        words = care.format(float(amount), metric)
        assert words.strip() == words
        assert any(character.isdigit() for character in words)
        assert "nan" not in words


@every_care
def test_a_link_carries_weight_and_limit(key):
    care = CARES[key]
    most = care.limit.control.high if care.limit else 0.0
    wish = Priorities(((key, 1.5),), ((care.limit.name, most),) if care.limit else ())
    scenario, notices = from_query(to_query(Scenario().with_priorities(wish)))
    assert (scenario.priorities, notices) == (wish, ())
    if care.limit:
        assert care.limit.care == key
        assert cares.limits()[care.limit.name] is care.limit
        written = care.format(most * care.limit.unit, "accuracy")
        assert limit_words(care.limit.name, most) == written


def test_limits_and_presets_name_what_there_is():
    in_links = ["models", "latency_us", "size_kb", "training_ms"]  # and in this order
    assert [name for name in cares.limits() if name in in_links] == in_links
    for preset in PRESETS.values():
        assert preset.priorities == preset.priorities.ordered


def test_what_takes_fits_is_measured_when_somebody_cares_and_left_empty_when_it_fails(ran):
    assert wanted(Priorities()) == ["explain"]
    assert wanted(Priorities((("robust", 1.0),))) == ["explain", "robust"]

    def stop(share, text):
        raise DataError("It cannot be fitted.")

    experiment, results = ran
    assert examined("robust", experiment.task, results, "accuracy", 0, stop) == {}


def test_what_is_not_finite_is_not_known():
    results = make_results(scores={"accuracy": {"soft_vote": np.nan}})
    costs = costs_of(results, "accuracy", {"explain": {"soft_vote": 3.0}})
    assert "score" not in costs["soft_vote"]
    assert costs["soft_vote"]["explain"] == 3
    assert "explain" not in costs["stacking"]


# ---------------------------------------------------------------- counted and shaken


@pytest.mark.parametrize(("second", "parts"), [(TREE, 1.0), (NEIGHBOURS, OPAQUE)])
def test_a_model_that_cannot_be_written_out_counts_more(second, parts):
    asked = replace(EXPLAINED, members=(LOGISTIC, second))
    experiment, results = run(asked)
    found = explain.examine(experiment.task, results)
    assert (found["model1"], found["model2"]) == (1, parts)
    assert 1 <= found["best_single"] <= parts
    assert found["soft_vote"] == 1 + parts  # a plain mean adds nothing to follow
    assert found["stacking_logistic"] == found["soft_vote"] + 1
    assert found["stacking_neighbours"] == found["soft_vote"] + OPAQUE
    experiment, results = run(replace(asked, calibrate=True))
    assert explain.examine(experiment.task, results) == pytest.approx(found)


@pytest.mark.parametrize("metric", ["accuracy", "log_loss"])
def test_without_noise_nothing_is_lost_with_much_of_it_a_lot_and_always_the_same(
    monkeypatch, metric
):
    experiment, results = run(EXPLAINED)
    for share, least, most in ((0.0, -1e-9, 1e-9), (3.0, 0.1, np.inf)):
        monkeypatch.setattr(robust, "SHAKEN", share)
        lost, again = (robust.examine(experiment.task, results, metric, 0) for _ in range(2))
        assert set(lost) == set(experiment.scenario.compared)
        assert all(least < each < most for each in lost.values())
        assert lost == again


def test_words_stay_as_they_are():
    X = pd.DataFrame({"word": list("abcabc"), "number": np.arange(6.0)})
    train, test = np.arange(4), np.array([4, 5])
    after = shaken(X, train, test, np.random.default_rng(0))
    assert list(after["word"]) == ["b", "c"]
    off = np.abs(after["number"].to_numpy() - [4, 5])
    assert (off > 0).all()
    assert (off < 4 * robust.SHAKEN * np.arange(4.0).std()).all()
