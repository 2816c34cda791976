"""What all jobs of a run read: it reaches each worker once, however many fits there are.

Pickled as it stands, the table would travel once a fit. Our own workers are processes of the same
machine: they map one block of memory that the server fills once (`dumps`). A cluster is sent the
object once a worker (`lib.engine.cluster`), and joblib's loky maps large arrays by itself. In one
process nothing is copied at all.

The block is memory without a name (Linux's memfd): nothing is on a disk, nothing is left behind
whoever is killed, and it is gone with the last who reads it. Where the system has none, what is
shared is pickled as it stands.
"""

import io
import mmap
import os
import pickle
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, Generic, TypeVar

LEAST_BYTES = 1 << 18  # smaller things are sent as quickly as they are mapped
ALIGNED = 64  # bytes; where arrays begin, as NumPy itself likes it

Value = TypeVar("Value")
_lock = Lock()


@dataclass(eq=False)
class Shared(Generic[Value]):
    """A thing that is only read, on its way to many jobs.

    It lives as long as somebody holds it; in another process its arrays are read-only.
    """

    value: Value

    def __post_init__(self) -> None:
        self._block: Block | None = None
        self._is_small = False

    def __reduce__(self) -> tuple[Any, ...]:
        return Shared, (self.value,)

    def block(self) -> "Block | None":
        """Where it lies for other processes, put there when first asked for; None when it is too
        small for that, or the system has no such memory."""
        with _lock:
            if self._block is None and not self._is_small:
                self._block, self._is_small = self._laid_out()
            return self._block

    def _laid_out(self) -> "tuple[Block | None, bool]":
        laid = laid_out(self.value)
        if laid is None:
            return None, True
        block, file = laid
        weakref.finalize(self, os.close, file)
        return block, False


@dataclass(frozen=True)
class Block:
    """A file that is memory. sizes : in bytes, of the pickled head and of each array after it."""

    path: str
    sizes: tuple[int, ...]


class _Pickler(pickle.Pickler):
    """As always, but for what is shared: of that, where it lies."""

    def reducer_override(self, obj: Any) -> Any:
        if isinstance(obj, Shared) and (block := obj.block()):
            return mapped, (block,)
        return NotImplemented


def dumps(work: Any) -> bytes:
    """`pickle.dumps` for a process on this machine that ends before this one does."""
    into = io.BytesIO()
    _Pickler(into, pickle.HIGHEST_PROTOCOL).dump(work)
    return into.getvalue()


def mapped(block: Block) -> Shared:
    """In another process: the same thing, its arrays still in the memory of the block, which is
    kept until the last of them is gone. Raises OSError when the block is gone."""
    file = os.open(block.path, os.O_RDONLY)
    try:
        memory = memoryview(mmap.mmap(file, 0, access=mmap.ACCESS_READ))
    finally:
        os.close(file)
    places = zip(_starts(block.sizes), block.sizes, strict=True)
    head, *arrays = (memory[start : start + size] for start, size in places)
    return Shared(pickle.loads(head, buffers=arrays))  # noqa: S301  # by our own server


def laid_out(value: Any) -> tuple[Block, int] | None:
    """The block with this thing in it, and the open file that keeps it; None when it is too small,
    or the system has no such memory."""
    buffers: list[pickle.PickleBuffer] = []
    head = pickle.dumps(value, pickle.HIGHEST_PROTOCOL, buffer_callback=buffers.append)
    parts = [memoryview(head), *[buffer.raw() for buffer in buffers]]
    sizes = tuple(part.nbytes for part in parts)
    if sum(sizes) < LEAST_BYTES or not hasattr(os, "memfd_create"):
        return None
    file = os.memfd_create("shared")
    try:
        os.ftruncate(file, _starts(sizes)[-1] + sizes[-1])
        with mmap.mmap(file, 0) as memory:
            for start, part in zip(_starts(sizes), parts, strict=True):
                memory[start : start + part.nbytes] = part
    except BaseException:
        os.close(file)
        raise
    return Block(f"/proc/{os.getpid()}/fd/{file}", sizes), file


def _starts(sizes: Sequence[int]) -> list[int]:
    """Where each part begins."""
    starts, end = [], 0
    for size in sizes:
        starts.append(end)
        end += -(-size // ALIGNED) * ALIGNED
    return starts
