"""Stacks taken apart must be the engine's own, and the leak must be what it is."""

from dataclasses import replace

import numpy as np
import pytest

from lib.base_models import Member
from lib.combiners import BaseCombiner
from lib.inside.row_fold import Answered, open_row_fold
from lib.inside.stacking.computing import (
    ANSWERS,
    ASIDE,
    LEARNS,
    leak,
    meta_features,
    meta_names,
    meta_table,
    rounds,
    rules,
    sample_rows,
    share_by_model,
    weighed,
    weights_of,
)
from lib.inside.stacking.displays import FOLDS, LEAK, WEIGHTS
from lib.inside.stacking.words import write_out
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario
from tests.inside import records

SCENARIOS = {
    "two classes": Scenario(dataset_knobs=(("rows", 160),), folds=3),
    "ten classes": Scenario(dataset="digits", dataset_knobs=(("rows", 300),), folds=3),
    "seeing the features": Scenario(
        dataset="penguins",  # numbers and categories
        folds=3,
        combiner_knobs=tuple(
            (key, (("passthrough", True),))
            for key in ("stacking_boosting", "stacking_logistic", "stacking_neighbours")
        ),
    ),
}


@pytest.fixture(scope="module", params=SCENARIOS.values(), ids=SCENARIOS.keys())
def case(request):
    """The first repeat of an experiment, and an opened fold of it."""
    experiment = prepare(replace(request.param, methods=rules()))
    repeat = experiment.run(0)
    return repeat, open_row_fold(experiment, repeat, 1, rules())


