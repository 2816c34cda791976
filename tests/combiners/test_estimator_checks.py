"""scikit-learn's own checks, once for each class: in the variant that does the most."""

import importlib
import inspect
import pkgutil

from sklearn.base import BaseEstimator
from sklearn.utils.estimator_checks import parametrize_with_checks

import lib
from lib.base_models.k_nearest_neighbours import Neighbours
from lib.base_models.neural_network import SmallNetwork
from lib.base_models.preparation import Gaps
from lib.base_models.support_vector_machine import CalibratedSVM
from lib.combiners import BaseCombiner
from lib.combiners.behaviour_knowledge_space import BehaviourKnowledgeSpace
from lib.combiners.distilling import Distilled
from lib.combiners.early_fusion import EqualSpread, MainDirections
from lib.combiners.equal_budget import Tuned
from lib.combiners.gated_fusion import GatedFusion
from lib.combiners.intermediate_fusion import HiddenLayer, JoinedRepresentations, Projection
from lib.combiners.knora_eliminate import KnoraEliminate
from lib.combiners.linear_average import AveragedLinear
from lib.combiners.merged_forest import OneForest
from lib.combiners.merging.networks import AveragedNetworks, JoinedNetworks
from lib.combiners.model_soup import Soup
from lib.combiners.stacking_logistic import LogisticStacking
from lib.engine.combined import CombinedClassifier

QUICK = {"solver": "lbfgs", "max_iter": 50, "random_state": 0}


CHECKED = [
    Gaps(),
    Neighbours(),
    CalibratedSVM(random_state=0),
    SmallNetwork((4,), **QUICK),
    Projection(),
    HiddenLayer(SmallNetwork((4,), **QUICK)),
    MainDirections(1),
    EqualSpread(3),
    AveragedNetworks(),
    JoinedNetworks(pruned=True),
    Soup(greedy=True),
    AveragedLinear(),
    OneForest(),
    JoinedRepresentations(),
    Distilled(lesson=LogisticStacking()),
    Tuned(),
    # one that keeps a table, one that watches X, one that looks up rows; see test_combined
    CombinedClassifier(combiner=BehaviourKnowledgeSpace(), random_state=0),
    CombinedClassifier(combiner=GatedFusion(), random_state=0),
    CombinedClassifier(combiner=KnoraEliminate(), random_state=0),
]


@parametrize_with_checks(CHECKED)
def test_scikit_learn_accepts_it(estimator, check):
    check(estimator)


NOT_CHECKED = {
    "OneModel": "what others are built on; it merges nothing itself",
    "MergedNetworks": "what others are built on; it merges nothing itself",
    "Refused": "its fit is there to fail",
    "CloudShape": "a covariance, asked by scikit-learn's discriminant analysis",
    "NumberColumns": "picks columns from frames with words and gaps, which the checks forbid",
    "PassedOn": "its columns hold probabilities, which the rows of the checks do not",
    "TextNumbers": "reads one column of texts, no numbers",
}


def estimators():
    """Every estimator of the lib that is no combiner over probabilities, by name."""
    found = set()
    for module in pkgutil.walk_packages(lib.__path__, "lib."):
        if module.name.startswith("lib.ui"):
            continue
        for name, kind in vars(importlib.import_module(module.name)).items():
            is_ours = inspect.isclass(kind) and kind.__module__ == module.name
            is_estimator = is_ours and issubclass(kind, BaseEstimator) and hasattr(kind, "fit")
            if is_estimator and not issubclass(kind, BaseCombiner):
                found.add(name)
    return found


def test_no_estimator_goes_unchecked():
    checked = {type(estimator).__name__ for estimator in CHECKED}
    assert estimators() - checked - NOT_CHECKED.keys() == set()
    assert not NOT_CHECKED.keys() & checked
