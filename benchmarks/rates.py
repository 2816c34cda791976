"""Measures what a fit of each kind costs here and prints it as `lib.engine.estimate` holds it.

python -m benchmarks.rates
"""

import time
from collections import defaultdict
from typing import Any

import numpy as np
from sklearn.datasets import make_classification

from lib import base_models, combiners
from lib.base_models import Member
from lib.combiners import Models
from lib.datasets import Dataset
from lib.engine.estimate import REFERENCE, kind_of, parts_of
from lib.engine.fitting import quick_fits
from lib.scenario.loading import load_dataset
from lib.scenario.record import DEFAULT

SHAPES = [(600, 10, 2), (2400, 10, 2), (1000, 40, 2), (1000, 10, 6)]
LARGE = (6000, 10, 2)
TEST_SHARE = 0.25


def data(shape: tuple[int, int, int]) -> tuple[np.ndarray, np.ndarray]:
    """So many rows, columns and classes, not too easy."""
    rows, columns, classes = shape
    return make_classification(
        rows,
        columns,
        n_informative=8,
        n_redundant=0,
        n_classes=classes,
        flip_y=0.1,
        random_state=0,
    )


def timed(model: Any, known: tuple, asked: tuple) -> float:
    """Seconds of processor time to learn what is known and to answer, the better of two."""
    found = []
    for _ in range(2):
        started = time.process_time()
        with quick_fits():
            model.fit(*known).predict_proba(*asked)
        found.append(time.process_time() - started)
        if found[0] > 1:
            break
    return min(found)


def estimators(dataset: Dataset) -> list:
    """One of each kind, and the combinations that are one model."""
    members = tuple(Member(key) for key in base_models.entries())
    few = Models((Member("logistic_regression"), Member("random_forest"), Member("neural_network")))
    found = {kind_of(made): made for made in (member.build(dataset, 0) for member in members)}
    for entry in combiners.entries().values():
        knobs = {name: control.default for name, control in entry.controls.items()}
        for column in entry.columns(few, knobs):
            made = column.build(dataset, 0)
            found.setdefault(kind_of(made), made)
    return list(found.values())


def rules() -> list:
    """Every rule over probabilities."""
    return [entry.build() for entry in combiners.entries().values() if entry.build]


def main() -> None:
    """Print a line for each kind."""
    seconds: dict[str, dict[tuple, float]] = defaultdict(dict)
    provenance = load_dataset(DEFAULT).provenance
    for shape in [*SHAPES, LARGE]:
        X, y = data(shape)
        dataset = Dataset(X=X, y=y, provenance=provenance, **about(shape))
        asked = X[: int(len(X) * TEST_SHARE)]
        for made in estimators(dataset):
            if parts_of(made):
                continue  # it costs what its parts cost
            seconds[kind_of(made)][shape] = timed(made, (X, y), (asked,))
        P = np.random.default_rng(0).dirichlet(np.ones(shape[2]), (shape[0], 4))
        for rule in rules():
            seconds[kind_of(rule)][shape] = timed(rule, (P, y, X), (P[: len(asked)], asked))
    for kind, found in seconds.items():
        shapes = np.log(np.array(list(found)) / REFERENCE)
        A = np.column_stack([np.ones(len(shapes)), shapes])
        a, *powers = np.linalg.lstsq(A, np.log(list(found.values())), rcond=None)[0]
        powers = [max(0.0, round(float(p), 1)) for p in powers]
        if (rate := np.exp(a)) >= 0.001:
            print(f'    "{kind}": ({rate:.2g}, {powers[0]}, {powers[1]}, {powers[2]}),')


def about(shape: tuple[int, int, int]) -> dict:
    """What else a data set must say."""
    names = tuple(f"column {i}" for i in range(shape[1]))
    half = shape[1] // 2
    return {
        "feature_names": names,
        "class_names": tuple(f"class {i}" for i in range(shape[2])),
        "views": {"one": tuple(range(half)), "two": tuple(range(half, shape[1]))},
    }


if __name__ == "__main__":
    main()
