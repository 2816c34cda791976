"""Answers instead of measurements: for each row what models that are not here said of it, each when
it had not seen the row."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from lib.datasets._entry import DataError
from lib.words import listed
from lib.words.outside import quoted

NO, FIRST, SECOND = "", "first", "second"  # whose probability a single column of a model holds
LONG = ("model", "probability")  # names that a table of one line a row, model and class has
CLOSE = 0.02  # of a sum of probabilities to 1
SIGNS = " _:.-|/"  # between the name of a model and that of a class
FEWEST = 2  # models


def checked_answers(text: str) -> str:
    """The text itself. Raises ValueError, with words that follow it, when it says nothing here."""
    if text not in (NO, FIRST, SECOND):
        raise ValueError("does not say whose probability the answers are")
    return text


def look_like_answers(frame: pd.DataFrame) -> bool:
    """Whether these columns probably are probabilities, not measurements."""
    if _is_long(frame):
        return True
    numbers = frame.select_dtypes("float")
    fractions = [n for n in numbers if frame[n].between(0, 1).all() and frame[n].nunique() > 2]
    return len(fractions) >= FEWEST and len(fractions) >= numbers.shape[1] - 2


def _is_long(frame: pd.DataFrame) -> bool:
    return set(LONG) <= {str(name).lower() for name in frame}


def wide(frame: pd.DataFrame) -> pd.DataFrame:
    """One line a row of the data, a column for each model and class: "forest: cat". A table that is
    so already stays. Raises DataError when a line is missing, or there twice.

    The other columns (which row it is, the true label, the fold) must be alike in all lines of a
    row.
    """
    if not _is_long(frame):
        return frame
    frame = frame.rename(columns={name: str(name).lower() for name in frame})
    named = [name for name in ("model", "class") if name in frame]
    rest = [name for name in frame if name not in (*named, "probability")]
    of = frame[named].astype("str").agg(": ".join, axis=1)
    try:
        table = frame[rest].assign(of=of, probability=frame["probability"])
        found = table.pivot(index=rest, columns="of", values="probability").reset_index()
    except ValueError:
        raise DataError(
            "Some row has two answers of one model. Give each row a number in a column “row”, and "
            "each model and class one line for it."
        ) from None
    found.columns = pd.Index(map(str, found.columns))
    return found


def models_of(names: Sequence[str], classes: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Model -> positions among these columns, one for each class in their order; or for two classes
    a single one. Raises DataError, naming the model, when a class is missing."""
    ends = [next((c for c in _longest_first(classes) if _ends(name, c)), None) for name in names]
    if None in ends:
        if len(classes) > 2:
            raise DataError(
                f"{quoted(names[ends.index(None)])} does not say of which class it is. With "
                f"{len(classes)} classes a model has a column for each, such as "
                f"{quoted(f'forest: {classes[0]}')} and {quoted(f'forest: {classes[1]}')}."
            )
        return {name: (position,) for position, name in enumerate(names)}
    found: dict[str, dict[str, int]] = {}
    for position, (name, end) in enumerate(zip(names, ends, strict=True)):
        found.setdefault(name[: -len(str(end))].rstrip(SIGNS) or name, {})[str(end)] = position
    for model, of in found.items():
        if missing := [quoted(name) for name in classes if name not in of]:
            raise DataError(f"{quoted(model)} says nothing of {listed(missing)}.")
    return {model: tuple(of[name] for name in classes) for model, of in found.items()}


def _longest_first(classes: Sequence[str]) -> list[str]:
    return sorted(classes, key=len, reverse=True)


def _ends(name: str, end: str) -> bool:
    before = name[: -len(end)]
    return name.lower().endswith(end.lower()) and (not before or before[-1] in SIGNS)


def checked_probabilities(frame: pd.DataFrame, models: dict[str, tuple[int, ...]]) -> np.ndarray:
    """(n_samples, n_columns). Raises DataError, naming column and row, for what is none."""
    P = frame.to_numpy(float)
    is_wrong = ~((P >= -CLOSE) & (P <= 1 + CLOSE))
    if is_wrong.any():
        row, column = np.argwhere(is_wrong)[0]
        value = "is missing" if np.isnan(P[row, column]) else f"is {P[row, column]:g}"
        raise DataError(
            f"A probability lies between 0 and 1: in row {row + 2:,} that of "
            f"{quoted(str(frame.columns[column]))} {value}."
        )
    for model, at in models.items():
        away = np.abs(P[:, at].sum(axis=1) - 1)
        if len(at) > 1 and away.max() > CLOSE:
            row = int(away.argmax())
            raise DataError(
                f"The answers of {quoted(model)} in row {row + 2:,} sum to "
                f"{P[row, at].sum():.3g}, and not to 1."
            )
    if len(models) < FEWEST:
        raise DataError("These are answers of one model. There is nothing to combine.")
    return np.clip(P, 0, 1)
