"""A reader's own estimators as members of a comparison, beside those of the app."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, clone, is_regressor
from sklearn.compose import ColumnTransformer
from sklearn.exceptions import NotFittedError
from sklearn.pipeline import Pipeline
from sklearn.utils.validation import check_is_fitted

from lib import base_models
from lib.base_models import BaseModel, Member
from lib.combiners import Column, Merged
from lib.datasets import Dataset
from lib.scenario.record import MAX_MEMBERS
from lib.words import listed
from lib.words.outside import cleaned, quoted, shortened

OWN = "own"  # the key of what is in no catalogue
SHORT, LONG = 16, 80  # letters of a name


@dataclass(frozen=True)
class Named(Member):
    """A base model of the app under the reader's own name."""

    title: str = ""

    @property
    def entry(self) -> BaseModel:
        return replace(super().entry, title=self.title, short=shortened(self.title, SHORT))


@dataclass(frozen=True)
class OwnModel(Member):
    """The reader's own estimator: nothing is done to its columns, so what it needs done stands in
    front of it in a Pipeline. Two are one model only if they are the same object."""

    title: str = ""
    estimator: Any = None

    @property
    def entry(self) -> BaseModel:
        kind = type(self.estimator).__name__
        return BaseModel(self.title, shortened(self.title, SHORT), f"Own: {kind}.", self._seeded)

    def build(self, dataset: Dataset, random_state: int) -> BaseEstimator:
        model = self._seeded(random_state)
        if not self.view:
            return model
        source = ColumnTransformer([("source", "passthrough", list(self.columns(dataset)))])
        if isinstance(dataset.X, pd.DataFrame):  # it may ask for its columns by name
            source.set_params(verbose_feature_names_out=False).set_output(transform="pandas")
        return Pipeline([("source", source), ("model", model)])

    def _seeded(self, random_state: int) -> Any:
        """Unfitted; every seed that it leaves open is this one, so that all can be had again."""
        model = clone(self.estimator)
        is_seed = [name for name in model.get_params() if name.split("__")[-1] == "random_state"]
        still_open = {name for name in is_seed if model.get_params()[name] is None}
        return model.set_params(**dict.fromkeys(sorted(still_open), random_state))


def members_of(models: Any, n_classes: int) -> tuple[Member, ...]:
    """The members that `compare` was given: a mapping from names, or a list. Raises ValueError,
    saying which one cannot take part and what would help."""
    named = _named(models)
    if not named:
        raise ValueError("There are no models. Give at least one, two or more to combine them.")
    if len(named) > MAX_MEMBERS:
        raise ValueError(f"These are {len(named)} models; at most {MAX_MEMBERS} are compared.")
    every = [_member(cleaned(name, LONG) or "model", one, n_classes) for name, one in named]
    if len({id(one) for _, one in named if not isinstance(one, str)}) < sum(
        isinstance(one, OwnModel) for one in every
    ):
        raise ValueError(
            "One estimator object is given twice. Two that differ only in their seed are worth "
            "comparing: give sklearn.base.clone(model).set_params(random_state=1)."
        )
    return tuple(every)


def came_fitted(members: Iterable[Member]) -> tuple[str, ...]:
    """A sentence where models had learned something before."""
    found = [m.title for m in members if isinstance(m, OwnModel) and _is_fitted(m.estimator)]
    if not found:
        return ()
    is_one = len(found) == 1
    return (
        f"{listed([quoted(name) for name in found])} came fitted: {'it was' if is_one else 'all'} "
        "fitted anew inside the folds, so that no row is answered by a model that had seen it.",
    )


def _named(models: Any) -> list[tuple[str, Any]]:
    """(name, model), where a model of the app needs no name of its own."""
    if isinstance(models, Mapping):
        return [(str(name), one) for name, one in models.items()]
    if isinstance(models, str) or not isinstance(models, Iterable):
        raise ValueError(
            "models is a mapping from names to unfitted classifiers, such as "
            '{"forest": RandomForestClassifier()}, or a list of classifiers and of keys such as '
            '"random_forest".'
        )
    named = []
    for one in models:
        if isinstance(one, tuple) and len(one) == 2:
            named.append((str(one[0]), one[1]))
        else:
            named.append((one if isinstance(one, str) else _kind(one), one))
    return named


def _kind(model: Any) -> str:
    """What a model is, whatever stands in front of it."""
    while isinstance(model, Pipeline) and model.steps:
        model = model.steps[-1][1]
    return type(model).__name__


def _member(name: str, model: Any, n_classes: int) -> Member:
    if isinstance(model, str):
        if model not in base_models.entries():
            raise ValueError(_unknown(model))
        own = Member(model)
        is_renamed = name not in (model, own.entry.title)
        return Named(model, title=name) if is_renamed else own
    _check(name, model)
    _check_weights(name, model, n_classes)
    return OwnModel(OWN, title=name, estimator=model)


def _unknown(key: str) -> str:
    known = base_models.entries()
    near = difflib.get_close_matches(key, known, 1)
    hint = f" Do you mean {quoted(near[0])}?" if near else ""
    return f"There is no model {quoted(key)}.{hint} The app has {', '.join(known)}."


def _check(name: str, model: Any) -> None:
    if isinstance(model, type):
        raise ValueError(f"{quoted(name)} is a class; give an object of it: {model.__name__}().")
    if not all(hasattr(model, what) for what in ("fit", "get_params", "set_params")):
        raise ValueError(
            f"{quoted(name)} is no scikit-learn estimator (it has no fit, get_params and "
            f"set_params) but {quoted(type(model).__name__)}."
        )
    if hasattr(model, "predict_proba"):
        return
    if is_regressor(model):
        raise ValueError(f"{quoted(name)} is a regressor; only classifiers are compared.")
    help_for = {"StackingClassifier": "Give it a final_estimator, such as LogisticRegression()."}
    raise ValueError(
        f"{quoted(name)} gives no probabilities (it has no predict_proba), which combining needs. "
        + help_for.get(_kind(model), "Wrap it in sklearn.calibration.CalibratedClassifierCV.")
    )


def _check_weights(name: str, model: Any, n_classes: int) -> None:
    """Models are given classes by number, as in scikit-learn's own VotingClassifier."""
    for key, value in model.get_params().items():
        if key.split("__")[-1] == "class_weight" and isinstance(value, Mapping):
            strange = [label for label in value if label not in range(n_classes)]
            if strange:
                raise ValueError(
                    f"{quoted(name)} has a class_weight for {quoted(str(strange[0]))}. Models are "
                    "given the classes as 0, 1, ... in sorted order, as in VotingClassifier: "
                    f'weigh those, such as {{0: 1, {n_classes - 1}: 5}}, or use "balanced".'
                )


def _is_fitted(model: Any) -> bool:
    try:
        check_is_fitted(model)
    except (NotFittedError, TypeError):
        return False
    return True


def made_of(column: Column) -> tuple[OwnModel, ...]:
    """The reader's own estimators in a column of P."""
    among = column.members if isinstance(column, Merged) else (column,)
    return tuple(member for member in among if isinstance(member, OwnModel))


def why_not(member: OwnModel, dataset: Dataset) -> Exception | None:
    """What an own estimator itself says when it is fitted on all rows; None when it can be."""
    try:
        model = member.build(dataset, 0).fit(dataset.X, dataset.y)
        np.asarray(model.predict_proba(dataset.X[:2]))
    except Exception as error:  # whatever it is, the reader is to see it
        return error
    return None
