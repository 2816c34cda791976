"""Early fusion: put all views side by side and train one model on them."""

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.decomposition import PCA
from sklearn.pipeline import FeatureUnion, Pipeline
from sklearn.utils.validation import check_is_fitted, validate_data

from lib.base_models import Member, member_names
from lib.base_models import entries as base_models
from lib.base_models.preparation import preparation
from lib.catalogue.controls import Choice, Slider, Toggle, Value
from lib.combiners._entry import Column, Combiner, Merged, Models, Settings
from lib.combiners.best_single import BestSingle
from lib.combiners.rules.choosing import METRIC
from lib.datasets import Dataset

CHOSEN = "chosen"


class MainDirections(TransformerMixin, BaseEstimator):
    """The first principal components, at most as many as there are; 0 keeps all columns."""

    def __init__(self, n_directions: int = 0) -> None:
        self.n_directions = n_directions

    def fit(self, X: np.ndarray, y: object = None) -> Self:
        X = validate_data(self, X, dtype=float)
        self.components_ = None
        if 0 < self.n_directions < X.shape[1]:
            kept = min(self.n_directions, len(X))
            self.components_ = PCA(kept, svd_solver="full").fit(X)
        return self

    def transform(self, X: np.ndarray) -> np.ndarray:
        check_is_fitted(self)
        X = validate_data(self, X, dtype=float, reset=False)
        return X if self.components_ is None else self.components_.transform(X)


class EqualSpread(TransformerMixin, BaseEstimator):
    """Multiplies all columns by one number, so that their variances add up to `total`."""

    def __init__(self, total: float = 1) -> None:
        self.total = total

    def fit(self, X: np.ndarray, y: object = None) -> Self:
        X = validate_data(self, X, dtype=float)
        spread = X.var(axis=0).sum()
        self.factor_ = float(np.sqrt(self.total / spread)) if spread > 0 else 1.0
        return self

    def transform(self, X: np.ndarray) -> np.ndarray:
        check_is_fitted(self)
        return validate_data(self, X, dtype=float, reset=False) * self.factor_


def join_views(
    dataset: Dataset,
    members: Sequence[Member],
    random_state: int,
    scale_views: bool = False,
    directions: int = 0,
) -> Pipeline:
    """One classifier, unfitted, on all views: each view in standard units, then `directions`
    principal components of it, then the same spread for every view, then side by side.

    All of it is learned inside the folds. The classifier gets the columns as they come out, for
    one that puts columns on one scale would undo what was done for the views. With the spread of
    all views equal, a column has variance one on average, as in standard units.
    """
    (member,) = members
    views = {name: columns for name, columns in dataset.views.items() if columns}
    widths = [min(len(columns), directions or len(columns)) for columns in views.values()]
    prepared: list[tuple[str, Any]] = []
    for position, columns in enumerate(views.values()):
        steps = preparation(dataset.X, np.array(columns), scale=True, impute=True, dense=True)
        steps.append(("reduce", MainDirections(directions)))
        if scale_views:
            steps.append(("spread", EqualSpread(float(np.mean(widths)))))
        prepared.append((f"view {position}", Pipeline(steps)))
    return Pipeline([("views", FeatureUnion(prepared)), ("model", member.classifier(random_state))])


def build(metric: str = "accuracy", **prepared: Value) -> BestSingle:
    """p(c | x) = p_m*(c | x_1 ... x_V): one model on the concatenated views.

    P : (n_samples, n_models, n_classes) of members that see every view; the best of them on
    out-of-fold rows answers alone. prepared : what `inputs` does: model, "chosen" or the key of the
    base model that is the only one; scale_views and directions, what is done to each view before
    (see `join_views`). Giving every view the same spread is the idea of multiple factor analysis
    (Escofier and Pagès 1994). Baltrušaitis, Ahuja and Morency (2019) for the name.
    """
    return BestSingle(metric)


def inputs(models: Models, knobs: Settings) -> tuple[Column, ...]:
    """The visitor's kinds of model, or the one asked for, each seeing every view, each once."""
    own = knobs["model"] == CHOSEN
    wanted = list(models.everything) if own else [Member(str(knobs["model"]))]
    if _leaves_views_alone(knobs):
        return tuple(wanted)
    changed = tuple((name, knobs[name]) for name in ("scale_views", "directions"))
    titles = member_names(wanted)
    return tuple(
        Merged(f"{title} on prepared views", join_views, (member,), changed)
        for title, member in zip(titles, wanted, strict=True)
    )


def _leaves_views_alone(knobs: Settings) -> bool:
    return not (knobs["scale_views"] or knobs["directions"])


ENTRY = Combiner(
    title="Early fusion",
    short="Early fusion",
    summary="Puts all views side by side and trains one model on the whole.",
    kind="early",
    level="feature",
    formula=r"p(c \mid x) = p_{m^*}(c \mid x_1 \oplus x_2 \oplus \dots \oplus x_V)",
    needs="All views of every row, at training and at prediction time.",
    build=build,
    controls={
        "model": Choice(
            "Model",
            {CHOSEN: "the best of yours", **{key: m.title for key, m in base_models().items()}},
            default=CHOSEN,
            help="Which model is trained on all views together; the best of yours is chosen on "
            "held-back rows in every fold.",
        ),
        "scale_views": Toggle(
            "Level the views",
            default=False,
            help="Give every view the same spread, so that one with hundreds of columns does not "
            "drown one with six. Trees do not mind either way.",
        ),
        "directions": Slider(
            "Directions a view",
            0,
            50,
            0,
            help="Replace each view by its main directions (principal components, found on the "
            "training rows alone); 0 keeps every column.",
        ),
        "metric": METRIC,
    },
    inputs=inputs,
    order=200,
)
