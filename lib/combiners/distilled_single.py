"""Student of the best single model: the control for distillation with one teacher."""

from sklearn.base import BaseEstimator

from lib.catalogue.controls import Value
from lib.combiners._entry import Combiner, Members
from lib.combiners.distilling import STUDENT_CONTROLS, over_models, student_of
from lib.datasets import Dataset


def merge(dataset: Dataset, members: Members, random_state: int, **student: Value) -> BaseEstimator:
    """s* = argmin over s of sum over x' of CE(p_m*(. | x'), s(x')), m* the best single model.

    The same student on the same jittered rows as "Student of all models" with one teacher, the
    member with the best accuracy on held-back training rows: the control that tells what several
    teachers add (distillation: Hinton, Vinyals and Dean 2015).
    """
    models = [member.build(dataset, random_state) for member in members]
    return over_models(dataset, models, student_of(members, **student), "single", random_state)


ENTRY = Combiner(
    title="Student of the best single model",
    short="Single student",
    summary="Trains the same small model on the same rows near the data, but on what the best "
    "single model says alone.",
    kind="knowledge",
    level="behaviour",
    formula=r"s^* = \arg\min_s \sum_{x'} \mathrm{CE}\left(p_{m^*}(\cdot \mid x'),\, "
    r"s(\cdot \mid x')\right)",
    needs="Models to choose from, and rows to ask the best about.",
    merge=merge,
    controls=STUDENT_CONTROLS,
    merged=tuple,
    is_standard=False,
    order=352,
)
