"""What was computed, once for everybody: kept beside the question that it belongs to.

A key is a function and its arguments: frozen values, or records that are compared by identity.
Forgetting a question forgets all that is kept beside it.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from inspect import signature
from typing import Any, TypeVar

from lib.engine.progress import Progress
from lib.scenario.record import Scenario
from lib.ui.pool import workers

MOST_QUESTIONS = 40
MOST_VALUES = 60  # pictures, charts, verdicts and labs of one question
WAIT_SECONDS = 0.1
MISSING = object()  # what was computed may be None

Value = TypeVar("Value")


@dataclass(eq=False)
class Kept:
    """All that is kept of one question, and a lock for each value that is being computed."""

    values: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)
    turns: dict[Hashable, threading.Lock] = field(default_factory=dict)


class Cache:
    """The last questions asked, oldest out first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._questions: OrderedDict[Scenario, Kept] = OrderedDict()

    def once(
        self,
        question: Scenario,
        progress: Progress,
        function: Callable[..., Value],
        *arguments: Hashable,
    ) -> Value:
        """What `function(*arguments)` returned the first time that anybody asked.

        A function with a parameter `progress` is given it. Its fits are spread over the workers.
        Whoever asks for what is being computed waits for it. Raises TypeError for a function made
        on the spot: it is new each time, so it is no key.
        """
        if "<" in function.__qualname__:
            raise TypeError(f"{function.__qualname__} is new each time, so it is no key")
        kept, key = self._kept(question), (function, arguments)
        found = kept.values.get(key, MISSING)
        if found is MISSING:
            with taking_turns(kept.turns.setdefault(key, threading.Lock()), progress):
                found = kept.values.get(key, MISSING)
                if found is MISSING:
                    told = {"progress": progress} if _wants_progress(function) else {}
                    with workers():
                        found = function(*arguments, **told)
                    self._keep(kept, key, found)
        return found

    def has(self, question: Scenario, function: Callable[..., Any], *arguments: Hashable) -> bool:
        """Whether this was computed already."""
        return (function, arguments) in self._kept(question).values

    def _kept(self, question: Scenario) -> Kept:
        with self._lock:
            kept = self._questions.setdefault(question, Kept())
            self._questions.move_to_end(question)
            while len(self._questions) > MOST_QUESTIONS:
                self._questions.popitem(last=False)
            return kept

    def _keep(self, kept: Kept, key: Hashable, value: Any) -> None:
        """What was put there first gives way."""
        with self._lock:
            kept.values[key] = value
            kept.turns.pop(key, None)
            while len(kept.values) > MOST_VALUES:
                kept.values.popitem(last=False)


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
