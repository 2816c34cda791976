"""A forest taken apart tree by tree, boosting step by step."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd
from joblib import Parallel, delayed
from sklearn.ensemble import AdaBoostClassifier, GradientBoostingClassifier, RandomForestClassifier
from sklearn.tree import DecisionTreeClassifier

from lib.engine.boundary import Picture, draw
from lib.engine.fitting import quick_fits
from lib.engine.plane import Plane
from lib.engine.progress import Progress, silent
from lib.inside.rows import Encoded
from lib.statistics.metrics import METRICS

STEPS = 100
SCORES = ("accuracy", "brier")
SHOWN = (1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 32, 40, 50, 63, 80, 100)
FOREST, BOOSTING, ADABOOST = "forest", "boosting", "adaboost"
MOST_COLUMNS = 30
STRONG = 0.95  # share of the picture that is pushed less than what is drawn as strongest
SURE = 2  # standard errors that a rise must exceed before it is called a rise

Ensemble: TypeAlias = RandomForestClassifier | GradientBoostingClassifier | AdaBoostClassifier


@dataclass(frozen=True)
class Recipe:
    """What is grown. kind : one of the three above. step : the learning rate of boosting."""

    kind: str
    depth: int
    step: float = 1.0
    random_state: int = 0


@dataclass(frozen=True, eq=False)
class Steps:
    """What an ensemble says after each of its steps, for some rows.

    together : (n_steps, n_rows, n_classes) probabilities of the first 1, 2, ... together.
    added : the same shape; what the last of them says or changes alone.
    """

    together: np.ndarray
    added: np.ndarray


@dataclass(frozen=True, eq=False)
class Course:
    """How some rows fared while an ensemble grew; what is kept of its Steps, which are large.

    scores : metric -> (n_steps,) of all steps so far. alone : (n_steps,) accuracy of each step by
    itself. together, added : (n_frames, n_rows) the class named, by all so far and by the last.
    """

    scores: Mapping[str, np.ndarray]
    alone: np.ndarray
    together: np.ndarray
    added: np.ndarray


@dataclass(frozen=True)
class Overfit:
    """After which step the held-out Brier score was best; is the rise to the end a real one?"""

    best: int
    is_real: bool


@dataclass(frozen=True, eq=False)
class Growth:
    """An ensemble with every step of its growth.

    counts : (n_frames,) how many trees or steps each frame shows. added, together : a picture a
    frame. train, held : the rows learned from, and those held out. weights : (n_frames, n_train)
    how much each training row counted for the step.
    """

    recipe: Recipe
    counts: np.ndarray
    added: tuple[Picture, ...]
    together: tuple[Picture, ...]
    train: Course
    held: Course
    weights: np.ndarray
    overfit: Overfit

    @property
    def n_steps(self) -> int:
        return len(self.held.alone)

    def scores(self, metric: str) -> tuple[np.ndarray, np.ndarray]:
        """(n_steps,) on the training rows and on those held out. metric : one of SCORES."""
        return self.train.scores[metric], self.held.scores[metric]

    def table(self) -> pd.DataFrame:
        """One row a step: both scores, on the training rows and on those held out."""
        columns: dict[str, np.ndarray] = {"Number": np.arange(1, self.n_steps + 1)}
        for metric in SCORES:
            train, held = self.scores(metric)
            columns[f"{METRICS[metric].title}, held out"] = held
            columns[f"{METRICS[metric].title}, training"] = train
        return pd.DataFrame(columns)


def grow(rows: Encoded, recipe: Recipe, plane: Plane, progress: Progress = silent) -> Growth:
    """Fit on the training rows, and take every step apart, with pictures on the plane.

    That is done through joblib, on a worker where there is one, like every fit.
    """
    progress(0.0, "growing, one after the other")
    (grown,) = Parallel()([delayed(_grow)(rows, recipe, plane)])
    return grown


def _grow(rows: Encoded, recipe: Recipe, plane: Plane) -> Growth:
    with quick_fits():
        model = make(recipe, rows.X_train.shape[1]).fit(rows.X_train, rows.y_train)
        on_train, on_held, on_grid = (
            take_apart(model, X) for X in (rows.X_train, rows.X_held, rows.cells(plane))
        )
        weights = row_weights(model, rows.y_train, on_train)
    n_steps = len(on_held.together)
    counts = np.array([count for count in SHOWN if count < n_steps] + [n_steps])
    frames = counts - 1
    train, held = _course(on_train, rows.y_train, frames), _course(on_held, rows.y_held, frames)
    return Growth(
        recipe=recipe,
        counts=counts,
        added=tuple(draw(P, plane.n) for P in on_grid.added[frames]),
        together=tuple(draw(P, plane.n) for P in on_grid.together[frames]),
        train=train,
        held=held,
        weights=weights[frames],
        overfit=overfitting(recipe.kind, train, held, squares(on_held.together, rows.y_held)),
    )


def _course(steps: Steps, y: np.ndarray, frames: np.ndarray) -> Course:
    return Course(
        scores={name: METRICS[name].compute(y, steps.together) for name in SCORES},
        alone=METRICS["accuracy"].compute(y, steps.added),
        together=steps.together[frames].argmax(axis=2).astype(np.uint8),
        added=steps.added[frames].argmax(axis=2).astype(np.uint8),
    )


def squares(P: np.ndarray, y: np.ndarray) -> np.ndarray:
    """(n_steps, n_rows) squared distance of the probabilities from the truth, summed over classes
    (Brier 1950). P : (n_steps, n_rows, n_classes)."""
    return np.asarray(((P - np.eye(P.shape[2])[y]) ** 2).sum(axis=2))


def make(recipe: Recipe, n_columns: int) -> Ensemble:
    """The unfitted ensemble, scikit-learn's own. Gradient boosting, the slow one on wide data,
    looks at no more than MOST_COLUMNS columns at each question, drawn at random."""
    seed = recipe.random_state
    if recipe.kind == FOREST:
        return RandomForestClassifier(STEPS, max_depth=recipe.depth, random_state=seed)
    if recipe.kind == BOOSTING:
        return GradientBoostingClassifier(
            n_estimators=STEPS,
            max_depth=recipe.depth,
            learning_rate=recipe.step,
            max_features=min(n_columns, MOST_COLUMNS),
            random_state=seed,
        )
    tree = DecisionTreeClassifier(max_depth=recipe.depth)
    return AdaBoostClassifier(tree, n_estimators=STEPS, random_state=seed)


def take_apart(model: Ensemble, X: np.ndarray) -> Steps:
    """What a fitted ensemble says of X after each step, and what each step alone says.

    A forest is the mean of its trees. A step of gradient boosting has no answer of its own; it
    raises or lowers the score of each class, and that is shown as a probability: level where it
    changes nothing, certain where it changes most.
    """
    if isinstance(model, RandomForestClassifier):
        trees = np.stack([tree.predict_proba(X) for tree in model.estimators_])
        shares = np.cumsum(trees, axis=0) / np.arange(1, len(trees) + 1)[:, None, None]
        return Steps(shares, trees)
    together = np.stack(list(model.staged_predict_proba(X)))
    if isinstance(model, AdaBoostClassifier):
        return Steps(together, np.stack([tree.predict_proba(X) for tree in model.estimators_]))
    return Steps(together, _as_answers(contributions(model, X)))


def contributions(model: GradientBoostingClassifier, X: np.ndarray) -> np.ndarray:
    """(n_steps, n, n_classes) how far each step moves the score of each class, the mean taken out.

    Friedman (2001): F_m = F_(m-1) + learning rate * h_m, one tree h_m a class; with two classes
    one tree, for the log-odds of the second.
    """
    steps = [np.column_stack([tree.predict(X) for tree in step]) for step in model.estimators_]
    moves = model.learning_rate * np.stack(steps)
    if moves.shape[2] == 1:
        moves = np.concatenate([-moves, moves], axis=2) / 2
    return np.asarray(moves - moves.mean(axis=2, keepdims=True))


def _as_answers(moves: np.ndarray) -> np.ndarray:
    """Moves as probabilities: the class pushed most, the surer the stronger the push of its step.

    The scale is the same within a step only: later steps push far less, and would be blank.
    """
    K = moves.shape[2]
    push = moves.max(axis=2)
    strong = np.quantile(push, STRONG, axis=1, keepdims=True)
    strength = np.minimum(push / np.maximum(strong, 1e-300), 1)
    winner = np.eye(K)[moves.argmax(axis=2)]
    return np.asarray(1 / K + strength[:, :, None] * (winner - 1 / K))


def row_weights(model: Ensemble, y: np.ndarray, on_train: Steps) -> np.ndarray:
    """(n_steps, n_train) how much each training row counted in each step, 1 on average.

    Forest: how often its tree drew the row. Gradient boosting: how far the sum before the step was
    off, 1 - p(y). AdaBoost: the weight of the row (Freund and Schapire 1997, as in SAMME).
    """
    if isinstance(model, RandomForestClassifier):
        draws = model.estimators_samples_
        return np.stack([np.bincount(rows, minlength=len(y)) for rows in draws]).astype(float)
    if isinstance(model, AdaBoostClassifier):
        return np.stack(list(_adaboost_weights(model, y, on_train.added)))
    prior = np.bincount(y) / len(y)
    before = np.concatenate([np.tile(prior, (1, len(y), 1)), on_train.together[:-1]])
    off = 1 - before[:, np.arange(len(y)), y]
    return np.asarray(off / np.maximum(off.mean(axis=1, keepdims=True), 1e-300))


def _adaboost_weights(
    model: AdaBoostClassifier, y: np.ndarray, alone: np.ndarray
) -> Iterator[np.ndarray]:
    """The weights before each step: those a step got wrong count exp(its say) times as much."""
    weights = np.ones(len(y))
    for step, say in zip(alone, model.estimator_weights_, strict=False):
        yield weights
        weights = weights * np.exp(say * (step.argmax(axis=1) != y))
        weights = weights / weights.mean()


def enough(held: np.ndarray, rope: float) -> int:
    """The count after which no later one is better by more than `rope` points.

    held : (n_steps,) accuracy.
    """
    best_later = np.maximum.accumulate(held[::-1])[::-1]
    return int(np.argmax(100 * (best_later - held) <= rope)) + 1


def overfitting(kind: str, train: Course, held: Course, by_row: np.ndarray) -> Overfit:
    """Whether boosting's held-out Brier score rose again after its best step while training fell.

    by_row : (n_steps, n_held) as `squares` gives them. The mean rise must exceed SURE standard
    errors. The best step was found on the same rows, so this is a reading of them and not a test.
    """
    before, after = train.scores["brier"], held.scores["brier"]
    best = int(after.argmin())
    rise = by_row[-1] - by_row[best]
    error = rise.std(ddof=1) / np.sqrt(len(rise)) if len(rise) > 1 else np.inf
    is_real = kind == BOOSTING and rise.mean() > SURE * error and before[-1] < before[best]
    return Overfit(best + 1, bool(is_real))


def doubt(share: float, n: int) -> float:
    """Half a 95 % interval for a share of n rows, in points (Agresti and Coull 1998)."""
    n_more = n + 1.96**2
    middle = (share * n + 1.96**2 / 2) / n_more
    return float(196 * np.sqrt(middle * (1 - middle) / n_more))
