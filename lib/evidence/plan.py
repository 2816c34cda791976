"""Which experiments make the evidence: every cell is one data set, condition and seed."""

import math
from dataclasses import dataclass, replace
from typing import Literal

from lib import combiners, datasets
from lib.catalogue.controls import Slider, Value, changed
from lib.datasets import DatasetEntry
from lib.scenario.edits import one_source_each
from lib.scenario.record import DEFAULT, Scenario, in_order

SEEDS = 10  # of the rules
TRAINED = 0.8  # of so many seeds, what trains models of its own is measured on this share
ROWS = 300
FOLDS = 3
REFERENCE = "best_single"
RARE = 10  # percent of rows in the first of two classes
AT_SHARES = "balanced_accuracy_at_shares"  # with the decision threshold moved, see `measuring`

WIDE_ROWS = 200  # of data of which a cell takes minutes instead of seconds

# They train models of their own, which takes four fifths of the time, so they have cells of their
# own. The best single model, which is in every cell, chooses among the members only.
TRAINING = {"intermediate", "parameters", "structure", "knowledge", "single"}
Part = Literal["rules", "training"]


@dataclass(frozen=True)
class Condition:
    """What is done to a data set.

    is_apart : each of the usual models reads one source. flip : percent of wrong labels.
    is_rare : the first of two classes is made rare, and whoever chooses does so by balanced
    accuracy, which notices.
    parts : which combiners take part, those that train models of their own or the others.
    """

    is_apart: bool = False
    flip: int = 0
    is_rare: bool = False
    parts: tuple[Part, ...] = ("rules", "training")


CONDITIONS: dict[str, Condition] = {
    "plain": Condition(),
    "views": Condition(is_apart=True),
    "noisy": Condition(flip=30),
    "noisy views": Condition(is_apart=True, flip=30, parts=("rules",)),
    "rare": Condition(is_rare=True),
    "rare views": Condition(is_apart=True, is_rare=True, parts=("rules",)),
    "half noisy": Condition(flip=15, parts=("rules",)),
}


@dataclass(frozen=True)
class Cell:
    """One experiment of the evidence."""

    dataset: str
    condition: str
    seed: int
    part: Part = "rules"

    @property
    def name(self) -> str:
        """Names the file that keeps what was measured."""
        return f"{self.dataset}.{self.condition.replace(' ', '_')}.{self.part}.{self.seed}"

    @property
    def methods(self) -> tuple[str, ...]:
        """Keys of the combiners of this part; the best single model is in the other one."""
        return tuple(
            key
            for key, entry in combiners.entries().items()
            if (entry.kind in TRAINING and key != REFERENCE) == (self.part == "training")
        )

    @property
    def turn(self) -> tuple[float, int]:
        """When it is measured: seed after seed, training a little slower so that both parts end
        together. Inside a seed, conditions come in the order in which claims need them."""
        seed = self.seed if self.part == "rules" else (self.seed + 0.5) / TRAINED
        return seed, list(CONDITIONS).index(self.condition)

    @property
    def scenario(self) -> Scenario:
        """What the app would be asked: the usual four models, and one pass over the folds."""
        wanted = CONDITIONS[self.condition]
        entry = datasets.entries()[self.dataset]
        slider = entry.controls["rows"]
        most = int(slider.high) if isinstance(slider, Slider) else ROWS
        rows = min(WIDE_ROWS if entry.is_wide else ROWS, most)
        views = list(entry.load(random_state=0).views) if wanted.is_apart else []
        knobs: dict[str, Value] = {"rows": rows, "flip": wanted.flip}
        if wanted.is_rare:
            knobs["balance"] = RARE
        return Scenario(
            dataset=self.dataset,
            dataset_knobs=changed(entry.controls, knobs),
            methods=in_order((REFERENCE, *self.methods)),
            members=one_source_each(DEFAULT.members, views),
            metric="balanced_accuracy" if wanted.is_rare else "accuracy",
            folds=FOLDS,
            repeats=1,
            seed=self.seed,
        )


def cells(seeds: int = SEEDS) -> list[Cell]:
    """Every cell, in the order in which they are best measured.

    Seed by seed, so that a run that is stopped early leaves all data sets and conditions equally
    well known: a contrast needs both of its sides.
    """
    of_a_seed = [
        Cell(dataset, name, 0, part)
        for name, condition in CONDITIONS.items()
        for part in condition.parts
        for dataset, entry in datasets.entries().items()
        if _applies(condition, entry)
    ]
    most = {"rules": seeds, "training": math.ceil(TRAINED * seeds)}
    every = [
        replace(c, seed=seed) for seed in range(seeds) for c in of_a_seed if seed < most[c.part]
    ]
    return sorted(every, key=lambda cell: cell.turn)


def _applies(condition: Condition, entry: DatasetEntry) -> bool:
    if entry.kind == "own":  # what a visitor draws is no evidence
        return False
    if entry.is_wide and (condition.flip or condition.is_rare):
        return False
    if condition.is_apart and "shapes" in entry.fields:
        return False
    if not condition.is_rare:
        return True
    balance = entry.controls.get("balance")  # of two classes, the first not that rare already
    may_be_rare = isinstance(balance, Slider) and balance.default > RARE
    return may_be_rare and entry.load(random_state=0).n_classes == 2
