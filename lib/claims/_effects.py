"""From rows of evidence to effects: one number a data set, then what is believed across them.

The data set is the unit. Folds and seeds of one data set say how well that one is known; only
other data sets say whether a claim would hold on yours. So an effect is what is typical of the
data sets (see `lib.statistics.typical`). A single data set has the interval of its own folds
(corrected for shared rows, see `compare`), which says nothing about others.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from lib.datasets import Field
from lib.datasets import entries as datasets
from lib.evidence.plan import FOLDS, REFERENCE
from lib.evidence.ranks import ROPE
from lib.evidence.rows import means, of_family, of_method, one_each, under
from lib.statistics.comparison import compare
from lib.statistics.typical import shift, typical
from lib.words import counted, number

LEVEL = 0.95
FOLD_GAINS = [f"gain_{fold + 1}" for fold in range(FOLDS)]

# What several claims share
ONE_MODEL = ("parameters", "structure", "knowledge")
ONE_EACH = ", one source each"
OF_SOURCES = ("intermediate", "late")  # early fusion is the one model of all columns: the rival
AGAINST_BEST = "Against the best single model"
AGAINST_AVERAGE = "Against the average single model"
UNTESTED = {AGAINST_AVERAGE: "you would otherwise take a single model without testing several"}

CHOSEN_ELSEWHERE = (
    "For every data set, the way to combine is the one that did best on all the other data sets, "
    "so it is never chosen by luck on the data it is judged by. "
)
SAME_RIVAL = (
    "The rival is always the best single model that reads all columns, chosen inside each training "
    "part. "
)


@dataclass(frozen=True, eq=False)
class Effect:
    """A typical difference over data sets and its interval, in points; positive is better. See
    `lib.statistics.typical` for what "typical" is.

    low, high : nan when there is no data set but one and its folds are not known.
    by_set : data set -> its own effect, the mean over seeds. method : key of the way to combine
    behind most of them, "" when that is not one.
    """

    typical: float
    low: float
    high: float
    by_set: pd.Series
    method: str = ""

    @property
    def n_sets(self) -> int:
        return len(self.by_set)

    @property
    def is_known(self) -> bool:
        return bool(np.isfinite(self.low))

    @property
    def size(self) -> str:
        """ "+2.1 points" """
        return f"{signed(self.typical)} points"

    @property
    def support(self) -> str:
        """What stands behind the size: " (+0.4 to +3.8), 14 data sets"."""
        interval = f" ({signed(self.low)} to {signed(self.high)})" if self.is_known else ""
        return f"{interval}, {counted(self.n_sets, 'data set')}"


def effect(by_set: pd.Series) -> Effect:
    """The typical effect over data sets, 95 % interval."""
    values = by_set.dropna()
    return Effect(*typical(values.to_numpy(float), LEVEL), values)


def contrast(there: Effect, elsewhere: Effect) -> Effect:
    """How much more is gained there than by the same data sets elsewhere: a condition's effect."""
    return effect(there.by_set - elsewhere.by_set)


def contrast_between(there: Effect, elsewhere: Effect) -> Effect:
    """The same where a data set is either there or elsewhere, so that none can be paired. Each
    one there is given what it has more than is typical elsewhere."""
    found = shift(there.by_set.to_numpy(float), elsewhere.by_set.to_numpy(float), LEVEL)
    more = there.by_set - elsewhere.typical
    return Effect(*found, more if elsewhere.n_sets else more.iloc[:0])


def effect_of_rows(rows: pd.DataFrame) -> Effect:
    """The gain of these rows, one method a data set; of a single data set with its own interval."""
    by_set = rows.groupby("dataset", observed=True)["gain"].mean()
    usual = rows.groupby("method", observed=True)["dataset"].nunique()
    key = str(usual.idxmax()) if len(usual) else ""
    if len(by_set) != 1:
        return replace(effect(by_set), method=key)
    resolution = 100 * FOLDS / float(rows["rows"].mean())
    gains = rows[FOLD_GAINS].to_numpy(float).ravel()
    own = compare(gains, FOLDS, ROPE, LEVEL, resolution)
    return Effect(own.mean, own.low, own.high, by_set, key)


