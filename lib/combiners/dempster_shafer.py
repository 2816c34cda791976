"""Dempster-Shafer: members give evidence for and against each class, and vague ones give little."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from scipy.special import softmax

from lib.combiners._entry import Combiner
from lib.combiners.decision_templates import class_templates, squared_distances
from lib.combiners.rules.base import BaseCombiner


class DempsterShafer(BaseCombiner):
    """p(c | x) proportional to prod over m of e_mc, the evidence of member m (see `evidence`).

    P : (n_samples, n_models, n_classes). The nearness of p_m to its mean answer t_cm about class c,
    a_mc = (1 + |p_m - t_cm|²)^-1 divided by its sum over c, becomes evidence. Dempster (1967),
    Shafer (1976); Rogova (1994), in the form of Kuncheva, Bezdek and Duin (2001). A class without
    rows has no mean answer and gets nothing.
    """

    def learn(self, P: np.ndarray, y: np.ndarray, X: object) -> None:
        self.templates_, self.known_ = class_templates(P, y)

    def combine(self, P: np.ndarray, X: object = None) -> np.ndarray:
        near = self.known_ / (1 + squared_distances(P, self.templates_))
        return combined(near / near.sum(axis=2, keepdims=True))

    def among(self, positions: Sequence[int]) -> Self:
        some = super().among(positions)
        some.templates_ = self.templates_[:, list(positions)]
        return some


def evidence(near: np.ndarray) -> np.ndarray:
    """e_mc = a_mc o_mc / (1 - a_mc (1 - o_mc)), o_mc = prod over k other than c of (1 - a_mk).

    near : (..., n_classes), the a_mc. Dempster's rule for one piece of evidence for c and one
    against each other class; the division takes off the part in which they contradict each other.
    """
    n_classes = near.shape[-1]
    others = np.stack(
        [np.delete(1 - near, c, axis=-1).prod(axis=-1) for c in range(n_classes)], axis=-1
    )
    room = 1 - near * (1 - others)
    # no room is left only when two classes are certain at once; what contradicts itself is no use
    return np.divide(near * others, room, out=np.zeros(near.shape), where=room > 0)


def combined(near: np.ndarray) -> np.ndarray:
    """(n_samples, n_classes) from (n_samples, n_models, n_classes) by Dempster's rule.

    Added up as logarithms, so that many members do not vanish. In total conflict, when each class
    is ruled out by someone, all classes come out alike.
    """
    with np.errstate(divide="ignore"):
        support = np.log(evidence(near)).sum(axis=1)
    support[np.isneginf(support).all(axis=1)] = 0
    return softmax(support, axis=1)


ENTRY = Combiner(
    title="Late fusion, Dempster-Shafer",
    short="Late evidence",
    summary="Adds up evidence for and against each class; a model that cannot tell adds nothing.",
    kind="late",
    formula=r"p(c \mid x) \propto \prod_m \frac{a_{mc} \prod_{k \ne c} (1 - a_{mk})}"
    r"{1 - a_{mc} \left(1 - \prod_{k \ne c} (1 - a_{mk})\right)}, \quad "
    r"a_{mc} \propto \frac{1}{1 + \lVert p_m - t_{cm} \rVert^2}",
    needs="Rows held back from each model, to learn its usual answers; models that err "
    "independently.",
    build=DempsterShafer,
    is_standard=False,
    order=290,
)
