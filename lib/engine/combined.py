"""The take-home estimator: members and a combiner as one scikit-learn classifier.

    model = CombinedClassifier(
        members=[("forest", RandomForestClassifier()), ("sound", LogisticRegression(), [0, 1, 2])],
        combiner=NonNegativeStacking(),
    ).fit(X, y)

Works wherever scikit-learn does: in a pipeline, a grid search, a cross-validation.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, ClassifierMixin, clone
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import BaseCrossValidator, KFold, StratifiedKFold, check_cv
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier
from sklearn.utils import (
    Tags,
    _safe_indexing,
    assert_all_finite,
    check_random_state,
    column_or_1d,
    get_tags,
)
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_consistent_length, check_is_fitted, validate_data

from lib.combiners import BaseCombiner
from lib.combiners.soft_vote import SoftVote
from lib.datasets.cutting.bonds import Bonds, fit, told

Part = tuple[str, Any, Any]  # a name, an unfitted classifier, the columns it sees (None: all)


class CombinedClassifier(ClassifierMixin, BaseEstimator):
    """Several classifiers that answer as one.

    members : (name, classifier) or (name, classifier, columns), columns being positions or, for a
        DataFrame, names; None for a small mixed team. Each needs `predict_proba`.
    combiner : how the answers become one; None for the mean of the probabilities.
    cv : folds from which a combiner that learns gets out-of-fold probabilities: a number, a
        splitter, or an iterable of (train, test). A combiner that learns nothing needs none. From
        rows that are never held back, as the oldest in time order, only the members learn.
    random_state : seed of those folds when `cv` is a number, and of the members when None.

    Learned: `classes_`, `combiner_`, `members_` (fitted, by name; a member that the combiner does
    not use is not fitted), `n_features_in_`.
    """

    def __init__(
        self,
        members: Sequence[tuple] | None = None,
        combiner: BaseCombiner | None = None,
        cv: int | BaseCrossValidator | Iterable = 5,
        random_state: int | np.random.RandomState | None = None,
    ) -> None:
        self.members = members
        self.combiner = combiner
        self.cv = cv
        self.random_state = random_state

    def fit(self, X: Any, y: Any, bonds: Bonds | None = None) -> Self:
        """Learn how to combine, on rows held back, then fit every member in use on all rows.

        bonds : which rows may not part, for members that hold some back inside; `cv` is to obey it.
        """
        X, y = self._prepared(X, y)
        rule = SoftVote() if self.combiner is None else clone(self.combiner)
        if any(part[2] is not None for part in self._parts):  # else it keeps the views it may have
            rule = rule.for_views([_columns(part, X) for part in self._parts])
        P, rows = self._probabilities_to_learn_from(rule, (X, y, bonds))
        kept = None if bonds is None else bonds.take(rows)
        self.combiner_ = rule.fit(P, y[rows], _safe_indexing(X, rows), **told(rule, kept))
        used = self.combiner_.models_used()
        self.members_ = {
            part[0]: _fit(part, X, y, bonds)
            for part, runs in zip(self._parts, used, strict=True)
            if runs
        }
        return self

    def assemble(self, X: Any, y: Any, combiner: BaseCombiner, fitted: Mapping[str, Any]) -> Self:
        """As `fit`, out of parts that were fitted elsewhere, perhaps side by side.

        X, y : the rows they were fitted on. combiner : fitted on positions in the sorted classes of
        y; fitted : likewise, each member that it uses, by name.
        """
        self._prepared(X, y)
        self.combiner_ = combiner
        self.members_ = dict(fitted)
        return self

    def predict_proba(self, X: Any) -> np.ndarray:
        """(n_samples, n_classes) in the order of `classes_`."""
        check_is_fitted(self)
        X = self._checked(X, reset=False)
        n_classes = len(self.classes_)
        P = np.full((len(X), len(self._parts), n_classes), 1 / n_classes)
        for i, part in enumerate(self._parts):
            if part[0] in self.members_:
                P[:, i] = _answers(self.members_[part[0]], part, X, n_classes)
        return self.combiner_.predict_proba(P, X)

    def predict(self, X: Any) -> np.ndarray:
        """The most probable class of each row; of equal ones the lowest."""
        P = self.predict_proba(X)
        return self.classes_[P.argmax(axis=1)]

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The parameters, with those of each member as `name__parameter`."""
        params = super().get_params(deep)
        for name, member in self._named_members() if deep else ():
            params[name] = member
            params |= {f"{name}__{key}": value for key, value in member.get_params().items()}
        return params

    def set_params(self, **params: Any) -> Self:
        """As everywhere; a member's name replaces that member."""
        if "members" in params:
            self.members = params.pop("members")
        replaced = {name: params.pop(name) for name, _ in self._named_members() if name in params}
        if replaced:
            self.members = [
                (name, replaced.get(name, member), *rest)
                for name, member, *rest in self.members or ()
            ]
        return super().set_params(**params)

    def _named_members(self) -> list[tuple[str, Any]]:
        """What can be set by name; anything may stand in `members` before `fit` has checked it."""
        members = self.members if isinstance(self.members, list | tuple) else ()
        named = [each for each in members if isinstance(each, tuple) and len(each) > 1]
        return [(name, member) for name, member, *_ in named if hasattr(member, "get_params")]

    def __sklearn_tags__(self) -> Tags:
        tags = super().__sklearn_tags__()
        members = [member for _, member in self._named_members()]
        tags.input_tags.allow_nan = bool(members) and all(
            get_tags(member).input_tags.allow_nan for member in members
        )
        return tags

    def _prepared(self, X: Any, y: Any) -> tuple[Any, np.ndarray]:
        """X and y checked, y as positions in `classes_`; members listed."""
        X = self._checked(X, reset=True)
        y = column_or_1d(y, warn=True)
        assert_all_finite(y, input_name="y")
        check_consistent_length(X, y)
        check_classification_targets(y)
        self.classes_, y = np.unique(y, return_inverse=True)
        if len(self.classes_) < 2:
            raise ValueError("All rows belong to one class; at least two classes are needed.")
        self._parts = self._list_parts()
        return X, y

    def _checked(self, X: Any, reset: bool) -> Any:
        """X as members can read it. A frame stays one, for members that want names or words."""
        if isinstance(X, pd.DataFrame):
            return validate_data(self, X, reset=reset, skip_check_array=True)
        # what is missing or infinite is for each member to judge
        return validate_data(self, X, reset=reset, dtype=None, ensure_all_finite=False)

    def _list_parts(self) -> list[Part]:
        if self.members is None:
            seed = check_random_state(self.random_state).randint(2**31 - 1)
            return _default_parts(seed)
        parts = [(name, member, *rest, None)[:3] for name, member, *rest in self.members]
        names = [part[0] for part in parts]
        if not parts:
            raise ValueError("There are no members. Give at least one, two to combine them.")
        if len(set(names)) < len(names):
            raise ValueError(f"Two members have one name: {names}.")
        own = super().get_params(deep=False)
        if taken := [name for name in names if "__" in name or name in own]:
            raise ValueError(f"These names would be mistaken for parameters: {taken}.")
        for name, member, _ in parts:
            if not hasattr(member, "predict_proba"):
                raise ValueError(f"{name} gives no probabilities (it has no predict_proba).")
        return parts

    def _probabilities_to_learn_from(
        self, rule: BaseCombiner, known: tuple[Any, np.ndarray, Bonds | None]
    ) -> tuple[np.ndarray, np.ndarray]:
        """P in which no member speaks of rows it was trained on, unknown if nothing is learned; and
        the positions of the rows that it speaks of. known : X, y and what may not part."""
        X, y, bonds = known
        n_classes = len(self.classes_)
        P = np.full((len(y), len(self._parts), n_classes), np.nan)
        if not rule.learns:
            return P, np.arange(len(y))
        is_held = np.zeros(len(y), dtype=bool)
        for train, test in self._splitter(y).split(X, y):
            is_held[test] = True
            own = None if bonds is None else bonds.take(train)
            X_train, X_test = _safe_indexing(X, train), _safe_indexing(X, test)
            for i, part in enumerate(self._parts):
                fitted = _fit(part, X_train, y[train], own)
                P[test, i] = _answers(fitted, part, X_test, n_classes)
        if not is_held.any():
            raise ValueError("cv must hold back some rows; none ever were.")
        return P[is_held], np.flatnonzero(is_held)

    def _splitter(self, y: np.ndarray) -> BaseCrossValidator:
        if not isinstance(self.cv, int | np.integer):
            return check_cv(self.cv, y, classifier=True)
        rarest = int(np.bincount(y).min())
        if rarest == 1:  # one row cannot be in every part: some fold has to do without its class
            return KFold(min(self.cv, len(y)), shuffle=True, random_state=self.random_state)
        return StratifiedKFold(min(self.cv, rarest), shuffle=True, random_state=self.random_state)


