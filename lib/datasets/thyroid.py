"""An underactive thyroid is rare, and many laboratory values are missing."""

from lib.datasets._entry import Provenance
from lib.datasets._file import CsvFile
from lib.datasets._real import Recorded

PROVENANCE = Provenance(
    source="Thyroid Disease (hypothyroid.data, Garavan Institute), UCI Machine Learning "
    "Repository.",
    citation="Quinlan, J. R. (1986) Thyroid Disease; Quinlan, J. R. et al. (1986) Inductive "
    "knowledge acquisition: a case study.",
    licence="CC BY 4.0, the licence of the UCI repository (see data/README.md).",
    changes="All 3163 rows; the flags that say whether a value was measured and the almost empty "
    "TBG column left out. 37 % of the rows have at least one missing cell.",
)

FILE = CsvFile(
    name="thyroid",
    classes={
        "hypothyroid": "underactive",
        "negative": "negative",
    },
    views={
        "clinic": "clinic",
        "lab": "laboratory",
    },
    target="diagnosis",
    provenance=PROVENANCE,
    units={
        "age": "years",
    },
)

ENTRY = Recorded(
    title="Thyroid",
    summary="One patient in twenty has an underactive thyroid and many values are missing: "
    "accuracy misleads, and one view is enough.",
    order=600,
    fields=("healthcare",),
    read=FILE.read,
    n_rows=3163,
    default_rows=1000,
    first_share=5,
    first_class="underactive",
).entry()
