"""Student of labels: the control for distillation, which gets everything but the teacher."""

from collections.abc import Mapping, Sequence
from typing import Any

from sklearn.base import BaseEstimator

from lib.base_models import Member
from lib.catalogue.controls import Value
from lib.combiners._distilling import STUDENT_CONTROLS, Alone, over_members, student_of
from lib.combiners._entry import Combiner
from lib.combiners._merged import Merged
from lib.datasets import Dataset

TITLE = "Student of labels"


class StudentOfLabels(Alone):
    """s* = argmin over s of sum over x' of CE(y(x'), s(x')), y(x') the label x' was made from.

    P : (n_samples, n_models, n_classes), of the one student. The same student on the same jittered
    rows as "Distilled combination", without a teacher: what it gains over a plain model comes from
    the jitter (training with noise, Bishop 1995), and only what the distilled one has beyond that
    comes from the models. It does not look at the members.
    """


def make(
    dataset: Dataset, members: Sequence[Member], random_state: int, **student: Any
) -> BaseEstimator:
    return over_members(dataset, members, student_of(**student), "labels", random_state)


def inputs(members: Sequence[Member], knobs: Mapping[str, Value]) -> tuple[Merged]:
    return (Merged(TITLE, make, (), tuple(knobs.items())),)


ENTRY = Combiner(
    title=TITLE,
    short="Label student",
    summary="Trains the same small model on the same rows near the data, each with the label of "
    "the row it was made from: no model to learn from.",
    family="fusion",
    kind="knowledge",
    level="behaviour",
    formula=r"s^* = \arg\min_s \sum_{x'} \mathrm{CE}\left(y(x'),\, s(\cdot \mid x')\right)",
    needs="Nothing but labelled rows; it is there for comparison.",
    build=StudentOfLabels,
    controls=STUDENT_CONTROLS,
    inputs=inputs,
    is_standard=False,
    learns=False,
    symmetric=False,  # one model answers, whatever stands beside it
    order=351,
)
