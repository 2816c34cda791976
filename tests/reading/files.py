"""Tables written as the files that people bring."""

import gzip
import io

import pandas as pd

PLAIN = {"strings_to_formulas": False, "strings_to_urls": False}  # a word is a word
FORMATS = ("csv", "semicolons", "tabs", "gzip", "utf16", "parquet", "excel")


def written(frame: pd.DataFrame, form: str) -> bytes:
    """The table as a file of this form."""
    stream = io.BytesIO()
    if form == "parquet":
        frame.to_parquet(stream, index=False)
        return stream.getvalue()
    if form == "excel":
        with pd.ExcelWriter(stream, engine="xlsxwriter", engine_kwargs={"options": PLAIN}) as book:
            frame.to_excel(book, index=False)
        return stream.getvalue()
    parting = {"semicolons": ";", "tabs": "\t"}.get(form, ",")
    text = frame.to_csv(index=False, sep=parting)
    if form == "utf16":
        return text.encode("utf-16")
    return gzip.compress(text.encode()) if form == "gzip" else text.encode()
