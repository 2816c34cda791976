"""A visitor's own table, brought on the page "Your data"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

import pandas as pd

from lib.catalogue.controls import Control, Knobs, Slider, Text, Value
from lib.datasets._entry import DataError, Dataset, DatasetEntry, Provenance
from lib.datasets._labels import flip_slider
from lib.datasets.brought.answers import checked_answers
from lib.datasets.brought.classes import checked_classes
from lib.datasets.brought.example import example
from lib.datasets.brought.gaps import checked_marks
from lib.datasets.brought.making import Reading
from lib.datasets.brought.roles import checked_roles
from lib.datasets.brought.shelves import SHELVES, HeldName
from lib.reading import LIMITS, Table, unpack
from lib.reading.packed import SIGN

USUAL_ROWS = 2000  # of a larger table, a sample of so many


def checked_name(text: str) -> str:
    """What stands for a table in a link: nothing, its fingerprint, or all of it where it is small.
    Raises ValueError, with words that follow the text, for anything else."""
    if text.startswith(SIGN):
        unpack(text)
    elif text and not re.fullmatch(r"[0-9a-f]{16}", text, re.ASCII):
        raise ValueError("is no fingerprint of a table")
    return text


@dataclass(frozen=True, eq=False, kw_only=True)
class OwnTable(DatasetEntry):
    """Rows come from a shelf that only one session can name, or with the link."""

    kind: ClassVar = "own"

    @cached_property
    def controls(self) -> dict[str, Control]:
        return {
            "table": HeldName("Table", checked_name),
            "columns": Text("Columns", checked_roles),
            "classes": Text("Classes", checked_classes),
            "gaps": Text("Missing", checked_marks),
            "answers": Text("Answers", checked_answers),
            "rows": Slider(
                "Rows used", 20, LIMITS.rows, USUAL_ROWS, help="A sample; classes keep their share."
            ),
            "flip": flip_slider(),
        }

    def at_hand(self, knobs: Knobs) -> tuple[Mapping[str, Control], dict[str, Value]]:
        """No more rows than the table has."""
        controls, values = super().at_hand(knobs)
        rows = controls["rows"]
        assert isinstance(rows, Slider)
        try:
            n = len(self.reading(values)[0].table)
        except DataError:  # the page says that it is not here
            return controls, values
        low = min(rows.low, max(1, n - 1))
        known = replace(rows, low=low, high=n, default=min(rows.default, n))
        return {**controls, "rows": known}, values | {"rows": min(int(values["rows"]), n)}

    def reading(self, knobs: Mapping[str, Value]) -> tuple[Reading, str]:
        """The table with these choices, and where it comes from. Raises DataError when it is not
        here."""
        name = str(knobs["table"])
        if not name:
            return Reading(_EXAMPLE, knobs), "Made up for this app: guests of a café."
        if name.startswith(SIGN):
            return Reading(unpack(name), knobs), "A visitor's own table, all of it in the link."
        table = SHELVES.find(name)
        if not isinstance(table, Table):
            raise DataError(
                "This link is about somebody's own table, which is not in it and was never kept. "
                "Bring the same file on “Your data”, and everything is as it was."
            )
        source = (
            f"A visitor's own file, “{table.name}”, with the fingerprint {table.fingerprint}. It "
            "was held in memory only. For the same result bring the same file, and open the link."
        )
        return Reading(table.frame, knobs), source

    def _clean(self, values: Mapping[str, Value], random_state: int) -> Dataset:
        reading, source = self.reading(values)
        provenance = Provenance(
            source=source,
            citation="None: whoever brought it knows where it is from.",
            licence="Whoever brought it decides.",
            changes=reading.told(),
        )
        return reading.dataset(provenance, random_state)


_EXAMPLE: pd.DataFrame = example()

ENTRY = OwnTable(
    title="Your table",
    summary="Bring rows of your own on the page “Your data”; until then, here are guests of a café "
    "and whether they come back.",
    order=455,
    question="Which class is it?",
    things="rows",
    fields=("recommendation",),
    target="what is asked",
)
