"""What is made of a file: every form that people bring, what is mended, what is refused."""

import base64
import gzip
import io
import time
import zipfile
import zlib

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.reading import Note, ReadingError, pack, unpack
from lib.reading.parsing import parse
from tests.reading.files import FORMATS, written

SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
WORDS = st.text("abcxyzäß ,;'\"=<>&\n", min_size=1, max_size=8).map(str.strip).filter(bool)


@st.composite
def tables(draw: st.DrawFn) -> pd.DataFrame:
    """Numbers, dates and words that are neither, with gaps, under any names."""
    n = draw(st.integers(2, 12))
    names = draw(
        st.lists(WORDS.map(lambda w: " ".join(w.split())), min_size=3, max_size=3, unique=True)
    )
    numbers = st.one_of(st.none(), st.integers(-999, 999), st.floats(-1e6, 1e6))
    days = st.datetimes(pd.Timestamp(1950, 1, 1), pd.Timestamp(2050, 1, 1))
    column = [draw(numbers) for _ in range(n - 1)] + [1.5]
    words = [f"w{draw(WORDS)}" for _ in range(n)]
    return pd.DataFrame(
        {
            names[0]: pd.Series(column, dtype=float),
            names[1]: pd.Series([draw(days).replace(microsecond=0) for _ in range(n)]),
            names[2]: pd.Series([" ".join(w.split()) for w in words], dtype="str"),
        }
    )


@SLOW
@given(tables(), st.sampled_from(FORMATS))
def test_what_was_written_is_read_in_every_form(frame: pd.DataFrame, form: str) -> None:
    found, _ = parse(written(frame, form))
    assert list(found.columns) == list(frame.columns)
    np.testing.assert_allclose(found.iloc[:, 0], frame.iloc[:, 0], rtol=1e-12)
    assert found.iloc[:, 1].tolist() == frame.iloc[:, 1].tolist()
    assert found.iloc[:, 2].tolist() == frame.iloc[:, 2].tolist()


@st.composite
def mangled(draw: st.DrawFn) -> bytes:
    """A file cut, with bytes changed, put beside another, or nothing but bytes."""
    how = draw(st.sampled_from(["cut", "flipped", "joined", "random", "text"]))
    # Some changed bytes of Parquet end the process that reads them: see test_process.py.
    forms = [form for form in FORMATS if how != "flipped" or form != "parquet"]
    content = written(draw(tables()), draw(st.sampled_from(forms)))
    if how == "cut":
        return content[draw(st.integers(0, len(content))) :][: draw(st.integers(0, len(content)))]
    if how == "flipped":
        changed = bytearray(content)
        for at in draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=8)):
            changed[at] = draw(st.integers(0, 255))
        return bytes(changed)
    if how == "joined":
        return content + written(draw(tables()), draw(st.sampled_from(FORMATS)))
    if how == "random":
        return draw(st.binary(max_size=300))
    return draw(st.text("ab1,;\t\n\r\"' .-/|=\0é", max_size=300)).encode()


def _parsed(content: bytes) -> tuple[pd.DataFrame, list[Note]] | str:
    try:
        return parse(content)
    except ReadingError as problem:
        return str(problem)


@settings(SLOW, max_examples=400)
@given(mangled())
def test_whatever_is_brought_gives_a_table_or_a_sentence(content: bytes) -> None:
    began = time.monotonic()
    found = _parsed(content)
    if isinstance(found, str):
        assert found.endswith((".", "?"))
        assert "Error" not in found
    else:
        frame, notes = found
        assert len(frame)
        assert frame.columns.is_unique
        assert all(map(str.strip, frame.columns))
        for kind in frame.dtypes:
            is_plain = kind == np.float64 or isinstance(kind, pd.StringDtype)
            assert is_plain or pd.api.types.is_datetime64_dtype(kind)
        assert all(note.sentence.endswith(".") for note in notes)
    assert time.monotonic() - began < 20


# ---------------------------------------------------------------- what is mended, and said


