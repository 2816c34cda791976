"""A base model that a visitor brings: only its settings, kept where their session alone can name
it, as their tables are."""

import re
from dataclasses import dataclass, replace

from sklearn.base import BaseEstimator, ClassifierMixin, clone
from sklearn.compose import ColumnTransformer

from lib.base_models._entry import APART, BaseModel
from lib.catalogue.controls import Knobs
from lib.datasets import DataError
from lib.datasets.brought.shelves import SHELVES, HeldName
from lib.words.outside import shortened

BROUGHT = "brought"  # its key
SHORT = 16  # letters of a name in small pictures


@dataclass(frozen=True, eq=False)
class BroughtModel:
    """What was in a file. estimator : unfitted. n_bytes : of the file."""

    estimator: BaseEstimator
    fingerprint: str
    n_bytes: int

    @property
    def problem(self) -> str:
        """Why it cannot take part, in a sentence; "" when it can."""
        if any(
            isinstance(part, ColumnTransformer) for part in self.estimator.get_params().values()
        ):
            return (
                "This model chooses columns by their names, and here it is given numbers that were "
                "made of them. Bring it without its ColumnTransformer, or use `compare` in Python."
            )
        return ""

    @property
    def title(self) -> str:
        """What its class is called, in words: "Your hist gradient boosting classifier"."""
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(self.estimator).__name__)
        return f"Your {words.lower()}"


def checked_fingerprint(text: str) -> str:
    """The text itself. Raises ValueError, with words that follow it, for no fingerprint."""
    if not re.fullmatch(r"[0-9a-f]{16}", text, re.ASCII):
        raise ValueError("is no fingerprint of a model")
    return text


def _make(random_state: int, file: str) -> ClassifierMixin:
    found = SHELVES.find(file)
    if not isinstance(found, BroughtModel):
        raise DataError(
            "This link has a model that somebody brought, and it is not in the link. Bring the "
            "same file on “Your data”, or switch “Yours” off among the base models."
        )
    model = clone(found.estimator)
    open_seeds = [
        name
        for name, value in model.get_params().items()
        if name.split("__")[-1] == "random_state" and value is None
    ]
    return model.set_params(**dict.fromkeys(sorted(open_seeds), random_state))


ENTRY = BaseModel(
    title="Your model",
    short="Yours",
    summary="A scikit-learn model that you brought: its settings, fitted here inside the folds.",
    make=_make,
    controls={"file": HeldName("File", checked_fingerprint)},
)


def entry_of(knobs: Knobs) -> BaseModel:
    """Of one that was brought, under the name of its kind where it is here."""
    found = SHELVES.find(str(dict(knobs).get("file", "")))
    if not isinstance(found, BroughtModel):
        return ENTRY
    return replace(ENTRY, title=found.title, short=shortened(found.title, SHORT))


APART[BROUGHT] = entry_of
