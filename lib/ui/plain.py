"""Text from elsewhere, shown as it is."""

import re


def plain(text: str) -> str:
    """The text with Markdown's signs disarmed: what comes from data must not become formatting.

    >>> plain("a*b")
    'a\\\\*b'
    """
    return re.sub(r"([\\`*_{}\[\]()#+!|<>~$:])", r"\\\1", text)