@pytest.mark.parametrize(
    ("text", "key", "values"),
    [
        ("a;b\n1,5;x\n2,5;y\n", "decimal_comma", [1.5, 2.5]),
        ('a,b\n"1,234",x\n"2,500,000",y\n', "thousands", [1234, 2_500_000]),
        ("1,x\n2,y\n3,x\n", "no_names", [1, 2, 3]),
        ("a,b\n1,x\n2\n3,y\n", "ragged", [1, 3]),
        ("a,b\n1,x\n,\n3,y\n", "empty_rows", [1, 3]),
        ("a,\n1,x\n3,y\n", "blank_name", [1, 3]),
        ("a,a\n1,x\n3,y\n", "same_name", [1, 3]),
        ("a,b\n1,x\n?,y\nNA,y\n", None, [1, np.nan, np.nan]),
        ("a,b\ninf,x\n-inf,y\n", None, [np.inf, -np.inf]),
    ],
)
def test_what_is_mended_is_said(text: str, key: str | None, values: list[float]) -> None:
    frame, notes = parse(text.encode())
    assert [note.key for note in notes if note.key != "parting"] == ([key] if key else [])
    np.testing.assert_array_equal(frame.iloc[:, 0], values)


def test_a_row_is_named_by_its_line_in_the_file() -> None:
    _, notes = parse(b"a,b\n1,x\n2\n3,y,z\n4,x\n")
    assert "Row 3 has 1 cell instead of 2" in notes[0].sentence
    assert "1 other row" in notes[0].sentence


def test_a_few_words_among_numbers_are_found_and_named() -> None:
    _, (note,) = parse(b"v,y\n" + b"".join(b"%d,a\n" % i for i in range(9)) + b"unknown,a\n")
    assert (note.key, note.column, note.row) == ("mixed", "v", 11)
    assert "“unknown”" in note.sentence


def test_codes_with_leading_zeros_and_numbers_with_units_stay_words() -> None:
    frame, notes = parse(b"zip,size\n01234,12kg\n00001,9kg\n")
    assert frame["zip"].tolist() == ["01234", "00001"]
    assert [note.key for note in notes] == ["unit"]


@pytest.mark.parametrize("first", ["12345678901234567", "-1234567890123456789"])
def test_numbers_too_long_to_be_told_apart_stay_words(first: str) -> None:
    second = str(int(first) + 1)
    frame, notes = parse(f"id,y\n{first},1\n{second},2\n".encode())
    assert frame["id"].tolist() == [first, second]
    assert [note.key for note in notes] == ["long_number"]
    stream = io.BytesIO()
    pq.write_table(pa.table({"id": [int(first), int(second)]}), stream)
    assert parse(stream.getvalue())[0]["id"].tolist() == [first, second]


@pytest.mark.parametrize(
    ("first", "second", "is_said"),
    [
        ("2024-03-01", "2024-12-24", False),
        ("24.12.2024", "01.03.2024", False),
        ("24/12/2024", "01/03/2024", False),
        ("12/24/2024", "03/01/2024", False),
        ("03/01/2024", "04/01/2024", True),
        ("2024-03-01T12:30:00Z", "2024-03-02T12:30:00Z", False),
        ("2024-03", "2024-04", False),
        ("Mar 1 2024", "Dec 24 2024", False),
        ("24-Dec-2024", "01-Mar-2024", False),
        ("12/24/24", "03/01/24", False),
    ],
)
def test_dates_are_read_and_doubtful_ones_are_said(first: str, second: str, is_said: bool) -> None:
    frame, notes = parse(f"d,y\n{first},a\n{second},b\n".encode())
    assert pd.api.types.is_datetime64_dtype(frame["d"])
    assert [note.key for note in notes] == ["ambiguous_date"] * is_said


def test_letters_of_windows_are_read_and_said() -> None:
    frame, notes = parse("name,y\nJosé,a\nZoë,b\n".encode("cp1252"))
    assert frame["name"].tolist() == ["José", "Zoë"]
    assert [note.key for note in notes] == ["encoding"]


def test_a_title_above_the_table_is_left_out_in_excel_too() -> None:
    rows = [["Report of 2024", ""], ["", ""], ["a", "b"], ["1", "x"], ["", ""], ["2", "y"]]
    frame, notes = parse(written(pd.DataFrame(rows[1:], columns=rows[0]), "excel"))
    assert frame.to_dict("list") == {"a": [1.0, 2.0], "b": ["x", "y"]}
    assert [(note.key, note.row) for note in notes] == [("above", 1), ("empty_rows", 5)]


