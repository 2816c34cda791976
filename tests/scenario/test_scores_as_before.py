"""While things are moved no score may change, but for last digits, which depend on the machine."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lib import combiners
from lib.base_models import Member
from lib.scenario.experiment import prepare
from lib.scenario.record import DEFAULT, Scenario
from tests.synthetic import apart

BEFORE = Path(__file__).with_suffix(".json")
FEW = tuple(
    key
    for key, entry in combiners.entries().items()
    if entry.kind not in ("knowledge",) and key != "equal_budget"
)
FEW_ROWS = (("rows", 150),)
SCENARIOS = {
    "default": DEFAULT,
    "every rule": replace(DEFAULT, dataset_knobs=FEW_ROWS, methods=FEW),
    "six views": apart(
        Scenario(
            dataset="digits_sixviews",
            dataset_knobs=FEW_ROWS,
            members=(Member("discriminant_analysis"), Member("k_nearest_neighbours")),
        )
    ),
    "two sensors, calibrated": replace(
        apart(
            Scenario(
                dataset="xor",
                members=(Member("support_vector_machine"), Member("random_forest")),
            )
        ),
        calibrate=True,
        seed=3,
    ),
    "categories, gaps": Scenario(
        dataset="credit_german", dataset_knobs=FEW_ROWS, sealed=20, seed=7
    ),
    "in time order": Scenario(dataset="drifting_sensors", dataset_knobs=FEW_ROWS),
    "groups": Scenario(
        dataset="watch_exercises",
        dataset_knobs=FEW_ROWS,
        members=(Member("logistic_regression"), Member("gaussian_naive_bayes")),
        metric="log_loss",
    ),
}


def fingerprint(scenario: Scenario) -> dict[str, dict[str, float]]:
    """What the first pass gave: by method the mean of each score, and of its probabilities with
    weights that tell rows and classes apart."""
    repeat = prepare(scenario).run(0)
    weights = np.random.default_rng(0).random(repeat.P.shape[1:])
    means = {name: np.nanmean(scores, axis=1) for name, scores in repeat.scores.items()}
    means["P"] = (repeat.P * weights).mean(axis=(1, 2))
    return {
        method.key: {name: float(f"{values[i]:.10g}") for name, values in sorted(means.items())}
        for i, method in enumerate(repeat.methods)
    }


@pytest.mark.parametrize("name", SCENARIOS)
def test_no_score_has_changed(name: str) -> None:
    before = json.loads(BEFORE.read_text())[name]
    now = fingerprint(SCENARIOS[name])
    assert list(now) == list(before)
    for method, scores in before.items():
        assert now[method] == pytest.approx(scores, rel=1e-6, nan_ok=True), method


if __name__ == "__main__":
    BEFORE.write_text(json.dumps({k: fingerprint(s) for k, s in SCENARIOS.items()}, indent=1))
