"""One cell of the evidence, measured: a row a method."""

import joblib
import numpy as np
import pandas as pd

from lib import datasets
from lib.datasets import Dataset
from lib.engine.folds import learned_from
from lib.engine.results import Repeat, fold_scores
from lib.evidence.plan import AT_SHARES, CONDITIONS, REFERENCE, Cell
from lib.scenario.experiment import prepare

SCORES = ("accuracy", "balanced_accuracy", "log_loss")
BALANCED = SCORES[1:2]


def measure(cell: Cell) -> pd.DataFrame:
    """Fit everything in a cell and score it.

    Wrong labels are there to learn from, never to be scored by: scores count against the labels
    before any were made wrong, because that is what a user of the model would want to be right.
    `accuracy_recorded` alone is counted against the labels as they stand.
    """
    # A cell is the unit of work that is handed out, so inside it nothing is handed out again.
    with joblib.parallel_config("threading", n_jobs=1):
        experiment = prepare(cell.scenario)
        repeat = experiment.run(0)
    dataset, n_tested = experiment.dataset, repeat.P.shape[1]
    truth = (dataset.y if dataset.y_true is None else dataset.y_true)[:n_tested]
    tested = repeat.folds[:n_tested]
    folds = fold_scores(truth, repeat.P, tested, SCORES)
    table = pd.DataFrame(
        {
            **_about(cell, dataset),
            "method": [method.key for method in repeat.methods],
            "title": [method.title for method in repeat.methods],
            "family": [method.family for method in repeat.methods],
            "kind": [method.kind for method in repeat.methods],
            **{name: scores.mean(axis=1) for name, scores in folds.items()},
            AT_SHARES: fold_scores(truth, at_shares(repeat, dataset.y), tested, BALANCED)[
                BALANCED[0]
            ].mean(axis=1),
            "accuracy_recorded": repeat.scores["accuracy"].mean(axis=1),
            **_gains(repeat, folds["accuracy"]),
            **_complementarity(repeat, truth),
            "models": repeat.costs.models,
            "size_bytes": repeat.costs.size_bytes,
            "predict_seconds": repeat.costs.predict_seconds,
            "fit_seconds": repeat.costs.fit_seconds,
            "failures": len(repeat.failures),
        }
    )
    table = pd.concat([table, *_second_names(table, repeat)], ignore_index=True)
    if cell.part == "training":
        table = table[table["method"].isin(cell.methods)]  # the rest is in the cell of the rules
    return table.astype(dict.fromkeys(table.select_dtypes("float64"), "float32"))


def at_shares(repeat: Repeat, y: np.ndarray) -> np.ndarray:
    """(n_methods, n_samples, n_classes): each probability over the share that its class has in the
    training part, so that the largest is the answer with its threshold at the class shares.

    Of two classes the rare one is answered as soon as it is likelier than its share (Elkan 2001,
    with the costs that balanced accuracy gives to mistakes). y : the labels learned from.
    """
    counts = np.array(
        [
            np.bincount(y[learned_from(repeat.folds, fold)], minlength=repeat.P.shape[2])
            for fold in range(int(repeat.folds.max()) + 1)
        ]
    )
    return np.asarray(repeat.P / np.maximum(counts, 1)[repeat.folds[: repeat.P.shape[1]]])


def _second_names(table: pd.DataFrame, repeat: Repeat) -> list[pd.DataFrame]:
    """The same row once more under each other name of a method: claims ask for methods by name."""
    return [
        table[table["method"] == method.key].assign(method=name.key, title=name.title)
        for method in repeat.methods
        for name in method.also
    ]


def _about(cell: Cell, dataset: Dataset) -> dict[str, object]:
    condition = CONDITIONS[cell.condition]
    return {
        "dataset": cell.dataset,
        "source": datasets.entries()[cell.dataset].kind,
        "condition": cell.condition,
        "sees": "one" if condition.is_apart else "everything",
        "flip": np.int8(condition.flip),
        "rarest": float(np.bincount(dataset.y).min() / len(dataset.y)),
        "rows": np.int16(len(dataset.y)),
        "columns": np.int16(dataset.X.shape[1]),
        "classes": np.int8(dataset.n_classes),
        "seed": np.int16(cell.seed),
    }


def _gains(repeat: Repeat, accuracy: np.ndarray) -> dict[str, np.ndarray]:
    """Against the best single model, in points: the mean, and each fold for `lib.statistics`."""
    keys = [method.key for method in repeat.methods]
    gaps = 100 * (accuracy - accuracy[keys.index(REFERENCE)])
    return {"gain": gaps.mean(axis=1)} | {
        f"gain_{fold + 1}": gaps[:, fold] for fold in range(gaps.shape[1])
    }


def _complementarity(repeat: Repeat, y: np.ndarray) -> dict[str, float]:
    """How much the chosen members could add to one another.

    someone_right : share of rows that at least one member answers right (Kuncheva's oracle).
    disagreement : mean over pairs of the share of rows on which exactly one is right (Skalak 1996).
    """
    members = [i for i, method in enumerate(repeat.methods) if method.family == "member"]
    right = repeat.P[members].argmax(axis=2) == y
    pairs = [(a, b) for a in range(len(right)) for b in range(a)]
    apart = [float((right[a] != right[b]).mean()) for a, b in pairs]
    return {
        "someone_right": float(right.any(axis=0).mean()),
        "disagreement": float(np.mean(apart)) if apart else 0.0,
    }
