"""How the rows were cut, and what of the data shaped the cut, in sentences."""

from collections.abc import Iterator

import numpy as np

from lib.datasets.cutting.bonds import GROUP, RANDOM, TIME, identical, shares_alike
from lib.scenario.loading import kind_of_cut
from lib.verdict.case import Case
from lib.words import counted, listed

MANY_ALIKE = 0.1  # of the rows: enough to be said beside the headline


def how_cut(case: Case) -> str:
    """Who learned from what, and what the repeats are."""
    results, n = case.results, len(case.results.repeats)
    k, seed = results.n_splits, case.scenario.seed
    if _kind(case) == TIME:
        again = f" All of it was done {n} times with moved borders: nothing is shuffled."
        return (
            f"Rows were cut in time order, into {k} blocks: models and combinations learned only "
            f"from what came before a block, inside too. The oldest {_n_kept(case):,} rows were "
            f"only learned from.{again * (n > 1)} ({n} × {k} blocks, seed {seed}.)"
        )
    whole = ", whole groups together" if _kind(case) == GROUP else ""
    again = f", all of it {n} times with other parts" if n > 1 else ""
    return (
        "Every row was predicted by models that had not seen it: the rows were cut into "
        f"{k} parts{whole} and each was held back once{again} "
        f"({n} × {k}-fold cross-validation, seed {seed})."
    )


def what_shaped_it(case: Case) -> Iterator[str]:
    """What had to give so that every part can be learned from, a sentence each."""
    k, asked = case.results.n_splits, case.scenario.folds
    if k < asked:
        yield (
            f"There are {k} folds, not {asked}: without any two folds every class must be left to "
            "learn from, and what belongs together is not torn apart."
        )
    if _kind(case) == TIME:
        yield (
            f"Cut in time order: {len(case.results.y):,} rows are tested, the {_n_kept(case):,} "
            "oldest are only learned from. Repeats move the borders between blocks."
        )
    elif _n_kept(case):
        dataset, tested = case.dataset, len(case.results.y)
        gone = set(dataset.y.tolist()) - set(dataset.y[:tested].tolist())
        names = listed([f"“{dataset.class_names[label]}”" for label in sorted(gone)])
        which = f"the rows of {names}" if gone else "rows of their class"
        yield (
            f"{counted(_n_kept(case), 'row')} can only be learned from, not tested: {which} come "
            "from fewer than three places, so that a class would be missing where it is needed."
        )
    yield from _thinly_spread(case)
    yield from alike(case, MANY_ALIKE)


def _thinly_spread(case: Case) -> Iterator[str]:
    """Classes of fewer rows than there are folds."""
    counts, k = np.bincount(case.results.y), case.results.n_splits
    if rare := [case.dataset.class_names[c] for c, n in enumerate(counts) if 0 < n < k]:
        yield (
            f"There are {k} folds and fewer rows of {listed([f'“{name}”' for name in rare])}: they "
            "are spread as far as they go, and are missing from the test of some folds."
        )


def alike(case: Case, least: float = 0.0) -> Iterator[str]:
    """The share of rows with an identical twin, when it is over `least`, and the best share of
    right answers that any model can reach when twins differ in class."""
    share, ceiling = shares_alike(identical(case.dataset.X), case.dataset.y)
    if share <= least:
        return
    said = f"{_percent(share)} of the rows have the same inputs as another row"
    together = not case.experiment.bonds.are_loose and _kind(case) == RANDOM
    said += "; such rows stay in one fold" if together else ""
    if ceiling < 1:
        said += ". Some of them differ in class, so no model can be right on more than "
        said += f"{_percent(ceiling)} of all rows"
    yield f"{said}."


def _kind(case: Case) -> str:
    return kind_of_cut(case.scenario, case.dataset)


def _n_kept(case: Case) -> int:
    return len(case.dataset.y) - len(case.results.y)


def _percent(share: float) -> str:
    return f"{100 * share:.3g} %"
