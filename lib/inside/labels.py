"""Room for the texts beside the rows of a chart."""

from collections.abc import Sequence

LINE, GAP, LOWEST = 16, 10, 52  # px, for letters of 12 px
NAME_LINES = 4  # of a model with the view it sees


def height_for(texts: Sequence[str], around: int) -> int:
    """Pixels for a row a text, all as high as the text with the most lines, and `around` them.

    >>> height_for(["Tree<br>weight 0.5", "Vote"], 150)
    254
    """
    lines = max(text.count("<br>") + 1 for text in texts)
    return around + len(texts) * max(LOWEST, GAP + LINE * lines)
