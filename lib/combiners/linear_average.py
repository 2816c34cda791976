"""Linear average: the weights of several linear models, averaged into one; here that is exact."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, clone
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline

from lib.base_models import Member
from lib.base_models.preparation import number_columns, preparation
from lib.catalogue.controls import Slider
from lib.combiners._entry import Combiner, Members
from lib.combiners.merging.networks import two_or_more
from lib.combiners.merging.one_model import OneModel, Refused
from lib.datasets import Dataset
from lib.networks.averaging import average
from lib.networks.network import Network, probabilities, read
from lib.networks.training import stratified_draw

LINEAR = "logistic_regression"


class AveragedLinear(OneModel):
    """One linear model whose weights are the average of several; see `merge`.

    models : unfitted logistic regressions; None for two. columns : for each the columns it sees,
    None for all. drawn : each is fitted on a draw of the rows (bootstrap) of its own.
    """

    reads_sparse = True

    def __init__(
        self,
        models: Sequence[Any] | None = None,
        columns: Sequence[tuple[int, ...]] | None = None,
        drawn: bool = False,
        random_state: int = 0,
    ) -> None:
        self.models = models
        self.columns = columns
        self.drawn = drawn
        self.random_state = random_state

    def merge(self, X: Any, codes: np.ndarray, bonds: Any = None) -> None:
        models = [LogisticRegression(), LogisticRegression(C=0.1)]
        models = list(models if self.models is None else self.models)
        rng = np.random.default_rng(self.random_state)
        everything = tuple(range(X.shape[1]))
        several = []
        for model, columns in zip(models, self.columns or [everything] * len(models), strict=True):
            rows = stratified_draw(codes, rng) if self.drawn else np.arange(len(codes))
            seen = X[rows] if columns == everything else X[rows][:, list(columns)]
            ((W, b),) = read(clone(model).fit(seen, codes[rows])).layers
            full = np.zeros((X.shape[1], len(b)))
            full[list(columns)] = W
            several.append(Network(((full, b),), "identity"))
        self.network_ = average(several)

    def answer(self, X: Any) -> np.ndarray:
        return probabilities(self.network_, X)


def merge(dataset: Dataset, members: Members, random_state: int, models: int) -> BaseEstimator:
    """W x + b with W = (1 / M) sum of W_m, b = (1 / M) sum of b_m: exactly the averaged logits.

    W_m : (n_classes, n_features), zero where model m does not look, so models of different views
    average too. The same answer as the logarithmic opinion pool with equal weights (Genest and
    Zidek 1986) of these models, from one model; not the same as soft voting, which averages
    probabilities. Fewer than two logistic regressions among the visitor's: it trains its own, each
    on a draw of the rows.
    """
    chosen = members or [Member(LINEAR)] * int(models)
    several = [member.classifier(random_state) for member in chosen]
    views = [member.columns(dataset) for member in chosen]
    columns = views[0]
    if len(set(views)) > 1:
        columns = tuple(range(dataset.X.shape[1]))
        if len(number_columns(dataset.X)) < len(columns):
            return Refused(
                "your models see different views, some of categories or words, whose weights "
                "cannot be laid side by side; combine what they say instead (late fusion)"
            )
    steps = preparation(dataset.X, np.array(columns), scale=True, impute=True, dense=False)
    sees = views if len(set(views)) > 1 else None
    average = AveragedLinear(several, sees, drawn=not members, random_state=random_state)
    return Pipeline([*steps, ("model", average)])


ENTRY = Combiner(
    title="Linear average",
    short="Linear average",
    summary="Averages the weights of logistic regressions into one, which says exactly what their "
    "averaged logits say.",
    kind="parameters",
    level="parameter",
    formula=r"z(x) = \left(\tfrac{1}{M} \sum_m W_m\right) x + \tfrac{1}{M} \sum_m b_m "
    r"= \frac{1}{M} \sum_m z_m(x)",
    needs="Linear models of the same classes.",
    merge=merge,
    controls={
        "models": Slider(
            "Models",
            2,
            10,
            5,
            help="How many are trained on draws of the rows; not used when your own models are "
            "logistic regressions.",
        )
    },
    merged=two_or_more(LINEAR),
    order=290,
)