def test_columns_of_parquet_may_hold_nothing() -> None:
    stream = io.BytesIO()
    words = pa.array([None, None], pa.string())
    pq.write_table(pa.table({"a": [1, 2], "b": words, "c": pa.nulls(2)}), stream)
    frame, _ = parse(stream.getvalue())
    assert frame[["b", "c"]].isna().all(axis=None)
    assert set(frame.dtypes) == {np.dtype(float)}


def test_only_plain_columns_of_parquet_are_taken() -> None:
    stream = io.BytesIO()
    pq.write_table(pa.table({"a": [1, 2], "b": [[1], [2]], "c": [True, False]}), stream)
    frame, notes = parse(stream.getvalue())
    assert frame.to_dict("list") == {"a": [1.0, 2.0], "c": ["true", "false"]}
    assert [note.key for note in notes] == ["nested"]


# ---------------------------------------------------------------- what is refused


def _zip(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (b"a,b\n", "no rows"),
        (b"abc\ndef\nghi\n", "one single cell"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"\x80\x04\x95", "pickle"),
        (b"\xd0\xcf\x11\xe0", "old Excel"),
        (b'{"a": 1}', "JSON"),
        (b"<!DOCTYPE html>", "web page"),
        (b"PK\x03\x04 nonsense", "damaged"),
        (_zip("a.csv"), "zip archive"),
        (_zip("xl/workbook.xml"), "damaged or protected"),
        (b"PAR1 nonsense PAR1", "damaged"),
        (gzip.compress(b"a,b\n1,x\n")[:-9], "damaged"),
        (b"a\0b,c\n" * 10, "no text"),
        (",".join(f"c{i}" for i in range(2001)).encode() + b"\n", "2,001 columns"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",  # which knows the time
)
def test_what_is_no_table_is_called_what_it_is(content: bytes, said: str) -> None:
    with pytest.raises(ReadingError, match=said):
        parse(content)


# ---------------------------------------------------------------- in a link


@SLOW
@given(tables())
def test_a_small_table_travels_in_a_link(frame: pd.DataFrame) -> None:
    text = pack(frame)
    assert text is not None
    pd.testing.assert_frame_equal(unpack(text), frame, check_dtype=False)


def test_what_is_in_a_link_is_read_as_it_was_in_the_file() -> None:
    words = pd.Series(["12", "NA", "2024-01-01", ' a,b\r\n"c"'], dtype="str")
    numbers = pd.Series([0.1 + 0.2, np.nan, np.inf, -1e-300])
    frame = pd.DataFrame({"Unnamed: 0": words, "n": numbers, "=1": words.mask(words == "NA")})
    pd.testing.assert_frame_equal(unpack(str(pack(frame))), frame)


@pytest.mark.parametrize(
    "table", [b"", b"na", b"na\n", b"xa\n1\n", b"na\nx\n", b"na,nb\n1\n", b'na\n"1', b"da\n9\xff\n"]
)
def test_a_link_with_something_else_in_it_is_refused(table: bytes) -> None:
    text = base64.urlsafe_b64encode(zlib.compress(table)).decode().rstrip("=")
    with pytest.raises(ValueError, match=r"^is no table"):
        unpack(f"~{text}")


def test_names_in_a_link_are_text_too() -> None:
    table = "n\u202ea\x00,na,n\n1,2,3\n".encode()
    text = base64.urlsafe_b64encode(zlib.compress(table)).decode().rstrip("=")
    assert list(unpack(f"~{text}")) == ["a", "a (2)", "column 3"]


@SLOW
@given(st.one_of(st.text(max_size=50), st.text("~ABCabc019-_", max_size=80).map("~{}".format)))
def test_any_other_text_is_no_table(text: str) -> None:
    with pytest.raises(ValueError, match=r"^is "):
        unpack(text)


def test_a_short_text_is_never_a_huge_table() -> None:
    bomb = pd.DataFrame({"a": np.zeros(150_000), "b": np.zeros(150_000)})
    assert pack(bomb) is None
