"""What must be the same is one row with two names, and what happens to be the same is found."""

from lib.base_models import Member
from lib.engine.coinciding import equal_by_chance, largest_difference
from lib.engine.task import SAME_RULE
from lib.scenario.record import Scenario
from tests.synthetic import apart, fitted

TREE, LOGISTIC = Member("decision_tree"), Member("logistic_regression")


def results(asked=None, members=(TREE, LOGISTIC), **more):
    xor = Scenario("xor", (("rows", 100),), members=members, folds=3, **more)
    return fitted(asked(xor) if asked else xor).results


def test_what_must_be_the_same_is_one_row_with_its_names_and_the_reason():
    two = results(methods=("soft_vote", "weighted_vote", "early_fusion", "late_mean"))
    named = {m.key: [name.key for name in m.also] for m in two.methods if m.also}
    assert named == {"best_single": ["early_fusion"], "soft_vote": ["weighted_vote"]}
    assert two.method("early_fusion") is two.method("best_single")
    assert two.method("early_fusion").also[0].reason == SAME_RULE
    assert "equal" in two.method("weighted_vote").also[0].reason
    assert largest_difference(two, "weighted_vote", "soft_vote") == 0
    assert largest_difference(two, "late_mean", "soft_vote") > 0.1
    one = results(apart, methods=("soft_vote", "weighted_vote", "early_fusion", "late_mean"))
    named = {m.key: [name.key for name in m.also] for m in one.methods if m.also}
    assert named == {"best_single": ["early_fusion"], "late_mean": ["soft_vote", "weighted_vote"]}


def test_methods_that_happen_to_be_the_same_are_found_once():
    alone = results(members=(TREE,), methods=("soft_vote", "late_mean", "majority_vote"))
    groups = [[method.key for method in group] for group in equal_by_chance(alone)]
    (same,) = groups
    assert {"model1", "best_single"} <= set(same)
    assert "late_mean" not in same
    different = results(methods=("soft_vote", "stacking_logistic"))
    assert not any(
        "stacking_logistic" in {m.key for m in group} for group in equal_by_chance(different)
    )
