"""Reading in a process of its own, which gets little memory, little time and no right to write."""

import io
import json
import subprocess
import sys
import threading
from pathlib import Path

import pandas as pd
import pyarrow as pa

from lib.reading.limits import LIMITS, MB
from lib.reading.table import Note, ReadingError, Table, fingerprint_of
from lib.words.outside import cleaned

ROOT = Path(__file__).parents[2]
AT_ONCE = threading.BoundedSemaphore(2)  # each may take much memory; who comes third waits
GAVE_UP = (
    "This file took too much {what} to be read. Bring fewer rows or columns, or save the table "
    "anew from a spreadsheet."
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


def _ask_a_process(content: bytes) -> tuple[dict, pd.DataFrame]:
    """What it says, and the table. It answers in JSON and Arrow, never in a pickle: what it has
    read is not trusted, so neither is it."""
    with subprocess.Popen(
        [sys.executable, "-m", "lib.reading.child"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what a library prints may repeat cells
    ) as child:
        try:
            answer, _ = child.communicate(content, timeout=LIMITS.seconds)
        except subprocess.TimeoutExpired:
            raise ReadingError(GAVE_UP.format(what="time")) from None
        finally:
            child.kill()
    line, _, table = answer.partition(b"\n")
    try:
        said = json.loads(line)
        frame = pa.ipc.open_stream(io.BytesIO(table)).read_pandas() if table else pd.DataFrame()
    except (ValueError, pa.ArrowException):
        raise ReadingError(GAVE_UP.format(what="memory or time")) from None
    return said, frame
