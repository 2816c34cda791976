"""How much a reader must follow to see where an answer comes from: counted, not guessed."""

import numpy as np
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.tree import DecisionTreeClassifier

from lib.cares._entry import Axis, Care
from lib.combiners import Calibrated
from lib.combiners.rules.stacking import Stacking
from lib.combiners.soft_vote import SoftVote
from lib.engine.results import Results
from lib.engine.task import Combination, Task
from lib.words import counted

# Their answer for one row can be written out in full: a sum with one term a feature, a product
# with one factor a feature, or a list of questions no longer than the tree is deep. All others
# (neighbours, kernels, networks, forests) can only be described from outside. This is the one
# place where that is declared.
WRITTEN_OUT = (
    LogisticRegression,
    LinearDiscriminantAnalysis,
    GaussianNB,
    DecisionTreeClassifier,
)
OPAQUE = 5.0  # parts that a model counts which cannot be written out; a convention, not a finding


def examine(task: Task, results: Results, *_: object) -> dict[str, float]:
    """Parts behind one answer of each method, by key: its models, and a learned rule on top.

    task : of the experiment that gave the results. The models are those that ran, mean over folds.
    """
    fitted = results.repeats[0].columns
    every = [_parts(estimator) for estimator in task.estimators]
    parts = np.array(every if len(every) == len(fitted) else [every[c] for c in fitted])
    usage = np.mean([repeat.usage for repeat in results.repeats], axis=0)
    rules = {combination.method.key: _rule(combination) for combination in task.combinations}
    return {
        method.key: float(usage[i] @ parts[: usage.shape[1]]) + rules.get(method.key, 0.0)
        for i, method in enumerate(results.methods)
    }


def _parts(model: object) -> float:
    """Of one model, inside its pipeline if it has one."""
    steps = getattr(model, "steps", None)
    return 1.0 if isinstance(steps[-1][1] if steps else model, WRITTEN_OUT) else OPAQUE


def _rule(combination: Combination) -> float:
    """Of what stands on top of the models: nothing for a fixed formula, or for a mere choice.
    Calibrating adds nothing to follow, for it never changes which class is answered."""
    rule = combination.combiner
    if isinstance(rule, Calibrated):
        rule = rule.rule or SoftVote()
    if not (combination.learns and rule.learns) or combination.method.family == "single":
        return 0.0
    return _parts(rule.make_learner()) if isinstance(rule, Stacking) else 1.0


ENTRY = Care(
    label="Easy to explain",
    phrase="answers that can be explained",
    help="Parts a reader must follow for one answer, counted in the fitted methods: a model whose "
    "answer can be written out (a sum, a list of questions) counts 1, any other 5, and a "
    "learned rule on top counts as a model.",
    examine=examine,
    format=lambda amount, metric: f"{counted(round(amount), 'part')} to follow",
    floor=1,
    same_within=1.05,
    axis=Axis("Parts to follow<br>fewer is better", "Parts to follow", "number of parts"),
    order=70,
)
