"""What the visitor draws: every point by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from lib.catalogue.controls import Control, Text, Value
from lib.catalogue.entries import distinct
from lib.datasets._entry import Dataset, DatasetEntry, Provenance
from lib.datasets._labels import flip_slider, stream
from lib.datasets.drawn.names import checked_names, read_names
from lib.datasets.drawn.points import SIDE, checked_points, read_points, values_of

# A bay with a crowd in it: what is there before anybody has drawn.
FIRST = (
    "LrPLKyLPWJHeJbdIbkG_ZGjmGfWE_TFLPF7gBKoDW6DS8E-dB_IC2nBd1CGHAlvB5fCBmCZSDVgDY5EQ2E8lFgxD0n"
    "F0tFUTHQcH8xGoqKUjIw5KhAKYeLI3ZixYd9VRtWGEZt7ZWYXCBYKAY5sY-NZtjYmTX-rXtVaA7UORX7HYNkVpdYuQ"
    "XBoZpyX52ZWPaR1Y2IWl7VhoaV7atwbCAbZtbxtcKZcd_c1_dOJdl5d58eSH"
)


@dataclass(frozen=True, eq=False, kw_only=True)
class Drawing(DatasetEntry):
    """Points and names come from the visitor, as texts in the link."""

    kind: ClassVar = "own"

    @cached_property
    def controls(self) -> dict[str, Control]:
        return {
            "points": Text("Points", checked_points, FIRST),
            "names": Text("Names", checked_names),
            "flip": flip_slider(),
        }

    def _clean(self, values: Mapping[str, Value], random_state: int) -> Dataset:
        places, y = read_points(str(values["points"]))
        name, across, up, *classes = read_names(str(values["names"]))
        axes, n_classes = tuple(distinct((across, up))), int(y.max()) + 1
        order = stream(random_state, "order").permutation(len(y))
        return Dataset(
            X=values_of(places[order]),
            y=y[order],
            feature_names=axes,
            class_names=tuple(distinct(classes[:n_classes])),
            views={axis: (column,) for column, axis in enumerate(axes)},
            provenance=Provenance(
                source=f"Drawn by hand in this app{f': “{name}”' if name else ''}; these are not "
                "measurements.",
                citation="None: the drawing is in the link of the page.",
                licence="Whoever drew it decides.",
                changes="None.",
            ),
            target=self.target,
            units=("", ""),
            extent=(0.0, SIDE),
        )


ENTRY = Drawing(
    title="Your drawing",
    summary="Paint points of two to four classes with mouse, finger or keys, and see at once "
    "whether it helps to combine models on them.",
    order=450,
    question="Which kind of point is it?",
    things="points",
    fields=("shapes",),
    target="kind of point",
)
