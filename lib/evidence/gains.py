"""What every method gained on every data set: the part of the evidence that the verdict reads.

The rival is always the best single model of all columns, on the same rows and folds.
"""

from pathlib import Path

import pandas as pd

from lib.engine.results import MODEL, ONE, SOURCES, WAY_OF
from lib.evidence.plan import REFERENCE
from lib.evidence.store import EVIDENCE

GAINS = EVIDENCE.with_name("gains.parquet")
ABOUT = ["metric", "way", "method", "dataset", "condition"]
# condition -> whether models read one source each, the condition where the rival reads all columns,
# the scores that are recorded
OF: dict[str, tuple[bool, str, tuple[str, ...]]] = {
    "plain": (False, "plain", ("accuracy", "balanced_accuracy")),
    "views": (True, "plain", ("accuracy", "balanced_accuracy")),
    # here whoever chooses does so by balanced accuracy
    "rare": (False, "rare", ("balanced_accuracy",)),
    "rare views": (True, "rare", ("balanced_accuracy",)),
}


def gains(rows: pd.DataFrame) -> pd.DataFrame:
    """Means over seeds, in points, a row a method, data set, condition and score.

    rows : as in the evidence. Wrong labels are no condition here: what is gained against them is
    counted otherwise than on screen.
    """
    found = [
        _gains(rows, condition, metric)
        for condition, (*_, metrics) in OF.items()
        for metric in metrics
    ]
    table = pd.concat(found, ignore_index=True)
    return table.sort_values(ABOUT, ignore_index=True)


def _gains(rows: pd.DataFrame, condition: str, metric: str) -> pd.DataFrame:
    is_apart, rival, _ = OF[condition]
    cell = ["dataset", "seed"]
    single = rows[(rows["condition"] == rival) & (rows["method"] == REFERENCE)]
    scores = single.drop_duplicates(cell)[[*cell, metric]].rename(columns={metric: "single"})
    own = rows[(rows["condition"] == condition) & (rows["family"] != "member")]
    own = own[own["method"] != REFERENCE].merge(scores, on=cell)
    own = own.assign(gain=100 * (own[metric].astype(float) - own["single"].astype(float)))
    ways = own["kind"].astype(str).map(WAY_OF)
    if is_apart:  # what votes and stacks fuses sources here, the rest trains on all columns anyway
        own, ways = own[~ways.isin([ONE, MODEL])], ways.map(lambda _: SOURCES)
    else:  # where no source has a reader of its own, nothing fuses sources
        own, ways = own[ways != SOURCES], ways[ways != SOURCES]
    own = own.assign(way=ways, metric=metric)
    own = own.astype(dict.fromkeys(ABOUT, str))
    means = own.groupby(ABOUT)["gain"].mean().round(2)
    return means.reset_index()


def write(rows: pd.DataFrame, file: Path = GAINS) -> None:
    """The gains of these rows of evidence, as one small file."""
    table = gains(rows).astype(dict.fromkeys(ABOUT, "category") | {"gain": "float32"})
    table.to_parquet(file, index=False, compression="zstd")
