"""What stands side by side subtracts, as it is printed."""

import numpy as np
import pytest

from lib.statistics.metrics import METRICS
from lib.ui.ways import gain_in_words, scores_of
from lib.verdict.agreeing import gain_shown, parted, rescued_and_broken
from tests.synthetic import USUAL, make_results

KEYS = [fake.key for fake in USUAL if fake.key != "best_single"]


def number(text: str) -> float:
    """The first number of a text, as a reader takes it."""
    return float(text.split()[0].replace("−", "-").removesuffix(","))


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("metric", METRICS)
def test_scores_gains_rescued_and_broken_subtract_as_printed(metric, seed):
    results = make_results(n_rows=97 + 13 * seed, shape=(5, 1 + seed % 3), seed=seed)
    scores = scores_of(results, metric, "best_single")
    accuracy = scores_of(results, "accuracy", "best_single")
    for key in KEYS:
        score, single = number(scores[key].text), number(scores["best_single"].text)
        gain = score - single if METRICS[metric].greater_is_better else single - score
        assert gain_shown(results, key, "best_single", metric) == pytest.approx(gain, abs=1e-9)
        assert scores[key].gain == gain_in_words(metric, gain)
        _, _, _, rescued, _, _, broken, *_ = scores[key].flips.split()
        net = number(accuracy[key].text) - number(accuracy["best_single"].text)
        assert number(rescued) - number(broken) == pytest.approx(net, abs=1e-9)
        assert scores[key].flips.endswith("accuracy") == (metric != "accuracy")


def test_parts_stay_parts_and_close_to_what_was_counted():
    rng = np.random.default_rng(0)
    for rescued, broken in rng.exponential([[3.0, 1.0]], size=(2000, 2)):
        score = rng.uniform(20, 90)
        gain = round(score + rescued - broken, 1) - round(score, 1)
        more, less = parted(rescued, broken, gain)
        assert more - less == pytest.approx(gain, abs=1e-9)
        assert min(more, less) >= 0
        assert max(abs(more - rescued), abs(less - broken)) <= 0.1 + 1e-9


def test_all_passes_count_each_as_much_as_in_the_scores():
    results = make_results(n_rows=120, shape=(3, 4))
    right = np.stack([r.P[[2, 3]].argmax(axis=2) == results.y for r in results.repeats])
    expected = 100 * (right[:, 1] & ~right[:, 0]).mean()  # folds are of one size here
    assert rescued_and_broken(results, "soft_vote", "best_single")[0] == pytest.approx(
        expected, abs=0.1
    )


def test_a_score_that_is_missing_in_some_folds_keeps_its_paired_gain():
    halves = np.where(np.arange(25) % 2, 0.9, np.nan)
    results = make_results(
        scores={"accuracy": {"soft_vote": halves, "best_single": np.linspace(0.5, 0.9, 25)}}
    )
    exact = results.differences("soft_vote", "best_single", "accuracy").mean()
    shown = gain_shown(results, "soft_vote", "best_single", "accuracy")
    assert shown == pytest.approx(exact, abs=0.11)
    undefined = make_results(scores={"roc_auc": {"soft_vote": np.nan}})
    assert np.isnan(gain_shown(undefined, "soft_vote", "best_single", "roc_auc"))
    assert scores_of(undefined, "roc_auc", "best_single")["soft_vote"].gain == ""
