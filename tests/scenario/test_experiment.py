"""From a scenario to numbers: views dealt, models joined, and every claim of identity true."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from lib import base_models, combiners, datasets
from lib.base_models import Member
from lib.engine.folds import DataError
from lib.scenario.experiment import (
    SEEDS_PER_SCENARIO,
    Experiment,
    arrange_views,
    deal_views,
    fresh_rows,
    load_dataset,
    prepare,
    share_right,
)
from lib.scenario.record import DEFAULT, EVERYTHING, MAX_MEMBERS, ONE_VIEW, SHARED, Scenario

LOGISTIC, BAYES = Member("logistic_regression"), Member("gaussian_naive_bayes")
TREE = Member("decision_tree", (("max_depth", 2),))
QUICK = {"dataset_knobs": (("rows", 100),), "folds": 3, "repeats": 1}


def scenario(dataset="moons", members=(LOGISTIC, BAYES, TREE), **more):
    return Scenario(dataset=dataset, members=tuple(members), **(QUICK | more))


def views_of(asked):
    return [member.view for member in deal_views(asked, load_dataset(asked))]


# ---------------------------------------------------------------- who sees what


SIX = list(load_dataset(scenario("digits_sixviews")).views)
FIRST, SECOND = load_dataset(scenario("xor")).views
OWN_VIEW, FOREIGN = replace(LOGISTIC, view=SECOND), replace(LOGISTIC, view="no such sensor")


@pytest.mark.parametrize(
    ("dataset", "members", "sees", "views"),
    [
        ("digits_sixviews", [LOGISTIC, BAYES, TREE], EVERYTHING, ["", "", ""]),
        ("digits_sixviews", [LOGISTIC], ONE_VIEW, SIX),
        ("digits_sixviews", [LOGISTIC, BAYES], ONE_VIEW, SIX),
        ("xor", [LOGISTIC, BAYES, TREE], ONE_VIEW, [FIRST, SECOND, FIRST]),
        ("xor", [OWN_VIEW, BAYES], EVERYTHING, [SECOND, ""]),
        ("xor", [OWN_VIEW, BAYES], ONE_VIEW, [SECOND, SECOND]),
        ("xor", [FOREIGN, BAYES], EVERYTHING, ["", ""]),
        ("xor", [FOREIGN, BAYES], ONE_VIEW, [FIRST, SECOND]),
        ("xor", [], ONE_VIEW, []),
    ],
)
def test_models_and_views_take_turns_unless_a_model_has_its_own(dataset, members, sees, views):
    asked = scenario(dataset, members, sees=sees)
    dealt = [replace(m, view=v) for m, v in zip(members * 6, views, strict=False)]
    assert deal_views(asked, load_dataset(asked)) == tuple(dealt)
    assert len(dealt) == len(views)


def test_views_of_ones_own_are_dealt():
    asked = scenario("iris", views=(("long", (0, 2)), ("wide", (1, 3))), sees=ONE_VIEW)
    assert views_of(asked) == ["long", "wide", "long"]
    dataset, own = load_dataset(asked), load_dataset(replace(asked, views=()))
    assert dataset.X is own.X
    assert dataset.views == {"long": (0, 2), "wide": (1, 3)}
    assert set(own.views) == {"sepal", "petal"}
    assert load_dataset(replace(asked, members=(TREE,))) is dataset


def test_views_that_do_not_fit_are_mended_and_it_is_said():
    asked = scenario("moons", views=(("first", (0, 7)), ("second", ())))
    assert load_dataset(asked).views == {"first": (0,), "the rest": (1,)}
    assert len(arrange_views(asked).problems) == 3
    assert arrange_views(scenario("moons")).problems == ()


def test_the_only_view_is_everything():
    """One view only: nothing is dealt, and the switch changes no number."""
    asked = scenario("moons", [LOGISTIC, replace(TREE, view="all")], views=(("all", (0, 1)),))
    assert views_of(asked) == views_of(replace(asked, sees=ONE_VIEW)) == ["", ""]
    one, all_ = (prepare(replace(asked, sees=sees)).run(0) for sees in (ONE_VIEW, EVERYTHING))
    np.testing.assert_array_equal(one.P, all_.P)


@pytest.mark.parametrize("key", datasets.entries())
def test_on_every_data_set_every_view_and_every_model_gets_a_turn(key):
    asked = Scenario(dataset=key, members=(LOGISTIC, TREE), sees=ONE_VIEW)
    dataset = load_dataset(asked)
    dealt = deal_views(asked, dataset)
    assert len(dealt) == max(2, len(dataset.views))
    assert {member.view for member in dealt} == set(dataset.views)
    assert {member.model for member in dealt} == {LOGISTIC.model, TREE.model}


# ---------------------------------------------------------------- what is compared


def method_of(experiment: Experiment, key):
    (found,) = [c for c in experiment.task.combinations if c.method.key == key]
    return found


def test_early_fusion_gets_versions_that_see_every_view_or_a_model_of_ones_choice():
    asked = scenario("xor", [LOGISTIC, TREE], sees=ONE_VIEW)
    experiment = prepare(asked)
    assert len(experiment.task.members) == 2
    assert len(experiment.task.estimators) == 4  # and a version of each that sees both sensors
    assert method_of(experiment, "early_fusion").inputs == (2, 3)
    assert method_of(experiment, "soft_vote").inputs == (0, 1)
    assert method_of(experiment, "best_single").inputs == (0, 1)
    assert len(prepare(replace(asked, sees=EVERYTHING)).task.estimators) == 2
    tree = (("model", "decision_tree"),)
    chosen = prepare(asked.with_combiner_knobs("early_fusion", tree))
    assert "tree" in chosen.task.titles[method_of(chosen, "early_fusion").inputs[0]].lower()


def test_clones_are_members_of_their_own_with_names_of_their_own():
    experiment = prepare(scenario(members=[TREE, TREE, LOGISTIC]))
    assert len(experiment.task.members) == 3
    assert len(set(experiment.task.titles)) == len(experiment.task.titles)
    assert len({method.short for method in experiment.task.members}) == 3
    assert method_of(experiment, "soft_vote").inputs == (0, 1, 2)
    repeat = experiment.run(0)
    np.testing.assert_array_equal(repeat.P[0], repeat.P[1])


def test_every_combiner_that_is_asked_for_takes_part():
    keys = [candidate.method.key for candidate in prepare(scenario()).task.combinations]
    assert keys == [key for key in combiners.entries() if key in scenario().compared]
    asked = scenario(methods=tuple(combiners.entries()))
    keys = [candidate.method.key for candidate in prepare(asked).task.combinations]
    assert keys == list(combiners.entries())
    # and none is said to be one that takes no part
    task = prepare(scenario("xor", methods=("late_mean", "early_fusion"))).task
    named = {candidate.method.key: candidate.method.same_as for candidate in task.combinations}
    assert named == {"best_single": "", "early_fusion": "best_single", "late_mean": ""}


@pytest.mark.parametrize("metric", SHARED["metric"].options)
def test_who_chooses_by_a_score_follows_the_one_that_decides(metric):
    choosing = {k: c for k, c in combiners.entries().items() if "metric" in c.controls}
    experiment = prepare(scenario(metric=metric, methods=tuple(choosing)))
    for key, entry in choosing.items():
        chosen = method_of(experiment, key)
        merged = experiment.task.estimators[chosen.inputs[0]]
        chooser = merged if entry.merge else chosen.combiner
        assert (chooser.metric == metric) or metric not in entry.controls["metric"].options, key
    assert np.isfinite(experiment.run(0).P).all()


def test_a_score_set_by_hand_is_kept_but_not_for_the_best_single_model():
    asked = scenario(metric="log_loss")
    by_hand = (("metric", "accuracy"),)
    for key in ("greedy_selection", "best_single"):
        asked = replace(asked, combiner_knobs=(*asked.combiner_knobs, (key, by_hand)))
    experiment = prepare(asked)
    assert method_of(experiment, "best_single").combiner.metric == "log_loss"
    assert method_of(experiment, "greedy_selection").combiner.metric == "accuracy"


# ---------------------------------------------------------------- the same again


def test_the_same_scenario_gives_the_same_numbers_whatever_is_shown():
    asked = scenario(members=[LOGISTIC, TREE, Member("random_forest")])
    shown = replace(asked, left="model1", right="soft_vote", rope=3, repeats=5)
    first, again = prepare(asked).run(1), prepare(shown).run(1)
    np.testing.assert_array_equal(first.P, again.P)
    np.testing.assert_array_equal(first.folds, again.folds)
    for metric in first.scores:
        np.testing.assert_array_equal(first.scores[metric], again.scores[metric])


def test_another_seed_gives_other_rows_and_folds_and_so_does_each_repeat():
    first, other = (prepare(scenario(seed=seed)) for seed in (1, 2))
    assert not np.array_equal(first.dataset.X, other.dataset.X)
    folds = [other.folds(0), *[first.folds(repeat) for repeat in range(3)]]
    assert not any(np.array_equal(one, another) for one, another in combinations(folds, 2))
    assert SHARED["repeats"].high <= SEEDS_PER_SCENARIO
    assert (SHARED["seed"].high + 1) * SEEDS_PER_SCENARIO < 2**32


def test_the_data_are_loaded_once_and_cannot_be_changed():
    dataset = load_dataset(scenario())
    assert load_dataset(scenario(members=(TREE,))) is dataset
    with pytest.raises(ValueError, match="read-only"):
        dataset.X[0, 0] = 1.0


# ---------------------------------------------------------------- methods that must be the same

MANY = [LOGISTIC, BAYES, TREE, Member("k_nearest_neighbours")]
WEIGHTS = ("weighted_vote", (("weights", "2-2-2"),))
OWN = (("mixed", (0, 5)), ("more", (1, 2, 3)))
IDENTITIES = {
    "default": replace(DEFAULT, **QUICK),
    "everything": scenario("xor", MANY),
    "one view": scenario("xor", MANY, sees=ONE_VIEW),
    "one view, two models": scenario("xor", [LOGISTIC, TREE], sees=ONE_VIEW),
    "one view, one model": scenario("five_stumps", [TREE], sees=ONE_VIEW),
    "one model": scenario(members=[TREE]),
    "two models": scenario(members=[TREE, LOGISTIC]),
    "clones": scenario(members=[TREE, TREE, TREE]),
    "some see one view": scenario("xor", [replace(LOGISTIC, view="valve A"), TREE]),
    "another score": scenario("circles", MANY, metric="log_loss"),
    "own views": scenario("iris", MANY, views=(("a", (0, 3)), ("b", (1,))), sees=ONE_VIEW),
    "own views, all seen": scenario("iris", MANY, views=(("a", (0, 3)), ("b", (1, 2)))),
    "one view only": scenario("iris", MANY, views=(("a", (0, 1, 2, 3)),), sees=ONE_VIEW),
    "categories": scenario("penguins", views=OWN),
    "categories, one view": scenario("penguins", views=OWN, sees=ONE_VIEW),
    "three classes": scenario("rings", MANY),
    "three classes, one view": scenario("rings", [LOGISTIC, BAYES], sees=ONE_VIEW),
    "equal weights by hand": scenario(members=[LOGISTIC, BAYES, TREE], combiner_knobs=(WEIGHTS,)),
    "unequal weights": scenario(combiner_knobs=(("weighted_vote", (("weights", "3-1-0"),)),)),
    "early fusion by another score": scenario(
        "moons", MANY, combiner_knobs=(("early_fusion", (("metric", "log_loss"),)),)
    ),
    "early fusion of one's choice": scenario(
        "xor", MANY, combiner_knobs=(("early_fusion", (("model", "decision_tree"),)),)
    ),
}


@pytest.mark.parametrize("asked", IDENTITIES.values(), ids=IDENTITIES)
def test_methods_said_to_be_the_same_give_the_same_answers_and_no_other_is(asked):
    task = prepare(replace(asked, methods=tuple(combiners.entries()))).task
    every = [each.method for each in task.combinations]
    assert all((method.same_as != "") == method.reason.endswith(".") for method in every)
    pairs = {method.key: method.same_as for method in every if method.same_as}
    assert pairs["late_mean"] == "soft_vote"
    (reason,) = [method.reason for method in every if method.key == "late_mean"]
    assert "one view" in reason or "all features" in reason
    chosen = tuple(key for key in combiners.entries() if key in {*pairs, *pairs.values()})
    repeat = prepare(replace(asked, methods=chosen)).run(0)
    P = dict(zip([method.key for method in repeat.methods], repeat.P, strict=True))
    for key, other in pairs.items():
        assert key != other
        np.testing.assert_allclose(P[key], P[other], rtol=0, atol=1e-9, err_msg=f"{key} = {other}")


def test_one_model_alone_is_what_every_average_of_it_is():
    repeat = prepare(scenario(members=[TREE])).run(0)
    methods = [method.key for method in repeat.methods]
    for key in ("best_single", "soft_vote", "weighted_vote", "late_mean", "greedy_selection"):
        np.testing.assert_allclose(repeat.P[methods.index(key)], repeat.P[0], atol=1e-9)


# ---------------------------------------------------------------- models that drop out


def test_leaving_models_out_keeps_the_rest_as_it_was():
    experiment = prepare(scenario(members=[LOGISTIC, BAYES, TREE]))
    whole, part = experiment.run(0), experiment.keep([0, 2]).run(0)
    np.testing.assert_array_equal(part.P[:2], whole.P[[0, 2]])
    twice = experiment.keep([1, 2]).keep([1])  # counts from what was left
    assert [method.title for method in twice.task.members] == [experiment.task.titles[2]]
    nobody = experiment.keep([])
    assert nobody.task.members == nobody.task.estimators == ()
    with pytest.raises(DataError):
        nobody.run(0)


def test_no_models_and_too_few_rows_of_a_class_are_said_in_words():
    with pytest.raises(DataError, match="No model is chosen"):
        prepare(scenario(members=()))
    rare = Scenario(
        dataset="pinwheel", dataset_knobs=(("balance", 90), ("rows", 100)), members=(TREE,)
    )
    with pytest.raises(DataError, match="rarest class"):
        prepare(rare).run(0)


# ---------------------------------------------------------------- the truth


def test_fresh_rows_are_other_rows_the_same_for_everybody_and_only_of_drawn_data():
    asked = scenario("moons")
    fresh, again = fresh_rows(asked, 500), fresh_rows(asked, 500)
    np.testing.assert_array_equal(fresh.X, again.X)
    assert len(fresh.y) == 500
    assert not np.isin(fresh.X[:, 0], load_dataset(asked).X[:, 0]).any()
    assert fresh_rows(scenario("iris"), 10) is None
    right = np.eye(2)[fresh.y]
    P = np.stack([right, right[:, ::-1]])
    np.testing.assert_array_equal(share_right(P, fresh), [1.0, 0.0])


@pytest.mark.parametrize("first", range(0, len(base_models.entries()), MAX_MEMBERS - 1))
def test_every_base_model_takes_part_in_a_comparison(first):
    some = [Member(key) for key in base_models.entries()][first : first + MAX_MEMBERS - 1]
    repeat = prepare(scenario("moons", [*some, LOGISTIC])).run(0)
    assert not repeat.failures
    assert len(repeat.methods) == len(some) + 1 + len(scenario().compared)
