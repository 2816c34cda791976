"""Three Italian wines by chemical analysis."""

from lib.datasets._recorded import Bundled

WITHOUT_UNIT = (
    *("malic acid", "ash", "alkalinity of ash", "magnesium"),
    *("total phenols", "flavanoids", "other phenols", "proanthocyanins"),
    *("colour intensity", "hue", "OD280/OD315 (dilution)", "proline"),
)

ENTRY = Bundled(
    title="Wine",
    summary="Three Italian wines by chemical analysis: small and clean, a check that a method "
    "does no harm where one model is enough.",
    order=520,
    question="Which wine is it?",
    things="wines",
    fields=("nature",),
    key="wine",
    n_rows=178,
    target="wine",
    classes=("Barolo", "Grignolino", "Barbera"),
    features={"alcohol": "% vol"} | dict.fromkeys(WITHOUT_UNIT, ""),
    views={
        "basics": (0, 1, 12),
        "minerals": (2, 3, 4),
        "phenols": (5, 6, 7, 8),
        "colour": (9, 10, 11),
    },
    source="load_wine of scikit-learn; Wine, UCI Machine Learning Repository.",
    citation="Forina, M. et al. (1986) Multivariate data analysis as a discriminating method of "
    "the origin of wines. Vitis 25, 189-201; Aeberhard, S. & Forina, M. (1992) Wine.",
    changes="All 178 rows. The files only number the classes; their names are those of the three "
    "wines of the study, and the views are ours. Units other than alcohol are not recorded.",
)
