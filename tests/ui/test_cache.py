"""What was computed is kept once for everybody, beside the question it belongs to."""

import time
from dataclasses import replace

import pytest

from lib.engine.progress import silent
from lib.scenario.record import DEFAULT
from lib.ui.cache import MOST_QUESTIONS, MOST_VALUES, Cache
from tests.ui.test_passes import ToldToStopError, at_once

CALLS = []


def doubled(number):
    CALLS.append(number)
    time.sleep(0.01)
    return 2 * number


def nothing():
    CALLS.append(None)


def told(progress):
    progress(0.5, "half")
    time.sleep(0.3)


def fails(is_told=True):
    CALLS.append("failed")
    raise ToldToStopError


@pytest.fixture(autouse=True)
def calls():
    CALLS.clear()


def test_a_value_is_computed_once_for_many_who_ask_at_the_same_time():
    cache = Cache()
    assert at_once(*[lambda: cache.once(DEFAULT, silent, doubled, 21)] * 5) == [42] * 5
    assert CALLS == [21]


def test_other_arguments_and_other_questions_are_other_values():
    cache = Cache()
    for question in (DEFAULT, replace(DEFAULT, seed=1)):
        for number in (1, 2, 1):
            assert cache.once(question, silent, doubled, number) == 2 * number
    assert CALLS == [1, 2, 1, 2]
    assert cache.has(DEFAULT, doubled, 2)
    assert not cache.has(DEFAULT, doubled, 3)
    CALLS.clear()  # nothing is a value too
    assert cache.once(DEFAULT, silent, nothing) is cache.once(DEFAULT, silent, nothing) is None
    assert CALLS == [None]


def test_who_wants_progress_is_given_it():
    said = []
    Cache().once(DEFAULT, lambda share, text: said.append((share, text)), told)
    assert set(said) == {(0.5, "half")}


def test_what_fails_is_not_kept_and_takes_no_place():
    cache = Cache()
    for _ in range(2):
        with pytest.raises(ToldToStopError):
            cache.once(DEFAULT, silent, fails)
    assert CALLS == ["failed", "failed"]
    assert not cache.has(DEFAULT, fails)


def test_a_function_made_on_the_spot_is_no_key():
    with pytest.raises(TypeError, match="new each time"):
        Cache().once(DEFAULT, silent, lambda: 1)


def test_the_last_questions_and_the_last_values_are_kept():
    cache = Cache()
    questions = [replace(DEFAULT, seed=seed) for seed in range(MOST_QUESTIONS + 1)]
    for question in questions:
        cache.once(question, silent, nothing)
        assert cache.has(questions[0], nothing)  # it is asked for again and again
    assert sum(cache.has(question, nothing) for question in questions) == MOST_QUESTIONS
    assert not cache.has(questions[1], nothing)
    last = questions[-1]
    for number in range(MOST_VALUES + 1):
        cache.once(last, silent, doubled, number)
        assert cache.has(last, doubled, 0)
    assert not cache.has(last, nothing)
    assert not cache.has(last, doubled, 1)
