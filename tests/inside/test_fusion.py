"""The picture of each level: drawn from the scenario, with the engine's own numbers in it."""

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import numpy as np
import pytest

from lib import combiners
from lib.base_models import Member
from lib.drawing.style import CLASS_MARKS
from lib.inside.flow import Flow, Station, all_to_all, draw
from lib.inside.fusion.computing import follow, methods_of, usual_method
from lib.inside.fusion.displays import diagram, table_of_level
from lib.inside.fusion.words import LEVELS, headline
from lib.scenario.experiment import prepare
from lib.scenario.record import ALL, Scenario
from tests.synthetic import apart, fitted

SVG = "{http://www.w3.org/2000/svg}"
METHODS = ("soft_vote", "early_fusion", "late_mean", "majority_vote", "borda", "weighted_vote")
PLAIN = Scenario(
    dataset="iris",
    members=(Member("logistic_regression"), Member("decision_tree")),
    methods=METHODS,
    readers=ALL,
    folds=3,
).question
SCENARIO = apart(PLAIN)


@pytest.fixture(scope="module")
def known():
    case = fitted(SCENARIO)
    return case.experiment, case.results


def boxes(flow, kind):
    return [box for layer in flow.layers for box in layer if box.kind == kind]


FUSED = [key for key, entry in combiners.entries().items() if entry.family != "single"]


def test_every_combiner_has_a_level_and_the_usual_one_is_one_with_numbers():
    assert sorted(key for level in LEVELS for key in methods_of(level)) == sorted(FUSED)
    assert usual_method("score", METHODS) == "late_mean"
    assert usual_method("decision", METHODS) == "majority_vote"
    assert usual_method("structure", METHODS) in methods_of("structure")


@pytest.mark.parametrize("key", FUSED)
def test_every_method_has_a_picture_also_when_it_is_not_compared(known, key):
    experiment, results = known
    followed = follow(experiment, results, key, row=5)
    flow = diagram(followed)
    for (before, after), links in zip(pairwise(flow.layers), flow.links, strict=True):
        assert {a for a, _ in links} == set(range(len(before)))
        assert {b for _, b in links} == set(range(len(after)))
    for width in (330, 620, 940):
        ElementTree.fromstring(draw(flow, width))
    assert (followed.P is not None) == (key in METHODS)
    said = [box.says for layer in flow.layers for box in layer if box.says]
    assert bool(said) == (key in METHODS)


@pytest.mark.parametrize("row", [0, 77, 149])
def test_the_numbers_in_the_boxes_are_those_of_the_engine(known, row):
    experiment, results = known
    repeat = results.repeats[0]
    flow = diagram(follow(experiment, results, "late_mean", row))
    models, (merge,) = boxes(flow, "model"), boxes(flow, "merge")
    for i, model in enumerate(models):
        np.testing.assert_array_equal(model.P, repeat.P_members[row, i])
    np.testing.assert_allclose(merge.P, np.mean([model.P for model in models], axis=0))
    (answer,) = boxes(flow, "answer")
    named = int(np.argmax(merge.P))
    assert answer.says == experiment.dataset.class_names[named]
    assert answer.title.startswith("✓") == (named == results.y[row])


def test_early_fusion_names_the_model_that_answers_in_the_fold_of_the_row(known):
    experiment, results = known
    followed = follow(experiment, results, "early_fusion", row=60)
    flow = diagram(followed)
    (model,) = boxes(flow, "model")
    np.testing.assert_array_equal(followed.columns[followed.chosen][1], followed.P)
    assert model.title in ("Logistic", "Tree")
    assert "4 columns" in boxes(flow, "merge")[0].note
    assert [box.title for box in boxes(flow, "view")] == ["sepal", "petal"]


def test_the_model_that_answers_is_found_when_answers_are_calibrated(known):
    """Calibrating changes every probability of the method and none of the model's own."""
    plain, results = known
    case = fitted(replace(SCENARIO, calibrate=True))
    calibrated, tempered = case.experiment, case.results
    for row in (0, 60, 120):
        chosen = [
            follow(*each, "early_fusion", row).chosen
            for each in ((plain, results), (calibrated, tempered))
        ]
        assert chosen[0] == chosen[1]


def test_one_view_for_each_model_gives_one_line_to_each(known):
    experiment, results = known
    one = diagram(follow(experiment, results, "soft_vote", 0))
    assert one.links[0] == ((0, 0), (1, 1))
    full = diagram(follow(prepare(PLAIN), results, "stacking_logistic", 0))  # only the plan
    assert sorted(full.links[0]) == sorted(all_to_all(2, 2))


def test_decisions_show_classes_and_ranks_show_an_order(known):
    experiment, results = known
    votes = boxes(diagram(follow(experiment, results, "majority_vote", 0)), "model")
    assert all(box.says in experiment.dataset.class_names and not box.P for box in votes)
    ranks = boxes(diagram(follow(experiment, results, "borda", 0)), "model")
    assert all(re.match(r"1\. .+, 2\. .+, 3\. ", box.says) for box in ranks)


def test_models_that_are_merged_away_are_dashed_and_say_nothing(known):
    experiment, results = known
    for key in ("model_soup", "merged_forest", "distilled"):
        flow = diagram(follow(experiment, results, key, 0))
        parts = flow.layers[1]
        assert not any(box.is_kept or box.P for box in parts)
        assert sum(box.is_kept for box in boxes(flow, "model")) == 1
        assert 'stroke-dasharray="4 4"' in draw(flow, 620)


