"""Parts of pages that Streamlit has no widget for: each a Python file with .js and .css beside it.

Names and words come from data that anybody may have made, so the scripts set text as text and
never as HTML. Nothing is fetched from elsewhere, nothing needs a build step.
"""

from pathlib import Path

HERE = Path(__file__).parent


def source(*names: str) -> str:
    """The text of files beside this one, one after the other: a script and what it shares."""
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in names)