def asked(opened, key):
    """A second model and a few rows of the opened fold."""
    rows = opened.fold.test[:: len(opened.fold.test) // 3]
    return [Answered(opened, int(row), key, opened.fold.rules[key]) for row in rows]


@pytest.mark.parametrize("key", rules())
def test_the_score_written_out_is_what_the_fitted_object_says(case, key):
    repeat, opened = case
    position = [method.key for method in repeat.methods].index(key)
    for answered in asked(opened, key):
        written = write_out(answered.rule, answered)
        np.testing.assert_allclose(written.proba, answered.proba, atol=1e-9)
        np.testing.assert_allclose(written.proba, repeat.P[position, answered.row], atol=1e-9)
        assert written.lines
        assert all("nan" not in line for line in written.lines)


@pytest.mark.parametrize("key", ["stacking_logistic", "stacking_nonnegative"])
def test_the_terms_add_up_to_the_score(case, key):
    """Through their own arithmetic: the terms of the winner against the fitted object."""
    answered = asked(case[1], key)[0]
    rule, answer = answered.rule, answered.proba
    total = write_out(rule, answered).terms["Value × weight"].sum()
    if key == "stacking_nonnegative":
        assert total == pytest.approx(answer.max(), abs=1e-9)
    elif len(answer) == 2:
        assert total == pytest.approx(np.log(answer[1] / answer[0]), abs=1e-9)
    else:  # softmax leaves a constant open; the fitted object knows it
        table = rule.table(answered.said[None], answered.features)
        scores = rule.learner_.decision_function(table)[0]
        assert total == pytest.approx(scores.max(), abs=1e-9)


def test_a_second_model_without_a_sum_says_so(case):
    class Oracle(BaseCombiner):
        def predict_proba(self, P, X=None):
            return np.tile([0.2, 0.8], (len(P), 1))

    opened = case[1]
    answered = Answered(opened, int(opened.fold.test[0]), "stacking_logistic", Oracle())
    written = write_out(answered.rule, answered)
    assert (written.lines, written.terms) == ((), None)
    assert list(written.proba) == [0.2, 0.8]
    assert weighed(answered, None) is None


def test_weights_are_those_of_the_fitted_objects(case):
    opened = case[1]
    names = opened.names
    rule = opened.fold.rules["stacking_nonnegative"]
    assert np.array_equal(weights_of(rule, names, 0), rule.weights_)
    rule = opened.fold.rules["stacking_logistic"]
    found = weights_of(rule, names, 0)
    own = meta_names(names.models, names.classes)
    assert list(found.index)[: len(own)] == own
    if not rule.passthrough:
        assert np.array_equal(found, rule.learner_.coef_[0])
    shares = share_by_model(found, names)
    assert list(shares.index)[: len(names.models)] == list(names.models)
    assert shares.sum() == pytest.approx(1)


@pytest.mark.parametrize(("n_splits", "held_back"), [(3, 0), (5, 2), (5, 4)])
def test_no_round_answers_about_rows_it_learned_from(n_splits, held_back):
    order, fits = rounds(np.arange(n_splits), held_back)
    assert sorted(order) == list(range(n_splits))
    assert order[-1] == held_back
    assert len(fits) == n_splits
    *inner, last = fits.values()
    for roles in inner:
        assert roles[-1] == ASIDE
        assert roles.count(ANSWERS) == 1
        assert roles.count(LEARNS) == n_splits - 2
    asked = {roles.index(ANSWERS) for roles in inner}
    assert asked == set(range(n_splits - 1))  # every training fold is answered about once
    assert last == (*[LEARNS] * (n_splits - 1), ANSWERS)


def test_in_time_order_no_round_learns_from_what_comes_later():
    folds = np.array([3, 0, 1, 2, -2, -1])
    order, fits = rounds(folds, 2)
    assert order == [-2, -1, 0, 1, 2]
    for roles in fits.values():
        answered = roles.index(ANSWERS)
        assert set(roles[:answered]) == {LEARNS}
        assert set(roles[answered + 1 :]) <= {ASIDE}
    assert [roles.index(ANSWERS) for roles in fits.values()] == [1, 2, 3, 4]


def test_the_fold_diagram_is_drawn_from_the_folds():
    answered = dict(records.folds())["4 folds"]
    figure, folds = FOLDS.draw(answered), answered.opened.folds
    bars = {trace.name: trace for trace in figure.data if trace.type == "bar"}
    sizes = np.bincount(folds)
    assert set(bars) == {LEARNS, ANSWERS, ASIDE}
    assert np.sum(bars[ANSWERS].x) == len(folds)  # each row is answered about exactly once
    assert np.sum(bars[ASIDE].x) == 3 * sizes[folds[17]]
    (line,) = figure.layout.shapes
    start = len(folds) - sizes[folds[17]]
    assert start < line.x0 < len(folds)  # the chosen row lies in the fold held back
    table = FOLDS.table(answered)
    assert table.shape == (4, 5)
    assert list(table.iloc[-1, 1:]) == [LEARNS, LEARNS, LEARNS, ANSWERS]


def test_the_table_holds_what_the_second_model_reads(case):
    repeat, opened = case
    answered = asked(opened, "stacking_logistic")[0]
    frame = meta_table(answered)
    assert list(frame["Row"])[-1] == answered.row
    assert set(frame["Row"][:-1]) <= set(opened.fold.train)
    assert list(frame["Fold"]) == list(repeat.folds[frame["Row"]] + 1)
    values = frame[meta_names(opened.names.models, opened.names.classes)].to_numpy()
    answers_only = type(answered.rule)(passthrough=False)
    np.testing.assert_allclose(values[-1], answers_only.table(answered.said[None])[0])
    np.testing.assert_allclose(
        values[-1], meta_features(repeat.P_members[[answered.row], : len(opened.names.models)])[0]
    )


def test_half_of_the_sample_is_disputed():
    agreed = np.tile([[0.9, 0.1], [0.8, 0.2]], (50, 1, 1))
    disputed = np.tile([[0.9, 0.1], [0.2, 0.8]], (50, 1, 1))
    some = sample_rows(np.concatenate([agreed, disputed]), np.zeros(100, int))
    assert len(set(some)) == 8
    assert (some >= 50).sum() >= 4


@pytest.fixture(scope="module")
def leaks():
    """A tree that learns its rows by heart beside a modest model, on noisy data."""
    scenario = Scenario(
        dataset_knobs=(("flip", 25), ("rows", 400)),
        members=(Member("logistic_regression"), Member("decision_tree", (("max_depth", 20),))),
        folds=4,
        methods=("soft_vote",),  # so that the honest stack must be fitted as well
    )
    experiment = prepare(scenario)
    repeat = experiment.run(0)
    return experiment, repeat, leak(experiment, repeat, "accuracy")


@pytest.mark.parametrize("key", rules())
def test_the_leaky_report_is_far_above_the_truth(leaks, key):
    found = leaks[2][key]
    assert found.claimed.mean() > 0.95
    assert found.claimed.mean() > found.found.mean() + 0.15
    assert found.honest.mean() >= found.found.mean()


def test_the_tree_gets_the_weight_when_answers_leak(leaks):
    experiment, repeat, found = leaks
    opened = open_row_fold(experiment, repeat, 0, rules())
    names = opened.names
    leaky = found["stacking_nonnegative"].rules[opened.number]
    honest = opened.fold.rules["stacking_nonnegative"]
    assert leaky.weights_[1] > 0.99
    assert honest.weights_[1] < 0.7
    logistic = found["stacking_logistic"].rules[opened.number]
    assert share_by_model(weights_of(logistic, names, 1), names).iloc[1] > 0.7


def test_honest_scores_are_those_of_the_engine(leaks):
    """Whether the engine has compared the stack already or it must be fitted here."""
    experiment, _, found = leaks
    scenario = replace(experiment.scenario, methods=rules())
    compared = prepare(scenario).run(0)
    position = [method.key for method in compared.methods].index("stacking_logistic")
    expected = compared.scores["accuracy"][position]
    np.testing.assert_allclose(found["stacking_logistic"].honest, expected, atol=1e-12)


def test_a_calibrated_stack_is_not_held_against_a_leaky_one_that_is_not():
    scenario = Scenario(
        dataset_knobs=(("flip", 25), ("rows", 100)),
        members=(Member("logistic_regression"), Member("decision_tree")),
        methods=("stacking_nonnegative",),
        metric="log_loss",
        folds=3,
    )
    bare, calibrated = (prepare(replace(scenario, calibrate=on)) for on in (False, True))
    found = leak(calibrated, calibrated.run(0), "log_loss")
    expected = bare.run(0).scores["log_loss"][-1]
    np.testing.assert_allclose(found["stacking_nonnegative"].honest, expected, atol=1e-12)


SCORES = [  # what is said, of the leaky one on rows held back, and of the honest one
    ("the leak cost", [0.6, 0.62, 0.6, 0.61], [0.8, 0.81, 0.82, 0.8]),
    ("could be chance", [0.79, 0.62, 0.88, 0.61], [0.7, 0.81, 0.72, 0.8]),
    ("better on held-back rows as well", [0.9, 0.91, 0.92, 0.9], [0.6, 0.62, 0.6, 0.61]),
]


@pytest.mark.parametrize(("says", "found", "honest"), SCORES)
def test_the_sentence_follows_the_scores(says, found, honest):
    words = LEAK.words(records.leak_of([0.99, 1, 1, 0.99], found, honest))
    assert says in words
    assert "reports 99.5 %" in words
    assert f"the honest one reaches {100 * np.mean(honest):.1f} %" in words


def test_what_is_drawn_of_a_second_model_is_in_its_table():
    """Its own test because nothing can be pointed at there."""
    judged = dict(records.leaks())["cost, accuracy"]
    (marks,), frame = LEAK.draw(judged).data, LEAK.table(judged)
    means = [100 * each.mean() for each in (judged.leak.claimed, judged.leak.found)]
    np.testing.assert_allclose(frame["Mean"][:2], means)
    np.testing.assert_allclose(marks.x, frame["Mean"])
    assert (frame["High"] <= 100).all()
    both = dict(records.weights())["both"]
    drawn, table = WEIGHTS.draw(both).data, WEIGHTS.table(both)
    assert [list(each.x) for each in drawn] == [list(table["Honest"]), list(table["Leaky"])]
    assert WEIGHTS.words(both).startswith("The largest weight, 0.70 in size, goes to A: yes. A w")
    assert "shifts weight to B: yes, from 22 % of all weight to 90 %" in WEIGHTS.words(both)
