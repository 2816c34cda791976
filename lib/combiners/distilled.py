"""Distilled: one small model learns to say what all of them together say."""

from collections.abc import Mapping, Sequence
from typing import Any

from sklearn.base import BaseEstimator

from lib.base_models import Member
from lib.catalogue.controls import Choice, Value
from lib.combiners._distilling import (
    STUDENT_CONTROLS,
    Alone,
    over_combination,
    possible_teachers,
    student_of,
)
from lib.combiners._entry import Combiner
from lib.combiners._merged import Merged
from lib.combiners._students import NETWORK
from lib.datasets import Dataset

TITLE = "Distilled combination"
TEACHER = Choice(
    "Teacher",
    {key: entry.title for key, entry in possible_teachers().items()},
    default="soft_vote",
    help="Which combination of your models the student learns from.",
)


class DistilledCombination(Alone):
    """s* = argmin over s of sum over x' of CE(t(x'), s(x')), t what a combination says of x'.

    P : (n_samples, n_models, n_classes), of the one student. teacher : key of the combination t,
    whose own knobs are at their defaults; one that learns does so on rows held back inside the
    training rows. x' : the training rows and jittered copies of them, which the teacher labels with
    probabilities; rows with categories or words are not jittered, they are taken as they are. Model
    compression (Buciluă, Caruana and Niculescu-Mizil 2006); distillation at temperature one
    (Hinton, Vinyals and Dean 2015). What it gains may come from the jitter alone: compare "Student
    of labels".
    """

    def __init__(
        self,
        teacher: str = "soft_vote",
        student: str = NETWORK,
        width: int = 16,
        layers: int = 1,
        depth: int = 8,
    ) -> None:
        super().__init__(student, width, layers, depth)
        self.teacher = teacher


def make(
    dataset: Dataset, members: Sequence[Member], random_state: int, teacher: str, **student: Any
) -> BaseEstimator:
    return over_combination(dataset, members, student_of(**student), teacher, random_state)


def inputs(members: Sequence[Member], knobs: Mapping[str, Value]) -> tuple[Merged]:
    return (Merged(TITLE, make, tuple(members), tuple(knobs.items())),)


ENTRY = Combiner(
    title=TITLE,
    short="Distilled",
    summary="Trains one small model on what a combination says about rows near the data; only the "
    "small one is kept.",
    family="fusion",
    kind="knowledge",
    level="behaviour",
    formula=r"s^* = \arg\min_s \sum_{x'} \mathrm{CE}\left(t(\cdot \mid x'),\, "
    r"s(\cdot \mid x')\right), \quad \text{e.g. } t = \tfrac{1}{M} \sum_m p_m",
    needs="Models to learn from, and rows to ask them about.",
    build=DistilledCombination,
    controls={"teacher": TEACHER, **STUDENT_CONTROLS},
    inputs=inputs,
    is_standard=False,
    learns=False,
    symmetric=False,  # one model answers, whatever stands beside it
    order=350,
)
