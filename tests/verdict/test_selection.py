"""The correction for having been chosen: against a plain version, and where the truth is known."""

from dataclasses import replace

import numpy as np
import pytest

from lib.statistics.metrics import METRICS
from lib.verdict.selection import corrected_score
from tests.synthetic import Fake, answering, make_results, member, single

KEYS = ["best_single", "soft_vote", "stacking"]


def plainly(results, metric, keys, n_resamples, seed):
    """The published estimator, one resample after the other: (corrected, spread of its mean)."""
    rng, compute = np.random.default_rng(seed), METRICS[metric].compute
    gain, n_rows = METRICS[metric].gain, len(results.y)
    units = np.arange(n_rows) if results.groups is None else results.groups
    names, found = np.unique(units), []
    for _ in range(n_resamples):
        drawn_names = rng.choice(names, len(names))
        drawn = np.concatenate([np.flatnonzero(units == name) for name in drawn_names])
        left_out = np.flatnonzero(~np.isin(units, drawn_names))

        def score(key, rows):
            position = results.positions[key]
            each = [compute(results.y[rows], r.P[position][rows]) for r in results.repeats]
            return np.mean(each)

        winner = max(keys, key=lambda key: gain(score(key, drawn)))
        found.append(score(winner, left_out))
    return np.mean(found), np.std(found) / np.sqrt(n_resamples)


@pytest.mark.parametrize("metric", METRICS)
def test_equals_the_published_estimator(metric):
    """Up to chance, and up to how far the score of all rows is from the mean of the folds."""
    results = make_results(n_rows=240, n_classes=3, shape=(4, 2))
    expected, error = plainly(results, metric, KEYS, 250, seed=1)
    found = corrected_score(results, metric, KEYS, n_resamples=1500)
    of_rows = [METRICS[metric].compute(results.y, repeat.P) for repeat in results.repeats]
    pooled = np.mean(of_rows, axis=0)[results.positions[found.key]]
    # Scores that are no mean of rows are a little different on fewer rows.
    slack = 0 if METRICS[metric].is_mean_of_rows else 0.004
    if metric == "calibration_error":
        slack = 0.02
    assert found.corrected - found.raw == pytest.approx(expected - pooled, abs=4 * error + slack)


@pytest.mark.parametrize("metric", ["accuracy", "macro_f1"])
def test_groups_are_drawn_whole(metric):
    """Ten groups of rows that stand or fall together say much less than the rows seem to."""
    alone = make_results(n_rows=240, shape=(4, 1))
    groups = np.random.default_rng(0).permutation(np.arange(240) % 10)
    shift = np.isin(groups, [0, 1, 2])  # nobody gets these groups right
    wrong = [
        replace(r, P=np.where(shift[:, None], np.eye(2)[1 - alone.y], r.P)) for r in alone.repeats
    ]
    alone = replace(alone, repeats=tuple(wrong))
    together = replace(alone, groups=groups)
    expected, _ = plainly(together, metric, KEYS, 400, seed=1)
    found = corrected_score(together, metric, KEYS, 1500)
    assert found.corrected - found.raw == pytest.approx(
        expected - plainly(together, metric, [found.key], 400, seed=1)[0], abs=0.03
    )
    single_rows = corrected_score(alone, metric, KEYS, 1500)
    assert found.high - found.low > 1.5 * (single_rows.high - single_rows.low)


def test_one_candidate_and_a_clear_winner_need_no_correction():
    results = make_results()
    found = corrected_score(results, "accuracy", ["soft_vote"])
    assert found.corrected == found.raw == results.means("accuracy")[results.positions["soft_vote"]]
    assert found.low < found.raw < found.high
    assert (found.n_candidates, found.key) == (1, "soft_vote")
    clear = make_results([member("model1"), single(0.7), Fake("soft_vote", 0.95)])
    found = corrected_score(clear, "accuracy", ["best_single", "soft_vote"])
    assert found.corrected == found.raw
    first, again = (corrected_score(results, "accuracy", KEYS) for _ in range(2))
    assert first == again != corrected_score(results, "accuracy", KEYS, random_state=1)


@pytest.mark.parametrize("metric", ["accuracy", "log_loss", "brier"])
def test_the_best_of_equals_is_lucky_and_the_corrected_score_is_not(metric):
    """Under a true null: twelve methods of the same quality, many data sets."""
    truth, raw, corrected = null_scores(metric)
    better = METRICS[metric].gain
    bias = better(np.mean(raw) - truth)
    left = better(np.mean(corrected) - truth)
    error = np.std(corrected) / np.sqrt(len(corrected)) * abs(better(1))
    assert bias > 5 * error
    assert abs(left) < max(bias / 4, 3 * error)


def null_scores(metric, n_candidates=12, n_rows=200, n_sets=150):
    """(true score, raw scores, corrected scores) of methods right with probability 0.8."""
    rng = np.random.default_rng(0)
    fakes = [Fake(f"m{i}") for i in range(n_candidates)]
    shape = make_results([member("model1"), *fakes], n_rows=n_rows, shape=(5, 1))
    raw, corrected = [], []
    keys = [fake.key for fake in fakes]
    for _ in range(n_sets):
        right = rng.random((len(shape.methods), n_rows)) < 0.8
        results = answering(shape, right[None], metrics=[metric])
        found = corrected_score(results, metric, keys, n_resamples=200)
        raw.append(found.raw)
        corrected.append(found.corrected)
    row = np.array([[0.9, 0.1]])
    alone = [float(METRICS[metric].compute(np.array([label]), row)) for label in (0, 1)]
    return 0.8 * alone[0] + 0.2 * alone[1], raw, corrected


def test_what_is_not_defined_is_not_made_up():
    nowhere = {"roc_auc": dict.fromkeys(KEYS, np.nan)}
    found = corrected_score(make_results(scores=nowhere), "roc_auc", KEYS)
    assert np.isnan([found.raw, found.corrected, found.low, found.high]).all()
    y = np.where(np.arange(60) < 3, 1, 0)  # a resample without the rare class does not count
    found = corrected_score(replace(make_results(n_rows=60), y=y), "roc_auc", KEYS)
    assert np.isfinite([found.corrected, found.low, found.high]).all()
    with pytest.raises(ValueError, match="no candidates"):
        corrected_score(make_results(), "accuracy", [])
