"""Scenarios whose methods are taken home, every method in one of them, and clean processes to try
the files in."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

from lib.combiners import entries
from lib.datasets import Dataset
from lib.verdict.case import Case
from tests.report.conftest import make_case

SCENARIOS = {
    "three classes, four sources": {
        "data": "wine",
        "folds": "3",
        "repeats": "2",
        "metric": "brier",
        "models": "random_forest:n_estimators=10,discriminant_analysis:boundary=curved",
        "methods": "best_single,weighted_vote,early_fusion,hybrid_fusion,intermediate_fusion,"
        "gated_fusion,late_product,behaviour_knowledge_space,knora_union,distilled",
    },
    "categories": {
        "data": "penguins",
        "rows": "150",
        "folds": "3",
        "repeats": "2",
        "metric": "roc_auc",
        "models": "logistic_regression,decision_tree,neural_network:hidden_layer_sizes=8",
        "methods": "greedy_selection,local_accuracy,stacking_neighbours,linear_average,"
        "weight_average_matched,merged_forest,distilled_labels",
    },
    "texts": {
        "data": "word_topics",
        "folds": "3",
        "repeats": "1",
        "metric": "macro_f1",
        "models": "logistic_regression,gaussian_naive_bayes",
        "methods": "majority_vote,late_product,gated_fusion,stacking_logistic",
    },
    "groups": {
        "data": "watch_exercises",
        "metric": "calibration_error",
        "models": "logistic_regression,k_nearest_neighbours",
        "methods": "soft_vote,weighted_vote",
    },
    "in time order": {
        "data": "drifting_sensors",
        "rows": "150",
        "folds": "3",
        "repeats": "2",
        "calibrate": "on",
        "metric": "weighted-1-4",
        "models": "logistic_regression,support_vector_machine",
        "methods": "soft_vote,majority_vote,stacking_logistic,gated_fusion",
    },
    "every kind of model": {
        "seed": "3",
        "rows": "300",
        "repeats": "2",
        "metric": "balanced_accuracy",
        "methods": "soft_vote,stacking_logistic",
        "models": "logistic_regression,gaussian_naive_bayes,discriminant_analysis,"
        "k_nearest_neighbours,decision_tree,support_vector_machine,neural_network,"
        "random_forest:n_estimators=10,extra_trees:n_estimators=10,gradient_boosting:max_iter=10",
    },
    "usual models, accuracy": {
        "repeats": "2",
        "methods": "majority_vote,soft_vote,stacking_logistic,stacking_boosting",
    },
}
SCENARIOS["every other method"] = {
    "seed": "3",
    "rows": "300",
    "folds": "3",
    "repeats": "2",
    "metric": "log_loss",
    "models": "logistic_regression,neural_network:hidden_layer_sizes=8,"
    "random_forest:n_estimators=10",
    "methods": ",".join(
        key
        for key in entries()
        if not any(key in asked["methods"].split(",") for asked in SCENARIOS.values())
    ),
}

# One process runs many scripts, because imports take most of the time.
RUN_ALL = """
import contextlib, io, json, runpy, sys, traceback
printed = {}
for folder in sys.argv[1:]:
    sys.modules.pop("better_together", None)
    sys.path.insert(0, folder)
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            runpy.run_path(folder + "/script.py")
    except Exception:
        out.write(traceback.format_exc())
    sys.path.pop(0)
    printed[folder.rpartition("/")[2]] = out.getvalue()
assert "lib" not in sys.modules
print(json.dumps(printed))
"""


@cache
def run(name: str) -> Case:
    """The case of that name."""
    return make_case(SCENARIOS[name])


def with_dataset(case: Case, dataset: Dataset) -> Case:
    """The same results as if they came from other data."""
    return replace(case, experiment=replace(case.experiment, dataset=dataset))


def put(files: dict, folder: Path) -> Path:
    """Write the files of one download."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def in_clean_process(program: str, *arguments: str | Path) -> str:
    """What a program prints that can import nothing of this project."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COVERAGE"))}
    done = subprocess.run(
        [sys.executable, "-P", "-c", program, *map(str, arguments)],
        cwd=Path(sys.executable).anchor,
        env=clean,
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def means_printed(printed: str) -> dict[str, float]:
    """The mean that each script gives, from what `RUN_ALL` prints."""
    told = json.loads(printed)
    for key, text in told.items():
        assert "mean of all folds: " in text, f"{key}: {text}"
    return {
        key: float(text.partition("mean of all folds: ")[2].split()[0])
        for key, text in told.items()
    }
