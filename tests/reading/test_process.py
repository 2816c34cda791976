"""The process that reads: bounded in time and memory, answers without pickles, dies alone."""

import contextlib
import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lib.reading import LIMITS, ReadingError, child, parsing, process, read
from lib.reading.limits import Limits
from tests.reading.files import written


def test_a_table_comes_back_as_it_was_read() -> None:
    table = read(b"size,kind\n1.5,a\n,b\n", "<b>my</b>\nfile.csv")
    assert table.frame["kind"].tolist() == ["a", "b"]
    np.testing.assert_array_equal(table.frame["size"], [1.5, np.nan])
    assert (table.name, len(table.fingerprint)) == ("<b>my</b> file.csv", 16)
    assert table.fingerprint != read(b"size,kind\n1.5,a\n,c\n", "f").fingerprint


def _stream(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return sink.getvalue().to_pybytes()


def _lists() -> bytes:
    """A single row, of 60 million numbers and one more, in less than a thousand bytes."""
    numbers = np.zeros(LIMITS.cells + 1, "int8")
    stream = io.BytesIO()
    pq.write_table(pa.table({"a": pa.ListArray.from_arrays([0, len(numbers)], numbers)}), stream)
    return stream.getvalue()


def _corners(last: str) -> bytes:
    """An Excel file of two cells, far from each other: whoever makes room for all between them
    needs much of it."""
    cells = f'<row r="1"><c r="A1"><v>1</v></c></row><row><c r="{last}"><v>1</v></c></row>'
    book = written(pd.DataFrame({"a": [1.0]}), "excel")
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                text = re.sub("<sheetData>.*</sheetData>", f"<sheetData>{cells}</sheetData>", text)
            new.writestr(name, text)
    return stream.getvalue()


def _parquet_bomb() -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table({"a": np.zeros(3_000_000), "b": np.zeros(3_000_000)}), stream)
    return stream.getvalue()


def _zeros() -> bytes:
    """Unpacked, more than may be read."""
    pack = zlib.compressobj(1, wbits=31)
    piece = bytes(LIMITS.unpacked // 100 + 1)
    return b"".join([*[pack.compress(piece) for _ in range(100)], pack.flush()])


BOMBS = {  # made when they are wanted: together they are large
    "gzip": _zeros,
    "parquet": _parquet_bomb,
    "lists": _lists,
    "corners": lambda: _corners("XFD1048576"),
    "emptiness": lambda: _corners("ALL60000"),
    "uneven": lambda: b"a,b\n" + b"1,x\n" * 60 + b"1\n" * 9_000_000,
    "header": lambda: b"a," * 10_000_000 + b"\n",
    "quotes": lambda: b'"' * 20_000_000,
    "opened quotes": lambda: b'"a,' * 5_000_000,
    "field": lambda: b"x" * 50_000_000,
}


@pytest.mark.parametrize("kind", BOMBS)
def test_bombs_are_refused_in_a_sentence(kind: str) -> None:
    began = time.monotonic()
    with pytest.raises(ReadingError, match=r"\.$"):
        read(BOMBS[kind](), "bomb.csv")
    assert time.monotonic() - began < 45  # others wait meanwhile; here others work, too


def test_damaged_parquet_may_end_the_process_and_is_refused() -> None:
    """Arrow ends the process over some damaged bytes, with no error that could be caught."""
    whole = written(pd.DataFrame({"a": np.arange(30.0), "b": [*"abcde"] * 6}), "parquet")
    for at, byte in ((350, 36), (len(whole) - 200, 0)):
        with contextlib.suppress(ReadingError):
            assert len(read(whole[:at] + bytes([byte]) + whole[at + 1 :], "f.parquet").frame)


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "LIMITS", Limits(seconds=0))
    with pytest.raises(ReadingError, match="too much time"):
        read(b"a,b\n1,x\n", "slow.csv")


def test_the_death_of_the_process_hurts_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process.sys, "executable", "/bin/false")
    with pytest.raises(ReadingError, match="too much memory or time"):
        read(b"a,b\n1,x\n", "f.csv")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"[]\n",
        b'{"notes": [{"what": 1}]}\n',
        b'{"notes": []}\nnonsense',
        b'{"notes": []}\n' + _stream(pa.table({"a": [[1]]})),
        b'{"notes": []}\n' + _stream(pa.table({"a": [1.5]}))[:-80],
    ],
)
def test_what_it_answers_is_not_trusted(monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
    monkeypatch.setattr(process, "_answer", lambda content: answer)
    with pytest.raises(ReadingError, match="memory or time"):
        read(b"a,b\n1,x\n", "f.csv")


def test_what_nobody_foresaw_is_our_mistake_and_no_cell_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(parsing, "kind_of", lambda content: {}[content])
    said, table = child._answer(b"secret,b\n1,x\n")
    assert table is None
    monkeypatch.setattr(process, "_answer", lambda _: json.dumps(said).encode() + b"\n")
    with pytest.raises(ReadingError, match="mistake of ours"):
        read(b"secret,b\n1,x\n", "f.csv")
    assert "KeyError" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_it_dies_with_the_server() -> None:
    code = (
        "import lib.reading.process as p; child = p.subprocess.Popen([p.sys.executable, '-m',"
        "'lib.reading.child'], stdin=-1, stdout=-1); print(child.pid, flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=process.ROOT, stdin=-1, stdout=-1, text=True
    ) as server:
        pid = int(server.stdout.readline())
        own = os.open(f"/proc/{pid}/fd/0", os.O_WRONLY)  # so that its input does not end
        _wait(lambda: str(LIMITS.memory) in Path(f"/proc/{pid}/limits").read_text())  # is bound
        server.kill()
    state = Path(f"/proc/{pid}/stat")
    _wait(lambda: not state.exists() or " Z " in state.read_text())
    os.close(own)


def _wait(holds: Callable[[], bool], seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_file_that_is_too_large_is_not_even_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "LIMITS", Limits(file=1024 * 1024))
    monkeypatch.setattr(process, "_ask_a_process", pytest.fail)
    with pytest.raises(ReadingError, match="1 MB are read"):
        read(b"a" * 2_000_000, "f.csv")


def test_it_writes_nothing_and_asks_for_no_more_memory_than_it_may_have() -> None:
    """What the child binds itself to, asked of a child."""
    code = (
        "from lib.reading.child import _bind; import resource as r; _bind();"
        "print(r.getrlimit(r.RLIMIT_FSIZE)[0], r.getrlimit(r.RLIMIT_AS)[0])"
    )
    said = subprocess.run(
        [process.sys.executable, "-c", code], cwd=process.ROOT, capture_output=True, check=True
    )
    assert said.stdout.split() == [b"0", str(LIMITS.memory).encode()]


def test_it_starts_without_what_it_does_not_need() -> None:
    code = "import lib.reading.child, lib.reading.parsing, sys; print(*sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=process.ROOT, capture_output=True, check=True, text=True
    )
    assert not {"scipy", "sklearn", "streamlit", "charset_normalizer"} & set(said.stdout.split())


def test_every_form_passes_through_the_process() -> None:
    frame = read(b"size,kind\n1,a\n2,b\n", "f.csv").frame
    for form in ("parquet", "excel"):
        assert read(written(frame, form), "f").frame.equals(frame)
