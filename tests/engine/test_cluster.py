"""A Dask cluster gives the same bits, and who leaves frees it."""

import threading
import time
from concurrent.futures import CancelledError
from dataclasses import replace

import numpy as np
import pytest
from distributed import Client, LocalCluster
from joblib import Parallel, delayed

from lib.engine import cluster
from lib.engine.cluster import NoClusterError, on_cluster
from lib.engine.line import Ticket
from lib.scenario.experiment import prepare
from lib.scenario.record import DEFAULT, Scenario
from lib.ui import pool
from lib.ui.jobs import Jobs

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
ASKED = replace(DEFAULT, dataset_knobs=(("rows", 150),))


@pytest.fixture(scope="module")
def dask():
    """Two workers with a thread each, in processes of their own, that nobody else can reach."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", host="127.0.0.1"
    ) as made:
        yield made
        for client in cluster.clients():
            client.close()


@pytest.fixture
def asks_there(dask, monkeypatch):
    monkeypatch.setenv(cluster.SETTING, dask.scheduler_address)
    return dask


def busy(dask):
    """How many tasks the cluster has, running or waiting."""
    tasks = list(dask.scheduler.tasks.values())
    return sum(task.state in ("processing", "waiting", "queued") for task in tasks)


def until(is_so, seconds=20.0):
    started = time.monotonic()
    while not is_so():
        assert time.monotonic() - started < seconds, "it never came to be"
        time.sleep(0.02)
    return time.monotonic() - started


@pytest.mark.parametrize("asked", [ASKED, Scenario("credit_german", (("rows", 150),), folds=3)])
def test_every_answer_is_the_same_bit_for_bit_and_progress_is_told(dask, asked):
    here, shares = prepare(asked).run(0), []
    with on_cluster(dask.scheduler_address):
        there = prepare(asked).run(0, lambda share, text: shares.append(share))
    np.testing.assert_array_equal(here.P, there.P)
    np.testing.assert_array_equal(here.P_members, there.P_members)
    for metric in here.scores:
        np.testing.assert_array_equal(here.scores[metric], there.scores[metric])
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_one_worker_or_two_are_the_same(dask):
    with on_cluster(dask.scheduler_address):
        two = prepare(ASKED).run(0).P
    with (
        LocalCluster(
            n_workers=1, threads_per_worker=1, dashboard_address=":0", host="127.0.0.1"
        ) as small,
        on_cluster(small.scheduler_address),
    ):
        np.testing.assert_array_equal(prepare(ASKED).run(0).P, two)


def test_folds_are_shipped_and_not_fits_and_the_table_once(dask, monkeypatch):
    """15 sets of folds that are left out, and 5 folds for the combiners: 20 tasks for 60 fits."""
    keys, submit = [], Client.submit
    monkeypatch.setattr(Client, "submit", lambda *a, **k: keys.append(1) or submit(*a, **k))
    experiment = prepare(ASKED)
    with on_cluster(dask.scheduler_address):
        experiment.run(0)
    assert len(keys) == 15 + 5


def test_the_app_computes_there_and_who_leaves_frees_the_cluster(asks_there):
    jobs, started = Jobs(), threading.Event()

    def work(tell):
        started.set()
        return Parallel()(delayed(time.sleep)(0.3) for _ in range(200))

    class LeftError(Exception):
        pass

    def leave(share, text):
        if busy(asks_there) > 2:
            raise LeftError

    with pytest.raises(LeftError):
        jobs.wait_for("a", work, leave)
    assert started.is_set()
    assert until(lambda: busy(asks_there) == 0) < 5
    again = jobs.wait_for("b", lambda tell: Parallel()([delayed(abs)(-3)]), lambda *said: None)
    assert again == [3]


def test_a_cancelled_question_ends_and_another_goes_on(dask):
    mine, found = Ticket(), []

    def other():
        with on_cluster(dask.scheduler_address):
            found.append(prepare(ASKED).run(0).P)

    beside = threading.Thread(target=other)
    beside.start()
    threading.Timer(0.5, pool.cancel, (mine,)).start()
    begun = time.monotonic()
    with pytest.raises(CancelledError), on_cluster(dask.scheduler_address, mine):
        Parallel()(delayed(time.sleep)(0.3) for _ in range(200))
    assert time.monotonic() - begun < 5
    beside.join(timeout=60)
    np.testing.assert_array_equal(found[0], prepare(ASKED).run(0).P)


def test_an_error_there_arrives_here(dask):
    with on_cluster(dask.scheduler_address), pytest.raises(ZeroDivisionError):
        Parallel()(delayed(divmod)(1, n) for n in (1, 0, 2))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://x"])
def test_a_cluster_that_is_not_there_is_said_in_a_sentence(address, monkeypatch):
    monkeypatch.setattr(cluster, "WAIT_SECONDS", 1)
    with pytest.raises(NoClusterError, match="No Dask scheduler answers"), on_cluster(address):
        pass
