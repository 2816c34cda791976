"""One model tuned with as many fits as a whole combination costs: a rival of equal size."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, clone
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier
from sklearn.utils import _safe_indexing

from lib.combiners.merging.holding_out import answers, splits, stratified_folds
from lib.combiners.merging.one_model import OneModel
from lib.combiners.rules.choosing import best

INNER_FOLDS = 3


class Tuned(OneModel):
    """The best of several settings, chosen on rows held back, then fitted on all rows.

    settings : unfitted classifiers, None for two simple ones; an earlier one wins a tie. metric :
    what is best, a key of `METRICS`, computed on the answers of all inner folds together.
    """

    reads_missing = True  # whoever cannot is told so by the model itself
    reads_frames = True

    def __init__(
        self,
        settings: Sequence[Any] | None = None,
        metric: str = "accuracy",
        random_state: int = 0,
    ) -> None:
        self.settings = settings
        self.metric = metric
        self.random_state = random_state

    def merge(self, X: Any, codes: np.ndarray) -> None:
        settings = _two_models() if self.settings is None else list(self.settings)
        self.best_ = self._choose(settings, X, codes) if len(settings) > 1 else 0
        self.model_ = clone(settings[self.best_]).fit(X, codes)

    def answer(self, X: Any) -> np.ndarray:
        return answers(self.model_, X, len(self.classes_))

    def _choose(self, settings: list[Any], X: Any, codes: np.ndarray) -> int:
        """Position of the best on held-back rows."""
        rng = np.random.default_rng(self.random_state)
        folds = stratified_folds(codes, INNER_FOLDS, rng)
        P = np.zeros((len(settings), len(codes), len(self.classes_)))
        for train, test in splits(folds):
            for i, setting in enumerate(settings):
                model = clone(setting).fit(_safe_indexing(X, train), codes[train])
                P[i, test] = answers(model, _safe_indexing(X, test), len(self.classes_))
        held_back = folds >= 0  # the only row of a class never is
        return best(self.metric, codes[held_back], P[:, held_back]) if held_back.any() else 0


def affordable(n_fits: int) -> int:
    """How many settings can be tried with so many fits, the last of which fits the choice."""
    return max(1, (n_fits - 1) // INNER_FOLDS)


def _two_models() -> list[BaseEstimator]:
    return [
        make_pipeline(SimpleImputer(), StandardScaler(), LogisticRegression(max_iter=1000)),
        DecisionTreeClassifier(max_depth=5, random_state=0),
    ]
