"""Workers, and the line before them: any may die, short work goes first, who leaves frees them."""

import gc
import os
import signal
import subprocess
import sys
import time
import weakref
from concurrent.futures import CancelledError, wait
from functools import partial

import numpy as np
import pytest

from lib.engine import line as lines
from lib.engine.line import SHORT_SECONDS, Line, Ticket, WorkersDiedError
from lib.engine.shared import LEAST_BYTES, Shared
from lib.engine.worker import ROOT, DiedError, Worker
from tests.engine.work import (
    FussyError,
    begun,
    die,
    die_at_first,
    nice_after,
    pid_and_sleep,
    refuse,
    sum_of,
    unspeakable,
    write,
)

DEAR = 10 * SHORT_SECONDS
WORKERS = 2


@pytest.fixture(scope="module")
def line():
    """A line whose workers import next to nothing."""
    made = Line(WORKERS)
    made.open()
    assert made.wait_until_ready()
    yield made
    made.close()


def until(is_so, seconds=30.0):
    """Wait until something is so; how long that took."""
    started = time.monotonic()
    while not is_so():
        assert time.monotonic() - started < seconds, "it never came to be"
        time.sleep(0.02)
    return time.monotonic() - started


def is_running(pid):
    """Whether there is such a process, a dead one that nobody asked about apart."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


# ---------------------------------------------------------------- one worker


@pytest.fixture
def worker():
    one = Worker()
    yield one
    one.close()


def test_a_worker_answers_raises_says_where_and_may_print(worker):
    assert worker.do(os.getpid) == worker.pid != os.getpid()
    assert worker.do(partial(print, "hello")) is None
    with pytest.raises(ValueError, match="not this") as caught:
        worker.do(partial(refuse, "not this"))
    assert "in refuse" in caught.value.__notes__[0]
    with pytest.raises(Exception, match="pickle"):  # what cannot be sent back is told too
        worker.do(unspeakable)
    with pytest.raises(TypeError, match="missing"):  # nor what cannot be made anew from its words
        worker.do(partial(refuse, "", FussyError))
    assert worker.do(partial(abs, -1)) == 1
    assert worker.do(partial(os.getenv, "OMP_NUM_THREADS")) == "1"
    worker.kill()
    with pytest.raises(DiedError):
        worker.do(os.getpid)
    worker.close()
    assert not is_running(worker.pid)


STARTS_ONE = """
import time
from functools import partial
from lib.engine.worker import Worker
worker = Worker()
worker.do(partial(print, ""))
print(worker.pid, flush=True)
worker.do(partial(time.sleep, 60))
"""


def test_a_worker_ends_with_who_started_it_also_in_the_middle_of_work():
    parent = subprocess.Popen([sys.executable, "-c", STARTS_ONE], cwd=ROOT, stdout=subprocess.PIPE)
    pid = int(parent.stdout.readline())
    assert is_running(pid)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert until(lambda: not is_running(pid)) < 5


# ---------------------------------------------------------------- the order


def test_the_turn_of_a_ticket():
    short, long, later = Ticket(1.0, 100.0), Ticket(60.0, 99.0), Ticket(1.0, 101.0)
    much_later = Ticket(1.0, 170.0)
    order = [short, later, long, much_later]
    assert sorted([much_later, long, later, short], key=lambda ticket: ticket.turn) == order
    assert short.is_short
    assert not long.is_short
    short.used = 2 * SHORT_SECONDS  # it was thought to be short
    assert not short.is_short
    assert short.turn > later.turn
    finer = Ticket(1.0, 100.0, patience=60.0)  # it has a first answer, so first answers come first
    assert later.turn < finer.turn < much_later.turn


def test_work_waits_for_its_turn_and_knows_how_many_are_ahead(line, tmp_path):
    now = time.monotonic()
    pids = tmp_path / "pids"
    busy = [line.submit(partial(pid_and_sleep, pids, 1), Ticket(3.0, now)) for _ in range(WORKERS)]
    until(lambda: len(begun(pids)) == WORKERS)
    first, second, third = Ticket(2.0, now), Ticket(5.0, now), Ticket(9.0, now)
    file = tmp_path / "order"
    tasks = [
        line.submit(partial(write, file, name), ticket)
        for name, ticket in (("c", third), ("b", second), ("a", first), ("a", first))
    ]
    assert [line.ahead(ticket) for ticket in (first, third)] == [2, 4]
    assert line.ahead(Ticket()) == 0  # it asks for nothing yet
    assert not wait([*busy, *tasks], 10).not_done
    assert file.read_text()[0] == "a"
    assert line.ahead(first) == 0


def test_a_short_question_does_not_wait_for_dear_ones(line):
    dear = [line.submit(partial(time.sleep, 30), ticket) for ticket in [Ticket(DEAR)] * 6]
    started_at = time.monotonic()
    quick = Ticket(0.5)
    found = [line.submit(partial(abs, -n), quick) for n in range(5)]
    assert [each.result(timeout=40) for each in found] == list(range(5))
    niceness = line.submit(partial(os.nice, 0), quick).result(timeout=40)
    assert time.monotonic() - started_at < 15
    assert not any(each.done() for each in dear)
    line.drop(dear)
    slow = line.submit(partial(os.nice, 0), Ticket(DEAR)).result(timeout=40)
    assert slow >= min(19, niceness + lines.NICENESS)


def test_a_question_that_turns_out_to_be_dear_leaves_the_quick_lane(line, monkeypatch):
    monkeypatch.setattr(lines, "SHORT_SECONDS", 0.1)
    ticket = Ticket(0.0)
    tasks = [line.submit(partial(nice_after, 0.2), ticket) for _ in range(8)]
    found = [task.result(timeout=40) for task in tasks]
    assert max(found) > min(found)


# ---------------------------------------------------------------- leaving


def test_who_leaves_frees_the_workers_and_drops_what_waits(line, tmp_path):
    mine, other = Ticket(), Ticket()
    file = tmp_path / "pids"
    tasks = [line.submit(partial(pid_and_sleep, file, 60), mine) for _ in range(5)]
    until(lambda: len(begun(file)) == WORKERS)
    waits = line.submit(partial(abs, -3), other)
    pids = begun(file)
    line.cancel(mine)
    for task in tasks:
        with pytest.raises(CancelledError):
            task.result(timeout=1)
    assert until(lambda: not any(map(is_running, pids))) < 3
    assert waits.result(timeout=40) == 3
    assert begun(file) == pids  # nothing of it was begun after
    with pytest.raises(CancelledError):
        line.submit(partial(abs, 1), mine).result(timeout=1)


def test_what_ends_soon_costs_no_worker(line, tmp_path):
    ticket, file = Ticket(), tmp_path / "pids"
    line.submit(partial(pid_and_sleep, file, 0.3), ticket)
    until(lambda: begun(file))
    (pid,) = begun(file)
    line.cancel(ticket)
    time.sleep(lines.GRACE_SECONDS + 0.3)
    assert is_running(pid)


# ---------------------------------------------------------------- dying


def test_a_worker_killed_in_the_middle_is_replaced_and_its_work_is_done(line, tmp_path):
    begun = time.monotonic()
    first = line.submit(partial(die_at_first, tmp_path / "died"), Ticket())
    others = [line.submit(partial(abs, -n), Ticket()) for n in range(4)]
    assert first.result(timeout=40) == "answered"
    assert [each.result(timeout=40) for each in others] == list(range(4))
    assert line.wait_until_ready()
    assert time.monotonic() - begun < 10


def test_when_all_workers_are_killed_at_once_their_work_is_done(line, tmp_path):
    for _ in range(3):
        assert line.wait_until_ready()
        file = tmp_path / "pids"
        task = line.submit(partial(pid_and_sleep, file, 0.4), Ticket())
        until(lambda file=file: begun(file))
        for pid in line.pids:
            os.kill(pid, signal.SIGKILL)
        assert task.result(timeout=40)
        file.unlink()


def test_work_that_kills_twice_ends_in_a_sentence_and_the_rest_goes_on(line):
    with pytest.raises(WorkersDiedError, match="memory"):
        line.submit(die, Ticket()).result(timeout=40)
    assert line.can_answer(30)
    assert line.wait_until_ready()


def test_a_worker_killed_while_idle_is_missed(line):
    pid = line.submit(os.getpid, Ticket()).result(timeout=40)
    os.kill(pid, signal.SIGKILL)
    assert line.submit(os.getpid, Ticket()).result(timeout=40) != pid
    assert line.wait_until_ready()


def no_room(*asked):
    raise OSError("no room for another process")


def broken(*asked):
    return Worker(("lib.there_is_no_such_thing",))


@pytest.mark.parametrize("worker", [no_room, broken])
def test_a_line_whose_workers_cannot_start_says_so_until_they_can(monkeypatch, worker):
    own = Line(1)
    try:
        with monkeypatch.context() as patch:
            patch.setattr(lines, "Worker", worker)
            own.open()
            assert not own.wait_until_ready(0.5)
            assert not own.can_answer(2)
            with pytest.raises(WorkersDiedError):
                own.submit(os.getpid, Ticket()).result(timeout=40)
        assert own.wait_until_ready()
        assert own.can_answer(30)
    finally:
        own.close()


def test_a_closed_line_leaves_no_process_and_no_one_waiting(tmp_path):
    own, file = Line(1), tmp_path / "pids"
    tasks = [own.submit(partial(pid_and_sleep, file, 60), Ticket()) for _ in range(3)]
    until(lambda: begun(file))
    own.close()
    assert not is_running(begun(file)[0])
    for task in [*tasks, own.submit(os.getpid, Ticket())]:
        with pytest.raises(CancelledError):
            task.result(timeout=1)
    assert not own.can_answer(0.1)


def test_nobody_holds_what_a_question_was_about_once_it_is_answered(line):
    shared = Shared(np.zeros(LEAST_BYTES))
    watched = weakref.ref(shared)
    assert line.submit(partial(sum_of, shared), Ticket()).result() == 0
    del shared
    until(lambda: gc.collect() >= 0 and watched() is None)
