"""The data last loaded, shared by everybody; those of a session that is over can be forgotten."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import update_wrapper
from typing import Generic, ParamSpec, TypeVar

import pandas as pd

from lib.datasets import Dataset

MOST, MOST_BYTES = 48, 256 * 1024**2  # the arrays of whoever computes stay anyway

Asked = ParamSpec("Asked")
Given = TypeVar("Given")

_EVERY: list["Remembered"] = []


class Remembered(Generic[Asked, Given]):
    """A function whose latest answers are kept, the same objects for equal arguments."""

    def __init__(self, function: Callable[Asked, Given]) -> None:
        self._function = function
        self._kept: OrderedDict[Hashable, tuple[Given, int]] = OrderedDict()
        self._lock = threading.Lock()
        update_wrapper(self, function)
        _EVERY.append(self)

    def __call__(self, *asked: Asked.args, **more: Asked.kwargs) -> Given:
        with self._lock:
            if asked in self._kept:
                self._kept.move_to_end(asked)
                return self._kept[asked][0]
        found = self._function(*asked, **more)
        with self._lock:
            found = self._kept.setdefault(asked, (found, _bytes(found)))[0]
            while len(self._kept) > 1 and self._is_full():
                self._kept.popitem(last=False)
        return found

    def _is_full(self) -> bool:
        return len(self._kept) > MOST or sum(n for _, n in self._kept.values()) > MOST_BYTES

    def forget(self, secret: str) -> None:
        """What was asked with a text that has this in it."""
        with self._lock:
            for asked in [asked for asked in self._kept if secret in repr(asked)]:
                del self._kept[asked]


def forget(secret: str) -> None:
    """Nothing that was loaded under a name with this secret is kept any more."""
    for each in _EVERY:
        each.forget(secret)


def _bytes(found: object) -> int:
    """Of the features of the data sets among these."""
    every = found if isinstance(found, tuple) else (found,)
    frames = [pd.DataFrame(one.X) for one in every if isinstance(one, Dataset)]
    return sum(int(frame.memory_usage(deep=True).sum()) for frame in frames)
