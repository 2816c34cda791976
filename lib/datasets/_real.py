"""Turns a recorded data set into an entry with the knobs all recorded ones share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from lib.catalogue.controls import Control, Slider, Value, settings
from lib.datasets._entry import Dataset, DatasetEntry, Field
from lib.datasets._labels import balance_slider, class_counts, flip_slider, wrong_labels
from lib.datasets._seeds import stream

MIN_GROUPS = 5  # as many as there are folds: no person may be in two


@dataclass(frozen=True)
class Recorded:
    """A data set that is read, not drawn.

    read : gives every row; called once.
    n_rows : how many rows that is, so that knobs are known before anything is read.
    first_share : percent of rows in the first class, for a set of two classes whose balance
        may be changed by leaving rows out.
    first_class : its name, when there is a `first_share`.
    """

    title: str
    summary: str
    order: int
    fields: tuple[Field, ...]
    read: Callable[[], Dataset]
    n_rows: int
    default_rows: int = 600
    first_share: int | None = None
    first_class: str = ""
    is_wide: bool = False

    def entry(self) -> DatasetEntry:
        return DatasetEntry(
            title=self.title,
            summary=self.summary,
            load=self.load,
            kind="real",
            fields=self.fields,
            is_wide=self.is_wide,
            controls=self.controls,
            order=self.order,
        )

    @property
    def controls(self) -> dict[str, Control]:
        default = min(self.default_rows, self.n_rows)
        fewest = min(100, self.n_rows // 2)
        knobs: dict[str, Control] = {
            "rows": Slider("Rows used", fewest, self.n_rows, default, help="A random sample."),
            "flip": flip_slider(),
        }
        if self.first_share is not None:
            knobs["balance"] = balance_slider(self.first_class, self.first_share)
        return knobs

    def load(self, *, random_state: int = 0, **knobs: Value) -> Dataset:
        """A sample in random order, some labels wrong when `flip` asks for it."""
        unknown = set(knobs) - set(self.controls)
        if unknown:
            raise TypeError(f"{self.title} has no knob {', '.join(sorted(unknown))}")
        values = settings(self.controls, tuple(knobs.items()))
        full = self.read()
        rows = self._sample(full, values, random_state)
        sample = full.take(rows)
        y = wrong_labels(sample.y, full.n_classes, float(values["flip"]), random_state)
        return replace(sample, y=y, y_true=sample.y)

    def _sample(self, full: Dataset, values: Mapping[str, Value], random_state: int) -> np.ndarray:
        order = stream(random_state, "sample").permutation(len(full.y))
        n = int(values["rows"])
        if full.groups is not None:
            return order[_in_whole_groups(full.groups, n, random_state)[order]]
        sizes = np.bincount(full.y, minlength=full.n_classes)
        shares = sizes / len(full.y)
        if values.get("balance") != self.first_share:
            first = float(values["balance"]) / 100
            shares = np.array([first, 1 - first])
            n = min(n, int((sizes / shares).min()))  # the rest would need rows there are not
        return order[_first_of_each(full.y[order], class_counts(n, shares.tolist()))]


def _in_whole_groups(groups: np.ndarray, n: int, random_state: int) -> np.ndarray:
    """Which rows belong to as many whole groups as make about `n` rows, at least five."""
    names = stream(random_state, "order").permutation(np.unique(groups))
    kept = max(MIN_GROUPS, round(n / len(groups) * len(names)))
    return np.isin(groups, names[:kept])


def _first_of_each(y: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Positions of the first `counts[label]` rows of each class, in their order."""
    kept = [np.flatnonzero(y == label)[:count] for label, count in enumerate(counts)]
    return np.sort(np.concatenate(kept))
