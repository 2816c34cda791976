"""scikit-learn's own checks for what takes a 2-D X here, alone or in the take-home classifier."""

from sklearn.utils.estimator_checks import parametrize_with_checks

from lib.combiners.merging.joined_views import EqualSpread, MainDirections
from lib.combiners.behaviour_knowledge_space import BehaviourKnowledgeSpace
from lib.combiners.borda import Borda
from lib.combiners.decision_templates import DecisionTemplates
from lib.combiners.dempster_shafer import DempsterShafer
from lib.combiners.gated_fusion import GatedFusion
from lib.combiners.knora_eliminate import KnoraEliminate
from lib.combiners.knora_union import KnoraUnion
from lib.combiners.local_accuracy import LocalAccuracy
from lib.combiners.log_linear_pool import LogLinearPool
from lib.engine.combined import CombinedClassifier

RULES = [
    BehaviourKnowledgeSpace(),
    Borda(),
    DecisionTemplates(),
    DempsterShafer(),
    GatedFusion(),
    KnoraEliminate(),
    KnoraUnion(),
    LocalAccuracy(),
    LogLinearPool(),
]


@parametrize_with_checks(
    [
        *[CombinedClassifier(combiner=rule, random_state=0) for rule in RULES],
        MainDirections(),
        MainDirections(1),
        EqualSpread(),
        EqualSpread(3),
    ]
)
def test_scikit_learn_accepts_it(estimator, check):
    check(estimator)