def in_field(rows: pd.DataFrame, field: Field) -> pd.DataFrame:
    """The rows of the data sets that stand for a field."""
    members = [key for key, entry in datasets().items() if field in entry.fields]
    return rows[rows["dataset"].isin(members)]


def chosen_elsewhere(rows: pd.DataFrame, candidates: pd.DataFrame | None = None) -> pd.DataFrame:
    """For each data set, the rows of the method that did best on all the other data sets.

    A family has a dozen methods, and the best of a dozen on a data set is partly luck. Whoever
    has to choose before looking takes what did best elsewhere; so nothing is chosen on the data
    set on which it is judged. candidates : the rows to choose by, of more data sets than are
    judged; the same rows when left out.
    """
    table = means(rows if candidates is None else candidates)
    table = table.dropna(axis=1)  # a method that is not known everywhere cannot be compared
    elsewhere = {d: table.drop(index=d, errors="ignore") for d in rows["dataset"].unique()}
    chosen = {d: other.mean().idxmax() for d, other in elsewhere.items() if other.size}
    return rows[rows["method"].astype(str) == rows["dataset"].astype(str).map(chosen)]


def paired(a: pd.DataFrame, b: pd.DataFrame, score: str) -> pd.Series:
    """Data set -> mean over seeds of `a` minus `b`, where both were measured; in points."""
    keys = ["dataset", "seed"]
    left, right = (rows.groupby(keys, observed=True)[score].mean() for rows in (a, b))
    return (100 * (left - right)).dropna().groupby("dataset", observed=True).mean()


def ensembling(rows: pd.DataFrame, candidates: pd.DataFrame) -> Effect:
    """Ensembling on `rows` against the best single model, the method chosen among `candidates`."""
    return effect_of_rows(_ensembles(rows, candidates))


def ensembling_against_average(rows: pd.DataFrame, candidates: pd.DataFrame) -> Effect:
    """The same against the mean of the single models."""
    members = of_family(rows, "member")
    return effect(paired(_ensembles(rows, candidates), members, "accuracy"))


def _ensembles(rows: pd.DataFrame, candidates: pd.DataFrame) -> pd.DataFrame:
    return chosen_elsewhere(of_family(rows, "ensembling"), of_family(candidates, "ensembling"))


def fused(rows: pd.DataFrame, candidates: pd.DataFrame) -> Effect:
    """Fusion on `rows` against the best single model, the method chosen among `candidates`."""
    return effect_of_rows(chosen_elsewhere(rows, candidates))


def of_sources(rows: pd.DataFrame, condition: str) -> pd.DataFrame:
    """Fusion of sources under a condition, in both ways of reading: the best model for each
    source, and each of the usual models with one source. Both are there to be chosen."""
    whole, apart = (
        of_family(under(rows, name), "fusion", OF_SOURCES)
        for name in (condition, one_each(condition))
    )
    return pd.concat([whole, apart.assign(method=apart["method"].astype(str) + ONE_EACH)])


def rescored(rows: pd.DataFrame, score: str, of_rival: str = "") -> pd.DataFrame:
    """The rows with `gain` counted in another share of rows than accuracy, in points; of_rival : in
    which the best single model is counted, the same when left out."""
    keys = ["dataset", "condition", "seed"]
    rivals = of_method(rows, REFERENCE).drop_duplicates(keys).set_index(keys)
    reference = rivals[of_rival or score].rename("reference")
    joined = rows.join(reference, on=keys)
    return joined.assign(gain=100 * (joined[score] - joined["reference"])).drop(columns="reference")


def signed(value: float) -> str:
    """
    >>> signed(2.14), signed(-0.31), signed(0.01), signed(-0.04)
    ('+2.1', '−0.3', '0.0', '0.0')
    """
    text = number(value, 1)
    return text if value < 0 or text == "0.0" else f"+{text}"
