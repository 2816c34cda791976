"""Reading in a process of its own, which gets little memory, little time and no right to write."""

import json
import logging
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import pandas as pd
import pyarrow as pa

from lib.reading.limits import LIMITS, MB
from lib.reading.table import Note, ReadingError, Table, fingerprint_of
from lib.words.outside import cleaned

ROOT = Path(__file__).parents[2]
AT_ONCE = threading.BoundedSemaphore(2)  # each may take much memory; who comes third waits
# One thread each, and the system's own memory: other ways reserve more than the process may have.
ENVIRONMENT = {
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
PLAIN = pa.float64(), pa.timestamp("us"), pa.string(), pa.large_string()
GAVE_UP = (
    "This file took too much {what} to be read. Bring fewer rows or columns, or save the table "
    "anew from a spreadsheet."
)
BROKE_DOWN = (
    "This file is damaged, or took too much memory or time to be read. Copy it again, bring fewer "
    "rows or columns, or save the table anew from a spreadsheet."
)
FAULT = (
    "This file could not be read, and that is a mistake of ours. Save the table anew from a "
    "spreadsheet, as CSV, and bring that."
)


def read(content: bytes, name: str) -> Table:
    """The table in a file. Raises ReadingError with a sentence that says what is wrong with it,
    what was expected and what would help.

    content : of the file, held in memory only. name : for people; it decides nothing.
    """
    if len(content) > LIMITS.file:
        raise ReadingError(
            f"The file has {len(content) // MB:,} MB, and {LIMITS.file // MB} MB are read here at "
            "most. Bring fewer rows or columns, or the same as Parquet."
        )
    with AT_ONCE:
        said, frame = _ask_a_process(content)
    if "error" in said:
        raise ReadingError(str(said["error"]))
    notes = tuple(Note(**note) for note in said["notes"])
    return Table(frame, cleaned(name, 80) or "your table", fingerprint_of(content), notes)


def _ask_a_process(content: bytes) -> tuple[dict[str, Any], pd.DataFrame]:
    """What it says, and the table. It answers in JSON and Arrow, never in a pickle: what it has
    read is not trusted, so neither is it."""
    answer = _answer(content)
    line, _, _ = answer[: LIMITS.said].partition(b"\n")
    try:
        said = dict(json.loads(line))
        if "notes" not in said:
            return {"error": _why_not(said)}, pd.DataFrame()
        said["notes"] = [vars(Note(**note)) for note in said["notes"]]
        return said, _frame(memoryview(answer)[len(line) + 1 :])
    except (ValueError, TypeError, pa.ArrowException):
        raise ReadingError(BROKE_DOWN) from None


def _answer(content: bytes) -> bytes:
    """A line of JSON, and Arrow; empty or cut where the process died. Raises ReadingError when it
    takes too long."""
    with subprocess.Popen(
        [sys.executable, "-m", "lib.reading.child"],
        cwd=ROOT,
        env=os.environ | ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what a library prints may repeat cells
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        is_late = threading.Event()
        clock = threading.Timer(LIMITS.seconds, _end, (child, is_late))
        giving = threading.Thread(target=_give, args=(child.stdin, content), daemon=True)
        try:
            clock.start()
            giving.start()
            answer = child.stdout.read(LIMITS.said + LIMITS.answer)
        finally:
            clock.cancel()
            child.kill()
            giving.join()
    if is_late.is_set():
        raise ReadingError(GAVE_UP.format(what="time"))
    return answer


def _end(child: subprocess.Popen, is_late: threading.Event) -> None:
    is_late.set()
    child.kill()


def _give(pipe: IO[bytes], content: bytes) -> None:
    with suppress(OSError), pipe:  # it may be dead
        pipe.write(content)


def _why_not(said: dict[str, Any]) -> str:
    if "fault" in said:
        logging.getLogger("better_together").error("reading a file: %s", said["fault"])
        return FAULT
    if "gave_up" in said:
        return GAVE_UP.format(what=said["gave_up"])
    return str(said.get("error", BROKE_DOWN))


def _frame(content: memoryview) -> pd.DataFrame:
    """Raises ValueError or what Arrow raises for anything but a table that may be read here."""
    table = pa.ipc.open_stream(pa.py_buffer(content)).read_all()
    table.validate(full=True)
    n_rows, n_columns = table.shape
    is_plain = all(kind in PLAIN for kind in table.schema.types)
    if not is_plain or n_columns > LIMITS.columns or n_rows * n_columns > LIMITS.cells:
        raise ValueError("this is no table that may be read here")
    return table.to_pandas(split_blocks=True)
