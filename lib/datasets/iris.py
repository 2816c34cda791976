"""Three species of iris by the size of sepals and petals."""

from functools import cache

import numpy as np

from lib.datasets._entry import Dataset, Provenance
from lib.datasets._real import Recorded

PROVENANCE = Provenance(
    source="load_iris of scikit-learn; Iris, UCI Machine Learning Repository.",
    citation="Fisher, R. A. (1936) The use of multiple measurements in taxonomic problems. Annals "
    "of Eugenics 7(2), 179-188; data collected by E. Anderson.",
    licence="BSD 3-Clause as distributed with scikit-learn; CC BY 4.0 at UCI.",
    changes="All 150 rows; sepals and petals are our views.",
)


@cache
def read() -> Dataset:
    from sklearn.datasets import load_iris  # here: the first page needs none of it

    X, y = load_iris(return_X_y=True)
    return Dataset(
        X=np.array(X, dtype=float),
        y=np.array(y),
        feature_names=("sepal length", "sepal width", "petal length", "petal width"),
        class_names=("setosa", "versicolor", "virginica"),
        views={"sepal": (0, 1), "petal": (2, 3)},
        provenance=PROVENANCE,
        target="species",
        units=("cm",) * 4,
    )


ENTRY = Recorded(
    title="Iris",
    summary="Three species of iris by sepals and petals: the best-known data set there is, so "
    "easy that combining cannot help.",
    order=500,
    fields=("nature",),
    read=read,
    n_rows=150,
).entry()