def test_the_headline_follows_the_numbers(known):
    experiment, results = known
    is_right = results.predicted("late_mean") == results.y
    votes = results.repeats[0].P_members[:, : len(results.members)].argmax(axis=2)
    is_alone = (votes == results.y[:, None]).sum(axis=1) == 1
    right, wrong, alone = (int(np.flatnonzero(rows)[0]) for rows in (is_right, ~is_right, is_alone))
    for row, says in (
        (wrong, f"but it is {experiment.dataset.class_names[results.y[wrong]]}"),
        (right, "and is right"),
        (alone, "models is right on its own."),
    ):
        assert says in headline(follow(experiment, results, "late_mean", row))
    assert "not compared" in headline(follow(experiment, results, "distilled", 0))


def test_a_model_that_could_not_be_fitted_is_not_drawn(known):
    """The columns of P are renumbered then; every model must keep its own probabilities."""
    experiment, results = known
    repeat = results.repeats[0]
    keep = [1, *range(2, len(repeat.columns))]
    less = replace(
        repeat,
        columns=tuple(keep),
        P_members=repeat.P_members[:, keep],
        usage=repeat.usage[:, keep],
    )
    fewer = replace(results, repeats=(less,))
    flow = diagram(follow(experiment, fewer, "late_mean", 3))
    (model,) = boxes(flow, "model")
    assert model.title == "Tree"
    np.testing.assert_array_equal(model.P, repeat.P_members[3, 1])


def test_the_table_says_what_is_measured_and_what_is_not(known):
    _, results = known
    frame = table_of_level(results, "score", "accuracy").set_index("Method")
    assert re.fullmatch(r"\d+\.\d %", frame.loc["Soft vote", "Accuracy"])
    assert frame.loc["Stacking, logistic", "Accuracy"] == "not compared"


# ---------------------------------------------------------------- the drawing


def flow_of(n_views=3, n_models=4, title="view"):
    views = tuple(Station(f"{title} {i}", "view", "7 columns") for i in range(n_views))
    model = Station("Model", "model", P=(0.7, 0.2, 0.1), says="red (70 %)", position=0)
    merge, answer = Station("Merge", "merge", "m"), Station("Answer", "answer", says="red")
    layers = (views, (model,) * n_models, (merge,), (replace(answer, position=2),))
    links = (all_to_all(n_views, n_models), all_to_all(n_models, 1), ((0, 0),))
    return Flow("A flow.", "Words & more.", layers, links)


def rectangles(svg):
    """(x, y, right, bottom) of every box."""
    found = [r for r in ElementTree.fromstring(svg).iter(f"{SVG}rect") if r.get("stroke-opacity")]
    corners = np.array([[float(r.get(k)) for k in ("x", "y", "width", "height")] for r in found])
    return np.column_stack([corners[:, :2], corners[:, :2] + corners[:, 2:]])


@pytest.mark.parametrize("width", [330, 620, 940])
@pytest.mark.parametrize(("n_views", "n_models"), [(1, 1), (2, 5), (6, 12)])
def test_boxes_lie_inside_the_picture_and_never_on_each_other(width, n_views, n_models):
    svg = draw(flow_of(n_views, n_models), width)
    _, _, right, bottom = map(float, ElementTree.fromstring(svg).get("viewBox").split())
    found = rectangles(svg)
    assert len(found) == n_views + n_models + 2
    assert found[:, :2].min() >= 0
    assert found[:, 2].max() <= right
    assert found[:, 3].max() <= bottom
    for i, a in enumerate(found):
        for b in found[i + 1 :]:
            assert a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]


def test_a_bar_is_as_long_as_its_probabilities():
    svg = draw(flow_of(), 620)
    bars = [r for r in ElementTree.fromstring(svg).iter(f"{SVG}rect") if r.get("height") == "8"]
    first = [float(bar.get("width")) + 1 for bar in bars[:3]]
    np.testing.assert_allclose(np.array(first) / sum(first), [0.7, 0.2, 0.1], atol=0.02)
    assert [bar.get("fill") for bar in bars[:3]] == [mark.colour for mark in CLASS_MARKS[:3]]


def test_text_from_data_stays_text_and_a_picture_says_in_words_what_it_shows():
    svg = draw(flow_of(title='</text><script>alert("1")</script>\n\n&'), 620)
    tree = ElementTree.fromstring(svg)
    assert not list(tree.iter(f"{SVG}script"))
    assert "<script" not in svg
    assert "\n" not in svg
    assert tree.get("role") == "img"
    assert tree.get("aria-label") == "A flow. Words & more."
    assert tree.find(f"{SVG}title").text == "A flow."
    assert tree.find(f"{SVG}desc").text == "Words & more."


def test_every_class_has_a_mark_of_its_own_shape():
    drawn = set()
    for position in range(len(CLASS_MARKS)):
        box = Station("Answer", "answer", says="it", position=position)
        (mark,) = re.findall(r"<(?:polygon|circle)[^>]*>", draw(Flow("", "", ((box,),), ()), 330))
        drawn.add(re.sub(r' (fill|stroke|stroke-width)="[^"]*"', "", mark))
    assert len(drawn) == len(CLASS_MARKS)
