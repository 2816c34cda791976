"""Computing apart: once for all who wait, and not at all when nobody does."""

import os
import threading
import time
from functools import partial

import pytest
from joblib import Parallel, delayed

from lib.engine.line import SHORT_SECONDS, Ticket
from lib.engine.progress import silent
from lib.ui import jobs as computing
from lib.ui import pool as pools
from lib.ui.jobs import Job, Jobs
from lib.ui.pool import Pool
from tests.engine.test_line import is_running, until
from tests.engine.work import begun, pid_and_sleep
from tests.ui.test_passes import ToldToStopError, at_once


class Cold(Pool):
    def warm_up(self):
        """Never ready: work is done here."""


@pytest.fixture
def here(monkeypatch):
    cold = Cold()
    monkeypatch.setattr(pools, "server_pool", lambda: cold)


@pytest.fixture(scope="module")
def there():
    pool = Pool()
    pool.start()
    yield pool
    pool.line.close()


def leave_after(seconds):
    end = time.monotonic() + seconds

    def progress(share, text):
        if time.monotonic() > end:
            raise ToldToStopError

    return progress


def test_twenty_who_ask_the_same_have_it_computed_once_in_a_thread_of_its_own(here):
    jobs, threads = Jobs(), []

    def work(tell):
        threads.append(threading.get_ident())
        time.sleep(0.5)
        return 42

    assert at_once(*[lambda: jobs.wait_for("key", work, silent)] * 20) == [42] * 20
    assert len(threads) == 1
    assert threads[0] != threading.get_ident()
    assert jobs.wait_for("key", work, silent) == 42  # nothing is kept here: see Cache
    assert len(threads) == 2


def test_the_work_goes_on_as_long_as_one_waits_and_ends_with_the_last(here):
    jobs, ticks = Jobs(), []

    def work(tell):
        for tick in range(100):
            tell(tick / 100, "ticking")
            ticks.append(tick)
            time.sleep(0.05)

    first, second = at_once(
        lambda: jobs.wait_for("key", work, leave_after(0.2)),
        lambda: jobs.wait_for("key", work, leave_after(0.9)),
    )
    assert isinstance(first, ToldToStopError)
    assert isinstance(second, ToldToStopError)
    reached = len(ticks)
    assert 8 < reached < 60
    assert max(ticks) + 1 == reached  # there was one
    time.sleep(0.3)
    assert len(ticks) <= reached + 1


def test_what_it_raises_all_get(here):
    def work(tell):
        time.sleep(0.2)
        raise ZeroDivisionError

    jobs = Jobs()
    found = at_once(*[lambda: jobs.wait_for("key", work, silent)] * 3)
    assert all(isinstance(one, ZeroDivisionError) for one in found)


def test_progress_is_told_and_what_is_short_says_nothing(here):
    said = []
    tell = lambda share, text: said.append((share, text))  # noqa: E731
    Jobs().wait_for("key", lambda _: time.sleep(0.3), tell)
    assert said == []
    Jobs().wait_for("key", lambda told: told(0.5, "half") or time.sleep(0.3), tell)
    assert set(said) == {(0.5, "half")}
    said.clear()
    Jobs().wait_for("key", lambda _: time.sleep(0.9), tell)
    assert said[0] == (0.0, "getting ready")


def test_the_place_in_line_is_told(there, monkeypatch):
    monkeypatch.setattr(pools, "server_pool", lambda: there)
    busy = [there.line.submit(partial(time.sleep, 1.5), Ticket()) for _ in range(pools.N_WORKERS)]
    time.sleep(0.3)
    said = []
    Jobs().wait_for("key", small_work, lambda share, text: said.append(text), lambda: 1.0)
    assert not any(task.cancelled() for task in busy)
    count = "one question is" if pools.N_WORKERS == 1 else f"{pools.N_WORKERS} questions are"
    assert any(f"{count} ahead of yours" in text for text in said)


def small_work(tell):
    return Parallel()(delayed(abs)(-n) for n in range(2))


def test_the_last_who_leaves_frees_the_workers_within_three_seconds(there, monkeypatch, tmp_path):
    monkeypatch.setattr(pools, "server_pool", lambda: there)
    file = tmp_path / "pids"

    def work(tell):
        return Parallel()(delayed(pid_and_sleep)(file, 60) for _ in range(8))

    def leave(share, text):
        if len(begun(file)) == pools.N_WORKERS:
            raise ToldToStopError

    with pytest.raises(ToldToStopError):
        Jobs().wait_for("key", work, leave)
    pids = begun(file)
    assert pids
    assert os.getpid() not in pids
    assert until(lambda: not any(map(is_running, pids))) < 3
    assert begun(file) == pids
    assert there.line.can_answer(60)


def test_dear_work_leaves_the_quick_lane_to_others(there, monkeypatch, tmp_path):
    monkeypatch.setattr(pools, "server_pool", lambda: there)
    file = tmp_path / "pids"
    dear = [
        Job(
            lambda tell: Parallel()(delayed(pid_and_sleep)(file, 60) for _ in range(8)),
            lambda: 9 * SHORT_SECONDS,
        )
        for _ in range(3)
    ]
    try:
        until(lambda: begun(file), 20)
        started = time.monotonic()
        assert Jobs().wait_for("key", small_work, silent, lambda: 1.0) == [0, 1]
        assert time.monotonic() - started < 15
        assert not any(job.future.done() for job in dear)
    finally:
        for job in dear:
            job.cancel()
    assert until(lambda: all(job.future.done() for job in dear)) < 3


def test_nothing_here_knows_streamlit():
    assert "streamlit" not in vars(computing)
