"""Benign or malignant, from the outlines of cell nuclei under a microscope."""

from functools import cache

import numpy as np

from lib.datasets._entry import Dataset, Provenance
from lib.datasets._real import Recorded

PROVENANCE = Provenance(
    source="load_breast_cancer of scikit-learn; Breast Cancer Wisconsin (Diagnostic), UCI Machine "
    "Learning Repository.",
    citation="Street, W. N., Wolberg, W. H. & Mangasarian, O. L. (1993) Nuclear feature extraction "
    "for breast tumor diagnosis. Proceedings of SPIE 1905, 861-870.",
    licence="BSD 3-Clause as distributed with scikit-learn; CC BY 4.0 at UCI.",
    changes="All 569 rows. Each of ten measures has a mean, a standard error and a worst value; "
    "these three are the views.",
)


@cache
def read() -> Dataset:
    from sklearn.datasets import load_breast_cancer  # here: the first page needs none of it

    data = load_breast_cancer()
    return Dataset(
        X=np.array(data.data, dtype=float),
        y=np.array(data.target),
        feature_names=tuple(map(str, data.feature_names)),
        class_names=("malignant", "benign"),
        views={
            "mean": tuple(range(10)),
            "error": tuple(range(10, 20)),
            "worst": tuple(range(20, 30)),
        },
        provenance=PROVENANCE,
        target="diagnosis",
        units=("",) * 30,
    )


ENTRY = Recorded(
    title="Breast cancer",
    summary="Benign or malignant, from outlines of cell nuclei: logistic regression is already "
    "near the ceiling, so little is left to gain.",
    order=550,
    fields=("healthcare", "vision"),
    read=read,
    n_rows=569,
    first_share=37,
    first_class="malignant",
).entry()
