"""From rows of evidence to effects: one number a data set, then what is believed across them.

The data set is the unit. Folds and seeds of one data set say how well that one is known; only
other data sets say whether a claim would hold on yours. So an interval is that of a mean over
data sets (Student's t), and where a field has a single data set, it is that of this data set
alone (corrected for shared rows, see `lib.statistics.compare`) and says nothing beyond it.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from lib.claims._domains import domains
from lib.claims._plan import FOLDS
from lib.statistics import compare

ROPE = 1.0  # points; a smaller difference changes nothing in practice
LEVEL = 0.95
FOLD_GAINS = [f"gain_{fold + 1}" for fold in range(FOLDS)]
REFERENCE = "best_single"


@dataclass(frozen=True, eq=False)
class Effect:
    """A mean over data sets and its interval, in points; positive is better.

    by_set : data set -> its own effect, the mean over seeds.
    """

    mean: float
    low: float
    high: float
    by_set: pd.Series

    @property
    def n_sets(self) -> int:
        return len(self.by_set)

    @property
    def is_known(self) -> bool:
        return bool(np.isfinite(self.low))


def effect(by_set: pd.Series) -> Effect:
    """Student's t over data sets; the interval of fewer than two is not known (nan)."""
    values = by_set.dropna()
    n, mean = len(values), float(values.mean())
    if n < 2:
        return Effect(mean, float("nan"), float("nan"), values)
    margin = float(values.std(ddof=1) / np.sqrt(n) * stdtrit(n - 1, (1 + LEVEL) / 2))
    return Effect(mean, mean - margin, mean + margin, values)


def effect_of_rows(rows: pd.DataFrame) -> Effect:
    """The gain of these rows, one method a data set; of a single data set with its own interval."""
    by_set = rows.groupby("dataset", observed=True)["gain"].mean()
    if len(by_set) != 1:
        return effect(by_set)
    resolution = 100 * FOLDS / float(rows["rows"].mean())
    gains = rows[FOLD_GAINS].to_numpy(float).ravel()
    own = compare(gains, FOLDS, ROPE, LEVEL, resolution)
    return Effect(own.mean, own.low, own.high, by_set)


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
        return f"{signed(found.mean)} points, {sets}"
    return f"{signed(found.mean)} points ({signed(found.low)} to {signed(found.high)}), {sets}"


def signed(value: float) -> str:
    """
    >>> signed(2.14), signed(-0.31), signed(0.01)
    ('+2.1', '−0.3', '0.0')
    """
    text = f"{abs(value):.1f}"
    if float(text) == 0:
        return text
    return ("+" if value > 0 else "−") + text
