"""A lesson asks a question, and what it tells the visitor to notice is really there."""

import re
from dataclasses import replace

import numpy as np
import pytest

from lib import datasets, lessons
from lib.base_models import entries as base_models
from lib.scenario.experiment import prepare
from lib.scenario.link import from_query, to_query
from lib.scenario.loading import load_dataset
from lib.scenario.record import in_order
from tests.synthetic import fitted

FUSED = ("best_source", "early_fusion", "late_mean", "log_linear_pool")
METHODS = in_order([*FUSED, "soft_vote", "majority_vote", "stacking_logistic"])
STEPS = [step for lesson in lessons.entries().values() for step in lesson.steps]


@pytest.mark.parametrize("key", lessons.entries())
def test_a_lesson_asks_for_what_there_is_and_each_step_says_where_to_look(key):
    lesson = lessons.entries()[key]
    assert len(lesson.title) <= 30
    assert lesson.question.endswith("?")
    assert lesson.steps
    for words in [words for step in lesson.steps for words in (step.text, step.notice)]:
        assert words.endswith(".")
        years = re.sub(r"\b1[6-9]\d\d\b|\b20\d\d\b", "", words)
        assert not re.search(r"\d", years)  # numbers are measured when somebody looks
    for scenario in [step.scenario for step in lesson.steps]:
        controls = datasets.entries()[scenario.dataset].controls
        assert set(dict(scenario.dataset_knobs)) <= set(controls)
        for member in scenario.members:
            assert set(dict(member.knobs)) <= set(base_models()[member.model].controls)
            assert member.view in {"", *load_dataset(scenario).views}
        assert len(prepare(scenario).members) >= 2
        assert from_query(to_query(scenario)) == (scenario, ())


def test_no_two_steps_show_the_same_and_each_is_found_with_the_one_that_follows():
    assert len({(step.scenario.question, step.scenario.right) for step in STEPS}) == len(STEPS)
    for lesson in lessons.entries().values():
        found = [lessons.on_screen(step.scenario) for step in lesson.steps]
        assert found == list(zip(lesson.steps, [*lesson.steps[1:], None], strict=True))


def measured(key, step=0):
    """The score of each method in one pass over a step's own scenario."""
    scenario = replace(lessons.entries()[key].steps[step].scenario, methods=METHODS)
    results = fitted(scenario).results
    means = 100 * results.means(scenario.metric)
    return {key: means[at] for key, at in results.positions.items()}


def members(scores):
    return np.array([score for key, score in scores.items() if key.startswith("model")])


def test_averaging_calms_noise_until_one_model_suits_the_data():
    scores = measured("calm_the_noise")
    assert scores["soft_vote"] > scores["best_single"] + 1
    scores = measured("a_stronger_model")
    assert scores["soft_vote"] < scores["best_single"]


def test_nothing_is_gained_where_all_say_the_same():
    scores = measured("nothing_to_gain")
    assert abs(scores["soft_vote"] - scores["best_single"]) < 1
    assert np.ptp(members(scores)) < 2


def test_the_expert_is_outvoted_by_a_majority_and_heard_by_stacking():
    scores = measured("outvoted_expert")
    assert scores["majority_vote"] < members(scores).max() - 5
    assert scores["stacking_logistic"] > scores["majority_vote"] + 10


def test_one_sensor_says_nothing_and_both_together_all():
    scores = measured("two_sensors")
    assert max(scores[key] for key in ("best_source", "late_mean", "log_linear_pool")) < 60
    assert min(scores[key] for key in ("early_fusion", "soft_vote", "stacking_logistic")) > 85
    assert members(scores).min() > 85


def test_two_specialists_beat_one_model_on_everything():
    scores = measured("each_its_own_learner")
    assert scores["log_linear_pool"] > scores["early_fusion"] + 1
    assert scores["log_linear_pool"] > scores["best_source"] + 1


def test_six_looks_know_more_than_one():
    scores = measured("six_views")
    assert min(scores["log_linear_pool"], scores["early_fusion"]) > scores["best_source"] + 0.5


def test_a_jury_is_better_than_its_judges():
    scores = measured("weak_judges")
    assert scores["majority_vote"] > members(scores).max()
    assert scores["majority_vote"] > members(scores).mean() + 5
