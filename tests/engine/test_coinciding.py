"""What is said to be the same is measured, and what happens to be the same is found."""

import numpy as np

from lib.base_models import Member
from lib.engine.coinciding import equal_by_chance, largest_difference, twins
from lib.scenario.record import EVERYTHING, ONE_VIEW, Scenario
from tests.synthetic import fitted

TREE, LOGISTIC = Member("decision_tree"), Member("logistic_regression")


def results(sees=EVERYTHING, members=(TREE, LOGISTIC), **more):
    asked = Scenario("xor", (("rows", 100),), members=members, sees=sees, folds=3, **more)
    return fitted(asked).results


def test_every_pair_has_its_reason_and_is_equal_and_who_is_not_is_no_pair():
    two = results()
    found = {(pair.method.key, pair.other.key): pair for pair in twins(two)}
    assert ("late_mean", "soft_vote") in found
    assert ("early_fusion", "best_single") in found
    for pair in found.values():
        assert pair.reason.endswith(".")
        assert pair.difference <= 1e-9
    two.repeats[0].P[two.positions["late_mean"], 0, 0] += 0.25
    (broken,) = [pair for pair in twins(two) if pair.method.key == "late_mean"]
    np.testing.assert_allclose(broken.difference, 0.25)
    one = results(ONE_VIEW)
    found = {pair.method.key for pair in twins(one)}
    assert "late_mean" in found
    assert "early_fusion" not in found
    assert largest_difference(one, "late_mean", "early_fusion") > 0.1


def test_methods_that_happen_to_be_the_same_are_found_once():
    alone = results(members=(TREE,), methods=("soft_vote", "late_mean", "majority_vote"))
    groups = [[method.key for method in group] for group in equal_by_chance(alone)]
    (same,) = groups
    assert {"model1", "best_single", "soft_vote"} <= set(same)
    assert "late_mean" not in same  # that one had to be
    different = results(methods=("soft_vote", "stacking_logistic"))
    assert not any(
        "stacking_logistic" in {m.key for m in group} for group in equal_by_chance(different)
    )
