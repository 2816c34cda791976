"""Dynamic selection by elimination: ask the members that make no mistake nearby."""

import numpy as np

from lib.combiners._entry import Combiner
from lib.combiners.rules.rows import NEIGHBOURS, RIVAL, DynamicSelection


class KnoraEliminate(DynamicSelection):
    """p(c | x) = mean of p_m(c | x) over the members with the longest run of right answers.

    P : (n_samples, n_models, n_classes). The run of m goes from the nearest training row to the
    first one that m has wrong. This is KNORA-Eliminate of Ko, Sabourin and Britto (2008): those
    that have all k neighbours right answer; while nobody has, k is made smaller. When nobody has
    even the nearest row right, all answer.
    """

    def merits(self, right: np.ndarray) -> np.ndarray:
        run = np.logical_and.accumulate(right, axis=1).sum(axis=1)
        return run == run.max(axis=1, keepdims=True)


ENTRY = Combiner(
    title="Local elimination",
    short="KNORA-Eliminate",
    summary="For every point, asks only those models that make no mistake about rows nearby.",
    kind="selection",
    level="decision",
    formula=r"p(c \mid x) = \frac{1}{|S|} \sum_{m \in S} p_m(c \mid x), \quad "
    r"S = \{m : \hat y_m(x_i) = y_i\ \text{for all}\ i \in N_{k'}(x)\},\ k' \le k\ "
    r"\text{as large as leaves one}",
    needs="Held-back rows near every point, with few wrong labels: one wrong row turns good models "
    "away. " + RIVAL,
    build=KnoraEliminate,
    controls={"n_neighbors": NEIGHBOURS},
    is_standard=False,
    order=74,
)
