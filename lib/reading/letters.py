"""The letters of a text file: whatever encoding it came in, what goes on is UTF-8."""

import codecs
import re
from contextlib import suppress

from lib.reading.table import Note, ReadingError

LOOKED_AT = 256 * 1024  # bytes
MARKS = {  # the longer ones first: UTF-16 begins as UTF-32 does
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# Alphabets whose letters are all outside of ASCII; where most letters are inside, it is Windows'.
ALPHABETS = [
    *("cp1251", "koi8_r", "cp1253", "cp1255", "cp1256"),
    *("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"),
]
WINDOWS = "cp1252"
MOST_BROKEN = 0.1  # of the letters outside of ASCII, in what is UTF-8 all the same
NO_TEXT = "This is no text: it holds signs that no table has. Save the table as CSV and bring that."


def as_utf8(content: bytes) -> tuple[bytes, list[Note]]:
    """The same text in UTF-8, every line ending with a line feed. Raises ReadingError for what is
    no text."""
    encoding = next((e for mark, e in MARKS.items() if content.startswith(mark)), "")
    notes: list[Note] = []
    if not encoding and b"\0" in content[:LOOKED_AT]:
        encoding = _by_zeros(content[:LOOKED_AT])
    if not encoding:
        encoding, notes = _guessed(content)
    if encoding != "utf-8" or notes:
        content = content.decode(encoding, errors="replace").encode(errors="replace")
    if b"\0" in content:
        raise ReadingError(NO_TEXT)
    if b"\r" in content:  # Windows, and alone on an old Macintosh
        content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return content, notes


def _by_zeros(start: bytes) -> str:
    """UTF-16 without its mark: of ASCII in it, every second byte is zero."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) > len(start) / 4 and min(even, odd) < len(start) / 40:
        return "utf-16-le" if odd > even else "utf-16-be"
    raise ReadingError(NO_TEXT)


def _guessed(content: bytes) -> tuple[str, list[Note]]:
    with suppress(UnicodeDecodeError):
        content.decode()
        return "utf-8", []
    lines = content[: 4 * LOOKED_AT] if _is_odd(content[: 4 * LOOKED_AT]) else content
    broken = lines.decode(errors="replace").count("\ufffd")
    outside = len(re.findall(rb"[\x80-\xff]+", lines))
    if broken <= MOST_BROKEN * outside:
        said = "Some letters are damaged, and stand as “\ufffd” in the table."
        return "utf-8", [Note("encoding", said)]
    encoding = _of_alphabet(lines)
    said = f"The letters are not UTF-8; they were read as {encoding}"
    said += " (Windows)." if encoding == WINDOWS else "."
    return encoding, [Note("encoding", f"{said} Look whether names with accents are right.")]


def _is_odd(start: bytes) -> bool:
    """Whether there is something outside of ASCII, in what may be cut in the middle of a letter."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return True
    return False


def _of_alphabet(content: bytes) -> str:
    """Where most letters are outside of ASCII, a library tells which alphabet that is; a few
    accents tell it too little."""
    lines = b"\n".join(line for line in content.splitlines() if not line.isascii())[:20_000]
    outside, inside = len(re.findall(rb"[\x80-\xff]", lines)), len(re.findall(rb"[A-Za-z]", lines))
    if outside < inside:
        return WINDOWS
    from charset_normalizer import from_bytes  # only few files need it

    best = from_bytes(lines, cp_isolation=ALPHABETS, threshold=0.3).best()
    return best.encoding if best else WINDOWS
