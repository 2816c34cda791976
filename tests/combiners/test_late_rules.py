"""The trained rules of late fusion and Borda, against cases computed by hand and other solvers."""

import numpy as np
import pytest
from scipy.optimize import minimize

from lib.combiners.behaviour_knowledge_space import BehaviourKnowledgeSpace
from lib.combiners.borda import Borda
from lib.combiners.decision_templates import DecisionTemplates
from lib.combiners.dempster_shafer import DempsterShafer, combined, evidence
from lib.combiners.late_product import LateProduct
from lib.combiners.log_linear_pool import SMALLEST, LogLinearPool
from lib.combiners.majority_vote import MajorityVote
from lib.statistics.metrics import METRICS
from tests.combiners._probabilities import default, make_probabilities

# ---------------------------------------------------------------- Borda


def test_borda_of_two_classes_is_a_majority_vote():
    P, y = make_probabilities(200, 5, 2)
    vote = MajorityVote().fit(P, y).predict_proba(P)
    np.testing.assert_allclose(Borda().fit(P, y).predict_proba(P), vote, atol=1e-12)


def test_borda_of_no_rows_is_no_rows():
    P, y = make_probabilities()
    assert Borda().fit(P, y).predict_proba(P[:0]).shape == (0, 3)


# ---------------------------------------------------------------- log-linear pool


@pytest.mark.parametrize("n_classes", [2, 4])
def test_all_exponents_one_are_the_product_rule(n_classes):
    P, y = make_probabilities(90, 3, n_classes)
    y = np.where(y == 1, 0, y)  # unequal class shares, one class without rows
    pool = LogLinearPool().fit(P, y)
    pool.weights_ = np.ones(3)
    product = LateProduct().fit(P, y).predict_proba(P)
    np.testing.assert_allclose(pool.predict_proba(P), product, atol=1e-12)


def penalised(P, y):
    """The loss as the docstring has it, written out."""
    prior = np.bincount(y, minlength=P.shape[2]) / len(y)

    def loss(w):
        support = prior * np.prod((np.maximum(P, SMALLEST) / prior) ** w[:, None], axis=1)
        right = support[np.arange(len(y)), y] / support.sum(axis=1)
        return -np.log(right).sum() + ((w - 1 / P.shape[1]) ** 2).sum() / 2

    return loss


@pytest.mark.parametrize("n_models", [1, 3])
@pytest.mark.parametrize(("n_classes", "seed"), [(2, 0), (2, 1), (3, 0), (5, 1)])
def test_the_exponents_are_the_optimum(n_classes, seed, n_models):
    P, y = make_probabilities(120, n_models, n_classes, seed)
    loss = penalised(P, y)
    found = minimize(
        loss, np.full(n_models, 0.5), method="SLSQP", bounds=[(0, 10)] * n_models, tol=1e-12
    )
    weights = LogLinearPool().fit(P, y).weights_
    assert loss(weights) <= found.fun + 1e-7
    np.testing.assert_allclose(weights, found.x, atol=1e-3)


def test_one_wrong_veto_does_not_decide():
    """A member that gave the truth no chance at all, twice, is not allowed to silence the other."""
    y = np.arange(40) % 2
    sure = np.eye(2)[np.where(np.arange(40) < 2, 1 - y, y)]
    fair = 0.2 + 0.6 * np.eye(2)[y]
    P = np.stack([sure, fair], axis=1)
    pool = LogLinearPool().fit(P, y)
    combination = pool.predict_proba(P)
    assert np.isfinite(METRICS["log_loss"].compute(y, combination))
    assert pool.weights_[0] < 1  # a product would follow the veto
    everything_vetoed = np.array([[[1.0, 0.0], [0.0, 1.0]]])
    assert np.isfinite(pool.predict_proba(everything_vetoed)).all()


def test_when_nobody_helps_the_class_shares_answer():
    y = np.array([0] * 30 + [1] * 10)
    P = np.stack([0.1 + 0.8 * np.eye(2)[1 - y]] * 2, axis=1)  # always the wrong way round
    pool = LogLinearPool().fit(P, y)
    np.testing.assert_array_equal(pool.weights_, [0, 0])
    np.testing.assert_allclose(pool.predict_proba(P), np.tile([0.75, 0.25], (40, 1)))
    assert pool.models_used().all()


# ---------------------------------------------------------------- decision templates

PROFILES = np.array([[[0.8, 0.2], [0.6, 0.4]], [[1, 0], [0.8, 0.2]], [[0.2, 0.8], [0.5, 0.5]]])
PROFILE_Y = np.array([0, 0, 1])


def test_templates_are_mean_answers_and_the_nearest_wins():
    rule = DecisionTemplates().fit(PROFILES, PROFILE_Y)
    np.testing.assert_allclose(rule.templates_[0], [[0.9, 0.1], [0.7, 0.3]])
    np.testing.assert_allclose(rule.templates_[1], [[0.2, 0.8], [0.5, 0.5]])
    new = np.array([[[0.5, 0.5], [0.5, 0.5]]])
    # to class 0: 2 (0.4² + 0.2²) = 0.4; to class 1: 2 (0.3²) = 0.18
    expected = np.exp(-rule.sharpness_ * np.array([0.4, 0.18]))
    np.testing.assert_allclose(rule.predict_proba(new)[0], expected / expected.sum())
    assert rule.predict_proba(new)[0].argmax() == 1  # though no member says so


def test_a_profile_halfway_between_two_templates_is_a_tie():
    P = np.array([[[1.0, 0.0]], [[0.0, 1.0]]])
    rule = DecisionTemplates().fit(P, np.array([0, 1]))
    np.testing.assert_allclose(rule.predict_proba(np.array([[[0.5, 0.5]]])), [[0.5, 0.5]])


