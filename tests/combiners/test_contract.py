"""The floor under every combiner, whatever its file, and what is true of all of a kind."""

import inspect
import pickle
import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sklearn.base import clone

from lib.base_models import Member
from lib.combiners import AsItIs, BaseCombiner, Merged, Models, entries
from tests.combiners._probabilities import (
    at_both_ends,
    check_probabilities,
    default,
    knobs,
    make_features,
    make_probabilities,
)

RULES = [key for key, entry in entries().items() if entry.build]
FIXED = [key for key in RULES if not entries()[key].learns]
# A second model answers with its own probabilities, which need not be those of its only member.
SECOND_MODEL = {"stacking_logistic", "stacking_boosting", "stacking_neighbours"}
# These look at the answers as a pattern, or learn how far to trust them, in the same way.
SECOND_MODEL |= {"log_linear_pool", "decision_templates", "dempster_shafer"}
SECOND_MODEL |= {"behaviour_knowledge_space"}
# The share of votes, or of ranks, keeps the members' answers but not how sure they are.
VOTES = {"majority_vote", "borda"}
# Takes clones for independent witnesses, so that they make it ever surer.
PRODUCT = {"late_product"}


def fitted(rule, P, y):
    return rule.fit(P, y, make_features(len(y)))


@pytest.mark.parametrize(
    ("key", "knob"), [(key, knob) for key in RULES for knob in at_both_ends(entries()[key])]
)
def test_works_at_both_ends_of_every_knob(key, knob):
    """With members that doubt, and with members that say 0 or 1."""
    for n_classes in (2, 3):
        P, y = make_probabilities(12, 4, n_classes)
        for said in (P, np.eye(n_classes)[P.argmax(axis=2)]):
            rule = fitted(default(key, **dict([knob])), said, y)
            check_probabilities(rule.predict_proba(said, make_features(12)), 12, n_classes)


@pytest.mark.parametrize("key", RULES)
def test_odd_members_classes_and_data_are_fine(key):
    """Certain members, a class without training rows, and data without a number."""
    P, y = make_probabilities(40, 3, 3)
    X, hard = make_features(40), np.eye(3)[P.argmax(axis=2)]
    words = pd.DataFrame({"word": pd.Series(["a"] * 40, dtype="str")})
    for odd in ((hard, y, X), (P, np.where(y == 1, 2, y), X), (P, y, words)):
        rule = default(key).fit(*odd)
        check_probabilities(rule.predict_proba(odd[0], odd[2]), 40, 3)


@pytest.mark.parametrize("key", RULES)
def test_keeps_the_estimator_contract(key):
    """And leaves its input alone: writing to it would fail."""
    P, y = make_probabilities()
    X = make_features()
    for array in (P, y, X):
        array.flags.writeable = False
    rule = default(key)
    assert isinstance(rule, BaseCombiner)
    before = rule.get_params()
    assert rule.fit(P, y, X) is rule
    assert rule.get_params() == before
    expected = rule.predict_proba(P, X)
    np.testing.assert_array_equal(clone(rule).fit(P, y, X).predict_proba(P, X), expected)
    copied = pickle.loads(pickle.dumps(rule))
    np.testing.assert_array_equal(copied.predict_proba(P, X), expected)


@pytest.mark.parametrize("key", FIXED)
def test_a_fixed_rule_learns_nothing_from_the_values(key):
    P, y = make_probabilities()
    unknown = np.full(P.shape, np.nan)  # what the engine gives a rule that does not learn
    np.testing.assert_array_equal(
        default(key).fit(unknown, y).predict_proba(P), default(key).fit(P, y).predict_proba(P)
    )


@pytest.mark.parametrize("key", FIXED)
def test_who_counts_says_so(key):
    """How sure a member is does not change a count, only which class it holds for likely."""
    P, y = make_probabilities(60, 3, 3)
    milder = P**0.5 / (P**0.5).sum(axis=2, keepdims=True)
    X = make_features()
    rule = default(key).for_views([(0,), (1,), (2,)]).fit(P, y, X)
    same = np.allclose(rule.predict_proba(milder, X), rule.predict_proba(P, X), atol=1e-9)
    assert entries()[key].counts == same


@pytest.mark.parametrize("key", RULES)
def test_members_not_used_change_nothing(key):
    P, y = make_probabilities(n_models=6)
    X = make_features()
    rule = fitted(default(key), P, y)
    changed = P.copy()
    changed[:, ~rule.models_used()] = 1 / 3
    np.testing.assert_allclose(rule.predict_proba(changed, X), rule.predict_proba(P, X), atol=1e-15)


