"""What a file is, by its first bytes: a name can say anything."""

import io
import zipfile
import zlib

from lib.reading.limits import LIMITS, MB
from lib.reading.table import ReadingError

SAVE = "Save it as CSV and bring that"
CHUNK = 4 * MB

PICKLE = "a pickle, which may run code when it is opened"
# first bytes -> what that is, for what cannot be read
OTHERS = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"\x80\x02": PICKLE,
    b"\x80\x03": PICKLE,
    b"\x80\x04": PICKLE,
    b"\x80\x05": PICKLE,
    b"\xd0\xcf\x11\xe0": "an old Excel file (.xls), or one that a password protects",
    b"SQLite format 3": "a database (SQLite)",
    b"\x89HDF": "an HDF5 file",
    b"ARROW1": "a Feather or Arrow file",
    b"\x93NUMPY": "a NumPy file",
    b"BZh": "a file that bzip2 packed",
    b"\xfd7zXZ": "a file that xz packed",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\x28\xb5\x2f\xfd": "a file that zstd packed",
    b"<!DOCTYPE": "a web page",
    b"<!doctype": "a web page",
    b"<html": "a web page",
    b"<?xml": "an XML file",
    b"{": "a JSON file",
    b"[": "a JSON file",
}


def kind_of(content: bytes) -> str:
    """ "parquet", "excel" or "text". Raises ReadingError for what is none of them."""
    if not content.strip():
        raise ReadingError(
            "The file is empty. A table has a line of names, and a line for each row."
        )
    if content[:4] == b"PAR1":
        return "parquet"
    if content[:2] == b"PK":
        return _kind_of_zip(content)
    for first, what in OTHERS.items():
        if content.lstrip()[: len(first)] == first:
            raise ReadingError(f"This is {what}, so it is not read here. {SAVE}.")
    return "text"


def _kind_of_zip(content: bytes) -> str:
    """Excel packs its sheets into one; unpacked they may be a thousand times as large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = {info.filename for info in packed.infolist()}
            size = sum(info.file_size for info in packed.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        raise ReadingError(f"This file is damaged: it begins like Excel or zip. {SAVE}.") from None
    if "xl/workbook.xml" not in names:
        raise ReadingError(f"This is a zip archive, not a table. Unpack it first. {SAVE}.")
    if size > LIMITS.unpacked:
        raise ReadingError(too_large(size))
    return "excel"


def unpacked(content: bytes) -> bytes:
    """The content of a gzipped file, anything else as it is. Raises ReadingError when it is damaged
    or too large; no more than is allowed is ever unpacked."""
    if content[:2] != b"\x1f\x8b":
        return content
    parts, size = [], 0
    while content[:2] == b"\x1f\x8b":  # several may stand one after the other
        unzip = zlib.decompressobj(wbits=31)
        try:
            while not unzip.eof:
                part = unzip.decompress(content, CHUNK)
                content, size = unzip.unconsumed_tail, size + len(part)
                if size > LIMITS.unpacked:
                    raise ReadingError(too_large(size, "more than "))
                if not part and not content and not unzip.eof:
                    raise zlib.error("it ends in the middle")
                parts.append(part)
        except zlib.error:
            raise ReadingError(
                "This gzip file is damaged or was not copied whole. Copy it again, or bring it "
                "unpacked."
            ) from None
        content = unzip.unused_data
    return b"".join(parts)


def too_large(size: int, more: str = "") -> str:
    """The sentence for a file of so many bytes, unpacked."""
    return (
        f"Unpacked this file has {more}{size // MB:,} MB, and {LIMITS.unpacked // MB} MB are read "
        "here at most. Bring fewer rows or columns, or the same as Parquet."
    )
