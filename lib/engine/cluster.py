"""Fits on a Dask cluster, where one is named: `BETTER_TOGETHER_DASK=tcp://scheduler:8786`.

The numbers are those of one process, bit for bit, whatever the number of workers, as long as each
has one thread (`dask worker --nthreads 1`) and the same code and libraries; a worker must find
`lib`, so start it where this project lies. What is shared (`lib.engine.shared`) is sent to a worker
once. Single fits are too small to ship: all fits that leave out the same folds go together, and so
do all combiners of a fold. joblib's own Dask backend cannot drop what runs for somebody who has
left while another's fits go on, so this one is ours.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import joblib
from joblib.parallel import ParallelBackendBase, get_active_backend

from lib.datasets import DataError
from lib.engine.line import Ticket
from lib.engine.shared import Shared

SETTING = "BETTER_TOGETHER_DASK"
WAIT_SECONDS = 10  # for the scheduler, and for its first worker


class NoClusterError(DataError):
    """The cluster that the environment names cannot be reached, or has no workers."""


def named() -> str:
    """The address of the scheduler; "" where fits stay on this machine."""
    return os.environ.get(SETTING, "").strip()


def is_far() -> bool:
    """Whether what is handed out now goes to a cluster."""
    return isinstance(get_active_backend()[0], ClusterBackend)


_connecting, _clients = Lock(), dict[str, Any]()


def connect(address: str) -> Any:
    """The client of this process, one an address. Raises NoClusterError when nobody answers there,
    or nobody works."""
    with _connecting:
        client = _clients.get(address)
        if client is None or client.status != "running":
            client = _clients[address] = _connected(address)
    try:
        client.wait_for_workers(1, timeout=WAIT_SECONDS)
    except TimeoutError as problem:
        raise NoClusterError(
            f"The Dask scheduler at {address} has no workers. Start some with `dask worker "
            f"{address} --nthreads 1` where this project lies, or unset {SETTING}."
        ) from problem
    return client


def clients() -> list[Any]:
    """Those that are open."""
    return list(_clients.values())


def _connected(address: str) -> Any:
    try:
        from distributed import Client  # only a cluster needs it
    except ImportError as problem:
        raise NoClusterError(
            f"{SETTING} names a cluster, and Dask is not installed here. Install it with "
            "`pip install 'dask[distributed]'`, or unset the variable."
        ) from problem
    try:
        return Client(address, timeout=WAIT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as problem:
        raise NoClusterError(
            f"No Dask scheduler answers at {address}. {SETTING} should be an address such as "
            "tcp://127.0.0.1:8786; start the scheduler there, or unset the variable."
        ) from problem


class ClusterBackend(ParallelBackendBase):
    """joblib tasks on the cluster of a client. A broken or cancelled run leaves none behind."""

    supports_retrieve_callback = True

    def __init__(self, client: Any, **options: Any) -> None:
        super().__init__(**options)
        self.client = client
        self._lock = Lock()
        self._tasks: set[Any] = set()  # those not yet done
        self._sent: WeakKeyDictionary[Shared, Any] = WeakKeyDictionary()
        self._is_closed = False

    def effective_n_jobs(self, n_jobs: int) -> int:
        return max(sum(self.client.ncores().values()), 1)

    def submit(self, func: Callable[[], Any], callback: Any = None) -> Any:
        items = [(f, [self._at_hand(each) for each in a], k) for f, a, k in func.items]  # type: ignore[attr-defined]
        with self._lock:
            if self._is_closed:
                raise CancelledError
            task = self.client.submit(_each, items, pure=False)
            self._tasks.add(task)
        task.add_done_callback(self._done)
        task.add_done_callback(callback)
        return task

    def retrieve_result_callback(self, out: Any) -> Any:
        return out.result()

    def stop_call(self) -> None:
        self._sent.clear()

    def abort_everything(self, ensure_ready: bool = True) -> None:
        with self._lock:
            tasks, self._tasks = self._tasks, set()
        self._sent.clear()
        self.client.cancel(list(tasks), force=True)

    def close(self) -> None:
        """Nobody waits any more: whoever retrieves gets CancelledError."""
        with self._lock:
            self._is_closed = True
        self.abort_everything()

    def _done(self, task: Any) -> None:
        with self._lock:
            self._tasks.discard(task)

    def _at_hand(self, argument: Any) -> Any:
        if not isinstance(argument, Shared):
            return argument
        if argument not in self._sent:
            self._sent[argument] = self.client.scatter(argument, hash=False)
        return self._sent[argument]


def _each(items: Sequence[tuple[Callable[..., Any], Sequence[Any], dict[str, Any]]]) -> list[Any]:
    """On a worker of the cluster: what joblib batched."""
    return [function(*arguments, **named) for function, arguments, named in items]


_running: dict[Ticket, ClusterBackend] = {}


@contextmanager
def on_cluster(address: str, ticket: Ticket | None = None) -> Iterator[None]:
    """Fits inside this block are done there, until they end or `cancel` is told of the ticket."""
    ticket = ticket or Ticket()
    backend = _running[ticket] = ClusterBackend(connect(address))
    try:
        if ticket.is_cancelled:  # while we connected
            backend.close()
        with joblib.parallel_config(backend):
            yield
    finally:
        del _running[ticket]


def cancel(ticket: Ticket) -> None:
    """Drop what waits on a cluster for this question. A fit that runs there ends by itself, because
    Dask cannot end one; fits are handed out in portions small enough for that."""
    ticket.is_cancelled = True
    if backend := _running.get(ticket):
        backend.close()


joblib.register_parallel_backend("cluster", ClusterBackend)
