"""A lesson asks before it tells, no number in it was typed, and what it claims really happens."""

import ast
import re
from dataclasses import replace
from pathlib import Path
from string import Formatter

import numpy as np
import pytest
from scipy.stats import t

from lib import datasets, lessons
from lib.base_models import entries as base_models
from lib.scenario.experiment import prepare
from lib.scenario.link import from_query, to_query
from lib.scenario.loading import load_dataset
from lib.scenario.record import DEFAULT
from lib.ui.lesson_pictures import PICTURES
from lib.ui.visit import Visit
from lib.verdict.case import Case
from lib.verdict.told import FACTS, outcome, tell
from tests.synthetic import case_of, fitted

FOLDER = Path(lessons.__file__).parent
SEEDS = range(5)
every_lesson = pytest.mark.parametrize("key", lessons.entries())


def test_the_course_has_its_lessons_and_the_tour_stands_apart():
    assert len(lessons.course()) >= 12
    tour = lessons.entries()[lessons.TOUR]
    assert next(iter(lessons.entries())) == lessons.TOUR not in lessons.course()
    assert not any(step.guess for step in tour.steps)  # three minutes
    assert lessons.step_at("tour-1") == ("tour", 0)
    assert lessons.step_at(f"tour-{len(tour.steps)}") == ("tour", len(tour.steps) - 1)
    for wrong in ("", "tour", "tour-0", f"tour-{len(tour.steps) + 1}", "abacus-1", "tour-x"):
        assert lessons.step_at(wrong) is None


@every_lesson
def test_a_lesson_says_what_it_is_and_asks_for_what_there_is(key):
    lesson = lessons.entries()[key]
    assert len(lesson.title) <= 30
    assert lesson.question.endswith("?")
    assert lesson.takeaway.endswith(".")
    assert 3 <= len(lesson.steps) <= 7
    assert 2 <= lesson.minutes <= 10
    assert all(re.search(r"\((1[6-9]|20)\d\d\)", source) for source in lesson.sources)
    assert lesson.sources
    assert key == lessons.TOUR or any(step.guess for step in lesson.steps)
    for step in lesson.steps:
        assert step.text.endswith((".", "?"))
        assert step.picture in PICTURES
        if step.guess:
            assert step.guess.question.endswith(("?", " is"))
            assert 2 <= len(step.guess.options) <= 4
            is_compared = getattr(step.guess.truth, "func", None) is outcome
            assert not is_compared or set(step.guess.options) == {"better", "worse", "same"}
        scenario = step.scenario
        assert from_query(to_query(scenario)) == (scenario, ())
        controls = datasets.entries()[scenario.dataset].controls
        assert set(dict(scenario.dataset_knobs)) <= set(controls)
        for member in scenario.members:
            assert set(dict(member.knobs)) <= set(base_models()[member.model].controls)
            assert member.view in {"", *load_dataset(scenario).views}


@every_lesson
def test_a_step_tells_of_methods_that_are_compared_there(key):
    for step in lessons.entries()[key].steps:
        if not isinstance(step.told, str):
            continue
        asked = step.scenario
        voters = [f"model{i + 1}" for i in range(len(asked.members))]
        for _, fact, methods, _ in Formatter().parse(step.told):
            if fact is not None:
                assert fact in FACTS
                assert set(methods.split(",")) <= {"best", "worst", "", *voters, *asked.compared}
        shown = {asked.left, asked.right} - {""}
        assert shown <= {*voters, *asked.compared}


@every_lesson
def test_no_number_is_typed(key):
    """Links and keys apart, which have no sentence in them, and the years of sources."""
    tree = ast.parse((FOLDER / f"{key}.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    quiet = [call for call in calls if getattr(call.func, "id", "") == "asked"]
    quiet += [word.value for call in calls for word in call.keywords if word.arg == "sources"]
    left_out = {id(node) for one in quiet for node in ast.walk(one)}
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) not in left_out and " " in node.value and not re.search("[=@]", node.value)
    ]
    assert len(texts) > 10
    typed = [text for text in texts if re.search(r"\d", re.sub(r"\{[^}]*\}", "", text))]
    assert [text for text in typed if not re.fullmatch(r".* \(?1[6-9]\d\d\)?.*", text)] == []


def test_a_template_is_filled_from_the_case_and_a_wrong_one_is_loud():
    case = case_of()
    said = tell("{score:soft_vote} is it. {name:soft_vote}, {than:soft_vote,best} all.", case)
    assert said.startswith(case.metric.format(case.results.means("accuracy")[3]))
    assert "Soft voting" in said
    assert "better than all" in said
    for wrong in ("{gold:soft_vote}", "{score:abacus}"):
        with pytest.raises(KeyError):
            tell(wrong, case)
    with pytest.raises(ValueError, match="abacus"):
        lessons.asked("data=abacus")


@every_lesson
def test_what_a_lesson_claims_happens_whatever_the_draw(key):
    """The lower end of the 95 % interval of the mean over draws lies above nothing."""
    claim, found = lessons.entries()[key].claim, []
    for seed in SEEDS:
        asked = replace(claim.scenario, seed=seed)
        found.append(claim.happens(PICTURES[claim.picture].record(Visit(asked), fitted(asked))))
    mean, n = np.mean(found), len(found)
    half = t.ppf(0.975, n - 1) * np.std(found, ddof=1) / np.sqrt(n)
    assert mean - half > 0, (claim.sentence, np.round(found, 1))


CHALLENGES = {key: lesson.challenge for key, lesson in lessons.course().items() if lesson.challenge}


def as_asked(scenario):
    """The case with all its passes: what the page judges by."""
    experiment = prepare(scenario)
    passes = [experiment.run(repeat) for repeat in range(scenario.repeats)]
    return Case(scenario, experiment, experiment.results(passes))


def test_there_are_challenges_of_several_kinds_and_one_that_may_be_impossible():
    assert len(CHALLENGES) >= 5
    impossible = [each for each in CHALLENGES.values() if each.solution is None]
    assert len(impossible) == 1
    assert all(each.why_not for each in impossible)


@pytest.mark.parametrize("key", CHALLENGES)
def test_a_challenge_is_open_where_it_starts_and_met_by_its_solution(key):
    challenge = CHALLENGES[key]
    assert challenge.goal.endswith(".")
    for scenario in filter(None, (challenge.start, challenge.solution)):
        assert from_query(to_query(scenario)) == (scenario, ())
    before = challenge.check(as_asked(challenge.start))
    assert not before.is_met
    assert before.told.endswith(".")
    if challenge.solution:
        met = [as_asked(replace(challenge.solution, seed=seed)) for seed in range(3)]
        assert challenge.check(met[0]).is_met
        assert sum(challenge.check(case).is_met for case in met) >= 2


def test_no_honest_search_meets_the_impossible_challenge():
    challenge = CHALLENGES["two_sensors"]
    members = challenge.start.members
    searched = [
        replace(challenge.start, members=tuple(replace(m, model=kind) for m in members), seed=seed)
        for kind in ("decision_tree", "gaussian_naive_bayes", "k_nearest_neighbours")
        for seed in range(3)
    ]
    found = [challenge.check(fitted(each)) for each in searched]
    assert sum(check.is_met for check in found) <= 1  # chance alone would, one time in twenty
    other = replace(challenge.start, dataset="five_stumps", members=DEFAULT.members)
    assert not challenge.check(fitted(other)).is_met  # whatever it scores there
