"""Sonar echoes from a metal cylinder or a rock."""

from lib.datasets._recorded import CsvFile

ENTRY = CsvFile(
    title="Sonar echoes",
    summary="Mine or rock, from the strength of a sonar echo in sixty bands of frequency: few "
    "rows, wide and noisy, so differences are uncertain.",
    order=540,
    question="Mine or rock?",
    things="echoes",
    fields=("sensors", "machines"),
    file="sonar",
    n_rows=208,
    first_share=53,
    target="what was hit",
    classes=("mine", "rock"),
    names={"low": "low bands", "mid": "middle bands", "high": "high bands"}
    | {f"band{band:02}": f"band {band}" for band in range(1, 61)},
    source="Connectionist Bench (Sonar, Mines vs. Rocks), UCI Machine Learning Repository.",
    citation="Gorman, R. P. & Sejnowski, T. J. (1988) Analysis of hidden units in a layered "
    "network trained to classify sonar targets. Neural Networks 1, 75-89.",
    licence="CC BY 4.0, the licence of the UCI repository (see data/README.md).",
    changes="All 208 rows; the three ranges of frequency are our views.",
)
