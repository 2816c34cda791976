"""What was computed, once for everybody: kept beside the question that it belongs to.

A key is a function and its arguments: frozen values, or records that are compared by identity.
What is kept is bounded in bytes. The question that nobody asked for longest gives way first, with
all that is kept beside it.
"""

import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable
from functools import cache, partial
from inspect import signature
from typing import Any, TypeVar

from lib.engine.progress import Progress
from lib.scenario.record import Scenario
from lib.ui.cost import ours, rank
from lib.ui.jobs import Jobs
from lib.ui.memory import ASIDE, QUESTION, budget, size_of

MISSING = object()  # what was computed may be None

Value = TypeVar("Value")


class Kept:
    """What is kept beside one question, the value last asked for last. size : its bytes, what
    several values share counted once."""

    def __init__(self) -> None:
        self.values: OrderedDict[Hashable, Any] = OrderedDict()
        self.size = 0
        self._first: Hashable = None  # key of the value that the others rest on
        self._seen: set[int] = set()

    def put(self, key: Hashable, value: Any) -> None:
        """Keep this; what it holds may have changed since it was kept before."""
        is_known = key in self.values
        self._first = self._first or key
        self.values[key] = value
        self.values.move_to_end(key)
        if is_known:
            self._measure()
        else:
            self.size += size_of([key, value], self._seen)

    def drop(self, keys: Collection[Hashable]) -> None:
        """Forget these."""
        for key in keys:
            del self.values[key]
        self._measure()

    def drop_older(self, most: float) -> None:
        """Forget values that nobody asked for lately, half of them at a time, until the rest takes
        no more than `most`. The first and the last always stay: whoever forgot the passes in the
        middle of a page would run them for ever."""
        while self.size > most and len(self.values) > 2:
            older = [key for key in self.values if key != self._first]
            self.drop(older[: len(older) // 2])

    def _measure(self) -> None:
        """Anew: where something is gone, another thing may have its identity."""
        self._seen = set()
        self.size = size_of([*self.values, *self.values.values()], self._seen)


class Cache:
    """The last questions asked, each with the values last asked for.

    most : bytes of all together. most_each : bytes beside one question, and of one value; a larger
    value is given but not kept. pinned : the questions that give way last.
    """

    def __init__(
        self,
        most: float = math.inf,
        most_each: float = math.inf,
        pinned: Collection[Scenario] = (),
    ) -> None:
        self._most, self._most_each, self._pinned = most, most_each, pinned
        self._lock = threading.Lock()
        self._questions: OrderedDict[Scenario, Kept] = OrderedDict()
        self.jobs = Jobs()

    @property
    def size(self) -> int:
        """Bytes of all that is kept."""
        return sum(kept.size for kept in tuple(self._questions.values()))

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
                self.keep(question, found, function, *arguments)
            return found

        cost = partial(rank, question)
        return self.jobs.wait_for((question, key), compute, progress, cost)

    def has(self, question: Scenario, function: Callable[..., Any], *arguments: Hashable) -> bool:
        """Whether this was computed already."""
        return self._find(question, (function, arguments)) is not MISSING

    def keep(
        self, question: Scenario, value: Any, function: Callable[..., Any], *arguments: Hashable
    ) -> None:
        """Keep what this function returned. Whoever made a value larger that is kept already says
        so by keeping it again; that also brings it back when it had to give way meanwhile."""
        key = (function, arguments)
        with self._lock:
            kept = self._questions.setdefault(question, Kept())
            self._questions.move_to_end(question)
            before, is_new = kept.size, key not in kept.values
            kept.put(key, value)
            if is_new and len(kept.values) > 1 and kept.size - before > self._most_each:
                kept.drop([key])
            self._make_room(kept)

    def forget(self, secret: str) -> None:
        """All that is kept beside questions about tables of the session that has this secret."""
        with self._lock:
            for question in tuple(self._questions):
                if secret in repr((question.dataset_knobs, question.members)):
                    del self._questions[question]

    def _make_room(self, asked: Kept) -> None:
        """Until all is within bounds. asked : what is kept beside the question of this moment."""
        asked.drop_older(self._most_each)
        others = [question for question, kept in self._questions.items() if kept is not asked]
        self._forget([question for question in others if question not in self._pinned])
        asked.drop_older(self._most - (self.size - asked.size))
        self._forget([question for question in others if question in self._pinned])

    def _forget(self, questions: Iterable[Scenario]) -> None:
        """As many of these as there are too many, the first first."""
        for question in questions:
            if self.size > self._most:
                del self._questions[question]

    def _find(self, question: Scenario, key: Hashable) -> Any:
        with self._lock:
            if question not in self._questions:
                return MISSING
            self._questions.move_to_end(question)
            values = self._questions[question].values
            if key in values:
                values.move_to_end(key)
            return values.get(key, MISSING)


@cache
def _wants_progress(function: Callable[..., Any]) -> bool:
    return "progress" in signature(function).parameters


@cache
def server_cache() -> Cache:
    """The one cache of this server. The first page and the lessons stay in it."""
    return Cache((1 - ASIDE) * budget(), QUESTION * budget(), ours())


@cache
def side_cache() -> Cache:
    """For questions that nobody looks at themselves, such as variations of one: a visitor who
    tries dozens of them must not clear away what the others are looking at."""
    return Cache(ASIDE * budget(), QUESTION * budget())
