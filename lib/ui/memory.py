"""How much memory there is for what is kept, and how much a kept value takes."""

import gc
import os
import pickle
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

import numpy as np
import pandas as pd

from lib.ui.pool import N_WORKERS

MB = 1024**2
ASKED = "BETTER_TOGETHER_CACHE_MB"
SERVER = 450 * MB  # with every library loaded, before it remembers anything
WORKER = 160 * MB  # of its own, after large questions; what all share is counted with the server
LANES = 2  # each with its own workers: short questions and dear ones
LEAST, MOST = 64 * MB, 1024 * MB  # the rest is for computing, and for whoever else is there
ASIDE = 1 / 4  # of the budget, for questions that nobody looks at themselves
QUESTION = 1 / 4  # of the budget, the most that one question may take
UNKNOWN = 2048 * MB  # where the system does not tell how much memory it has

EVERYBODYS = (type, ModuleType, BuiltinFunctionType)
PLAIN = (int, float, complex, str, bytes, bytearray, np.generic, type(None))


@cache
def budget() -> int:
    """Bytes for all that this server keeps: what the environment says, else half of what the server
    and its workers leave. Raises ValueError where the environment says no such number."""
    asked = os.environ.get(ASKED, "")
    if not asked:
        left = memory() - SERVER - LANES * N_WORKERS * WORKER
        return min(max(left // 2, LEAST), MOST)
    if not asked.isdecimal() or int(asked) * MB < LEAST:
        raise ValueError(
            f"{ASKED} must be a whole number of megabytes, {LEAST // MB} or more, not {asked!r}"
        )
    return int(asked) * MB


def memory() -> int:
    """Bytes that the machine has, or less where this process is given less."""
    try:
        machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf
        machine = UNKNOWN
    return min([machine, *group_limits()])


def group_limits(root: Path = Path("/")) -> Iterator[int]:
    """What the control groups around this process allow, the containers among them, in bytes."""
    try:
        groups = (root / "proc/self/cgroup").read_text().splitlines()
    except OSError:  # no Linux
        return
    for group in groups:
        _, controllers, inside = group.split(":", 2)
        if controllers and "memory" not in controllers.split(","):
            continue  # version 1 has a tree for each thing that is limited, version 2 has one
        top = root / "sys/fs/cgroup" / ("memory" if controllers else "")
        name = "memory.limit_in_bytes" if controllers else "memory.max"
        here = top / inside.lstrip("/")
        for folder in (here, *here.parents):
            if folder.is_relative_to(top):
                yield from _limit(folder / name)


def _limit(file: Path) -> Iterator[int]:
    try:
        yield int(file.read_text())
    except (OSError, ValueError):  # there is none here, or it says "max"
        return


def size_of(things: Iterable[object], seen: set[int]) -> int:
    """Bytes of these things and of all that they hold.

    seen : identities of what is counted already, added to. They stand for the same things only as
    long as all of those are alive. What belongs to everybody, such as modules, counts as nothing.
    """
    total, waiting = 0, list(things)
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, EVERYBODYS):
            continue
        seen.add(id(one))
        own, held = _parts(one)
        total += own
        waiting += held
    return total


def _parts(one: Any) -> tuple[int, list[Any]]:
    """Its own bytes, and the things that it holds."""
    if isinstance(one, FunctionType):
        return 0, gc.get_referents(*(one.__closure__ or ()))
    own = sys.getsizeof(one)
    if isinstance(one, PLAIN):
        return own, []
    if isinstance(one, pd.DataFrame | pd.Series | pd.Index):
        return int(np.sum(one.memory_usage(deep=True))), []
    if isinstance(one, np.ndarray):
        elements = one.ravel().tolist() if one.dtype.hasobject else []
        return own, [*elements, one.base]  # whose memory it is
    held = gc.get_referents(one)
    return (own, held) if held else (max(own, _pickled(one)), [])


def _pickled(one: Any) -> int:
    """Of what does not let one look inside, such as the trees of scikit-learn."""
    try:
        return len(pickle.dumps(one))
    except Exception:  # whatever its own code raises: it is a lock, a file, a generator
        return 0