@pytest.mark.parametrize("rule", [DecisionTemplates, DempsterShafer])
def test_a_class_without_rows_is_never_chosen(rule):
    P, y = make_probabilities(60, 3, 3)
    combination = rule().fit(P, np.where(y == 1, 0, y)).predict_proba(P)
    np.testing.assert_array_equal(combination[:, 1], 0)


# ---------------------------------------------------------------- Dempster-Shafer


def dempster(masses, everything):
    """Combine mass functions over sets of classes by Dempster's rule, written out."""
    total = {everything: 1.0}
    for mass in masses:
        joint: dict = {}
        for a, p in total.items():
            for b, q in mass.items():
                joint[a & b] = joint.get(a & b, 0) + p * q
        conflict = joint.pop(frozenset(), 0)
        total = {s: m / (1 - conflict) for s, m in joint.items()}
    return total


@pytest.mark.parametrize(
    "near", [(0.1, 0.9), (0.6, 0.4), (0.95, 0.05), (0.5, 0.3, 0.2), (1, 0, 0), (0.25,) * 4]
)
def test_evidence_is_what_the_rule_of_dempster_gives(near):
    """For class c: simple support a_c for it, and each other a_k for "not c", combined as sets."""
    everything = frozenset(range(len(near)))
    for c, found in enumerate(evidence(np.array(near, dtype=float))):
        only = frozenset({c})
        masses = [
            {only if k == c else everything - only: a, everything: 1 - a}
            for k, a in enumerate(near)
        ]
        assert found == pytest.approx(dempster(masses, everything)[only])


def test_dempster_shafer_by_hand():
    P = np.array([[[1, 0]], [[0, 1]], [[0.5, 0.5]]], dtype=float)
    rule = DempsterShafer().fit(P[:2], np.array([0, 1]))
    # at (1, 0): distances 0 and 2, nearness 1 and 1/3, a = (3/4, 1/4), e = 9/13 and 1/13
    np.testing.assert_allclose(rule.predict_proba(P[:1]), [[0.9, 0.1]])
    np.testing.assert_allclose(rule.predict_proba(P[2:]), [[0.5, 0.5]])
    two = DempsterShafer().fit(np.repeat(P[:2], 2, axis=1), np.array([0, 1]))
    np.testing.assert_allclose(two.predict_proba(np.repeat(P[:1], 2, axis=1)), [[81 / 82, 1 / 82]])


def test_total_conflict_leaves_all_classes_alike():
    certain = np.eye(3)
    np.testing.assert_allclose(combined(certain[None]), [[1 / 3] * 3])
    some = np.array([[[1, 0, 0], [0, 1, 0]], [[1, 0, 0], [0.5, 0.3, 0.2]]])
    np.testing.assert_allclose(combined(some), [[1 / 3] * 3, [1, 0, 0]])
    # the paradox of Zadeh: two near certainties leave it to the class neither believed in
    torn = np.array([[[0.99, 0, 0.01], [0, 0.99, 0.01]]])
    np.testing.assert_allclose(combined(torn), [[0, 0, 1]])


def test_evidence_of_many_does_not_vanish():
    near = np.tile([0.34, 0.33, 0.33], (1, 3000, 1))
    combination = combined(near)
    np.testing.assert_allclose(combination.sum(), 1)
    assert combination.argmax() == 0


# ---------------------------------------------------------------- behaviour knowledge space


def named(*rows, n_classes=3):
    """P of members that name these classes: one tuple a row."""
    return np.eye(n_classes)[np.array(rows)]


def test_the_cell_answers_with_what_was_true_in_it():
    P = named((0, 1), (0, 1), (0, 1), (2, 2))
    rule = BehaviourKnowledgeSpace().fit(P, np.array([2, 2, 1, 0]))
    combination = rule.predict_proba(named((0, 1), (2, 2)))
    # three rows and half a row that the two members share
    np.testing.assert_allclose(combination[0], np.array([0.25, 1.25, 2]) / 3.5)
    assert combination.argmax(axis=1).tolist() == [2, 0]


def test_an_unseen_cell_falls_back_on_the_majority():
    P, y = make_probabilities(20, 5, 4)
    rule = BehaviourKnowledgeSpace().fit(P, y)
    new = named((3, 3, 3, 1, 1), (0, 0, 1, 1, 2), n_classes=4)
    assert not rule.counts(new).any()
    vote = MajorityVote().fit(P, y).predict_proba(new)
    np.testing.assert_allclose(rule.predict_proba(new), vote)


def test_the_vote_breaks_a_tie_in_a_cell_and_outweighs_no_row():
    P = named((1, 1), (1, 1), (0, 0))
    rule = BehaviourKnowledgeSpace().fit(P, np.array([0, 1, 2]))
    combination = rule.predict_proba(named((1, 1), (0, 0)))
    assert combination[0].argmax() == 1  # one row each for 0 and 1: the members say 1
    assert combination[1].argmax() == 2  # one row for 2, against both members


def test_a_table_of_pairs_sees_what_no_vote_can():
    """The class is whether two members agree. Pairs of answers tell; sums of them do not."""
    y = np.tile([0, 1, 1, 0], 10)
    P = named(*[(0, 0), (0, 1), (1, 0), (1, 1)] * 10, n_classes=2)
    table = BehaviourKnowledgeSpace().fit(P, y).predict_proba(P)
    np.testing.assert_array_equal(table.argmax(axis=1), y)
    for key in ("majority_vote", "log_linear_pool", "decision_templates", "dempster_shafer"):
        combination = default(key).fit(P, y).predict_proba(P)
        assert METRICS["accuracy"].compute(y, combination) <= 0.75
