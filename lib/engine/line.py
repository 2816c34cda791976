"""The line in which questions wait for worker processes.

There are two lanes, each with as many workers as there are cores: one for short questions, and one
for dear ones, whose workers give way to the first lane and to the server itself, so that a short
question never waits behind long fits. It starts when the first dear question is asked.
"""

import os
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError, Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from lib.datasets import DataError
from lib.engine.worker import DiedError, Worker

SHORT_SECONDS = 30.0  # of one worker: a question of so much work takes the quick lane
NICENESS = 10  # of the workers of the other one: the quick lane gets ten times as much of a core
GRACE_SECONDS = 1.5  # what nobody wants may end by itself: a new worker takes longer to start
LOOK_SECONDS = 1.0  # so soon a worker that died idle is missed, and another start tried
SETTLE_SECONDS = 0.2  # what ended one worker may have ended others that are not missed yet
START_SECONDS = 60.0
TRIES = 2
NO_MEMORY = (
    "Computing this was cut short twice, most likely because the server had no memory left for it. "
    "Fewer rows, fewer models or fewer methods need less."
)


class WorkersDiedError(DataError):
    """A question during which the processes that computed it ended."""


@dataclass(eq=False)
class Ticket:
    """The place of one question in the line.

    cost : how long it will take one worker, in seconds, as far as is known. patience : for how many
    seconds others go first, where there is a first answer already. used : processor time it took so
    far; on a busy machine all takes longer, and no question is dearer for that.
    """

    cost: float = 0.0
    arrived: float = field(default_factory=time.monotonic)
    patience: float = 0.0
    used: float = 0.0
    is_cancelled: bool = False

    @property
    def is_short(self) -> bool:
        return max(self.cost, self.used) <= SHORT_SECONDS

    @property
    def turn(self) -> float:
        """The lowest is next: as if each had to be done in as long as it takes one worker. Short
        ones go first, equal ones in the order they came, and nobody is overtaken for ever."""
        return self.arrived + self.patience + max(self.cost, self.used)


@dataclass(eq=False)
class Task:
    """A piece of work. Its future never says that it runs, so that it can always be cancelled."""

    work: Callable[[], Any]
    ticket: Ticket
    future: Future = field(default_factory=Future)
    deaths: int = 0

    def end(self, result: Any = None, problem: BaseException | None = None) -> None:
        """It came to its end; if it was dropped meanwhile, nobody needs to know."""
        with suppress(InvalidStateError):
            if problem is None:
                self.future.set_result(result)
            else:
                self.future.set_exception(problem)


@dataclass(eq=False)
class Lane:
    """Workers of one kind, each with what it is doing. ready : those that ever were."""

    is_short: bool
    workers: dict[Worker, Task | None] = field(default_factory=dict)
    ready: int = 0
    is_open: bool = False


