"""What a method gained on other data sets: the prior of what it gains on this one.

The table of gains is written by `make evidence` and lies in `data/`. The data set on screen never
takes part in its own prior, and a visitor's own data get the prior of all.
"""

from functools import cache, lru_cache
from pathlib import Path

import pandas as pd

from lib.engine.results import Method
from lib.statistics.metrics import METRICS
from lib.statistics.prior import Prior

GAINS = Path(__file__).parents[2] / "data" / "gains.parquet"
FEWEST_SETS = (
    8  # with fewer, the gains of all methods of the same way stand for those of the method
)
PLAIN_WIDE = 1.0  # of scores that are no percentage, whose differences have no usual size


def prior_of(method: Method, metric: str, dataset: str) -> Prior:
    """The prior of what a method gains over the best single model, in the unit of differences.

    Its way is part of the question: what fuses sources is compared with what was recorded where
    each model read one source, all else with what was recorded where every model read everything.
    Only accuracy and balanced accuracy were
    recorded with the best single model chosen by them; every other score has the wide prior alone,
    as has a method without a record. dataset : key of the one on screen, which is left out.
    """
    if not METRICS[metric].as_percent:
        return Prior(wide=PLAIN_WIDE)
    return _prior(method.key, method.way, metric, dataset)


@lru_cache(maxsize=1000)
def _prior(key: str, way: str, metric: str, dataset: str) -> Prior:
    """Of the method on other data sets and of its way; of its way alone when it was tried on too
    few."""
    known = recorded()
    alike = known[
        (known["metric"] == metric) & (known["way"] == way) & (known["dataset"] != dataset)
    ]
    own = alike[alike["method"] == key]
    kin = tuple(alike["gain"].astype(float))
    if own["dataset"].nunique() < FEWEST_SETS:
        return Prior(kin)
    return Prior(tuple(own["gain"].astype(float)), kin)


@cache
def recorded() -> pd.DataFrame:
    """The recorded gains in points: metric, way, method, dataset, condition, gain; no row
    where the file is missing."""
    columns = ["metric", "way", "method", "dataset", "condition", "gain"]
    return pd.read_parquet(GAINS) if GAINS.exists() else pd.DataFrame(columns=columns)


@lru_cache(maxsize=100)
def n_sets(metric: str, dataset: str) -> int:
    """On how many other data sets gains in this score were recorded."""
    known = recorded()
    is_other = (known["metric"] == metric) & (known["dataset"] != dataset)
    return int(known["dataset"][is_other].nunique())
