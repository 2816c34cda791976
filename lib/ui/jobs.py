"""Computing apart from whoever asks: a thread for each value, shared by all who wait for it.

The one who waits paints the progress, and may be stopped there: a changed question, a click on
Cancel, a closed tab. When the last one has left, the computing ends too, and frees its workers.
Streamlit runs one script a session at a time, so each visitor has one place in the line.
"""

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, wait
from typing import Any, TypeVar

from lib.engine.line import Ticket
from lib.engine.progress import Progress
from lib.ui import pool

WAIT_SECONDS = 0.1
QUIET_SECONDS = 0.5  # so long nothing is said of a computation that says nothing itself

Value = TypeVar("Value")


class NobodyWaitsError(BaseException):
    """Ends a computation; no failure, so nothing on the way may take it for one."""


class Job:
    """One computation. said : how far it is, (share, text), as soon as it has said so."""

    def __init__(
        self,
        work: Callable[[Progress], Any],
        cost: Callable[[], float],
        ticket: Ticket | None = None,
    ) -> None:
        self._work, self._cost = work, cost
        self.ticket = ticket or Ticket()
        self.future: Future = Future()
        self.waiting = 0
        self.said: tuple[float, str] | None = None
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            self.ticket.cost = self._cost()
            with pool.workers(self.ticket):
                value = self._work(self._tell)
        except BaseException as problem:
            self.future.set_exception(problem)
        else:
            self.future.set_result(value)

    def _tell(self, share: float, text: str) -> None:
        if self.ticket.is_cancelled:
            raise NobodyWaitsError
        self.said = (share, text)

    def report(self, progress: Progress) -> None:
        """Say how far it is, and who comes before."""
        share, text = self.said or (0.0, "getting ready")
        if ahead := pool.server_pool().line.ahead(self.ticket):
            many = f"{ahead} questions are" if ahead > 1 else "one question is"
            text = f"{text}; {many} ahead of yours"
        progress(share, text)

    def cancel(self) -> None:
        """Nobody waits any more."""
        pool.cancel(self.ticket)


class Jobs:
    """What is being computed right now, by key."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jobs: dict[Hashable, Job] = {}

    def wait_for(
        self,
        key: Hashable,
        work: Callable[[Progress], Value],
        progress: Progress,
        cost: Callable[[], float] = float,
        ticket: Ticket | None = None,
    ) -> Value:
        """What `work` gives, or raises, together with all who ask for the same key meanwhile.

        work : called in another thread with a progress of its own. progress : called here, several
        times a second; whatever it raises ends the waiting, and the work when nobody else waits.
        cost : the seconds that the work will take one worker. ticket : of the work, if it is not
        being done already.
        """
        with self._lock:
            if key not in self._jobs:
                self._jobs[key] = Job(work, cost, ticket)
            job = self._jobs[key]
            job.waiting += 1
        try:
            quiet = QUIET_SECONDS
            while not wait([job.future], WAIT_SECONDS).done:
                quiet -= WAIT_SECONDS
                if job.said or quiet <= 0:
                    job.report(progress)
            value: Value = job.future.result()
            return value
        finally:
            with self._lock:
                job.waiting -= 1
                is_left = not job.waiting
                if is_left:
                    del self._jobs[key]
            if is_left and not job.future.done():
                job.cancel()
