"""An underactive thyroid is rare, and many laboratory values are missing."""

from lib.datasets._recorded import CsvFile

ENTRY = CsvFile(
    title="Thyroid",
    summary="One patient in twenty has an underactive thyroid and many values are missing: "
    "accuracy misleads, and one view is enough.",
    order=600,
    question="Is the thyroid underactive?",
    things="patients",
    fields=("healthcare",),
    file="thyroid",
    n_rows=3163,
    default_rows=1000,
    first_share=5,
    target="diagnosis",
    classes=("hypothyroid", "negative"),
    names={"lab": "laboratory", "hypothyroid": "underactive"},
    units={"age": "years"},
    source="Thyroid Disease (hypothyroid.data, Garavan Institute), UCI Machine Learning "
    "Repository.",
    citation="Quinlan, J. R. (1986) Thyroid Disease; Quinlan, J. R. et al. (1986) Inductive "
    "knowledge acquisition: a case study.",
    licence="CC BY 4.0, the licence of the UCI repository (see data/README.md).",
    changes="All 3163 rows; the flags that say whether a value was measured and the almost empty "
    "TBG column left out. 37 % of the rows have at least one missing cell.",
)
