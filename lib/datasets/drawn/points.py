"""Points of a drawing as a short text: three letters a point, so that any drawing fits into a link.

Three letters of base64url (RFC 4648) are 18 bits: the class in two, then eight for how far across
and eight for how far up. So every text of such letters in threes is a drawing, and every drawing is
one text. `points.js` writes and reads the same.
"""

import numpy as np

from lib.datasets._entry import Dataset
from lib.datasets._thumbnail import thumbnail

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
CLASSES, PLACES = 4, 256  # most classes, and places along a side
MOST, FEWEST = 400, 5  # points of a drawing, and those of each of its classes that lie apart
SIDE = 10.0  # of the square that is drawn in, in the unit of its axes
MARGIN, THINNED = 0.06, 80  # of a template: around it, and its points

_WEIGHTS = np.array([64 * 64, 64, 1])


def write_points(places: np.ndarray, y: np.ndarray) -> str:
    """places : (n, 2) whole numbers below PLACES, across and up. y : (n,) below CLASSES."""
    codes = (np.asarray(y, int) * PLACES + places[:, 0]) * PLACES + places[:, 1]
    digits = codes[:, None] // _WEIGHTS % 64
    return "".join(LETTERS[digit] for digit in digits.ravel())


def read_points(text: str) -> tuple[np.ndarray, np.ndarray]:
    """Places (n, 2) and classes (n,). Raises ValueError, with words that follow the text, for what
    is no drawing; a drawing of too few points is one."""
    if len(text) % 3 or not set(text) <= set(LETTERS):
        raise ValueError("is no drawing: every point of one is three letters")
    if len(text) > 3 * MOST:
        raise ValueError(f"has more than {MOST} points")
    digits = np.array([LETTERS.index(letter) for letter in text], int).reshape(-1, 3)
    rest, up = np.divmod(digits @ _WEIGHTS, PLACES)
    y, across = np.divmod(rest, PLACES)
    return np.column_stack([across, up]), y


def checked_points(text: str) -> str:
    """The text of a drawing that something can be learned from. Raises ValueError as `read_points`
    does, and when a class has points at too few places: of the first two, and of those up to the
    last. Rows with the same inputs are held back together, so one place counts once."""
    read_points(text)
    apart = read_points("".join({text[i : i + 3] for i in range(0, len(text), 3)}))[1]
    counts = np.bincount(apart, minlength=2)
    if counts.min() < FEWEST:
        lacking = int((counts < FEWEST).argmax()) + 1
        raise ValueError(f"has fewer than {FEWEST} different points of class {lacking}")
    return text


def values_of(places: np.ndarray) -> np.ndarray:
    """Places as numbers from 0 to SIDE with two decimals, no two alike."""
    return np.round(places * SIDE / (PLACES - 1), 2)


def template_of(dataset: Dataset) -> str:
    """A flat data set thinned out, to start a drawing from."""
    points, y = thumbnail(dataset, THINNED)
    places = np.rint((MARGIN + (1 - 2 * MARGIN) * points) * (PLACES - 1)).astype(int)
    return write_points(places, y)