class Line:
    """Workers that start when first wanted, are replaced when they die, and live until `close`.

    n_workers : in each lane. catalogues : see `Worker`.
    """

    def __init__(self, n_workers: int, catalogues: tuple[str, ...] = ()) -> None:
        self._n_workers, self._catalogues = n_workers, catalogues
        self._change = threading.Condition()
        self._lanes = {is_short: Lane(is_short) for is_short in (True, False)}
        self._waiting: list[Task] = []
        self._threads: list[threading.Thread] = []
        self._is_closed = False

    def open(self) -> None:
        """Start the quick lane without waiting for it."""
        with self._change:
            self._open(self._lanes[True])

    def wait_until_ready(self, seconds: float = START_SECONDS) -> bool:
        """Whether all workers of the quick lane are ready, within so many seconds."""
        with self._change:
            return self._change.wait_for(
                lambda: self._lanes[True].ready == self._n_workers, seconds
            )

    def close(self) -> None:
        """End all workers at once, and whatever waits for them. For good."""
        with self._change:
            self._is_closed = True
        self._drop(lambda task: True)
        with self._change:
            for lane in self._lanes.values():
                for worker in lane.workers:
                    worker.kill()
            self._change.notify_all()
        for thread in self._threads:
            thread.join()

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes there are now."""
        with self._change:
            return tuple(worker.pid for lane in self._lanes.values() for worker in lane.workers)

    def submit(self, work: Callable[[], Any], ticket: Ticket) -> Future:
        """Hand work to the workers, as soon as it is its ticket's turn."""
        task = Task(work, ticket)
        with self._change:
            is_wanted = not (self._is_closed or ticket.is_cancelled)
            if is_wanted:
                self._waiting.append(task)
                self._open(self._lanes[ticket.is_short])
                self._change.notify_all()
        if not is_wanted:
            task.future.cancel()
        return task.future

    def cancel(self, ticket: Ticket) -> None:
        """Nobody wants this question any more: see `drop`."""
        ticket.is_cancelled = True
        self._drop(lambda task: task.ticket is ticket)

    def drop(self, futures: Iterable[Future]) -> None:
        """What waits is dropped, and a worker in the middle is ended unless it ends soon."""
        futures = set(futures)
        self._drop(lambda task: task.future in futures)

    def ahead(self, ticket: Ticket) -> int:
        """How many questions come before this one; 0 when it is being worked on."""
        lane = self._lanes[ticket.is_short]
        with self._change:
            running = {task.ticket for task in lane.workers.values() if task}
            rivals = {
                task.ticket for task in self._waiting if task.ticket.is_short == lane.is_short
            }
        if ticket in running or ticket not in rivals:
            return 0
        before = {other for other in rivals if other.turn < ticket.turn}
        return len(before | running)

    def can_answer(self, seconds: float) -> bool:
        """Whether a new question would be answered: whether a trifle is, within so many seconds."""
        future = self.submit(partial(abs, 0), Ticket(arrived=0.0))  # before everything else
        try:
            return future.result(timeout=seconds) == 0
        except (TimeoutError, CancelledError, DataError):
            self.drop([future])
            return False

    def _open(self, lane: Lane) -> None:
        if not (lane.is_open or self._is_closed):
            lane.is_open = True
            for _ in range(self._n_workers):
                thread = threading.Thread(target=self._serve, args=(lane,), daemon=True)
                self._threads.append(thread)
                thread.start()

    def _drop(self, is_meant: Callable[[Task], bool]) -> None:
        with self._change:
            dropped = [task for task in self._waiting if is_meant(task)]
            self._waiting = [task for task in self._waiting if not is_meant(task)]
            for lane in self._lanes.values():
                for worker, task in lane.workers.items():
                    if task and is_meant(task):
                        dropped.append(task)
                        self._end_soon(lane, worker, task)
        for task in dropped:
            task.future.cancel()

    def _end_soon(self, lane: Lane, worker: Worker, task: Task) -> None:
        def end() -> None:
            with self._change:
                if lane.workers.get(worker) is task:
                    worker.kill()

        timer = threading.Timer(GRACE_SECONDS, end)
        timer.daemon = True
        timer.start()

    def _serve(self, lane: Lane) -> None:
        """One thread: a worker, another one whenever it died, and the work."""
        while not self._is_closed:
            worker = self._start_worker(lane)
            if worker is None or not self._is_ready(lane, worker):
                self._fail_to_start(lane)
            else:
                while (task := self._next(lane, worker)) is not None:
                    self._do(lane, worker, task)
                    del task  # so that what it was about is let go while we wait for more
                with self._change:
                    lane.ready -= 1
            if worker is not None:
                with self._change:
                    del lane.workers[worker]
                worker.close()

    def _start_worker(self, lane: Lane) -> Worker | None:
        """None where the system has no room for another process, or the line is closed."""
        with self._change:
            if self._is_closed:
                return None
            try:
                worker = Worker(self._catalogues, 0 if lane.is_short else NICENESS)
            except OSError:
                return None
            lane.workers[worker] = None
            return worker

    def _is_ready(self, lane: Lane, worker: Worker) -> bool:
        """Wait until it has imported what it needs."""
        try:
            worker.do(os.getpid)
        except DiedError:
            return False
        with self._change:
            lane.ready += 1
            self._change.notify_all()
        return True

    def _fail_to_start(self, lane: Lane) -> None:
        """Whoever waits for a lane without workers is told; then we try again."""
        with self._change:
            lost = [] if lane.ready else self._of(lane)
            self._waiting = [task for task in self._waiting if task not in lost]
        for task in lost:
            task.end(problem=WorkersDiedError(NO_MEMORY))
        with self._change:
            self._change.wait_for(lambda: self._is_closed, LOOK_SECONDS)

    def _of(self, lane: Lane) -> list[Task]:
        return [task for task in self._waiting if task.ticket.is_short == lane.is_short]

    def _next(self, lane: Lane, worker: Worker) -> Task | None:
        """The work whose turn it is; None when the worker is gone, or has to go."""
        with self._change:
            while worker.is_alive and not self._is_closed:
                if mine := self._of(lane):
                    task = min(mine, key=lambda each: each.ticket.turn)
                    self._waiting.remove(task)
                    lane.workers[worker] = task
                    return task
                self._change.wait(LOOK_SECONDS)
        return None

    def _do(self, lane: Lane, worker: Worker, task: Task) -> None:
        try:
            tell = partial(task.end, worker.do(task.work))
        except DiedError:
            tell = partial(self._try_again, task)
        except Exception as problem:
            tell = partial(task.end, problem=problem)
        with self._change:
            lane.workers[worker] = None
            task.ticket.used += worker.used
            if any(each.ticket is task.ticket for each in self._waiting):
                self._open(self._lanes[task.ticket.is_short])
        tell()  # without the lock: joblib hands in the next work meanwhile

    def _try_again(self, task: Task) -> None:
        task.deaths += 1
        time.sleep(SETTLE_SECONDS)
        with self._change:
            goes_on = task.deaths < TRIES and not (self._is_closed or task.future.done())
            if goes_on:
                self._waiting.insert(0, task)
                self._change.notify_all()
        if not goes_on:
            task.end(problem=WorkersDiedError(NO_MEMORY))
