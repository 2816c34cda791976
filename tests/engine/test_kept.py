"""Of very many answers, later passes keep what the statistics ask for: nothing printed changes."""

from dataclasses import replace

import numpy as np
import pytest

from lib.charts.mended_mistakes import shares
from lib.engine import kept as module
from lib.engine.kept import Kept, as_later, fit_for
from lib.statistics.metrics import METRICS
from lib.verdict.agreeing import rescued_and_broken
from lib.verdict.comparisons import is_right, score_of
from tests.synthetic import make_results


@pytest.mark.parametrize("n_classes", [2, 3])
def test_what_is_told_of_all_passes_is_the_same_without_their_answers(n_classes, monkeypatch):
    full = make_results(n_classes=n_classes, n_rows=301)
    monkeypatch.setattr(module, "MANY", 100)
    first, *others = full.repeats
    lean = replace(full, repeats=(first, *[as_later(one, full.y) for one in others]))
    assert lean.complete == (first,)
    assert all(one.P.size == 0 for one in lean.repeats[1:])
    assert fit_for(lean.repeats, "accuracy") == lean.repeats
    assert fit_for(lean.repeats, "weighted-1-5") == lean.complete
    for key in full.positions:
        np.testing.assert_array_equal(is_right(full, key), is_right(lean, key))
        np.testing.assert_array_equal(shares(full, key), shares(lean, key))
        assert rescued_and_broken(full, key, "model1") == rescued_and_broken(lean, key, "model1")
        for metric in METRICS:
            np.testing.assert_array_equal(
                full.fold_scores(metric), lean.fold_scores(metric), strict=True
            )
            assert score_of(full, key, metric) == score_of(lean, key, metric)


def test_a_pass_of_a_million_rows_takes_a_bit_a_row_and_method():
    y = np.arange(1_000_000) % 2
    P = np.random.default_rng(0).random((3, len(y), 2))
    kept = Kept.of(y, P)
    assert kept.bits.nbytes + kept.confused.nbytes < P.nbytes / 127
    np.testing.assert_array_equal(kept.right(2), P[2].argmax(axis=1) == y)
