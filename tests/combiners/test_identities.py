"""What must be equal is equal to 1e-9, and what cannot be done is not done, over seeds."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import gmean

from lib.base_models import Member
from lib.combiners import Models, entries
from lib.combiners.log_linear_pool import LogLinearPool
from lib.combiners.weighted_vote import WeightedVote
from lib.scenario.experiment import prepare
from lib.scenario.loading import load_dataset
from lib.scenario.record import ALL, Scenario
from lib.statistics.metrics import METRICS
from tests.combiners._probabilities import answers, default, knobs, make_probabilities
from tests.synthetic import apart, fitted

EXACT = {"rtol": 0, "atol": 1e-9}
BAYES, LOGISTIC, TREE = (
    Member(key) for key in ("gaussian_naive_bayes", "logistic_regression", "decision_tree")
)


# ---------------------------------------------------------------- identities


@pytest.mark.parametrize("dataset", ["moons", "wine", "digits_sixviews"])
def test_late_mean_of_what_the_voters_read_is_soft_voting_and_stands_there_once(dataset):
    asked = apart(Scenario(dataset, members=(BAYES, LOGISTIC, TREE), readers=ALL, folds=3))
    experiment = prepare(replace(asked, methods=("late_mean", "soft_vote", "majority_vote")))
    repeat, voters = experiment.run(0), experiment.models.voters
    rows = {method.key: method for method in repeat.methods}
    assert "soft_vote" not in rows
    assert [name.key for name in rows["late_mean"].also] == ["soft_vote"]
    mean = repeat.P_members[:, : len(voters)].mean(axis=1)
    np.testing.assert_allclose(repeat.P[list(rows).index("late_mean")], mean, **EXACT)
    assert rows["majority_vote"].family == "fusion"


@pytest.mark.parametrize("dataset", ["xor", "five_stumps", "noisy_views", "satellite_bands"])
def test_early_fusion_by_naive_bayes_is_the_product_rule(dataset):
    """p(c | x) is pi_c^(1 - V) prod over v of p(c | x_v) when columns are independent given c."""
    methods = ("early_fusion", "late_product", "late_mean")
    P = answers(Scenario(dataset, members=(BAYES,), folds=3, methods=methods))
    np.testing.assert_allclose(P["early_fusion"], P["late_product"], **EXACT)
    assert np.abs(P["early_fusion"] - P["late_mean"]).max() > 1e-3


def test_without_the_correction_of_the_prior_it_is_not():
    rare = (("balance", 20), ("rows", 200))
    seen = {"members": (BAYES,), "folds": 3}
    asked = Scenario("five_stumps", rare, methods=("early_fusion", "late_product"), **seen)
    P = answers(asked)
    np.testing.assert_allclose(P["early_fusion"], P["late_product"], **EXACT)
    P = answers(asked.with_combiner_knobs("late_product", (("prior", False),)))
    assert np.abs(P["early_fusion"] - P["late_product"]).max() > 0.1


sizes = {
    "n_models": st.integers(1, 6),
    "n_classes": st.integers(2, 5),
    "seed": st.integers(0, 2**32 - 1),
}


@settings(deadline=None, max_examples=30)
@given(**sizes)
def test_squared_error_of_the_mean_is_the_mean_error_less_the_ambiguity(n_models, n_classes, seed):
    """Krogh and Vedelsby (1995), for any weights: what a vote gains is how far members differ."""
    P, y = make_probabilities(40, n_models, n_classes, seed)
    weights = np.random.default_rng(seed).dirichlet(np.ones(n_models))
    vote = WeightedVote(weights).fit(P, y)
    combined = vote.predict_proba(P)
    brier = METRICS["brier"].compute
    members = vote.weights_ @ brier(y, P.swapaxes(0, 1))
    apart = ((P - combined[:, None]) ** 2).sum(axis=2) @ vote.weights_
    ambiguity = apart.mean() / (2 if n_classes == 2 else 1)  # halved for two classes, as the score
    np.testing.assert_allclose(brier(y, combined), members - ambiguity, **EXACT)


@settings(deadline=None, max_examples=30)
@given(**sizes)
def test_log_loss_of_the_product_is_the_mean_log_loss_less_the_divergence(
    n_models, n_classes, seed
):
    """Heskes (1998), Wood et al. (2023): log-loss of the geometric mean is the mean log-loss less
    the mean Kullback-Leibler divergence of the geometric mean from the members."""
    P, _ = make_probabilities(60, n_models, n_classes, seed)
    y = np.arange(60) % n_classes  # equal class shares, so that the prior cancels
    pool = LogLinearPool().fit(P, y)
    pool.weights_ = np.full(n_models, 1 / n_models)
    combined = pool.predict_proba(P)
    geometric = gmean(P, axis=1)
    np.testing.assert_allclose(combined, geometric / geometric.sum(axis=1, keepdims=True), **EXACT)
    log_loss = METRICS["log_loss"].compute
    members = log_loss(y, P.swapaxes(0, 1)).mean()
    apart = (combined[:, None] * np.log(combined[:, None] / P)).sum(axis=2).mean()
    np.testing.assert_allclose(log_loss(y, combined), members - apart, **EXACT)


@pytest.mark.parametrize("n_classes", [2, 3])
def test_vacuous_views_change_nothing(n_classes):
    """A member that always answers with the class shares: all that an empty view can say."""
    P, _ = make_probabilities(60, 3, n_classes)
    y = np.arange(60) % (n_classes + 1) % n_classes  # unequal shares
    shares = np.bincount(y) / 60
    more = np.concatenate([P, np.broadcast_to(shares, (60, 1, n_classes))], axis=1)
    for key in ("late_product", "dempster_shafer", "decision_templates"):
        before = default(key).fit(P, y).predict_proba(P)
        np.testing.assert_allclose(default(key).fit(more, y).predict_proba(more), before, **EXACT)


# ---------------------------------------------------------------- impossible, both ways

ON_FEATURES = ("early_fusion", "hybrid_fusion")
LOOKS_AROUND = {"local_accuracy", "knora_eliminate", "knora_union"}  # in all columns


def output_rules():
    """The rules that know nothing but what members with a view each say."""
    views = (Member("decision_tree", view="a"), Member("decision_tree", view="b"))
    rules = []
    for key, entry in entries().items():
        columns = entry.columns(Models(views, views), knobs(key))
        if columns == views and key not in LOOKS_AROUND:
            rules.append(key)
    return rules


EXCLUSIVE_OR = Scenario("xor", (("noise", 0.0), ("rows", 400)), folds=3)


def over_seeds(member, methods, n_seeds=5):
    """Method -> its mean accuracy on exclusive or without noise, one sensor each."""
    total = {}
    for seed in range(n_seeds):
        asked = replace(EXCLUSIVE_OR, members=(member,), methods=methods, seed=seed)
        y = load_dataset(asked).y
        for key, P in answers(apart(asked)).items():
            total.setdefault(key, []).append((P.argmax(axis=1) == y).mean())
    return {key: np.mean(values) for key, values in total.items()}


def test_across_views_no_output_rule_sees_what_early_fusion_sees():
    """Each sensor alone tells nothing, so neither does any rule over what they answer."""
    rules = output_rules()
    assert len(rules) > 15
    scores = over_seeds(TREE, (*rules, *ON_FEATURES))
    for key in rules:
        assert scores[key] < 0.55, key
    for key in ON_FEATURES:
        assert scores[key] > 0.9, key


def test_in_one_table_every_late_rule_fails_and_models_that_read_both_sensors_do_not():
    late = [k for k, e in entries().items() if e.kind == "late" and k != "hybrid_fusion"]
    members = (Member("support_vector_machine"), Member("random_forest", (("n_estimators", 20),)))
    asked = Scenario("xor", members=members, folds=3, methods=("early_fusion", "soft_vote", *late))
    tables = [fitted(replace(asked, seed=seed)).results for seed in range(3)]
    means = np.mean([table.means("accuracy") for table in tables], axis=0)
    scores = {key: means[at] for key, at in tables[0].positions.items()}
    assert max(scores[key] for key in late) < 0.55
    assert min(scores[key] for key in ("best_single", "early_fusion", "soft_vote")) > 0.85


ADDITIVE = ("soft_vote", "late_product", "late_median", "late_min", "late_max", "stacking_logistic")
ADDITIVE += ("stacking_nonnegative", "loss_weighted_vote", "log_linear_pool", "gated_fusion")
ADDITIVE += ("decision_templates", "dempster_shafer")


def test_across_views_smooth_members_do_not_help_rules_that_add_up():
    """A smooth score of one sensor gives its value away, so that a second model which looks at
    pairs of scores (trees, neighbours, a table) may see a little; a rule that adds up cannot."""
    scores = over_seeds(LOGISTIC, ADDITIVE)
    for key in ADDITIVE:
        assert scores[key] < 0.55, key
