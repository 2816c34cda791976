"""What every method gained on every data set: the part of the evidence that the verdict reads.

The rival is always the best single model of all columns, on the same rows and folds.
"""

from pathlib import Path

import pandas as pd

from lib.engine.results import MODEL, ONE, SOURCES, WAY_OF
from lib.evidence.plan import CONDITIONS, REFERENCE
from lib.evidence.rows import of_method
from lib.evidence.store import EVIDENCE

GAINS = EVIDENCE.with_name("gains.parquet")
ABOUT = ["metric", "way", "method", "dataset", "condition"]
# condition -> the scores that are recorded; with a rare class, whoever chooses does so by balanced
# accuracy
OF: dict[str, tuple[str, ...]] = {
    "plain": ("accuracy", "balanced_accuracy"),
    "views": ("accuracy", "balanced_accuracy"),
    "rare": ("balanced_accuracy",),
    "rare views": ("balanced_accuracy",),
}


def gains(rows: pd.DataFrame) -> pd.DataFrame:
    """Means over seeds, in points, a row a method, data set, condition and score.

    rows : as in the evidence. Wrong labels are no condition here: what is gained against them is
    counted otherwise than on screen.
    """
    found = [
        _gains(rows, condition, metric) for condition, metrics in OF.items() for metric in metrics
    ]
    table = pd.concat(found, ignore_index=True)
    return table.sort_values(ABOUT, ignore_index=True)


def _gains(rows: pd.DataFrame, condition: str, metric: str) -> pd.DataFrame:
    cell = ["dataset", "seed"]
    found = rows[rows["condition"] == condition]
    single = of_method(found, REFERENCE).drop_duplicates(cell)
    scores = single[[*cell, metric]].rename(columns={metric: "single"})
    own = found[(found["family"] != "member") & (found["method"] != REFERENCE)].merge(
        scores, on=cell
    )
    own = own.assign(gain=100 * (own[metric].astype(float) - own["single"].astype(float)))
    ways = own["kind"].astype(str).map(WAY_OF)
    if CONDITIONS[condition].is_apart:
        # what votes and stacks fuses sources here, the rest trains on all columns anyway
        own, ways = own[~ways.isin([ONE, MODEL])], ways.map(lambda _: SOURCES)
    own = own.assign(way=ways, metric=metric)
    own = own.astype(dict.fromkeys(ABOUT, str))
    means = own.groupby(ABOUT)["gain"].mean().round(2)
    return means.reset_index()


def write(rows: pd.DataFrame, file: Path = GAINS) -> None:
    """The gains of these rows of evidence, as one small file."""
    table = gains(rows).astype(dict.fromkeys(ABOUT, "category") | {"gain": "float32"})
    table.to_parquet(file, index=False, compression="zstd")
