"""From rows of evidence to effects: one number a data set, then what is believed across them.

The data set is the unit. Folds and seeds of one data set say how well that one is known; only
other data sets say whether a claim would hold on yours. A few data sets gain very much, so the
typical effect is the median over all pairs of their mean (Hodges and Lehmann 1963), which one
extreme data set cannot move, and its interval is that of Wilcoxon's signed-rank test turned round.
Below six data sets there is no such interval; then it is Student's t, which is wide. A single data
set has the interval of its own folds (corrected for shared rows, see `compare`),
which says nothing about others.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from lib.evidence.domains import domains
from lib.evidence.plan import FOLDS
from lib.statistics.comparison import compare

ROPE = 1.0  # points; a smaller difference changes nothing in practice
LEVEL = 0.95
FEWEST_FOR_RANKS = 6  # of five values the most extreme ranks have a chance of 1 in 16
FOLD_GAINS = [f"gain_{fold + 1}" for fold in range(FOLDS)]


@dataclass(frozen=True, eq=False)
class Effect:
    """A typical difference over data sets and its interval, in points; positive is better.

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


def effect(by_set: pd.Series) -> Effect:
    """The typical effect over data sets, 95 % interval."""
    values = by_set.dropna()
    n = len(values)
    if n == 0:
        return Effect(np.nan, np.nan, np.nan, values)
    pairs = pair_means(values.to_numpy(float))
    typical = float(np.median(pairs))
    if n < FEWEST_FOR_RANKS:
        spread = float(values.std(ddof=1) / np.sqrt(n)) if n > 1 else float("nan")
        margin = spread * float(stdtrit(max(n - 1, 1), (1 + LEVEL) / 2))
        return Effect(typical, typical - margin, typical + margin, values)
    cut = critical_rank(n, (1 - LEVEL) / 2)
    return Effect(typical, float(pairs[cut]), float(pairs[-1 - cut]), values)


def pair_means(values: np.ndarray) -> np.ndarray:
    """(n (n + 1) / 2,) sorted means of all pairs, each value with itself too (Walsh averages)."""
    rows, columns = np.triu_indices(len(values))
    return np.sort((values[rows] + values[columns]) / 2)


def critical_rank(n: int, tail: float) -> int:
    """The largest c with P(W <= c) <= tail for Wilcoxon's signed-rank statistic W of n values.

    So many pair means are left out at either end of the interval. The distribution is exact: each
    rank counts or does not, with equal probability. It is -1 when there is no such c.
    """
    ways = np.ones(1)
    for rank in range(1, n + 1):
        ways = np.convolve(ways, np.eye(1, rank + 1)[0] + np.eye(1, rank + 1, rank)[0])
    return int((np.cumsum(ways) / 2.0**n <= tail).sum()) - 1


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


def under(rows: pd.DataFrame, condition: str) -> pd.DataFrame:
    """The rows of one condition."""
    return rows[rows["condition"] == condition]


def in_field(rows: pd.DataFrame, field: str) -> pd.DataFrame:
    """The rows of the data sets that stand for a field."""
    members = [dataset for dataset in rows["dataset"].unique() if field in domains(dataset)]
    return rows[rows["dataset"].isin(members)]


def of_family(rows: pd.DataFrame, family: str, kinds: Collection[str] = ()) -> pd.DataFrame:
    """The rows of a family's methods, or of some kinds of them only."""
    chosen = rows["family"] == family
    return rows[chosen & rows["kind"].isin(list(kinds))] if kinds else rows[chosen]


def table_of(rows: pd.DataFrame, value: str = "gain") -> pd.DataFrame:
    """(data sets, methods): means over seeds."""
    return rows.pivot_table(index="dataset", columns="method", values=value, observed=True)


def chosen_elsewhere(rows: pd.DataFrame, candidates: pd.DataFrame | None = None) -> pd.DataFrame:
    """For each data set, the rows of the method that did best on all the other data sets.

    A family has a dozen methods, and the best of a dozen on a data set is partly luck. Whoever
    has to choose before looking takes what did best elsewhere; so nothing is chosen on the data
    set on which it is judged. candidates : the rows to choose by, of more data sets than are
    judged; the same rows when left out.
    """
    table = table_of(rows if candidates is None else candidates)
    table = table.dropna(axis=1)  # a method that is not known everywhere cannot be compared
    elsewhere = {d: table.drop(index=d, errors="ignore") for d in rows["dataset"].unique()}
    chosen = {d: other.mean().idxmax() for d, other in elsewhere.items() if other.size}
    return rows[rows["method"].astype(str) == rows["dataset"].astype(str).map(chosen)]


def method(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    """The rows of one method."""
    return rows[rows["method"] == key]


def paired(a: pd.DataFrame, b: pd.DataFrame, value: str, scale: float = 100) -> pd.Series:
    """Data set -> mean over seeds of `a` minus `b`, where both were measured; in points."""
    keys = ["dataset", "seed"]
    left, right = (rows.groupby(keys, observed=True)[value].mean() for rows in (a, b))
    return (scale * (left - right)).dropna().groupby("dataset", observed=True).mean()


def in_points(found: Effect) -> str:
    """ "+2.1 points (0.4 to 3.8), 14 data sets" """
    sets = f"{found.n_sets} data set{'' if found.n_sets == 1 else 's'}"
    if not found.is_known:
        return f"{signed(found.typical)} points, {sets}"
    return f"{signed(found.typical)} points ({signed(found.low)} to {signed(found.high)}), {sets}"


def signed(value: float) -> str:
    """
    >>> signed(2.14), signed(-0.31), signed(0.01)
    ('+2.1', '−0.3', '0.0')
    """
    text = f"{abs(value):.1f}"
    if float(text) == 0:
        return text
    return ("+" if value > 0 else "−") + text
