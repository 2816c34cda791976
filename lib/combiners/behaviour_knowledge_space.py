"""Behaviour knowledge space: look up what was true when the members named just these classes."""

from collections.abc import Sequence
from typing import Self

import numpy as np

from lib.combiners._entry import Combiner
from lib.combiners.rules.base import BaseCombiner
from lib.combiners.rules.ties import ballots, leaders

FALL_BACK = 0.5  # rows; less than one, so that the vote decides ties but never outweighs a row


class BehaviourKnowledgeSpace(BaseCombiner):
    """p(c | x) = (n_c + v_c / 2) / (n + 1 / 2), n_c the rows of class c in the cell of x.

    P : (n_samples, n_models, n_classes). The cell is the tuple of the classes that the members
    name, n its rows. Huang and Suen (1995). v_c, the share of the members that name c, is what
    answers in a cell without rows: the majority vote; elsewhere it only breaks ties.
    """

    def learn(self, P: np.ndarray, y: np.ndarray, X: object) -> None:
        self.table_: dict[str, np.ndarray] = {}
        for cell, label in zip(_cells(P), y, strict=True):
            self.table_.setdefault(cell, np.zeros(P.shape[2]))[label] += 1

    def combine(self, P: np.ndarray, X: object = None) -> np.ndarray:
        counts = self.counts(P)
        votes = ballots(P).mean(axis=1)
        return (counts + FALL_BACK * votes) / (counts.sum(axis=1, keepdims=True) + FALL_BACK)

    def among(self, positions: Sequence[int]) -> Self:
        """The rows of all cells in which these members named the same are counted together."""
        some = super().among(positions)
        some.table_ = {}
        for cell, counts in self.table_.items():
            named = cell.split(" ")
            part = " ".join(named[position] for position in positions)
            some.table_[part] = some.table_.get(part, 0) + counts
        return some

    def counts(self, P: np.ndarray) -> np.ndarray:
        """(n_samples, n_classes) training rows in the cell of each row; zeros where unseen."""
        nothing = np.zeros(P.shape[2])
        found = [self.table_.get(cell, nothing) for cell in _cells(P)]
        return np.array(found).reshape(len(P), P.shape[2])


def _cells(P: np.ndarray) -> list[str]:
    """What the members name about each row, as text: a file of a fitted model may hold no other
    kind of key. Member by member, "1" for each class that it holds for the most probable."""
    named = np.where(leaders(P), "1", "0")
    return [" ".join(map("".join, row)) for row in named.tolist()]


ENTRY = Combiner(
    title="Late fusion, behaviour knowledge",
    short="Late look-up",
    summary="Looks up what was true when the models named exactly these classes; a majority vote "
    "where that never happened.",
    kind="late",
    level="decision",
    formula=r"p(c \mid x) = \frac{n_c(\hat y_1, \dots, \hat y_M) + \frac12 v_c}"
    r"{n(\hat y_1, \dots, \hat y_M) + \frac12}",
    needs="Many rows held back from each model, few models and few classes: the table has as many "
    "cells as there are ways to answer.",
    build=BehaviourKnowledgeSpace,
    is_standard=False,
    order=300,
)
