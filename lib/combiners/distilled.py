"""Distilled: one small model learns to say what all of them together say."""

from collections.abc import Mapping, Sequence

from sklearn.base import BaseEstimator

from lib.base_models import Member
from lib.combiners._distilling import STUDENT, over_members
from lib.combiners._entry import Combiner
from lib.combiners._merged import AsItIs, Merged
from lib.controls import Value
from lib.datasets import Dataset

TITLE = "Distilled vote"


class DistilledVote(AsItIs):
    """s* = argmin over s of sum over x' of CE(t(x'), s(x')), t(x') = (1 / M) sum of p_m(. | x').

    P : (n_samples, n_models, n_classes), of the one student. x' : the training rows and jittered
    copies of them, which the teacher labels with probabilities; rows with categories or words are
    not jittered, they are taken as they are. Model compression (Buciluă, Caruana and
    Niculescu-Mizil 2006); distillation at temperature one (Hinton, Vinyals and Dean 2015). What it
    gains may come from the jitter alone: compare "Student of labels".
    """

    def __init__(self, student: str = "network") -> None:
        self.student = student


def make(
    dataset: Dataset, members: Sequence[Member], random_state: int, student: str
) -> BaseEstimator:
    return over_members(dataset, members, student, "vote", random_state)


def inputs(members: Sequence[Member], knobs: Mapping[str, Value]) -> tuple[Merged]:
    return (Merged(TITLE, make, tuple(members), tuple(knobs.items())),)


ENTRY = Combiner(
    title=TITLE,
    short="Distilled",
    summary="Trains one small model on what the average of all models says about rows near the "
    "data; only the small one is kept.",
    family="fusion",
    kind="knowledge",
    level="behaviour",
    formula=r"s^* = \arg\min_s \sum_{x'} \mathrm{CE}\left(\tfrac{1}{M} \sum_m "
    r"p_m(\cdot \mid x'),\, s(\cdot \mid x')\right)",
    needs="Models to learn from, and rows to ask them about.",
    build=DistilledVote,
    controls={"student": STUDENT},
    inputs=inputs,
    is_standard=False,
    learns=False,
    symmetric=False,  # one model answers, whatever stands beside it
    order=350,
)
