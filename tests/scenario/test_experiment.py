"""From a scenario to numbers: views dealt, models joined, and every claim of identity true."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from lib import base_models, combiners, datasets, lessons
from lib.base_models import Member
from lib.datasets import DataError
from lib.engine.results import ONE, SOURCES
from lib.scenario.edits import one_source_each
from lib.scenario.experiment import Experiment, choose_models, fresh_rows, prepare
from lib.scenario.loading import SEEDS_PER_SCENARIO, arrange_views, load_dataset
from lib.scenario.record import ALL, BEST, DEFAULT, MAX_MEMBERS, SHARED, Scenario
from lib.verdict.case import Case
from lib.verdict.cutting import what_shaped_it
from tests.synthetic import apart, fitted

LOGISTIC, BAYES = Member("logistic_regression"), Member("gaussian_naive_bayes")
TREE = Member("decision_tree", (("max_depth", 2),))
QUICK = {"dataset_knobs": (("rows", 100),), "folds": 3, "repeats": 1}


def scenario(dataset="moons", members=(LOGISTIC, BAYES, TREE), **more):
    return Scenario(dataset=dataset, members=tuple(members), **(QUICK | more))


# ---------------------------------------------------------------- who sees what


SIX = list(load_dataset(scenario("digits_sixviews")).views)
FIRST, SECOND = load_dataset(scenario("xor")).views
OWN_VIEW, FOREIGN = replace(LOGISTIC, view=SECOND), replace(LOGISTIC, view="no such sensor")


@pytest.mark.parametrize(
    ("dataset", "members", "views"),
    [
        ("digits_sixviews", [LOGISTIC], SIX),
        ("digits_sixviews", [LOGISTIC, BAYES], SIX),
        ("xor", [LOGISTIC, BAYES, TREE], [FIRST, SECOND, FIRST]),
        ("xor", [OWN_VIEW, BAYES], [SECOND, SECOND]),
        ("iris", [], []),
    ],
)
def test_models_and_sources_take_turns_unless_a_model_has_its_own(dataset, members, views):
    sources = list(load_dataset(scenario(dataset)).views)
    dealt = [replace(m, view=v) for m, v in zip(members * 6, views, strict=False)]
    assert one_source_each(members, sources) == tuple(dealt)
    assert len(dealt) == len(views)
    assert one_source_each(members, sources[:1]) == tuple(members)  # who reads it reads everything


def reads(member, *views):
    return [replace(member, view=view) for view in views]


@pytest.mark.parametrize(
    ("members", "readers", "voters", "sources"),
    [
        ([LOGISTIC, TREE], ALL, [LOGISTIC, TREE], [(FIRST, 2), (SECOND, 2)]),
        ([LOGISTIC, LOGISTIC], BEST, [LOGISTIC, LOGISTIC], [(FIRST, 1), (SECOND, 1)]),
        ([LOGISTIC, TREE], BAYES.model, [LOGISTIC, TREE], [(FIRST, 1), (SECOND, 1)]),
        ([OWN_VIEW, TREE], ALL, [OWN_VIEW, TREE], [(SECOND, 1), (FIRST, 2)]),
        ([FOREIGN, TREE], BEST, [LOGISTIC, TREE], [(FIRST, 2), (SECOND, 2)]),
    ],
)
def test_a_source_is_read_by_who_was_told_to_else_by_the_kinds_asked_for(
    members, readers, voters, sources
):
    asked = scenario("xor", members, readers=readers)
    models = choose_models(asked, load_dataset(asked))
    assert models.voters == tuple(voters)
    assert Counter(member.view for member in models.sources) == dict(sources)
    assert models.chooses == (readers == BEST)
    assert {member.view for member in models.everything} == {""}
    if readers == BAYES.model:
        assert models.sources == (*reads(BAYES, FIRST), *reads(BAYES, SECOND))


def test_views_of_ones_own_are_read():
    asked = scenario("iris", [TREE], views=(("long", (0, 2)), ("wide", (1, 3))))
    dataset, own = load_dataset(asked), load_dataset(replace(asked, views=()))
    assert choose_models(asked, dataset).sources == tuple(reads(TREE, "long", "wide"))
    assert dataset.X is own.X
    assert dataset.views == {"long": (0, 2), "wide": (1, 3)}
    assert set(own.views) == {"sepal", "petal"}
    assert load_dataset(replace(asked, members=(LOGISTIC,))) is dataset


def test_views_that_do_not_fit_are_mended_and_it_is_said():
    asked = scenario("moons", views=(("first", (0, 7)), ("second", ())))
    assert load_dataset(asked).views == {"first": (0,), "the rest": (1,)}
    assert len(arrange_views(asked).problems) == 3
    assert arrange_views(scenario("moons")).problems == ()


def test_the_only_view_is_everything_and_there_is_nothing_to_fuse():
    members = [LOGISTIC, replace(TREE, view="all")]
    every = tuple(combiners.entries())
    asked = scenario("moons", members, views=(("all", (0, 1)),), methods=every)
    experiment = prepare(asked)
    assert [member.view for member in experiment.members] == ["", ""]
    kinds = {each.method.kind for each in experiment.task.combinations}
    assert kinds == {
        entry.kind for entry in combiners.entries().values() if not entry.fuses_sources
    }
    assert all(each.method.way != SOURCES for each in experiment.task.combinations)


STEPS = {step.scenario.question for lesson in lessons.course().values() for step in lesson.steps}
EVERY = [Scenario(key, members=(LOGISTIC, TREE)) for key in datasets.entries()]


@pytest.mark.parametrize("asked", [*sorted(STEPS, key=repr), *EVERY, *map(apart, EVERY)])
def test_family_and_way_follow_from_what_is_combined(asked):
    """On every data set and in every lesson: what is called fusion fuses, and nothing else does."""
    experiment = prepare(replace(asked, methods=tuple(combiners.entries())))
    sources = {voter.view for voter in experiment.models.voters}
    is_apart = len(sources) > 1 and "" not in sources
    for each in experiment.task.combinations:
        method, family = each.method, combiners.entries()[each.method.key].family
        columns = [experiment.models_fitted[position] for position in each.inputs]
        read = {column.view for column in columns if isinstance(column, Member)}
        if family == "ensembling":
            assert method.family == ("fusion" if is_apart else "ensembling")
            assert (len(read) > 1) == (method.way == SOURCES) == is_apart
        assert (method.way == ONE) == (method.family == family == "single")
        assert len(experiment.dataset.views) > 1 or method.way != SOURCES


# ---------------------------------------------------------------- what is compared


def method_of(experiment: Experiment, key):
    (found,) = [c for c in experiment.task.combinations if c.method.has_name(key)]
    return found


def test_the_best_single_model_reads_every_view_whatever_the_voters_read():
    asked = apart(scenario("xor", [LOGISTIC, TREE]))
    experiment = prepare(asked)
    assert len(experiment.task.members) == 4  # the voters, and each kind reading both sensors
    assert method_of(experiment, "soft_vote").inputs == (0, 1)
    assert method_of(experiment, "best_single").inputs == (2, 3)
    assert method_of(experiment, "early_fusion") is method_of(experiment, "best_single")
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


def test_every_combiner_that_is_asked_for_takes_part_once():
    for methods in ((), tuple(combiners.entries())):
        asked = scenario(methods=methods)
        found = [each.method for each in prepare(asked).task.combinations]
        names = [key for m in found for key in (m.key, *[name.key for name in m.also])]
        assert sorted(names) == sorted(asked.compared)


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
FORESTS = [Member(k, (("n_estimators", 10),)) for k in ("random_forest", "extra_trees")]
WEIGHTS = ("weighted_vote", (("weights", "2-2-2"),))
OWN = (("mixed", (0, 5)), ("more", (1, 2, 3)))
IDENTITIES = {
    "default": replace(DEFAULT, **QUICK),
    "everything": scenario("xor", MANY),
    "all read all": scenario("xor", MANY, readers=ALL),
    "one source each": apart(scenario("xor", MANY, readers=ALL)),
    "one source each, the best": apart(scenario("xor", MANY)),
    "one source each, one model": apart(scenario("five_stumps", [TREE])),
    "one model": scenario(members=[TREE]),
    "clones": scenario(members=[TREE, TREE, TREE]),
    "forests": scenario(members=FORESTS),
    "some read one source": scenario("xor", [replace(LOGISTIC, view="valve A"), TREE]),
    "another score": scenario("circles", MANY, metric="log_loss"),
    "own views": scenario("iris", MANY, views=(("a", (0, 3)), ("b", (1, 2)))),
    "one view only": scenario("iris", MANY, views=(("a", (0, 1, 2, 3)),)),
    "categories": scenario("penguins", views=OWN),
    "categories, one source each": apart(scenario("penguins", views=OWN)),
    "three classes": scenario("rings", MANY),
    "equal weights by hand": scenario(combiner_knobs=(WEIGHTS,)),
    "unequal weights": scenario(combiner_knobs=(("weighted_vote", (("weights", "3-1-0"),)),)),
    "early fusion by another score": scenario(
        "moons", MANY, combiner_knobs=(("early_fusion", (("metric", "log_loss"),)),)
    ),
}


@pytest.mark.parametrize("asked", IDENTITIES.values(), ids=IDENTITIES)
def test_a_method_answers_the_same_under_each_of_its_names(asked):
    task = prepare(replace(asked, methods=tuple(combiners.entries()))).task
    named = {each.method.key: each.method.also for each in task.combinations if each.method.also}
    assert all(name.reason.endswith(".") for also in named.values() for name in also)
    others = [name.key for also in named.values() for name in also]
    first, second = (
        fitted(replace(asked, methods=tuple(keys))).results for keys in (named, others)
    )
    for key, also in named.items():
        expected = first.repeats[0].P[first.positions[key]]
        for name in also:
            found = second.repeats[0].P[second.positions[name.key]]
            np.testing.assert_allclose(found, expected, rtol=0, atol=1e-9, err_msg=name.key)


def test_one_model_has_no_vote_but_its_sources_can_be_fused():
    repeat = prepare(scenario("moons", [TREE])).run(0)
    ways = {method.way for method in repeat.methods}
    assert not {"vote", "stack"} & ways
    assert "sources" in ways
    best = [method.key for method in repeat.methods].index("best_single")
    np.testing.assert_array_equal(repeat.P[best], repeat.P[0])


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


def test_no_models_are_said_in_words_and_a_rare_class_stops_nobody():
    with pytest.raises(DataError, match="No model is chosen"):
        prepare(scenario(members=()))
    rare = Scenario(
        dataset="pinwheel", dataset_knobs=(("balance", 90), ("rows", 100)), members=(TREE,)
    )
    experiment = prepare(rare)
    repeat = experiment.run(0)
    assert repeat.folds.max() + 1 == rare.folds
    case = Case(rare, experiment, experiment.results([repeat]))
    assert any("class" in sentence for sentence in what_shaped_it(case))


def test_more_classes_than_can_be_told_apart_are_refused(monkeypatch):
    many = replace(load_dataset(scenario("moons")), class_names=tuple(map(str, range(101))))
    monkeypatch.setattr("lib.scenario.experiment.load_dataset", lambda asked: many)
    with pytest.raises(DataError, match=r"101 classes\. More than 100 cannot be told apart"):
        prepare(scenario("moons"))


# ---------------------------------------------------------------- the truth


def test_fresh_rows_are_other_rows_the_same_for_everybody_and_only_of_drawn_data():
    asked = scenario("moons")
    fresh, again = fresh_rows(asked, 500), fresh_rows(asked, 500)
    np.testing.assert_array_equal(fresh.X, again.X)
    assert len(fresh.y) == 500
    assert not np.isin(fresh.X[:, 0], load_dataset(asked).X[:, 0]).any()
    assert fresh_rows(scenario("iris"), 10) is None


@pytest.mark.parametrize("first", range(0, len(base_models.entries()), MAX_MEMBERS - 1))
def test_every_base_model_takes_part_in_a_comparison(first):
    some = [Member(key) for key in base_models.entries()][first : first + MAX_MEMBERS - 1]
    repeat = prepare(scenario("moons", [*some, LOGISTIC])).run(0)
    assert not repeat.failures
    names = [key for method in repeat.methods for key in (method, *method.also)]
    assert len(names) == len(some) + 1 + len(scenario().compared)
