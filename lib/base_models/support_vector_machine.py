"""RBF support vector machine: a smooth boundary with the widest margin, calibrated."""

from typing import Any, Self

import numpy as np
from scipy.special import expit, softmax
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.calibration import CalibratedClassifierCV
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import SVC
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from lib.base_models._entry import BaseModel
from lib.base_models.logistic_regression import FLEXIBILITY
from lib.catalogue.controls import Choice
from lib.datasets.cutting.bonds import Bonds, held_back


class CalibratedSVM(ClassifierMixin, BaseEstimator):
    """An SVM whose distances to the boundary are turned into probabilities (Platt 1999).

    The curve from distance to probability is fitted on distances to rows held back, in as many
    folds as the rarest class allows. With one single row of a class nothing can be held back, so
    that the logistic function of the bare distances must do. Where rows may not part, or come in
    time order, not every row can be held back once: one machine and curve a part, averaged.
    """

    def __init__(
        self, C: float = 1.0, gamma: str | float = "scale", random_state: int | None = None
    ) -> None:
        self.C = C
        self.gamma = gamma
        self.random_state = random_state

    def fit(self, X: Any, y: np.ndarray, bonds: Bonds | None = None) -> Self:
        """bonds : which rows may not part when some are held back."""
        X, y = validate_data(self, X, y)
        check_classification_targets(y)
        machine = SVC(C=self.C, gamma=self.gamma)
        rarest = np.unique(y, return_counts=True)[1].min()
        rng = np.random.default_rng(self.random_state)
        if bonds is not None and (parts := list(held_back(y, 3, rng, bonds))):
            machine = CalibratedClassifierCV(machine, ensemble=True, cv=parts)
        elif rarest > 1:
            folds = StratifiedKFold(min(3, rarest), shuffle=True, random_state=self.random_state)
            machine = CalibratedClassifierCV(machine, ensemble=False, cv=folds)
        self.model_ = machine.fit(X, y)
        self.classes_ = self.model_.classes_
        return self

    def predict_proba(self, X: Any) -> np.ndarray:
        check_is_fitted(self)
        X = validate_data(self, X, reset=False)
        if isinstance(self.model_, CalibratedClassifierCV):
            return self.model_.predict_proba(X)
        distances = self.model_.decision_function(X)
        if distances.ndim == 1:
            return np.column_stack([expit(-distances), expit(distances)])
        return softmax(distances, axis=1)

    def predict(self, X: Any) -> np.ndarray:
        P = self.predict_proba(X)
        return self.classes_[P.argmax(axis=1)]


def make(random_state: int, C: str, gamma: str) -> CalibratedSVM:
    reach = gamma if gamma == "scale" else float(gamma)
    return CalibratedSVM(C=float(C), gamma=reach, random_state=random_state)


ENTRY = BaseModel(
    title="Support vector machine",
    short="SVM",
    summary="Draws the smooth boundary that keeps the widest gap between the classes.",
    make=make,
    controls={
        "C": FLEXIBILITY,
        "gamma": Choice(
            "Wiggle",
            {"0.1": "0.1 (smooth)", "scale": "automatic", "1": "1 (curly)", "10": "10 (islands)"},
            default="scale",
            help="How local each row's influence is: more lets the boundary turn within a short "
            "distance.",
        ),
    },
    needs_scaling=True,
    order=60,
)
