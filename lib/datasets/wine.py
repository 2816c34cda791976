"""Three Italian wines by chemical analysis."""

from functools import cache

import numpy as np

from lib.datasets._entry import Dataset, Provenance
from lib.datasets._real import Recorded

FEATURES = {
    "alcohol": "% vol",
    "malic acid": "",
    "ash": "",
    "alkalinity of ash": "",
    "magnesium": "",
    "total phenols": "",
    "flavanoids": "",
    "other phenols": "",
    "proanthocyanins": "",
    "colour intensity": "",
    "hue": "",
    "OD280/OD315 (dilution)": "",
    "proline": "",
}
PROVENANCE = Provenance(
    source="load_wine of scikit-learn; Wine, UCI Machine Learning Repository.",
    citation="Forina, M. et al. (1986) Multivariate data analysis as a discriminating method of "
    "the origin of wines. Vitis 25, 189-201; Aeberhard, S. & Forina, M. (1992) Wine.",
    licence="BSD 3-Clause as distributed with scikit-learn; CC BY 4.0 at UCI.",
    changes="All 178 rows. The files only number the classes; their names are those of the three "
    "wines of the study, and the views are ours. Units other than alcohol are not recorded.",
)


@cache
def read() -> Dataset:
    from sklearn.datasets import load_wine  # here: the first page needs none of it

    X, y = load_wine(return_X_y=True)
    return Dataset(
        X=np.array(X, dtype=float),
        y=np.array(y),
        feature_names=tuple(FEATURES),
        class_names=("Barolo", "Grignolino", "Barbera"),
        views={
            "basics": (0, 1, 12),
            "minerals": (2, 3, 4),
            "phenols": (5, 6, 7, 8),
            "colour": (9, 10, 11),
        },
        provenance=PROVENANCE,
        target="wine",
        units=tuple(FEATURES.values()),
    )


ENTRY = Recorded(
    title="Wine",
    summary="Three Italian wines by chemical analysis: small and clean, a check that a method "
    "does no harm where one model is enough.",
    order=520,
    fields=("nature",),
    read=read,
    n_rows=178,
).entry()
