"""The process that reads: bounded in time and memory, answers without pickles, dies alone."""

import gzip
import io
import subprocess

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lib.reading import LIMITS, ReadingError, process, read
from lib.reading.limits import Limits
from tests.reading.files import written


def test_a_table_comes_back_as_it_was_read() -> None:
    table = read(b"size,kind\n1.5,a\n,b\n", "<b>my</b>\nfile.csv")
    assert table.frame["kind"].tolist() == ["a", "b"]
    np.testing.assert_array_equal(table.frame["size"], [1.5, np.nan])
    assert (table.name, len(table.fingerprint)) == ("<b>my</b> file.csv", 16)
    assert table.fingerprint != read(b"size,kind\n1.5,a\n,c\n", "f").fingerprint


def _parquet_bomb() -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table({"a": np.zeros(3_000_000), "b": np.zeros(3_000_000)}), stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(b"0" * (LIMITS.unpacked + 10)),
        _parquet_bomb(),
        b"a," * 10_000_000 + b"\n",
        b'"' * 20_000_000,
        b'"a,' * 5_000_000,
        b"x" * 50_000_000,
    ],
    ids=["gzip", "parquet", "header", "quotes", "opened quotes", "field"],
)
def test_bombs_are_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(ReadingError, match=r"\.$"):
        read(content, "bomb.csv")


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "LIMITS", Limits(seconds=0))
    with pytest.raises(ReadingError, match="too much time"):
        read(b"a,b\n1,x\n", "slow.csv")


def test_the_death_of_the_process_hurts_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process.sys, "executable", "/bin/false")
    with pytest.raises(ReadingError, match="too much memory or time"):
        read(b"a,b\n1,x\n", "f.csv")


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


def test_every_form_passes_through_the_process() -> None:
    frame = read(b"size,kind\n1,a\n2,b\n", "f.csv").frame
    for form in ("parquet", "excel"):
        assert read(written(frame, form), "f").frame.equals(frame)
