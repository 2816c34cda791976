"""What was computed is kept once for everybody, beside the question it belongs to."""

import time
from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from lib.engine.progress import silent
from lib.scenario.record import DEFAULT
from lib.ui import cache as caching
from lib.ui.cache import Cache
from lib.ui.memory import MB
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


# ---------------------------------------------------------------- bounded in bytes

OTHERS = [replace(DEFAULT, seed=seed) for seed in range(1, 25)]


def large(megabytes, name=""):
    return np.ones((megabytes * MB) // 8)


@dataclass(eq=False)
class Growing:
    parts: list = field(default_factory=list)


def growing():
    return Growing()


def asked(cache, question, *wanted):
    return cache.once(question, silent, *wanted)


def test_the_question_nobody_asked_for_longest_gives_way_with_all_beside_it():
    cache = Cache(most=20 * MB)
    for question in OTHERS:
        asked(cache, question, large, 2, "dear")
        asked(cache, question, nothing)
        assert cache.has(OTHERS[0], large, 2, "dear")  # it is asked for again and again
        assert cache.size <= 20 * MB
    kept = [question for question in OTHERS if cache.has(question, nothing)]
    assert kept == [OTHERS[0], *OTHERS[-8:]]
    assert [cache.has(question, large, 2, "dear") for question in kept] == [True] * 9


def test_pinned_questions_count_and_give_way_when_nothing_else_is_left():
    cache = Cache(most=20 * MB, pinned={DEFAULT})
    asked(cache, DEFAULT, large, 5)
    for question in OTHERS:
        asked(cache, question, large, 4)
        assert cache.size <= 20 * MB
    assert [q for q in (DEFAULT, *OTHERS) if cache.has(q, large, 4)] == OTHERS[-3:]
    assert cache.has(DEFAULT, large, 5)
    asked(cache, OTHERS[0], large, 19)
    assert not cache.has(DEFAULT, large, 5)


def test_a_value_that_is_too_large_is_given_but_not_kept():
    cache = Cache(most=20 * MB, most_each=5 * MB)
    asked(cache, DEFAULT, growing)
    for _ in range(2):
        assert len(asked(cache, DEFAULT, large, 6)) == 6 * MB // 8
    assert not cache.has(DEFAULT, large, 6)
    assert cache.has(DEFAULT, growing)
    assert cache.size < MB


def test_one_question_keeps_what_it_rests_on_and_the_values_last_asked_for():
    cache = Cache(most=100 * MB, most_each=8 * MB)
    asked(cache, DEFAULT, growing)
    for number in range(50):
        asked(cache, DEFAULT, large, 1, number)
        assert cache.has(DEFAULT, large, 1, number)
        assert cache.size <= 8 * MB
    assert cache.has(DEFAULT, growing)
    assert not cache.has(DEFAULT, large, 1, 0)


def test_what_grows_is_measured_again_and_comes_back_when_it_had_to_give_way():
    cache = Cache(most=20 * MB)
    grown = asked(cache, DEFAULT, growing)
    asked(cache, OTHERS[0], large, 15)
    for _ in range(6):
        grown.parts.append(large(1))
        cache.keep(DEFAULT, grown, growing)
        assert cache.size <= 20 * MB
    assert not cache.has(OTHERS[0], large, 15)
    assert 6 * MB <= cache.size < 7 * MB
    asked(cache, OTHERS[1], large, 18)
    assert not cache.has(DEFAULT, growing)
    grown.parts.append(large(1))
    cache.keep(DEFAULT, grown, growing)
    assert asked(cache, DEFAULT, growing) is grown


def test_both_caches_share_one_budget(monkeypatch):
    monkeypatch.setattr(caching, "budget", lambda: 80 * MB)
    server, side = (make.__wrapped__() for make in (caching.server_cache, caching.side_cache))
    asked(server, DEFAULT.question, large, 7)
    for question in OTHERS[:12]:
        asked(server, question, large, 7)
        asked(side, question, large, 7)
    assert server.has(DEFAULT.question, large, 7)
    assert 65 * MB < server.size + side.size <= 80 * MB
    assert server.size > 3 * side.size
