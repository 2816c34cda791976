"""How good is each view alone: one kind of model on every view, then on all of them, fused.

The same folds as everywhere, so what fusing adds is compared row by row.
"""

from collections.abc import Sequence
from dataclasses import replace

from lib.base_models import Member, member_names
from lib.combiners.soft_vote import SoftVote
from lib.engine.evaluation import run_repeat
from lib.engine.progress import Progress, silent
from lib.engine.results import Method, Repeat
from lib.engine.task import Combination, Task
from lib.scenario.experiment import Experiment

EARLY, LATE = "early", "late"  # keys of the two fused methods; the views are view1, view2, ...


def kinds(members: Sequence[Member]) -> dict[str, Member]:
    """The different models among the members, by name, each seeing everything."""
    distinct = list(dict.fromkeys(replace(member, view="") for member in members))
    return dict(zip(member_names(distinct), distinct, strict=True))


def run_single_views(
    experiment: Experiment, member: Member, repeat: int, progress: Progress = silent
) -> Repeat:
    """One model on each view, the same on all columns (early fusion), and the mean of the former
    (late fusion): one pass over the folds that the experiment itself uses.

    Raises DataError when the model can be fitted on no view.
    """
    dataset = experiment.dataset
    models = [replace(member, view=view) for view in dataset.views] + [replace(member, view="")]
    n_views = len(dataset.views)
    alone = [
        Method(f"view{i + 1}", view, view, "member", "member")
        for i, view in enumerate(dataset.views)
    ]
    early = Method(EARLY, "All columns in one model (early fusion)", "All, early", "fusion", EARLY)
    late = Method(LATE, "One model a view, averaged (late fusion)", "All, late", "fusion", LATE)
    task = Task(
        X=dataset.X,
        y=dataset.y,
        n_classes=dataset.n_classes,
        estimators=tuple(model.build(dataset, experiment.scenario.seed) for model in models),
        titles=(*dataset.views, early.title),
        members=(*alone, early),
        combinations=(Combination(late, SoftVote(), tuple(range(n_views)), learns=False),),
        bonds=experiment.bonds,
    )
    return run_repeat(task, experiment.folds(repeat), progress)