def _default_parts(seed: int) -> list[Part]:
    """Three that err differently: a line, a bell curve a feature, a few questions."""
    return [
        ("logistic", make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)), None),
        ("bayes", GaussianNB(), None),
        ("tree", DecisionTreeClassifier(max_depth=5, random_state=seed), None),
    ]


def _seen(part: Part, X: Any) -> Any:
    return X if part[2] is None else _safe_indexing(X, part[2], axis=1)


def _columns(part: Part, X: Any) -> tuple[int, ...]:
    """Positions of the columns that a member sees."""
    positions: Any = np.arange(X.shape[1])[None]
    if isinstance(X, pd.DataFrame):  # they may be named
        positions = pd.DataFrame(positions, columns=X.columns)
    return tuple(int(column) for column in np.ravel(_seen(part, positions)))


def _fit(part: Part, X: Any, y: np.ndarray, bonds: Bonds | None = None) -> Any:
    # many classifiers refuse a single class, which a small fold may be left with
    member = clone(part[1]) if np.ptp(y) else DummyClassifier(strategy="prior")
    return fit(member, _seen(part, X), y, bonds)


def _answers(member: Any, part: Part, X: Any, n_classes: int) -> np.ndarray:
    """(n_samples, n_classes); zero for classes that the member has never seen."""
    P = np.zeros((len(X), n_classes))
    P[:, member.classes_] = member.predict_proba(_seen(part, X))
    return P
