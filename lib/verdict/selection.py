"""What the best of many candidates scores once it no longer profits from having been chosen.

Whoever looks best among many candidates is partly lucky: the rows that scored it also chose it
(winner's curse). Bootstrap bias corrected cross-validation (Tsamardinos, Greasidou and Borboudakis
2018) measures that luck without fitting anything: draw rows with replacement from the out-of-fold
answers, choose the best candidate on the rows drawn, and score it on the rows that were not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from lib.engine.results import Results
from lib.statistics.metrics import METRICS

# Scores that need all rows at once (ROC AUC, macro F1) are computed anew for each resample: as many
# as this many probabilities allow, within these limits.
CELLS, FEWEST, MOST = 6_000_000, 20, 100

Scorer = Callable[[np.ndarray], np.ndarray]
Compute = Callable[[np.ndarray, np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Corrected:
    """What the best candidate scores as measured, and as it may be expected to score.

    raw : mean over folds of the best candidate, `key`. corrected, low, high : the same without the
    luck of having been chosen, and its 95 % interval. All as the metric gives them (shares, not
    percentages); nan when the score is not defined. n_candidates : how many it was chosen among.
    """

    raw: float
    corrected: float
    low: float
    high: float
    n_candidates: int
    key: str


def corrected_score(
    results: Results,
    metric: str,
    keys: Sequence[str],
    n_resamples: int = 500,
    random_state: int = 0,
) -> Corrected:
    """The score of the best of `keys`, corrected for the choice among them.

    In every resample a winner is chosen on the rows drawn and compared, on the rows left out, with
    the winner on all rows. This mean difference, added to the raw score, is the corrected score.
    It has the expectation of the published estimator, the mean score of the winners on the rows
    left out, because there the winner on all rows scores its raw score on average; but what makes
    some rows hard for both cancels, and where nobody else is ever chosen nothing is corrected.

    low, high : the middle 95 % of the winner's scores on the rows left out, moved to lie around
    the corrected score. About 37 % of the rows are left out, so it is rather too wide than too
    narrow (as Tsamardinos et al. found).

    keys : the candidates, declared before anything was fitted; an earlier one wins a tie. Groups
    of rows that belong together are drawn whole. Scores that are no mean of rows (ROC AUC, macro
    F1, ...) take fewer resamples. Raises ValueError when `keys` is empty.
    """
    if not keys:
        raise ValueError("There are no candidates to choose from.")
    positions = [results.positions[key] for key in keys]
    measured = results.means(metric)[positions]
    key = results.ranking(metric, keys)[0]
    winner = list(keys).index(key)
    raw = float(measured[winner])
    score, n_resamples = _scorer(results, metric, positions, n_resamples)
    rng = np.random.default_rng(random_state)
    drawn = _draw(len(results.y), results.groups, n_resamples, rng)
    chosen, left_out = score(drawn), score((drawn == 0).astype(drawn.dtype))
    defined = np.isfinite(chosen).all(axis=1) & np.isfinite(left_out).all(axis=1)
    if not (defined.any() and np.isfinite(measured).all()):
        return Corrected(raw, np.nan, np.nan, np.nan, len(keys), key)
    chosen, left_out = chosen[defined], left_out[defined]
    best = np.asarray(METRICS[metric].gain(chosen)).argmax(axis=1)
    of_best = left_out[np.arange(len(best)), best]
    corrected = raw + float((of_best - left_out[:, winner]).mean())
    low, high = np.quantile(of_best, (0.025, 0.975)) + corrected - of_best.mean()
    return Corrected(raw, corrected, float(low), float(high), len(keys), key)


def _draw(
    n_rows: int, groups: np.ndarray | None, n_resamples: int, rng: np.random.Generator
) -> np.ndarray:
    """(n_resamples, n_rows) how often each row is drawn; whole groups, when there are any."""
    unit = np.arange(n_rows) if groups is None else np.unique(groups, return_inverse=True)[1]
    n_units = int(unit.max()) + 1
    even = np.full(n_units, 1 / n_units)
    return rng.multinomial(n_units, even, size=n_resamples)[:, unit].astype(np.float32)


def _scorer(
    results: Results, metric: str, positions: Sequence[int], n_resamples: int
) -> tuple[Scorer, int]:
    """From (n_resamples, n_rows) counts to (n_resamples, n_candidates) scores, and how many
    resamples to draw for it. Every repeat is scored on the same rows; the mean counts."""
    P = np.stack([repeat.P[list(positions)] for repeat in results.complete])
    compute, y = METRICS[metric].compute, results.y
    if METRICS[metric].is_mean_of_rows:
        per_row = _score_rows(compute, y, P).mean(axis=0).T.astype(np.float32)
        return lambda counts: _weighted_mean(counts, per_row), n_resamples
    return (
        lambda counts: np.stack([_score_drawn(compute, y, P, count) for count in counts]),
        min(n_resamples, max(FEWEST, min(MOST, CELLS // P.size))),
    )


def _score_rows(compute: Compute, y: np.ndarray, P: np.ndarray) -> np.ndarray:
    """(n_repeats, n_candidates, n_rows), each row scored alone."""
    scores = np.empty(P.shape[:-1])
    for label in np.unique(y):
        scores[..., y == label] = compute(np.array([label]), P[..., y == label, None, :])
    return scores


def _weighted_mean(counts: np.ndarray, per_row: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore"):  # nan where no row was drawn
        return np.asarray(counts @ per_row / counts.sum(axis=1, keepdims=True), dtype=float)


def _score_drawn(compute: Compute, y: np.ndarray, P: np.ndarray, count: np.ndarray) -> np.ndarray:
    """(n_candidates,) scores of the rows drawn, as often as each was; nan without any."""
    rows = np.repeat(np.arange(len(y)), count.astype(int))
    if not len(rows):
        return np.full(P.shape[1], np.nan)
    return np.asarray(compute(y[rows], P[:, :, rows]).mean(axis=0))
