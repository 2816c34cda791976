"""Handwritten digits of eight by eight pixels; the quarters of the picture are views."""

from lib.datasets._recorded import Bundled

SIDE, HALF = 8, 4


def quarter(top: int, left: int) -> tuple[int, ...]:
    """Columns of X that lie in the quarter whose first pixel is (top, left)."""
    return tuple(SIDE * (top + r) + left + c for r in range(HALF) for c in range(HALF))


ENTRY = Bundled(
    title="Handwritten digits",
    summary="Handwritten digits of eight by eight pixels, each quarter of the picture a view: "
    "no quarter is enough, four together are.",
    order=630,
    question="Which digit is it?",
    things="digits",
    fields=("vision",),
    key="digits",
    n_rows=1797,
    target="digit",
    classes=tuple(map(str, range(10))),
    features={f"row {r}, column {c}": "" for r in range(SIDE) for c in range(SIDE)},
    views={
        "top left": quarter(0, 0),
        "top right": quarter(0, HALF),
        "bottom left": quarter(HALF, 0),
        "bottom right": quarter(HALF, HALF),
    },
    source="load_digits of scikit-learn; Optical Recognition of Handwritten Digits (test part), "
    "UCI Machine Learning Repository.",
    citation="Alpaydin, E. & Kaynak, C. (1998) Optical Recognition of Handwritten Digits; "
    "Kaynak, C. (1995) MSc thesis, Bogazici University.",
    changes="All 1797 rows; the four quarters of the picture are our views.",
)
