"""Text from outside is text everywhere: one clean line at the door, and text alone at each exit.

What a visitor types, what a link says and what data call their columns and classes comes in through
`cleaned`. Wherever text goes, the function named after that place writes it: nothing in it becomes
formatting, a link, a request, a formula or code.
"""

import html
import re
import unicodedata

MOST = 40  # letters of a name, and of what a sentence repeats
ELLIPSIS = "…"
JOINER = "\u2060"  # is not seen, and parts what must not be read as one

# Streamlit's Markdown looks for these once backslashes are gone: they are parted, not escaped.
_READ_LATER = re.compile(
    r"(?=://)|(?<=www)(?=\.)|(?=@)"  # links of their own accord
    r"|(?<=:)(?=[\w+/-]+:)"  # emoji, icons
    r"|(?<=[-<>~])(?=[-=>])",  # arrows and dashes
    re.IGNORECASE,
)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~$&:])|^(?=[-=])|(?<=^\d)(?=\.)|(?<=^\d\d)(?=\.)")
# A spreadsheet takes a text that starts like this for a formula and runs it (OWASP, CSV injection).
FORMULA = r"'*\s*[-=+@－＝＋＠\t\r]"


# ---------------------------------------------------------------- at the door


def visible(text: str) -> str:
    """One line without what nobody sees (Unicode's categories C): no control, no change of
    direction, no half of a letter.

    >>> visible("a\\u202eb\\x00"), visible("two\\nlines")
    ('ab', 'two lines')
    """
    if text.isprintable():
        return text
    spaced = re.sub(r"\s", lambda space: space[0] if space[0] in " \u00a0\u202f" else " ", text)
    return "".join(letter for letter in spaced if unicodedata.category(letter)[0] != "C")


def cleaned(text: str, most: int = MOST) -> str:
    """A name as it may come in: visible, single spaces, at most so many letters.

    >>> cleaned("  left\\t hand\\x07 "), cleaned("a" * 50, 5)
    ('left hand', 'aaaaa')
    """
    return " ".join(visible(text).split())[:most].rstrip()


def shortened(text: str, most: int = MOST) -> str:
    """As much of a text as there is room for.

    >>> shortened("temperature", 11), shortened("temperature", 8)
    ('temperature', 'tempera…')
    """
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}{ELLIPSIS}"


def quoted(text: str) -> str:
    """What a sentence repeats of a text that may be anything.

    >>> quoted("a\\x00b")
    '“ab”'
    """
    return f"“{shortened(' '.join(visible(text).split()))}”"


# ---------------------------------------------------------------- at the exits


def as_markdown(text: str) -> str:
    """For Streamlit, and for a file of Markdown.

    >>> as_markdown("a*b <i>"), as_markdown("- [x](y)")
    ('a\\\\*b \\\\<i\\\\>', '\\\\- \\\\[x\\\\]\\\\(y\\\\)')
    """
    parted = _READ_LATER.sub(JOINER, visible(text))
    return _MARKDOWN.sub(lambda sign: f"\\{sign[0]}", parted)


def as_html(text: str) -> str:
    """Between tags and in attributes.

    >>> as_html('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    return html.escape(visible(text))


def as_plotly(text: str) -> str:
    """For every text that Plotly draws: it reads a few tags of HTML, templates in a hover, and a
    formula between two dollars.

    >>> as_plotly("<b>%{x} $y$")
    '&lt;b&gt;&#37;{x} &#36;y&#36;'
    """
    return html.escape(visible(text), quote=False).replace("%{", "&#37;{").replace("$", "&#36;")


def as_cell(text: str) -> str:
    """For a cell of a spreadsheet; without the first apostrophe of what matches `FORMULA` it is as
    it was.

    >>> as_cell("=1+1"), as_cell("'=1"), as_cell("Soft voting")
    ("'=1+1", "''=1", 'Soft voting')
    """
    return f"'{text}" if re.match(FORMULA, text) else text


def as_literal(text: str) -> str:
    """For Python code: an expression, in double quotes where that needs no escape.

    >>> as_literal("it's"), as_literal("x\\x00")
    ('"it\\'s"', '"x\\\\x00"')
    """
    literal = repr(text)
    return literal if "'" in text or '"' in text else f'"{literal[1:-1]}"'
