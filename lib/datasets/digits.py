"""Handwritten digits of eight by eight pixels; the quarters of the picture are views."""

from functools import cache

import numpy as np

from lib.datasets._entry import Dataset, Provenance
from lib.datasets._real import Recorded

SIDE = 8
PROVENANCE = Provenance(
    source="load_digits of scikit-learn; Optical Recognition of Handwritten Digits (test part), "
    "UCI Machine Learning Repository.",
    citation="Alpaydin, E. & Kaynak, C. (1998) Optical Recognition of Handwritten Digits; "
    "Kaynak, C. (1995) MSc thesis, Bogazici University.",
    licence="BSD 3-Clause as distributed with scikit-learn; CC BY 4.0 at UCI.",
    changes="All 1797 rows; the four quarters of the picture are our views.",
)


def quarter(top: int, left: int) -> tuple[int, ...]:
    """Columns of X that lie in the quarter whose first pixel is (top, left)."""
    half = range(SIDE // 2)
    return tuple(SIDE * (top + row) + left + column for row in half for column in half)


@cache
def read() -> Dataset:
    from sklearn.datasets import load_digits  # here: the first page needs none of it

    X, y = load_digits(return_X_y=True)
    return Dataset(
        X=np.array(X, dtype=float),
        y=np.array(y),
        feature_names=tuple(f"row {r}, column {c}" for r in range(SIDE) for c in range(SIDE)),
        class_names=tuple(str(digit) for digit in range(10)),
        views={
            "top left": quarter(0, 0),
            "top right": quarter(0, SIDE // 2),
            "bottom left": quarter(SIDE // 2, 0),
            "bottom right": quarter(SIDE // 2, SIDE // 2),
        },
        provenance=PROVENANCE,
        target="digit",
        units=("",) * SIDE**2,
    )


ENTRY = Recorded(
    title="Handwritten digits",
    summary="Handwritten digits of eight by eight pixels, each quarter of the picture a view: "
    "no quarter is enough, four together are.",
    order=630,
    fields=("vision",),
    read=read,
    n_rows=1797,
).entry()
