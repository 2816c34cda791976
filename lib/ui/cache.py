"""What was computed, once for everybody: kept beside the question that it belongs to.

A key is a function and its arguments: frozen values, or records that are compared by identity.
Forgetting a question forgets all that is kept beside it.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import cache, partial
from inspect import signature
from typing import Any, TypeVar

from lib.engine.progress import Progress
from lib.scenario.record import Scenario
from lib.ui.cost import rank
from lib.ui.jobs import Jobs

MOST_QUESTIONS = 40
MOST_VALUES = 60  # pictures, charts, verdicts and labs of one question
MISSING = object()  # what was computed may be None

Value = TypeVar("Value")


class Cache:
    """The last questions asked, each with the values last asked for; the oldest give way."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._questions: OrderedDict[Scenario, OrderedDict[Hashable, Any]] = OrderedDict()
        self.jobs = Jobs()

    def once(
        self,
        question: Scenario,
        progress: Progress,
        function: Callable[..., Value],
        *arguments: Hashable,
    ) -> Value:
        """What `function(*arguments)` returned the first time that anybody asked.

        It is computed in a thread of its own, its fits are spread over the workers, and whoever
        asks for what is being computed waits for it: see `Jobs`. A function with a parameter
        `progress` is given one. What fails is not kept. Raises TypeError for a function made on the
        spot: it is new each time, so it is no key.
        """
        if "<" in function.__qualname__:
            raise TypeError(f"{function.__qualname__} is new each time, so it is no key")
        key = (function, arguments)
        found: Any = self._find(question, key)
        if found is not MISSING:
            return found

        def compute(tell: Progress) -> Value:
            found = self._find(question, key)  # perhaps it came a moment ago
            if found is MISSING:
                told = {"progress": tell} if _wants_progress(function) else {}
                found = function(*arguments, **told)
                self._keep(question, key, found)
            return found

        cost = partial(rank, question)
        return self.jobs.wait_for((question, key), compute, progress, cost)

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


@cache
def _wants_progress(function: Callable[..., Any]) -> bool:
    return "progress" in signature(function).parameters


@cache
def server_cache() -> Cache:
    """The one cache of this server."""
    return Cache()


@cache
def side_cache() -> Cache:
    """For questions that nobody looks at themselves, such as variations of one: a visitor who
    tries dozens of them must not clear away what the others are looking at."""
    return Cache()
