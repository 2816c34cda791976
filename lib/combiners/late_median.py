"""Late fusion by the median: the answer in the middle, whatever the outliers say."""

from collections.abc import Mapping, Sequence

import numpy as np

from lib.base_models import Member
from lib.catalogue.controls import Value
from lib.combiners._base import BaseCombiner
from lib.combiners._entry import Combiner
from lib.combiners._late import normalised


class LateMedian(BaseCombiner):
    """p(c | x) proportional to median over m of p_m(c | x_m).

    P : (n_samples, n_models, n_classes). The median rule of Kittler, Hatef, Duin and Matas (1998).
    """

    learns = False

    def predict_proba(self, P: np.ndarray, X: object = None) -> np.ndarray:
        return normalised(np.median(P, axis=1))


def same_as(members: Sequence[Member], knobs: Mapping[str, Value]) -> tuple[str, str] | None:
    if len(members) > 2:
        return None
    return "soft_vote", "With one or two models the median of their answers is the mean."


ENTRY = Combiner(
    title="Late fusion, median",
    short="Late median",
    summary="Takes the middle answer, so that one model far off does no harm.",
    family="fusion",
    kind="late",
    level="score",
    formula=r"p(c \mid x) \propto \mathrm{median}_m\, p_m(c \mid x_m)",
    needs="Three models or more; with two it is the mean.",
    build=LateMedian,
    same_as=same_as,
    learns=False,
    order=250,
)
