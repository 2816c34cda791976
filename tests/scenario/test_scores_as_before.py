"""While things are moved, not one bit of one score may change."""

import hashlib
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


def fingerprint(scenario: Scenario) -> dict[str, str]:
    """What the first pass gave: the mean accuracies to read, every score and probability hashed."""
    repeat = prepare(scenario).run(0)
    scores = hashlib.sha256()
    for name in sorted(repeat.scores):
        scores.update(np.ascontiguousarray(repeat.scores[name]).tobytes())
    means = repeat.scores["accuracy"].mean(axis=1)
    return {
        "methods": " ".join(method.key for method in repeat.methods),
        "accuracy": " ".join(f"{mean:.17g}" for mean in means),
        "scores": scores.hexdigest(),
        "P": hashlib.sha256(np.ascontiguousarray(repeat.P).tobytes()).hexdigest(),
    }


@pytest.mark.parametrize("name", SCENARIOS)
def test_not_one_bit_has_changed(name: str) -> None:
    assert fingerprint(SCENARIOS[name]) == json.loads(BEFORE.read_text())[name]


if __name__ == "__main__":
    BEFORE.write_text(json.dumps({k: fingerprint(s) for k, s in SCENARIOS.items()}, indent=1))
