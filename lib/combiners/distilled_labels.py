"""Student of labels: the control for distillation, which gets everything but the teacher."""

from sklearn.base import BaseEstimator

from lib.catalogue.controls import Value
from lib.combiners._entry import Combiner, Members
from lib.combiners.distilling import STUDENT_CONTROLS, over_models, student_of
from lib.datasets import Dataset


def merge(dataset: Dataset, members: Members, random_state: int, **student: Value) -> BaseEstimator:
    """s* = argmin over s of sum over x' of CE(y(x'), s(x')), y(x') the label x' was made from.

    The same student on the same jittered rows as "Student of all models", without a teacher: what
    it gains over a plain model comes from the jitter (training with noise, Bishop 1995), and only
    what the distilled one has beyond that comes from the models. Of the members it looks at their
    kinds only.
    """
    return over_models(dataset, (), student_of(members, **student), "labels", random_state)


ENTRY = Combiner(
    title="Student of labels",
    short="Label student",
    summary="Trains the same small model on the same rows near the data, each with the label of "
    "the row it was made from: no model to learn from.",
    kind="knowledge",
    level="behaviour",
    formula=r"s^* = \arg\min_s \sum_{x'} \mathrm{CE}\left(y(x'),\, s(\cdot \mid x')\right)",
    needs="Nothing but labelled rows; it is there for comparison.",
    merge=merge,
    controls=STUDENT_CONTROLS,
    merged=tuple,  # only their kinds
    is_standard=False,
    order=351,
)
