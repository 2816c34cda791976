"""One line of workers for the whole server, offered to joblib as a backend.

joblib's own pool belongs to the process as a whole: one visitor who leaves in the middle of a run
would close it for all others. Here each run only ever cancels its own work. Until the workers
have imported what they need, work is done in the server's own process, so the first visitor does
not wait for them.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import cache
from typing import Any

import joblib
from joblib.parallel import AutoBatchingMixin, ParallelBackendBase

from lib.engine import cluster
from lib.engine.line import Line, Ticket

N_WORKERS = joblib.cpu_count()  # the limit of a container counted
CATALOGUES = ("lib.base_models", "lib.combiners")  # what is fitted


class Pool:
    """Workers that start in the background when first wanted, and live as long as the server."""

    def __init__(self) -> None:
        self.line = Line(N_WORKERS, CATALOGUES)
        self._was_ready = False

    def warm_up(self) -> None:
        """Start the workers without waiting for them."""
        self.line.open()

    @property
    def is_ready(self) -> bool:
        """Whether the workers have ever been ready: those that died since are being replaced."""
        self._was_ready = self._was_ready or self.line.wait_until_ready(0)
        return self._was_ready

    def start(self) -> None:
        """Start the workers and wait until they are ready, or a minute at most."""
        self.warm_up()
        self.line.wait_until_ready()


class PoolBackend(AutoBatchingMixin, ParallelBackendBase):
    """joblib tasks in the server's line, quick ones several at a time. A broken or cancelled run
    leaves no task behind."""

    supports_retrieve_callback = True

    def __init__(self, pool: Pool, ticket: Ticket, **options: Any) -> None:
        super().__init__(**options)
        self.pool, self.ticket = pool, ticket
        self.tasks: set[Future] = set()  # those not yet done

    def effective_n_jobs(self, n_jobs: int) -> int:
        return N_WORKERS

    def submit(self, func: Callable[[], Any], callback: Any = None) -> Future:
        task = self.pool.line.submit(func, self.ticket)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        task.add_done_callback(callback)
        return task

    def retrieve_result_callback(self, out: Future) -> Any:
        return out.result()

    def abort_everything(self, ensure_ready: bool = True) -> None:
        self.pool.line.drop(self.tasks.copy())


joblib.register_parallel_backend("server_pool", PoolBackend)


@cache
def server_pool() -> Pool:
    """The one pool of this server."""
    return Pool()


def cancel(ticket: Ticket) -> None:
    """Nobody wants this question any more, wherever it is computed."""
    cluster.cancel(ticket)
    server_pool().line.cancel(ticket)


@contextmanager
def workers(ticket: Ticket) -> Iterator[None]:
    """Fits inside this block wait in line with this ticket, or run right here while the pool is
    still starting; or on the cluster that the environment names. Raises NoClusterError."""
    if address := cluster.named():
        with cluster.on_cluster(address, ticket):
            yield
        return
    pool = server_pool()
    pool.warm_up()
    if not pool.is_ready:
        yield
        return
    with joblib.parallel_config("server_pool", pool=pool, ticket=ticket):
        yield
