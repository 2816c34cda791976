"""Samples are ordinary passes of ordinary questions, whoever asks for them."""

from dataclasses import replace

import numpy as np
import pytest

from lib.engine.progress import silent
from lib.engine.results import fold_scores
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario
from lib.ui import pool, reruns, samples
from lib.ui.cache import Cache
from lib.ui.components.redraws import redraws_data
from lib.verdict.samples import curve, redraws
from tests.pages.conftest import NoPool
from tests.synthetic import fitted
from tests.ui.test_passes import ASKED

SMALL = replace(ASKED, methods=("soft_vote", "majority_vote", "stacking_logistic"), repeats=1)


@pytest.fixture(autouse=True)
def own_cache(monkeypatch):
    monkeypatch.setattr(pool, "server_pool", NoPool)
    monkeypatch.setattr(reruns, "side_cache", Cache)


def few(plan, n_samples):
    """The first samples of a plan, so that a test is quick."""
    return replace(plan, scenarios=tuple(row[:n_samples] for row in plan.scenarios))


def by_hand(scenario: Scenario, keys, metric, is_clean):
    """With all that the visitor compares, not only those who stand for a way."""
    experiment = prepare(replace(scenario, methods=SMALL.methods))
    repeat = experiment.run(0)
    y = experiment.dataset.y_true if is_clean else experiment.dataset.y
    scores = fold_scores(y, repeat.P, repeat.folds, (metric,))[metric].mean(axis=1)
    found = {name.key: s for m, s in zip(repeat.methods, scores, strict=True) for name in m.also}
    found |= {m.key: s for m, s in zip(repeat.methods, scores, strict=True)}
    return [found.get(key, np.nan) for key in keys]


@pytest.mark.parametrize("what", [None, "flip", "rows", "balance", "members"])
def test_every_point_is_what_its_scenario_gives_by_hand(what):
    case = fitted(replace(SMALL, metric="balanced_accuracy" if what == "balance" else "accuracy"))
    plan = few(curve(case, what) if what else redraws(case), 2)
    found = samples.measure(plan, silent)
    assert found.problem == ""
    keys = [stand.key for stand in plan.stands]
    assert keys[0] == "best_single"
    for row, scores in zip(plan.scenarios, found.scores, strict=True):
        expected = by_hand(row[1], keys, plan.metric, what == "flip")
        np.testing.assert_allclose(scores[1], expected, rtol=1e-12)


def test_the_browser_is_sent_what_the_table_holds_and_a_failed_sample_is_left_out():
    case = fitted(SMALL)
    plan = few(redraws(case), 3)
    broken = replace(plan.scenarios[0][1], members=())
    plan = replace(plan, scenarios=((plan.scenarios[0][0], broken, plan.scenarios[0][2]),))
    found = samples.measure(plan, silent)
    assert found.problem.startswith("No model is chosen")
    assert np.isnan(found.scores[0, 1]).all()
    sent = redraws_data(found)
    for i, row in enumerate(sent["rows"]):
        assert row["scores"][1] is None
        assert row["scores"][0] == pytest.approx(100 * found.scores[0, 0, i], abs=1e-4)
        assert row["led"][0] == found.leads[0, 0, i]
        assert not row["led"][1]
    assert sent["said"][1].endswith("Best: none.")
    assert found.plan.redrawn.startswith("Each sample is drawn anew")
