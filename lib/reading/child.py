"""The process that reads one file: bytes come in by standard input, JSON and Arrow go out."""

import json
import os
import sys
import traceback
from contextlib import suppress
from dataclasses import asdict

import pandas as pd
import pyarrow as pa

from lib.reading.limits import LIMITS
from lib.reading.table import ReadingError


def main() -> None:
    """Read, answer, end."""
    _bind()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come into the answer
    said, table = _answer(sys.stdin.buffer.read())
    out.write(json.dumps(said).encode() + b"\n")
    if table is not None:
        with pa.ipc.new_stream(out, table.schema) as stream:  # as it is, never a copy of it
            stream.write_table(table)
    out.flush()


def _bind() -> None:
    """From here on this process has little memory and time, writes nothing, and dies with whoever
    started it."""
    with suppress(ImportError):  # Windows has none of it; there the parent's clock alone counts
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (LIMITS.memory, LIMITS.memory))
        resource.setrlimit(resource.RLIMIT_CPU, (LIMITS.seconds, LIMITS.seconds))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes
        import signal
        from pathlib import Path

        with suppress(OSError):  # where memory runs out, this process goes first
            Path("/proc/self/oom_score_adj").write_text("1000")
        die_with_parent = 1  # PR_SET_PDEATHSIG
        ctypes.CDLL(None).prctl(die_with_parent, signal.SIGKILL)


def _answer(content: bytes) -> tuple[dict, pa.Table | None]:
    """What there is to say, and the table if there is one. What nobody foresaw is told by its place
    alone: its message may repeat cells."""
    from lib.reading.parsing import parse

    try:
        frame, notes = parse(content)
        return {"notes": [asdict(note) for note in notes]}, _as_arrow(frame)
    except ReadingError as problem:
        return {"error": str(problem)}, None
    except MemoryError:
        return {"gave_up": "memory"}, None
    except Exception as problem:
        places = "".join(traceback.format_tb(problem.__traceback__))
        return {"fault": f"{type(problem).__name__}\n{places}"}, None


def _as_arrow(frame: pd.DataFrame) -> pa.Table:
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    if table.nbytes > LIMITS.answer:
        raise MemoryError
    return table


if __name__ == "__main__":
    main()
