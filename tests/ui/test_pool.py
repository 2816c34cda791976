"""The server's pool: work is done elsewhere, and who leaves takes only their own tasks along."""

import os
import signal
import threading
import time
from concurrent.futures import CancelledError

import joblib
import numpy as np
import pytest
from joblib import Parallel, delayed

from lib.engine.line import Line, Ticket
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario
from lib.ui import pool as pools
from lib.ui.pool import N_WORKERS, Pool, workers
from tests.ui.test_passes import ToldToStopError

ASKED = Scenario(dataset_knobs=(("rows", 100),), folds=3)


@pytest.fixture(scope="module")
def pool():
    """A pool that is ready, closed after the tests of this file."""
    made = Pool()
    assert not made.is_ready
    made.start()
    assert made.is_ready
    yield made
    made.line.close()


def on(pool):
    return joblib.parallel_config("server_pool", pool=pool, ticket=Ticket())


def test_work_is_done_in_other_processes_and_comes_in_the_order_asked_for(pool):
    with on(pool):
        found = Parallel()(delayed(os.getpid)() for _ in range(8))
        assert os.getpid() not in found
        assert len(set(found)) <= N_WORKERS
        assert Parallel()(delayed(pow)(n, 2) for n in range(50)) == [n**2 for n in range(50)]


def test_numbers_are_the_same_in_the_pool_and_here(pool):
    here = prepare(ASKED).run(0)
    with on(pool):
        there = prepare(ASKED).run(0)
    np.testing.assert_array_equal(here.P, there.P)
    for metric in here.scores:
        np.testing.assert_array_equal(here.scores[metric], there.scores[metric])


def test_an_error_in_a_worker_arrives_and_the_pool_goes_on(pool):
    with on(pool):
        with pytest.raises(ZeroDivisionError):
            Parallel()(delayed(divmod)(1, n) for n in (1, 0, 2))
        assert Parallel()(delayed(abs)(-n) for n in range(5)) == list(range(5))


def leave(share, text):
    if share > 0.1:
        raise ToldToStopError


def test_who_leaves_disturbs_nobody_and_leaves_a_pool_that_works(pool):
    """One run is cancelled again and again while another one must arrive complete."""
    found = []

    def patient():
        with on(pool):
            found.extend(prepare(ASKED).run(repeat).P for repeat in range(2))

    other = threading.Thread(target=patient)
    other.start()
    with on(pool):
        while other.is_alive():
            with pytest.raises(ToldToStopError):
                prepare(ASKED).run(0, leave)
    other.join(timeout=60)
    assert len(found) == 2
    np.testing.assert_array_equal(found[0], prepare(ASKED).run(0).P)


def test_no_task_of_a_cancelled_run_is_still_waiting(pool, monkeypatch):
    tasks = []
    submit = Line.submit
    monkeypatch.setattr(Line, "submit", lambda *work: tasks.append(submit(*work)) or tasks[-1])
    with on(pool), pytest.raises(ToldToStopError):
        prepare(ASKED).run(0, leave)
    assert tasks
    assert all(task.done() for task in tasks)


def test_a_cancelled_ticket_ends_the_run_that_waits_for_it(pool):
    ticket = Ticket()
    threading.Timer(0.5, pool.line.cancel, (ticket,)).start()
    started = time.monotonic()
    with (
        joblib.parallel_config("server_pool", pool=pool, ticket=ticket),
        pytest.raises(CancelledError),
    ):
        Parallel()(delayed(time.sleep)(60) for _ in range(9))
    assert time.monotonic() - started < 5


def test_a_pass_whose_worker_is_killed_is_answered_and_so_is_the_next_question(pool):
    """As if the system had no memory left."""
    killed = threading.Timer(0.2, kill_all, (pool,))
    killed.start()
    with on(pool):
        Parallel()(delayed(time.sleep)(0.2) for _ in range(4))
        begun = time.monotonic()
        there = prepare(ASKED).run(0)
    assert not killed.is_alive()
    assert time.monotonic() - begun < 15
    np.testing.assert_array_equal(there.P, prepare(ASKED).run(0).P)


def kill_all(pool):
    for pid in pool.line.pids:
        os.kill(pid, signal.SIGKILL)


def test_until_the_workers_are_ready_work_is_done_here_and_then_there(pool, monkeypatch):
    class Cold(Pool):
        def warm_up(self):
            """Never ready."""

    monkeypatch.setattr(pools, "server_pool", Cold)
    with workers(Ticket()):
        assert Parallel()(delayed(os.getpid)() for _ in range(2)) == [os.getpid()] * 2
    monkeypatch.setattr(pools, "server_pool", lambda: pool)
    with workers(Ticket()):
        assert os.getpid() not in Parallel()(delayed(os.getpid)() for _ in range(2))
