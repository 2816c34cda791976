"""From the columns of a data set to the plain numbers a classifier can read, inside the folds."""

from typing import Any, Self

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.compose import ColumnTransformer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.utils import Tags
from sklearn.utils.extmath import randomized_svd
from sklearn.utils.validation import check_is_fitted, validate_data

Steps = list[tuple[str, Any]]

N_TOPICS = 100  # a text becomes at most this many numbers for a model that needs them dense
MAX_TERMS = 5_000  # the most frequent ones; 20 000 took half as long again and scored no better
LONG_TEXT = 40  # characters; shorter texts (names, codes) have too few words to count


def preparation(
    X: np.ndarray | pd.DataFrame, columns: np.ndarray, scale: bool, impute: bool, dense: bool
) -> Steps:
    """The steps in front of a classifier that sees `columns` of data like `X`.

    Gaps are filled even where X has none, because a row that is asked about later may have some.
    Looks at all of X only to see which kinds of columns there are and whether numbers are missing;
    all that is learned is learned in `fit`.
    """
    numbers = number_columns(X, columns)
    has_gaps = not np.isfinite(select(X, numbers)).all()
    number_steps: Steps = [("gaps", Gaps(impute))] if impute or has_gaps else []
    if scale:
        number_steps.append(("scale", StandardScaler()))
    if isinstance(X, pd.DataFrame) and len(numbers) < len(columns):
        return [("prepare", _mixed(X, columns, number_steps, dense))]
    if isinstance(X, np.ndarray) and np.array_equal(columns, np.arange(X.shape[1])):
        return number_steps
    return [("select", NumberColumns(tuple(int(column) for column in columns))), *number_steps]


def number_columns(
    X: np.ndarray | pd.DataFrame, columns: np.ndarray | None = None
) -> tuple[int, ...]:
    """Which of the column positions (all by default) hold numbers."""
    among = range(X.shape[1]) if columns is None else [int(column) for column in columns]
    if isinstance(X, np.ndarray):
        return tuple(among)
    return tuple(c for c in among if pd.api.types.is_numeric_dtype(X.dtypes.iloc[c]))


def select(X: np.ndarray | pd.DataFrame, columns: tuple[int, ...]) -> np.ndarray:
    """Number columns by position, as (n_samples, n_columns) floats."""
    if isinstance(X, np.ndarray):
        return np.asarray(X[:, list(columns)], dtype=float)
    return X.iloc[:, list(columns)].to_numpy(dtype=float)


class NumberColumns(TransformerMixin, BaseEstimator):
    """Keeps some number columns: what a member sees of the data."""

    def __init__(self, columns: tuple[int, ...] = ()) -> None:
        self.columns = columns

    def fit(self, X: np.ndarray | pd.DataFrame, y: object = None) -> Self:
        return self

    def transform(self, X: np.ndarray | pd.DataFrame) -> np.ndarray:
        return select(X, self.columns)

    def __sklearn_is_fitted__(self) -> bool:
        return True


class Gaps(TransformerMixin, BaseEstimator):
    """Numbers in which what is missing or infinite is a gap, and holds the median with `fill`.

    A column without any number in the rows learned from is left out; when all are, the first one
    stays and holds zeros, because no model can be fitted on nothing.
    """

    def __init__(self, fill: bool = True) -> None:
        self.fill = fill

    def fit(self, X: Any, y: object = None) -> Self:
        X = self._numbers(X, reset=True)
        kept = ~np.isnan(X).all(axis=0)
        self.is_empty_ = not kept.any()
        self.kept_ = np.flatnonzero(kept) if kept.any() else np.array([0])
        known = X[:, self.kept_]
        self.medians_ = np.zeros(1) if self.is_empty_ else np.nanmedian(known, axis=0)
        return self

    def transform(self, X: Any) -> np.ndarray:
        check_is_fitted(self)
        X = self._numbers(X, reset=False)
        if len(self.kept_) < X.shape[1]:  # else it keeps its order in memory, as `SimpleImputer`
            X = X[:, self.kept_]  # does, and sums come out alike to the last digit
        if self.is_empty_:
            return np.zeros(X.shape)
        return np.where(np.isnan(X), self.medians_, X) if self.fill else X

    def __sklearn_tags__(self) -> Tags:
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        return tags

    def _numbers(self, X: Any, reset: bool) -> np.ndarray:
        X = validate_data(self, X, reset=reset, dtype=float, ensure_all_finite=False)
        return np.where(np.isinf(X), np.nan, X)


class TextNumbers(TransformerMixin, BaseEstimator):
    """Texts to TF-IDF weights of words, or of pieces of words; on request as few dense numbers.

    Dense means the leading directions of a singular value decomposition (latent semantic analysis,
    Deerwester et al. 1990), or the weights themselves when the vocabulary is that small. A missing
    text counts as empty.
    """

    def __init__(self, whole_words: bool = True, dense: bool = False) -> None:
        self.whole_words = whole_words
        self.dense = dense

    def fit(self, texts: pd.Series, y: object = None) -> Self:
        self.fit_transform(texts)
        return self

    def transform(self, texts: pd.Series) -> Any:
        return self._reduced(self.terms_.transform(texts.fillna("")))

    def fit_transform(self, texts: pd.Series, y: object = None) -> Any:
        # pieces of up to five letters took twice as long and told short texts apart no better
        pieces: dict[str, Any] = {"analyzer": "char_wb", "ngram_range": (2, 3)}
        words = {"token_pattern": r"(?u)\b\w+\b"}  # one-letter ones too: "I", "U" carry meaning
        kind = words if self.whole_words else pieces
        self.terms_ = TfidfVectorizer(max_features=MAX_TERMS, sublinear_tf=True, **kind)
        texts = texts.fillna("")
        if not texts.str.contains(r"\w").any():
            # nothing to learn from must not stop the fit; one word nobody uses stands in
            self.terms_.set_params(vocabulary=["\0"])
        weights = self.terms_.fit_transform(texts)
        n_topics = min(N_TOPICS, weights.shape[0])
        self.directions_ = None
        if self.dense and weights.shape[1] > n_topics:
            self.directions_ = randomized_svd(weights, n_topics, random_state=0)[2].T
        numbers = self._reduced(weights)
        self.width_ = numbers.shape[1]
        return numbers

    def _reduced(self, weights: Any) -> Any:
        if not self.dense:
            return weights
        return weights.toarray() if self.directions_ is None else weights @ self.directions_


def _mixed(
    X: pd.DataFrame, columns: np.ndarray, number_steps: Steps, dense: bool
) -> ColumnTransformer:
    """Numbers, categories and texts, each in its own way, side by side."""
    numbers = list(number_columns(X, columns))
    categories: list[int] = []
    parts: list[tuple[str, Any, Any]] = []
    for column in (int(c) for c in columns if c not in numbers):
        values = X.iloc[:, column]
        if isinstance(values.dtype, pd.CategoricalDtype):
            categories.append(column)
        else:
            whole_words = bool(values.str.len().median() >= LONG_TEXT)
            parts.append((f"text {column}", TextNumbers(whole_words, dense), column))
    if categories:
        # a category never seen in training is "none of those known"
        encoder = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
        parts.insert(0, ("categories", encoder, categories))
    if numbers:
        kept = Pipeline(number_steps) if number_steps else "passthrough"
        parts.insert(0, ("numbers", kept, numbers))
    return ColumnTransformer(parts, sparse_threshold=0 if dense else 1)
