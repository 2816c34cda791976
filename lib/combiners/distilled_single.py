"""Student of the best single model: the control for distillation with one teacher."""

from collections.abc import Mapping, Sequence
from typing import Any

from sklearn.base import BaseEstimator

from lib.base_models import Member
from lib.catalogue.controls import Value
from lib.combiners._distilling import STUDENT_CONTROLS, Alone, over_members, student_of
from lib.combiners._entry import Combiner
from lib.combiners._merged import Merged
from lib.datasets import Dataset

TITLE = "Student of the best single model"


class StudentOfSingle(Alone):
    """s* = argmin over s of sum over x' of CE(p_m*(. | x'), s(x')), m* the best single model.

    P : (n_samples, n_models, n_classes), of the one student. The same student on the same jittered
    rows as "Distilled combination" with one teacher, the member with the best accuracy on held-back
    training rows: the control that tells what several teachers add (distillation:
    Hinton, Vinyals and Dean 2015).
    """


def make(
    dataset: Dataset, members: Sequence[Member], random_state: int, **student: Any
) -> BaseEstimator:
    return over_members(dataset, members, student_of(**student), "single", random_state)


def inputs(members: Sequence[Member], knobs: Mapping[str, Value]) -> tuple[Merged]:
    return (Merged(TITLE, make, tuple(members), tuple(knobs.items())),)


ENTRY = Combiner(
    title=TITLE,
    short="Single student",
    summary="Trains the same small model on the same rows near the data, but on what the best "
    "single model says alone.",
    family="fusion",
    kind="knowledge",
    level="behaviour",
    formula=r"s^* = \arg\min_s \sum_{x'} \mathrm{CE}\left(p_{m^*}(\cdot \mid x'),\, "
    r"s(\cdot \mid x')\right)",
    needs="Models to choose from, and rows to ask the best about.",
    build=StudentOfSingle,
    controls=STUDENT_CONTROLS,
    inputs=inputs,
    is_standard=False,
    learns=False,
    symmetric=False,  # one model answers, whatever stands beside it
    order=352,
)