@pytest.mark.parametrize("key", entries())
def test_entry_says_what_it_is(key):
    entry = entries()[key]
    assert len(entry.short) <= 16
    assert entry.summary.endswith(".")
    assert entry.needs.endswith(".")
    assert entry.formula.count("{") == entry.formula.count("}")
    assert [entry.build, entry.merge].count(None) == 1
    words = (entry.build or entry.merge).__doc__
    assert re.search(r"\b(1[6-9]|20)\d\d\b", words), "the year of its source"
    assert entry.merge or "(n_samples, n_models, n_classes)" in words
    for control in entry.controls.values():
        assert control.help.endswith(".")


@pytest.mark.parametrize("key", entries())
def test_takes_every_knob_and_no_other(key):
    entry, data = entries()[key], (None, (), 0) if entries()[key].merge else ()
    signature = inspect.signature(entry.build or entry.merge)
    signature.bind(*data, **knobs(key))
    for name, parameter in signature.parameters.items():
        # what a visitor sees first is what the rule does by default
        if name in entry.controls and parameter.default is not parameter.empty:
            default = str(parameter.default).removesuffix(".0")
            assert default == str(entry.controls[name].default), name


@pytest.mark.parametrize("key", entries())
@pytest.mark.parametrize("view", ["", "sensor"])
def test_columns_are_of_the_members_and_same_as_names_a_combiner(key, view):
    entry, sources = entries()[key], tuple(Member("decision_tree", view=v) for v in "ab")
    models = Models((replace(sources[0], view=view), Member("logistic_regression")), sources)
    known = {*models.voters, *models.sources, *models.everything}
    columns = entry.columns(models, knobs(key))
    if entry.fuses_sources:
        assert entry.columns(replace(models, sources=()), knobs(key)) == ()
    for column in columns:
        used = column.members if isinstance(column, Merged) else (column,)
        assert set(used) <= known
    if entry.merge:
        assert [type(column) for column in columns] == [Merged]
        assert type(entry.rule(knobs(key))) is AsItIs
    same = entry.same_as(models, knobs(key))
    if same:
        assert same[0] in entries()
        assert same[0] != key
        assert same[1].endswith(".")


same_seed = st.integers(0, 2**32 - 1)
sizes = {"n_models": st.integers(1, 5), "n_classes": st.integers(2, 4), "seed": same_seed}


@settings(deadline=None, max_examples=10)
@given(**sizes)
@example(n_models=1, n_classes=2, seed=0)
@example(n_models=5, n_classes=5, seed=0)
@pytest.mark.parametrize("key", RULES)
def test_gives_probabilities(key, n_models, n_classes, seed):
    P, y = make_probabilities(30, n_models, n_classes, seed)
    new, _ = make_probabilities(20, n_models, n_classes, seed=1)
    rule = fitted(default(key), P, y)
    check_probabilities(rule.predict_proba(P, make_features(30)), 30, n_classes)
    check_probabilities(rule.predict_proba(new, make_features(20)), 20, n_classes)
    used = rule.models_used()
    assert used.shape == (n_models,)
    assert used.dtype == bool
    assert used.any()


@settings(deadline=None, max_examples=15)
@given(**sizes)
@pytest.mark.parametrize("key", [k for k in RULES if k not in SECOND_MODEL | VOTES])
def test_identical_members_give_that_member(key, n_models, n_classes, seed):
    P, y = make_probabilities(30, 1, n_classes, seed)
    clones = np.repeat(P, 1 if key in PRODUCT else n_models, axis=1)
    combined = fitted(default(key), clones, y).predict_proba(clones, make_features(len(y)))
    np.testing.assert_allclose(combined, P[:, 0], atol=1e-12)


@settings(deadline=None, max_examples=15)
@given(**sizes)
@pytest.mark.parametrize("key", [k for k in RULES if k not in SECOND_MODEL])
def test_where_all_agree_they_are_followed(key, n_models, n_classes, seed):
    P, y = make_probabilities(12 * n_classes, n_models, n_classes, seed)  # equal class shares
    named = P.argmax(axis=2)
    agreed = (named == named[:, :1]).all(axis=1)
    combined = fitted(default(key), P, y).predict_proba(P, make_features(len(y)))
    np.testing.assert_array_equal(combined[agreed].argmax(axis=1), named[agreed, 0])
