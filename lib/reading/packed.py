"""A small table as a text for a link: CSV, compressed, in letters that a link may have."""

import base64
import binascii
import io
import zlib

import pandas as pd

from lib.reading.columns import typed_frame

LONGEST = 6000  # letters; servers take links of 16,000
MOST = 200_000  # bytes unpacked, so that a short text cannot be a huge table
SIGN = "~"  # what such a text begins with


def pack(frame: pd.DataFrame) -> str | None:
    """The text, None for a table that is too large for a link."""
    if frame.size > MOST:  # no need to try
        return None
    content = frame.to_csv(index=False, lineterminator="\n").encode()
    letters = base64.urlsafe_b64encode(zlib.compress(content, 9)).decode().rstrip("=")
    return f"{SIGN}{letters}" if len(letters) < LONGEST and len(content) <= MOST else None


def unpack(text: str) -> pd.DataFrame:
    """The table again. Raises ValueError, with words that follow the text, for any other text."""
    letters = text.removeprefix(SIGN)
    if not text.startswith(SIGN) or len(text) > LONGEST:
        raise ValueError("is no table")
    try:
        content = base64.b64decode(letters + "=" * (-len(letters) % 4), b"-_", validate=True)
        unzip = zlib.decompressobj()
        table = unzip.decompress(content, MOST)
    except (binascii.Error, zlib.error, ValueError):
        raise ValueError("is no table, or was not copied whole") from None
    if unzip.unconsumed_tail or not unzip.eof:
        raise ValueError("is a table that is too large for a link, or was not copied whole")
    try:
        frame = pd.read_csv(io.BytesIO(table), dtype="str", keep_default_na=False)
    except (ValueError, pd.errors.ParserError):
        raise ValueError("is no table") from None
    if frame.empty or any(str(name).startswith("Unnamed: ") for name in frame):
        raise ValueError("is no table with names and rows")
    return typed_frame(frame)
