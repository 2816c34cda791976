"""A model that a visitor brings: its settings are fitted like any other's, for them alone."""

from dataclasses import replace

import numpy as np
import pytest
import skops.io
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from lib.asking import load_model
from lib.base_models import BROUGHT, BroughtModel, Member, member_names
from lib.datasets import DataError
from lib.datasets.brought.shelves import MARK, SHELVES
from lib.reading import fingerprint_of
from lib.scenario.edits import with_held, with_own_model
from lib.scenario.experiment import prepare
from lib.scenario.link import from_query, to_query
from lib.scenario.record import DEFAULT, Scenario

SECRET = "secret-of-this-test"
FEW = replace(
    DEFAULT, dataset_knobs=(("rows", 150),), folds=3, methods=("soft_vote", "stacking_logistic")
)


def brought(estimator: object) -> BroughtModel:
    """As it comes out of the file that skops writes."""
    content = skops.io.dumps(estimator)
    return BroughtModel(load_model(content), fingerprint_of(content), len(content))


def asked(model: BroughtModel) -> Scenario:
    SHELVES.put(model, SECRET, 1e9)
    return with_held(with_own_model(FEW, model.fingerprint), SHELVES.names(SECRET))


def test_its_answers_are_those_of_the_same_model_in_the_same_folds() -> None:
    own = make_pipeline(StandardScaler(), LogisticRegression(C=0.3))
    experiment = prepare(asked(brought(own.fit(np.eye(4), [0, 1, 0, 1]))))
    repeat, data = experiment.run(0), experiment.dataset
    at = len(FEW.members)
    for fold in range(3):
        test = repeat.folds == fold
        fitted = own.fit(np.asarray(data.X)[~test], data.y[~test])
        np.testing.assert_allclose(
            repeat.P[at][test], fitted.predict_proba(np.asarray(data.X)[test]), atol=1e-6
        )


def test_a_link_has_its_fingerprint_and_not_the_secret_and_asks_for_it_elsewhere() -> None:
    model = brought(HistGradientBoostingClassifier(max_iter=7))
    scenario = asked(model)
    query = to_query(scenario)
    assert SECRET not in str(query)
    assert f"brought:file={model.fingerprint}" in query["models"]
    again, notices = from_query(query)
    assert notices == ()
    assert with_held(again, SHELVES.names(SECRET)) == scenario
    with pytest.raises(DataError, match="Bring the same file"):
        _ = prepare(again).task
    assert member_names(again.members)[-1] == "Your model"
    assert member_names(scenario.members)[-1] == "Your hist gradient boosting classifier"


def test_a_seed_that_it_leaves_open_is_the_scenarios_and_its_own_stays() -> None:
    for given, expected in ((None, 7), (3, 3)):
        model = brought(HistGradientBoostingClassifier(random_state=given))
        name = SHELVES.put(model, SECRET, 1e9)
        made = Member(BROUGHT, (("file", name),)).classifier(7)
        assert made.get_params()["random_state"] == expected
        assert name.endswith(MARK + SECRET)


def test_what_chooses_columns_by_name_says_what_to_do() -> None:
    chooses = ColumnTransformer([("some", StandardScaler(), ["a"])])
    assert "ColumnTransformer" in brought(make_pipeline(chooses, LogisticRegression())).problem
    assert brought(LogisticRegression()).problem == ""


def test_there_is_room_for_one_of_a_kind() -> None:
    model = brought(LogisticRegression(C=2))
    once = asked(model)
    twice = with_held(with_own_model(once, model.fingerprint), SHELVES.names(SECRET))
    assert twice.members == once.members
