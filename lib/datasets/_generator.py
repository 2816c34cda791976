"""Turns a small function that draws points into a data set with the knobs all generators share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from lib.catalogue.controls import Control, Slider, Value
from lib.datasets._entry import Dataset, DatasetEntry, Provenance
from lib.datasets._labels import balance_slider, class_counts, flip_slider, stream

Draw = Callable[[int, int, float, np.random.Generator], np.ndarray]
"""draw(label, n, noise, rng) -> (n, n_features): `n` rows of the class at position `label`. One
column more says when each row was taken (`Dataset.times`)."""


def overlap(default: float, high: float, step: float = 0.05, label: str = "Overlap") -> Slider:
    """The noise knob of most generators: how far readings stray from where they belong."""
    return Slider(
        label,
        low=0,
        high=high,
        default=default,
        step=step,
        help="How much the classes run into one another. No model can undo a full overlap.",
    )


@dataclass(frozen=True, eq=False, kw_only=True)
class Generator(DatasetEntry):
    """A data set that can be drawn without end, because its truth is known.

    views : None means one view a feature, named after it; for shapes, one of both axes.
    design : where the idea comes from, a formula or a publication.
    rows : (fewest, default) rows.
    flip : percent of wrong labels that the visitor starts with.
    """

    kind: ClassVar = "generated"
    draw: Draw
    noise: Slider
    feature_names: tuple[str, ...]
    class_names: tuple[str, ...]
    design: str
    views: Mapping[str, tuple[int, ...]] | None = None
    units: tuple[str, ...] = ()
    rows: tuple[int, int] = (100, 300)
    flip: int = 0

    @cached_property
    def controls(self) -> dict[str, Control]:
        fewest, default = self.rows
        more = "More rows make every model better, and every comparison surer."
        return {
            "rows": Slider("Rows", fewest, 2000, default, step=10, help=more),
            "noise": self.noise,
            "flip": flip_slider(self.flip),
            "balance": balance_slider(self.class_names[0], self._even),
        }

    def fresh(self, n: int, *, random_state: int = 0, **knobs: Value) -> Dataset:
        """`n` new rows of the same truth, independent of the visitor's; every label is right."""
        return self._rows(n, self._values(knobs), random_state, "fresh points")

    def _clean(self, values: Mapping[str, Value], random_state: int) -> Dataset:
        return self._rows(int(values["rows"]), values, random_state, "points")

    @property
    def _even(self) -> int:
        return round(100 / len(self.class_names))

    @property
    def _own_views(self) -> dict[str, tuple[int, ...]]:
        if "shapes" in self.fields:
            return {"both axes": tuple(range(len(self.feature_names)))}
        return {name: (column,) for column, name in enumerate(self.feature_names)}

    def _rows(
        self, n: int, values: Mapping[str, Value], random_state: int, purpose: str
    ) -> Dataset:
        n_classes = len(self.class_names)
        # 33 % is not a third: a knob left at "even" means exactly even
        first = float(values["balance"]) / 100
        if values["balance"] == self._even:
            first = 1 / n_classes
        counts = class_counts(n, [first] + [(1 - first) / (n_classes - 1)] * (n_classes - 1))
        noise = float(values["noise"])
        drawn = [
            self.draw(label, count, noise, stream(random_state, purpose, 1 + label))
            for label, count in enumerate(counts.tolist())
        ]
        order = stream(random_state, "order").permutation(n)
        X, times = np.hsplit(np.concatenate(drawn)[order], [len(self.feature_names)])
        return Dataset(
            X=np.ascontiguousarray(X),
            y=np.repeat(np.arange(n_classes), counts)[order],
            feature_names=self.feature_names,
            class_names=self.class_names,
            views=self.views or self._own_views,
            provenance=Provenance(
                source="Drawn by this app from a formula; these are not measurements.",
                citation=self.design,
                licence="The licence of this app.",
                changes="Feature and class names tell a story; the numbers are made up.",
            ),
            target=self.target,
            units=self.units or ("",) * len(self.feature_names),
            times=times[:, 0] if times.size else None,
        )
