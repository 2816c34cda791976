"""From rows to effects: checked against other libraries and by hand."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import wilcoxon

from lib.evidence.effects import (
    chosen_elsewhere,
    critical_rank,
    effect,
    effect_of_rows,
    pair_means,
    paired,
    signed,
)
from tests.evidence.evidence import made_up


def values(n, seed=0, shift=0.5):
    return np.random.default_rng(seed).normal(shift, 2, n)


@pytest.mark.parametrize(("n", "expected"), [(6, 0), (8, 3), (10, 8), (20, 52), (25, 89)])
def test_critical_ranks_are_those_of_the_printed_tables(n, expected):
    assert critical_rank(n, 0.025) == expected


@pytest.mark.parametrize("n", [6, 9, 21])
def test_the_interval_is_wilcoxons_test_turned_round(n):
    """A shift inside is not rejected at 5 %, a shift outside is; scipy says so."""
    found, data = effect(pd.Series(values(n))), values(n)
    for inside, outside in ((1e-6, -1e-6), (-1e-6, 1e-6)):
        bound = found.low if inside > 0 else found.high
        assert wilcoxon(data - (bound + inside), method="exact").pvalue > 0.05
        assert wilcoxon(data - (bound + outside), method="exact").pvalue <= 0.05


def test_one_extreme_data_set_does_not_move_what_is_typical():
    usual = effect(pd.Series([1.0, 1.2, 1.4, 1.6, 1.8, 2.0, 2.2]))
    moved = effect(pd.Series([1.0, 1.2, 1.4, 1.6, 1.8, 2.0, 90.0]))
    assert moved.typical == pytest.approx(usual.typical, abs=0.3)
    assert moved.low == pytest.approx(usual.low)


def test_few_data_sets_have_a_wide_interval_and_none_has_none():
    three = effect(pd.Series([1.0, 2.0, 3.0]))
    assert three.low < 0 < 4 < three.high
    assert not effect(pd.Series([1.0])).is_known
    assert effect(pd.Series(dtype=float)).n_sets == 0


def test_pair_means():
    assert pair_means(np.array([0.0, 4.0])).tolist() == [0.0, 2.0, 4.0]


def test_a_single_data_set_has_the_interval_of_its_own_folds():
    rows = made_up(lambda cell, method, family: 5.0)
    one = rows[(rows["dataset"] == "credit_german") & (rows["condition"] == "plain")]
    found = effect_of_rows(one[one["method"] == "soft_vote"])
    assert found.n_sets == 1
    assert found.low < 5 < found.high


def test_a_method_is_never_chosen_on_the_data_it_is_judged_by():
    """Late fusion wins on one data set only; there, the others' favourite is taken."""

    def gain(cell, method, family):
        return 50.0 if (cell.dataset, method) == ("iris", "late_mean") else 0.0

    rows = made_up(gain)
    fusion = rows[(rows["family"] == "fusion") & (rows["condition"] == "plain")]
    chosen = chosen_elsewhere(fusion)
    methods = chosen.groupby("dataset")["method"].agg(set)
    assert methods["iris"] != {"late_mean"}
    assert methods.drop("iris").eq({"late_mean"}).all()


def test_what_is_not_measured_everywhere_is_not_chosen():
    rows = made_up(lambda cell, method, family: 9.0 if method == "distilled" else 0.0)
    fusion = rows[(rows["family"] == "fusion") & (rows["condition"] == "plain")]
    gap = (fusion["method"] == "distilled") & (fusion["dataset"] == "wine")
    assert "distilled" not in set(chosen_elsewhere(fusion[~gap])["method"])


def test_paired_differences_keep_only_what_both_have():
    a = pd.DataFrame({"dataset": ["x", "x", "y"], "seed": [0, 1, 0], "score": [0.9, 0.5, 0.7]})
    b = pd.DataFrame({"dataset": ["x", "z"], "seed": [0, 0], "score": [0.8, 0.1]})
    assert paired(a, b, "score").to_dict() == {"x": pytest.approx(10.0)}


def test_signs():
    assert [signed(v) for v in (2.14, -0.31, 0.01, -0.04)] == ["+2.1", "−0.3", "0.0", "0.0"]
