"""Distilled: one small model learns to say what all of them together say."""

from collections.abc import Sequence

from sklearn.base import BaseEstimator

from lib.base_models import Member
from lib.catalogue.controls import Choice, Value, settings
from lib.combiners._entry import Combiner, Models
from lib.combiners.distilling import (
    STUDENT_CONTROLS,
    over_models,
    possible_teachers,
    student_of,
)
from lib.datasets import Dataset

TEACHER = Choice(
    "Teacher",
    {key: entry.title for key, entry in possible_teachers().items()},
    default="soft_vote",
    help="Which combination of your models the student learns from.",
)


def merge(
    dataset: Dataset, members: Sequence[Member], random_state: int, teacher: str, **student: Value
) -> BaseEstimator:
    """s* = argmin over s of sum over x' of CE(t(x'), s(x')), t what a combination says of x'.

    teacher : key of the combination t, whose own knobs are at their defaults; one that learns does
    so on rows held back inside the training rows. x' : the training rows and jittered copies of
    them, which the teacher labels with probabilities; rows with categories or words are not
    jittered, they are taken as they are. Model compression (Buciluă, Caruana and Niculescu-Mizil
    2006); distillation at temperature one (Hinton, Vinyals and Dean 2015). What it gains may come
    from the jitter alone: compare "Student of labels".
    """
    entry = possible_teachers()[teacher]
    knobs = settings(entry.controls, ())
    columns = entry.columns(Models(tuple(members)), knobs)
    models = [column.build(dataset, random_state) for column in columns]
    rule = entry.rule(knobs).for_views([column.columns(dataset) for column in columns])
    return over_models(dataset, models, student_of(members, **student), rule, random_state)


ENTRY = Combiner(
    title="Student of all models",
    short="Student",
    summary="Trains one small model on what a combination says about rows near the data; only the "
    "small one is kept.",
    kind="knowledge",
    level="behaviour",
    formula=r"s^* = \arg\min_s \sum_{x'} \mathrm{CE}\left(t(\cdot \mid x'),\, "
    r"s(\cdot \mid x')\right), \quad \text{e.g. } t = \tfrac{1}{M} \sum_m p_m",
    needs="Models to learn from, and rows to ask them about.",
    merge=merge,
    controls={"teacher": TEACHER, **STUDENT_CONTROLS},
    merged=tuple,
    order=350,
)
