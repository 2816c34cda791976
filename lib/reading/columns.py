"""What a column of words is: numbers, dates, or words indeed."""

import re
from collections.abc import Iterator
from functools import partial

import numpy as np
import pandas as pd

from lib.reading.table import Note
from lib.words import counted, listed
from lib.words.outside import quoted

MISSING = ("", "NA", "N/A", "n/a", "na", "nan", "NaN", "NAN", "null", "NULL", "None", "?", "-", ".")
NUMBER = (
    r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|[-+]?(?:inf|Inf|INF|infinity|Infinity)"
)
CODE = r"[-+]?0[0-9]+"  # a code such as 01234, which as a number would lose its zero
COMMA = r"[-+]?[0-9]+,[0-9]+"
COMMA_GROUPED = r"[-+]?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?"
ENGLISH_GROUPED = r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
DATE = r"\D{0,4}[0-9]{1,4}[-/. ]\s*\w{1,9}[-/.,]?\s*[0-9]{1,4}.*"
ISO = r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*"
DAYS = ("%d.%m.%Y", "%Y/%m/%d", "%d-%m-%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y")
TIMES = ("", " %H:%M", " %H:%M:%S")
LOOKED_AT = 200  # values, to see whether trying is worth it
MOSTLY = 0.8  # a column with so many numbers holds numbers and a few words


def typed_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """Every column of words as what it is."""
    return frame.apply(lambda column: typed(column)[0]) if len(frame.columns) else frame


def typed(words: pd.Series, decimal_comma: bool = False) -> tuple[pd.Series, list[Note]]:
    """The same column as float64, datetime64 or str, what is missing as nan, and what is to be said
    of it. decimal_comma : whether "1,234" is one and a bit."""
    name = str(words.name)
    words = words.astype("str").str.strip()
    words = words.mask(words.isin(MISSING))
    known = words.dropna()
    if known.empty:
        return pd.Series(np.nan, words.index, float, name=name), []
    readers = (partial(_numbers, decimal_comma=decimal_comma), _dates)
    for reader in readers:
        found = reader(known)
        if found is not None:
            values, notes = found
            return values.reindex(words.index), [_about(name, each) for each in notes]
    return words, list(_mixed(known))


def _about(name: str, said: tuple[str, str]) -> Note:
    key, what = said
    return Note(key, f"In “{name}” {what}", name)


Found = tuple[pd.Series, list[tuple[str, str]]] | None


def _numbers(known: pd.Series, decimal_comma: bool) -> Found:
    first = known.iloc[:LOOKED_AT]
    if not first.str.contains(r"\d|inf", case=False).all():
        return None
    if _all(known, NUMBER):
        if known.str.fullmatch(CODE).any():
            return None
        return known.astype(float), []
    if decimal_comma and _all(known, f"{NUMBER}|{COMMA}|{COMMA_GROUPED}"):
        plain = known.str.replace(".", "").where(known.str.contains(","), known)
        plain = plain.where(~known.str.fullmatch(COMMA_GROUPED), known.str.replace(".", ""))
        return plain.str.replace(",", ".").astype(float), [
            ("decimal_comma", "a comma stands before the decimals, so “3,5” was read as 3.5.")
        ]
    if _all(known, f"{NUMBER}|{ENGLISH_GROUPED}"):
        return known.str.replace(",", "").astype(float), [
            ("thousands", "commas part thousands, so “1,234” was read as 1234.")
        ]
    if _all(known, f"{NUMBER}|{COMMA}|{COMMA_GROUPED}"):
        return _numbers(known, decimal_comma=True)
    return None


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
    if _all(known, r"\d{1,2}/\d{1,2}/\d{4}.*"):
        return _with_slashes(known)
    for form in (f"{day}{time}" for day in DAYS for time in TIMES):
        found = _parsed(known, form)
        if found is not None:
            return found, []
    return None


def _with_slashes(known: pd.Series) -> Found:
    """Day and month stand in either order, and often nothing tells which."""
    for time in TIMES:
        both = [_parsed(known, f"{day}{time}") for day in ("%m/%d/%Y", "%d/%m/%Y")]
        fits = [each for each in both if each is not None]
        if len(fits) == 1:
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


def _mixed(known: pd.Series) -> Iterator[Note]:
    """A few words among numbers, or numbers with their unit."""
    is_number = known.str.fullmatch(f"{NUMBER}|{COMMA}|{ENGLISH_GROUPED}")
    if MOSTLY <= is_number.mean() < 1:
        odd = known[~is_number]
        said = listed([quoted(str(word)) for word in odd.unique()[:3]])
        yield Note(
            "mixed",
            f"“{known.name}” holds numbers, but {counted(len(odd), 'cell')} "
            f"{'do' if len(odd) > 1 else 'does'} not: {said}. It is read as words until those "
            "count as missing.",
            str(known.name),
            int(odd.index[0]) + 2,
        )
    elif re.fullmatch(r"[-+$€£]?\s?\d[\d.,]*\s?[%$€£a-zA-Z]{0,3}", str(known.iloc[0])):
        pattern = r"[-+$€£]?\s?\d[\d.,]*\s?(?:%|\$|€|£|kg|g|cm|mm|km|m|s|h|lb|mi)?"
        if _all(known, pattern) and not known.str.fullmatch(CODE).any():
            yield Note(
                "unit",
                f"“{known.name}” holds numbers with a sign or unit, such as "
                f"{quoted(str(known.iloc[0]))}, and is read as words. Take the sign away to have "
                "numbers.",
                str(known.name),
            )
