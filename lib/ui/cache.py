"""What was computed, once for everybody: kept beside the question that it belongs to.

A key is a function and its arguments: frozen values, or records that are compared by identity.
Forgetting a question forgets all that is kept beside it.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import cache
from inspect import signature
from typing import Any, TypeVar

from lib.engine.progress import Progress
from lib.scenario.record import Scenario
from lib.ui.pool import workers

MOST_QUESTIONS = 40
MOST_VALUES = 100  # pictures, charts, verdicts, sentences and labs of one question
WAIT_SECONDS = 0.1
MISSING = object()  # what was computed may be None

Value = TypeVar("Value")


class Cache:
    """The last questions asked, each with the values last asked for; the oldest give way."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._questions: OrderedDict[Scenario, OrderedDict[Hashable, Any]] = OrderedDict()
        self._turns: dict[Hashable, threading.Lock] = {}

    def once(
        self,
        question: Scenario,
        progress: Progress,
        function: Callable[..., Value],
        *arguments: Hashable,
    ) -> Value:
        """What `function(*arguments)` returned the first time that anybody asked.

        A function with a parameter `progress` is given it. Its fits are spread over the workers.
        Whoever asks for what is being computed waits for it; what fails is not kept. Raises
        TypeError for a function made on the spot: it is new each time, so it is no key.
        """
        if "<" in function.__qualname__:
            raise TypeError(f"{function.__qualname__} is new each time, so it is no key")
        key = (function, arguments)
        found = self._find(question, key)
        if found is MISSING:
            with self._turn((question, key), progress):
                found = self._find(question, key)
                if found is MISSING:
                    told = {"progress": progress} if _wants_progress(function) else {}
                    with workers():
                        found = function(*arguments, **told)
                    self._keep(question, key, found)
        return found

    def has(self, question: Scenario, function: Callable[..., Any], *arguments: Hashable) -> bool:
        """Whether this was computed already."""
        return self._find(question, (function, arguments)) is not MISSING

    def _find(self, question: Scenario, key: Hashable) -> Any:
        with self._lock:
            if question not in self._questions:
                return MISSING
            self._questions.move_to_end(question)
            values = self._questions[question]
            if key in values:
                values.move_to_end(key)
            return values.get(key, MISSING)

    def _keep(self, question: Scenario, key: Hashable, value: Any) -> None:
        with self._lock:
            values = self._questions.setdefault(question, OrderedDict())
            values[key] = value
            for kept, most in ((values, MOST_VALUES), (self._questions, MOST_QUESTIONS)):
                while len(kept) > most:
                    kept.popitem(last=False)

    @contextmanager
    def _turn(self, of: Hashable, progress: Progress) -> Iterator[None]:
        """One run computes a value; the others wait."""
        with self._lock:
            lock = self._turns.setdefault(of, threading.Lock())
        try:
            with taking_turns(lock, progress):
                yield
        finally:
            with self._lock:
                self._turns.pop(of, None)


@cache
def _wants_progress(function: Callable[..., Any]) -> bool:
    return "progress" in signature(function).parameters


@contextmanager
def taking_turns(lock: threading.Lock, progress: Progress) -> Iterator[None]:
    """One run computes; the others wait, and may leave while they wait."""
    while not lock.acquire(timeout=WAIT_SECONDS):
        progress(0.0, "Someone else is asking the same right now; waiting for their result")
    try:
        yield
    finally:
        lock.release()


@cache
def server_cache() -> Cache:
    """The one cache of this server."""
    return Cache()


@cache
def side_cache() -> Cache:
    """For questions that nobody looks at themselves, such as variations of one: a visitor who
    tries dozens of them must not clear away what the others are looking at."""
    return Cache()
