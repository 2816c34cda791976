"""Shaking rows costs what it costs: nothing without noise, and more the more there is of it."""

import numpy as np
import pandas as pd
import pytest

from lib.base_models import Member
from lib.cares import robust
from lib.cares.robust import examine, shaken
from lib.engine.results import Results
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario

MEMBERS = (Member("logistic_regression"), Member("k_nearest_neighbours"))


def experiment(dataset="moons"):
    knobs = (("rows", 100),)
    return prepare(Scenario(dataset=dataset, dataset_knobs=knobs, members=MEMBERS, folds=3))


def lost(opened, metric="accuracy"):
    dataset = opened.dataset
    results = Results(dataset.y, dataset.class_names, (opened.run(0),))
    return examine(opened.task, results, metric, opened.scenario.seed)


@pytest.mark.parametrize("metric", ["accuracy", "log_loss"])
def test_without_noise_nothing_is_lost_and_with_much_of_it_a_lot(monkeypatch, metric):
    opened = experiment()
    monkeypatch.setattr(robust, "SHAKEN", 0.0)
    assert lost(opened, metric) == pytest.approx(
        dict.fromkeys(opened.scenario.compared, 0), abs=1e-9
    )
    monkeypatch.setattr(robust, "SHAKEN", 3.0)
    assert min(lost(opened, metric).values()) > 0.1


def test_the_same_question_gives_the_same_answer():
    opened = experiment()
    assert lost(opened) == lost(opened)


def test_words_stay_as_they_are():
    X = pd.DataFrame({"word": list("abcabc"), "number": np.arange(6.0)})
    train, test = np.arange(4), np.array([4, 5])
    after = shaken(X, train, test, np.random.default_rng(0))
    assert list(after["word"]) == ["b", "c"]
    off = np.abs(after["number"].to_numpy() - [4, 5])
    assert (off > 0).all()
    assert (off < 4 * robust.SHAKEN * np.arange(4.0).std()).all()
