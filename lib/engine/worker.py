"""A process that does what it is handed, one piece of work after the other, and can be ended in the
middle of one.

`concurrent.futures` would not do: its processes first run the server's `__main__` again, which is
the page that somebody is looking at, and it cannot end one piece of work. joblib's own pool belongs
to the process as a whole.

Each costs about 200 MB, 120 MB of them its own, and three seconds of processor time to start:
NumPy, SciPy and scikit-learn.
"""

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from lib.engine.shared import dumps

ROOT = Path(__file__).parents[2]
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class DiedError(Exception):
    """The process ended without an answer: somebody killed it, or it could not even start."""


class Worker:
    """The process, seen by whoever hands it work: one thread.

    catalogues : packages whose entries are imported before the first work arrives. niceness : how
    much it gives way to other processes, 0 to 19.
    """

    def __init__(self, catalogues: Sequence[str] = (), niceness: int = 0) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, str(niceness), *catalogues],
            cwd=ROOT,  # where `lib` is found
            env=os.environ | ONE_THREAD,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._into, self._out = self._process.stdin, self._process.stdout
        self.pid = self._process.pid
        self.used = 0.0  # seconds of processor time that its last work took
        self._has_ended = False  # known before the operating system says so

    @property
    def is_alive(self) -> bool:
        return not self._has_ended and self._process.poll() is None

    def do(self, work: Callable[[], Any]) -> Any:
        """What the work returns, or raises. Raises DiedError when the process ends meanwhile."""
        message = dumps(work)
        try:
            _send(self._into, message)
            answer = _receive(self._out)
        except (OSError, EOFError) as problem:
            self._has_ended = True
            raise DiedError("the worker process ended") from problem
        ended_well, result, self.used = pickle.loads(answer)  # noqa: S301  # by our own process
        if not ended_well:
            raise result
        return result

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        self._process.kill()

    def close(self) -> None:
        """End it and wait until it is gone."""
        self.kill()
        self._process.wait()
        for pipe in (self._out, self._into):
            with suppress(OSError):  # part of what it was being handed is still in there
                pipe.close()


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(len(message).to_bytes(8))
    pipe.write(message)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes:
    """The next message, whole. Raises EOFError where there will be none."""
    message = pipe.read(int.from_bytes(length)) if (length := pipe.read(8)) else b""
    if not message:
        raise EOFError
    return message


def main(niceness: str, *catalogues: str) -> None:
    """The process itself: work comes in by standard input, and goes out by standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which will end us
    if hasattr(os, "nice"):
        os.nice(int(niceness))
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between the answers
    handed: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(handed,), daemon=True).start()
    for name in catalogues:
        import_module(name).entries()
    while True:
        _send(out, _answer(handed.get()))


def _listen(handed: "queue.SimpleQueue[bytes]") -> None:
    """Never outlive whoever started us: with them this pipe ends, also when they were killed, and
    that is seen in the middle of a fit too."""
    try:
        while True:
            handed.put(_receive(sys.stdin.buffer))
    finally:
        os._exit(0)


def _answer(work: bytes) -> bytes:
    """(whether it ended well, what it returned or raised, seconds of processor time), pickled."""
    began = time.process_time()
    try:
        result = pickle.loads(work)()  # noqa: S301  # by our own server
        return pickle.dumps((True, result, time.process_time() - began))
    except Exception as problem:
        problem.add_note(traceback.format_exc())  # where it happened, for the log
        try:
            return pickle.dumps((False, problem, 0.0))
        except Exception:
            plain = RuntimeError(f"{type(problem).__name__}: {problem}")
            return pickle.dumps((False, plain, 0.0))


if __name__ == "__main__":
    main(*sys.argv[1:])
