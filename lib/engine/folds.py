"""Which rows are held back together, and when there are too few rows to hold any back.

A fold below 0 is never held back. Where rows are cut at random or in groups it is `KEPT`, and
everybody learns from it. In time order a model learns from lower folds only: `OLDEST` comes before
`KEPT`, about which models answer for the combinations to learn from. So every row that is tested
was answered by models of its past, and so was every row that a combination learned from.
"""

import warnings
from collections.abc import Iterator, Sequence

import numpy as np
from sklearn.model_selection import (
    GroupShuffleSplit,
    StratifiedGroupKFold,
    StratifiedKFold,
    StratifiedShuffleSplit,
)

from lib.datasets import DataError
from lib.datasets.cutting.bonds import Bonds, first_with_all, stretches

MIN_SPLITS = 3  # two folds are left out of an inner fit, so a third must remain to learn from
GROUP_DRAWS = 200  # ways to set whole groups aside, of which the fairest is taken
DEALS = 200  # ways to deal whole groups where the even way leaves a fold without a class
OLDEST, KEPT = -2, -1
# The share of the rows in time order that are never tested; half of them is `OLDEST`. With a third,
# tested rows are to those learned from about as 1 to K - 1, as the corrected t-test takes them.
PAST = 1 / 3
GOLDEN = 0.6180339887498949  # its multiples fall evenly between whole numbers


def is_forward(folds: np.ndarray) -> bool:
    """Whether these folds are in time order."""
    return bool((folds == OLDEST).any())


def learned_from(folds: np.ndarray, fold: int) -> np.ndarray:
    """(n_samples,) True for the rows that models learn from when this fold is held back."""
    return folds < fold if is_forward(folds) else folds != fold


def combined_from(folds: np.ndarray, fold: int) -> np.ndarray:
    """Likewise for combinations: of those, the rows answered by models that had not seen them."""
    return learned_from(folds, fold) & (folds >= (KEPT if is_forward(folds) else 0))


def make_folds(
    y: np.ndarray,
    n_splits: int,
    random_state: int,
    bonds: Bonds | None = None,
    class_names: Sequence[str] = (),
) -> np.ndarray:
    """(n_samples,) the fold of each row: stratified, or in time order; what is tied stays together.

    Without any fold, and without any two, every class is still there to learn from; in time order,
    so it is in every past. Uses fewer folds where that takes fewer. What cannot be tested is below
    0, see above. Raises DataError when that leaves nothing to compare, naming what is missing.
    """
    units = np.arange(len(y)) if bonds is None else bonds.units
    if len(np.unique(y)) < 2:
        raise DataError("All rows belong to one class, so there is nothing to tell apart.")
    tested = is_tested(y, bonds, class_names)
    folds = np.where(tested, 0, KEPT)
    if bonds is not None and bonds.is_forward:
        folds[~tested] = OLDEST + _past(y, units, class_names)[~tested]
        folds[tested] = _blocks(units[tested], n_splits, random_state)
        return folds
    needed = np.setdiff1d(y[tested], y[~tested])  # what is never held back, nobody can miss
    loose = bonds is None or bonds.are_loose
    most = min(len(np.unique(units[tested])), int(np.bincount(y[tested]).max()))
    most = min(max(n_splits, MIN_SPLITS), most)
    for k in range(most, MIN_SPLITS - 1, -1):
        for found in _cuts(y[tested], None if loose else units[tested], k, random_state):
            if _is_fair(found, y[tested], k, needed):
                folds[tested] = found
                return folds
    raise DataError(
        "However these rows are cut, some part would lack a whole class, because "
        f"{_fewest_units(y[tested], units[tested], class_names)}. Use more rows."
    )


def is_tested(y: np.ndarray, bonds: Bonds | None, class_names: Sequence[str] = ()) -> np.ndarray:
    """(n_samples,) False for rows that are only ever learned from: in time order the past; else
    those tied to a class that occurs in too few places to be missing from some.

    Raises DataError when fewer than two classes could be tested.
    """
    units = np.arange(len(y)) if bonds is None else bonds.units
    if bonds is not None and bonds.is_forward:
        return _past(y, units, class_names) == 2
    rare = [c for c in np.unique(y) if len(np.unique(units[y == c])) < MIN_SPLITS]
    tested = ~np.isin(units, units[np.isin(y, rare)])
    if len(np.unique(y[tested])) < 2:
        is_group = len(np.unique(units)) < len(y)
        raise DataError(
            f"Too little to learn from: {_fewest_units(y, units, class_names)}; at least "
            f"{MIN_SPLITS} are needed, so that some are left when others are held back. "
            + ("Cut the rows in another way, or use more." if is_group else "Use more rows.")
        )
    return np.asarray(tested)


def _past(y: np.ndarray, units: np.ndarray, class_names: Sequence[str]) -> np.ndarray:
    """(n_samples,) 0 for the oldest rows, 1 for those after them, 2 for what can be tested: about
    a sixth, a sixth and the rest, more where a class comes late."""
    order, n = np.argsort(units, kind="stable"), len(y)
    codes, n_classes = y[order], len(np.unique(y))
    borders = [0]
    for share in (PAST / 2, PAST):
        rest = codes[borders[-1] :]
        if len(np.unique(rest)) == n_classes:
            borders.append(max(round(share * n), borders[-1] + first_with_all(rest)))
    found = stretches(units, np.array(borders[1:]))
    if len(borders) < 3 or (found == 2).sum() < n / 3:
        labels, first = np.unique(codes, return_index=True)
        late = _name(int(labels[first.argmax()]), class_names)
        raise DataError(
            f"In time order the class {late} comes too late, or too seldom: every past that is "
            "learned from needs rows of every class. Cut the rows in another way, or use more."
        )
    return found


