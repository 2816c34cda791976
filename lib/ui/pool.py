"""One pool of processes for the whole server, offered to joblib as a backend.

joblib's own pool belongs to the process as a whole: one visitor who leaves in the middle of a run
would close it for all others. Here each run only ever cancels its own tasks. Until the workers
have imported what they need, work is done in the server's own process, so the first visitor does
not wait for them.
"""

import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import cache
from typing import Any

import joblib
from joblib._parallel_backends import AutoBatchingMixin, ParallelBackendBase
from joblib.externals.loky import ProcessPoolExecutor

N_WORKERS = joblib.cpu_count()  # the limit of a container counted
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def _import_engine() -> None:
    """What a worker needs before its first fit: every model, as the server has them."""
    from lib import base_models, combiners

    base_models.entries()
    combiners.entries()


class Pool:
    """Workers that start in the background when first wanted, and live as long as the server."""

    def __init__(self) -> None:
        self._starting = threading.Lock()
        self.executor: ProcessPoolExecutor | None = None
        self.is_ready = False

    def warm_up(self) -> None:
        """Start the workers without waiting for them."""
        if self.executor is None and self._starting.acquire(blocking=False):
            threading.Thread(target=self.start, daemon=True).start()

    def submit(self, work: Any) -> Future:
        """Hand work to the workers; only when they are ready."""
        if self.executor is None:
            raise RuntimeError("the workers have not been started")
        return self.executor.submit(work)

    def start(self) -> None:
        """Start the workers and wait until they are ready."""
        self.executor = ProcessPoolExecutor(N_WORKERS, env=ONE_THREAD, timeout=None)
        for worker in [self.executor.submit(_import_engine) for _ in range(N_WORKERS)]:
            worker.result()
        self.is_ready = True


class PoolBackend(AutoBatchingMixin, ParallelBackendBase):
    """joblib tasks on the server's pool, quick ones several at a time. A broken or cancelled run
    leaves no task behind."""

    supports_retrieve_callback = True

    def __init__(self, pool: "Pool", **options: Any) -> None:
        super().__init__(**options)
        self.pool = pool
        self.tasks: list[Future] = []

    def effective_n_jobs(self, n_jobs: int) -> int:
        return N_WORKERS

    def submit(self, func: Any, callback: Any = None) -> Future:
        task = self.pool.submit(func)
        self.tasks.append(task)
        task.add_done_callback(callback)
        return task

    def retrieve_result_callback(self, out: Future) -> Any:
        return out.result()

    def abort_everything(self, ensure_ready: bool = True) -> None:
        for task in self.tasks:
            task.cancel()


joblib.register_parallel_backend("server_pool", PoolBackend)


@cache
def server_pool() -> Pool:
    """The one pool of this server."""
    return Pool()


@contextmanager
def workers() -> Iterator[None]:
    """Fits inside this block run on the pool, or right here while the pool is still starting."""
    pool = server_pool()
    pool.warm_up()
    if not pool.is_ready:
        yield
        return
    with joblib.parallel_config("server_pool", pool=pool):
        yield
