"""The process that reads one file: bytes come in by standard input, JSON and Arrow go out."""

import json
import sys
from contextlib import suppress
from dataclasses import asdict

from lib.reading.limits import LIMITS


def main() -> None:
    """Read, answer, end."""
    _bind()
    content = sys.stdin.buffer.read()
    said, table = _answer(content)
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n")
    sys.stdout.buffer.write(table)


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


def _answer(content: bytes) -> tuple[dict, bytes]:
    from lib.reading.parsing import parse
    from lib.reading.table import ReadingError

    try:
        frame, notes = parse(content)
        return {"notes": [asdict(note) for note in notes]}, _as_arrow(frame)
    except ReadingError as problem:
        return {"error": str(problem)}, b""


def _as_arrow(frame: object) -> bytes:
    import pyarrow as pa

    table = pa.Table.from_pandas(frame, preserve_index=False)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as out:
        out.write_table(table)
    return bytes(sink.getvalue())


if __name__ == "__main__":
    main()