def _blocks(units: np.ndarray, n_splits: int, random_state: int) -> np.ndarray:
    """Blocks of one length, one after the other; another seed moves the borders between them, by
    up to half a block, seed 0 not at all."""
    n = len(units)
    shift = (random_state * GOLDEN + 0.5) % 1 - 0.5
    most = min(max(n_splits, MIN_SPLITS), len(np.unique(units)))
    for k in range(most, MIN_SPLITS - 1, -1):
        found = stretches(units, np.rint((np.arange(1, k) + shift) * n / k).astype(int))
        if len(np.unique(found)) == k:
            return found
    raise DataError(
        f"There are fewer than {MIN_SPLITS} moments to test in time order. Cut the rows in another "
        "way, or use more."
    )


def _cuts(
    y: np.ndarray, units: np.ndarray | None, k: int, random_state: int
) -> Iterator[np.ndarray]:
    """Folds to choose from: the stratified ones, then whole units dealt at random."""
    kind = StratifiedKFold if units is None else StratifiedGroupKFold
    folds = np.empty(len(y), dtype=int)
    splitter = kind(k, shuffle=True, random_state=random_state)
    with warnings.catch_warnings():  # a class of fewer rows than folds is spread as far as it goes
        warnings.simplefilter("ignore", UserWarning)
        for fold, (_, test) in enumerate(splitter.split(np.zeros(len(y)), y, units)):
            folds[test] = fold
    yield folds
    if units is not None:
        unit, rng = np.unique(units, return_inverse=True)[1], np.random.default_rng(random_state)
        for _ in range(DEALS):
            yield (rng.permutation(unit.max() + 1) % k)[unit]


def _is_fair(folds: np.ndarray, y: np.ndarray, k: int, needed: np.ndarray) -> bool:
    """Whether no fold is empty, and no two folds have a needed class to themselves."""
    return len(np.unique(folds)) == k and all(
        len(np.unique(folds[y == label])) >= MIN_SPLITS for label in needed
    )


def _fewest_units(y: np.ndarray, units: np.ndarray, class_names: Sequence[str]) -> str:
    """Which class is in how few places."""
    found = {int(c): len(np.unique(units[y == c])) for c in np.unique(y)}
    rarest = min(found, key=lambda c: found[c])
    name, n = _name(rarest, class_names), found[rarest]
    if len(np.unique(units)) == len(y):
        return f"the rarest class, {name}, has {n} rows"
    places = f"{n} source{'s' * (n > 1)}"
    return f"all rows of the class {name} come from {places} whose rows must stay together"


def _name(label: int, class_names: Sequence[str]) -> str:
    return f"“{class_names[label]}”" if class_names else str(label)


def set_aside(
    y: np.ndarray, percent: float, random_state: int, bonds: Bonds | None = None
) -> np.ndarray:
    """(n_samples,) True for about `percent` % of the rows, to be kept from everything.

    In time order the last ones. Else every class gives its share. What is tied goes whole: of many
    random ways to share it out, the one that comes closest to the share of every class is taken,
    and it may be far from it when there are few units. Raises DataError when a class would be
    missing from the rows set aside, or have too few rows left to be cut into folds.
    """
    wanted = percent / 100
    if bonds is not None and bonds.is_forward:
        return stretches(bonds.units, np.array([round((1 - wanted) * len(y))])) == 1
    counts = np.bincount(y)
    counts = counts[counts > 0]
    if counts.min() <= MIN_SPLITS or np.ceil(wanted * len(y)) < len(counts):
        raise _too_few_to_set_aside(percent, int(counts.min()), len(y))
    if bonds is None or bonds.are_loose:
        splitter = StratifiedShuffleSplit(1, test_size=wanted, random_state=random_state)
        cuts = [test for _, test in splitter.split(y, y)]
    else:
        shuffled = GroupShuffleSplit(GROUP_DRAWS, test_size=wanted, random_state=random_state)
        cuts = [test for _, test in shuffled.split(y, y, bonds.units)]
    classes = np.unique(y, return_inverse=True)[1]
    given = np.array([np.bincount(classes[test], minlength=len(counts)) for test in cuts])
    fairest = int(np.abs(given - wanted * counts).sum(axis=1).argmin())
    if (given[fairest] < 1).any() or (counts - given[fairest] < MIN_SPLITS).any():
        raise _too_few_to_set_aside(percent, int(counts.min()), len(y))
    return np.isin(np.arange(len(y)), cuts[fairest])


def _too_few_to_set_aside(percent: float, rarest: int, n_rows: int) -> DataError:
    needed = max(np.ceil(100 / percent), np.ceil(MIN_SPLITS * 100 / (100 - percent)))
    return DataError(
        f"{percent:g} % of these {n_rows:,} rows cannot be set aside: the rarest class has "
        f"{rarest}. With this share it needs about {needed:.0f}, so that at least one is sealed "
        f"and at least {MIN_SPLITS} stay to learn from. Use more rows, or set another share aside "
        "under “How it is measured”."
    )
