"""What a column of words is: numbers, dates, or words indeed."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import product

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from lib.reading.table import Note
from lib.words import counted, listed
from lib.words.outside import quoted

MISSING = ("", "NA", "N/A", "n/a", "na", "nan", "NaN", "NAN", "null", "NULL", "None", "?", "-", ".")
NUMBER = (
    r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|[-+]?(?:inf|Inf|INF|infinity|Infinity)"
)
CODE = r"[-+]?0[0-9]+"  # a code such as 01234, which as a number would lose its zero
LONG = r"[-+]?[0-9]{16,}"  # as a number it would lose its last digits
COMMA = r"[-+]?[0-9]+,[0-9]+"
COMMA_GROUPED = r"[-+]?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?"
ENGLISH_GROUPED = r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
DATE = r"\D{0,4}[0-9]{1,4}[-/. ]\s*\w{1,9}[-/.,]?\s*[0-9]{1,4}.*"
ISO = r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*"
DAYS = (
    *("%d.%m.%Y", "%Y/%m/%d", "%Y.%m.%d", "%d-%m-%Y", "%Y-%m"),
    *("%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%d-%b-%y", "%b %d, %Y", "%B %d, %Y"),
    *("%b %d %Y", "%B %d %Y", "%b-%d-%Y", "%b %Y", "%B %Y", "%b-%Y"),
)
SLASHES = ("%m/%d/%Y", "%d/%m/%Y"), ("%m/%d/%y", "%d/%m/%y")
TIMES = ("", " %H:%M", " %H:%M:%S")
LOOKED_AT = 200  # values, to see whether trying is worth it
MOSTLY = 0.8  # a column with so many numbers holds numbers and a few words
HALF, FEW = 0.5, 10  # so does one with so many, where the words are always the same few


def typed_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """Every column of words as what it is."""
    return frame.apply(lambda column: typed(column)[0]) if len(frame.columns) else frame


def typed(
    words: pd.Series, decimal_comma: bool = False, numbers: np.ndarray | None = None
) -> tuple[pd.Series, list[Note]]:
    """The same column as float64, datetime64 or str, what is missing as nan, and what is to be said
    of it. decimal_comma : whether "1,234" is one and a bit, and "1.234" more than a thousand.
    numbers : of the rows, as the file counts them."""
    name = str(words.name)
    neat = pc.utf8_trim_whitespace(pa.chunked_array(pa.array(words.astype("str"))))
    neat = pc.if_else(pc.is_in(neat, value_set=pa.array(MISSING, neat.type)), None, neat)
    if neat.null_count == len(neat):
        return pd.Series(np.nan, words.index, float, name=name), []
    if (quick := _plain(neat, decimal_comma)) is not None:
        return pd.Series(quick, words.index, name=name), []
    words = pd.Series(neat.to_pandas().to_numpy(), words.index, "str", name=name)
    known = words.dropna()
    readers = (partial(_numbers, decimal_comma=decimal_comma), _dates)
    for reader in readers:
        found = reader(known)
        if found is not None:
            values, notes = found
            return values.reindex(words.index), [_about(name, each) for each in notes]
    return words, list(_remarked(known, numbers))


def _plain(neat: pa.ChunkedArray, decimal_comma: bool) -> np.ndarray | None:
    """Numbers as a computer writes them, which most are: the quick way. None for anything else."""
    try:
        values = pc.cast(neat, pa.float64()).to_numpy()
    except pa.ArrowInvalid:
        return None
    odd = rf"^(?:{CODE}|{LONG})$" + (r"|\." if decimal_comma else "")
    return None if pc.any(pc.match_substring_regex(neat, odd)).as_py() else values


def _about(name: str, said: tuple[str, str]) -> Note:
    key, what = said
    return Note(key, f"In “{name}” {what}", name)


Found = tuple[pd.Series, list[tuple[str, str]]] | None


def _numbers(known: pd.Series, decimal_comma: bool) -> Found:
    if not known.iloc[:LOOKED_AT].str.contains(r"\d|inf", case=False).all():
        return None
    is_code = known.str.fullmatch(f"{CODE}|{LONG}").any()
    if decimal_comma and not is_code and _all(known, f"[-+]?[0-9]+|{COMMA_GROUPED}"):
        return _comma_as_point(known.str.replace(".", "")), [
            ("thousands", "points part thousands, so “1.234” was read as 1234.")
        ]
    if _all(known, NUMBER):
        return None if is_code else (known.astype(float), [])
    if not decimal_comma and _all(known, f"{NUMBER}|{ENGLISH_GROUPED}"):
        return known.str.replace(",", "").astype(float), [
            ("thousands", "commas part thousands, so “1,234” was read as 1234.")
        ]
    if _all(known, f"{NUMBER}|{COMMA}|{COMMA_GROUPED}"):
        is_grouped = known.str.contains(",") | known.str.fullmatch(COMMA_GROUPED)
        return _comma_as_point(known.mask(is_grouped, known.str.replace(".", ""))), [
            ("decimal_comma", "a comma stands before the decimals, so “3,5” was read as 3.5.")
        ]
    return None


def _comma_as_point(known: pd.Series) -> pd.Series:
    return known.str.replace(",", ".").astype(float)


def has_decimal_commas(words: pd.DataFrame) -> bool:
    """Whether the first rows of some column hold numbers such as "3,5"."""
    for position in range(words.shape[1]):
        cells = words.iloc[:LOOKED_AT, position].dropna().str.strip()
        cells = cells[~cells.isin(MISSING)]
        is_comma = cells.str.fullmatch(f"{COMMA}|{COMMA_GROUPED}") & cells.str.contains(",")
        if is_comma.any() and (is_comma | cells.str.fullmatch(NUMBER)).mean() > MOSTLY:
            return True
    return False


def _all(known: pd.Series, pattern: str) -> bool:
    """Whether every value is of that form; the first few say no quickly."""
    return bool(known.iloc[:LOOKED_AT].str.fullmatch(pattern).all()) and bool(
        known.str.fullmatch(pattern).all()
    )


def _dates(known: pd.Series) -> Found:
    if not known.iloc[:LOOKED_AT].str.fullmatch(DATE).all():
        return None
    if _all(known, ISO):
        found = _parsed(known, "ISO8601")
        return None if found is None else (found, [])
    if _all(known, r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\b.*"):
        return _with_slashes(known)
    first = known.iloc[:LOOKED_AT]
    for form in (f"{day}{time}" for day in DAYS for time in TIMES):
        found = _parsed(known, form) if _parsed(first, form) is not None else None
        if found is not None:
            return found, []
    return None


def _with_slashes(known: pd.Series) -> Found:
    """Day and month stand in either order, and often nothing tells which."""
    for days, time in product(SLASHES, TIMES):
        fits = [each for day in days if (each := _parsed(known, f"{day}{time}")) is not None]
        if len(fits) == 1 or (fits and fits[0].equals(fits[1])):
            return fits[0], []
        if fits:
            said = "“01/02/2024” could be January or February; the month is taken to come first."
            return fits[0], [("ambiguous_date", f"dates such as {said}")]
    return None


def _parsed(known: pd.Series, form: str) -> pd.Series | None:
    try:
        found = pd.to_datetime(known, format=form, utc=form == "ISO8601")
    except (ValueError, OverflowError):
        return None
    return found.dt.tz_localize(None).astype("datetime64[us]")


def _remarked(known: pd.Series, numbers: np.ndarray | None) -> Iterator[Note]:
    """A few words among numbers, numbers with their unit, or with more digits than a number has."""
    name = str(known.name)
    is_number = known.str.fullmatch(f"{NUMBER}|{COMMA}|{ENGLISH_GROUPED}")
    share, odd = is_number.mean(), known[~is_number]
    if MOSTLY <= share < 1 or (HALF <= share < 1 and odd.nunique() <= FEW):
        place = int(odd.index[0])
        row = place + 2 if numbers is None else int(numbers[place])
        said = listed([quoted(str(word)) for word in odd.unique()[:3]])
        what = f"{counted(len(odd), 'cell')} {'do' if len(odd) > 1 else 'does'} not"
        yield Note(
            "mixed",
            f"“{name}” holds numbers, but {what}: {said}, first in row {row:,}. It is read as "
            "words until those count as missing.",
            name,
            row,
        )
    elif share == 1 and known.str.fullmatch(LONG).any():
        said = "holds longer numbers than can be told apart as numbers, so they are read as words."
        yield Note("long_number", f"“{name}” {said}", name)
    elif re.fullmatch(r"[-+$€£]?\s?[0-9][0-9.,]*\s?[%$€£a-zA-Z]{0,3}", str(known.iloc[0])):
        pattern = r"[-+$€£]?\s?[0-9][0-9.,]*\s?(?:%|\$|€|£|kg|g|cm|mm|km|m|s|h|lb|mi)?"
        if _all(known, pattern) and not known.str.fullmatch(CODE).any():
            yield Note(
                "unit",
                f"“{name}” holds numbers with a sign or unit, such as "
                f"{quoted(str(known.iloc[0]))}, and is read as words. Take the sign away to have "
                "numbers.",
                name,
            )
