"""From rows to effects: nothing is chosen where it is judged, and only like is compared."""

import pandas as pd
import pytest

from lib.claims._effects import (
    ONE_EACH,
    chosen_elsewhere,
    contrast,
    contrast_between,
    effect,
    effect_of_rows,
    fused,
    of_sources,
    paired,
    rescored,
)
from lib.evidence.plan import AT_SHARES
from lib.evidence.rows import of_family, under
from tests.evidence.evidence import gains, made_up


def plain_fusion(rows):
    return of_family(under(rows, "plain"), "fusion")


def test_a_single_data_set_has_the_interval_of_its_own_folds():
    rows = made_up(lambda cell, method, family: 5.0)
    one = rows[(rows["dataset"] == "credit_german") & (rows["condition"] == "plain")]
    found = effect_of_rows(one[one["method"] == "soft_vote"])
    assert found.n_sets == 1
    assert found.low < 5 < found.high
    assert not effect(pd.Series([1.0])).is_known
    assert effect(pd.Series(dtype=float)).n_sets == 0


def test_a_method_is_chosen_where_it_is_not_judged_and_only_if_it_is_known_everywhere():
    """Late fusion wins on one data set only; there, the others' favourite is taken."""
    rows = made_up(
        lambda cell, method, family: {
            "late_mean": 50.0 * (cell.dataset == "iris"),
            "merged_forest": 1.0,
        }.get(method, 0.0)
    )
    sources = rows["dataset"].isin(rows.loc[rows["method"] == "late_mean", "dataset"])
    rows = rows[sources]
    methods = chosen_elsewhere(plain_fusion(rows)).groupby("dataset")["method"].agg(set)
    assert methods["iris"] != {"late_mean"}
    assert methods.drop("iris").eq({"late_mean"}).all()
    fusion = plain_fusion(made_up(gains(9.0, method="distilled")))
    gap = (fusion["method"] == "distilled") & (fusion["dataset"] == "wine")
    assert "distilled" not in set(chosen_elsewhere(fusion[~gap])["method"])


def test_a_contrast_pairs_the_same_data_sets():
    """Data sets differ by ten points, what the condition adds is two everywhere."""
    sets = [f"d{i}" for i in range(8)]
    base = pd.Series(range(-40, 40, 10), sets, dtype=float)
    found = contrast(effect(base + 2), effect(base.drop("d0")))
    assert (found.typical, found.low, found.high) == pytest.approx((2, 2, 2))
    assert found.n_sets == 7


def test_a_contrast_between_different_data_sets_compares_the_two_groups():
    there = effect(pd.Series([3.0, 4.0, 5.0, 6.0, 7.0], list("abcde")))
    elsewhere = effect(pd.Series([0.0, 0.5, 1.0, 1.5, 2.0], list("vwxyz")))
    found = contrast_between(there, elsewhere)
    assert found.typical == pytest.approx(4)
    assert 0 < found.low < 4 < found.high
    assert list(found.by_set) == [2, 3, 4, 5, 6]
    assert contrast_between(there, effect(pd.Series(dtype=float))).n_sets == 0


def test_both_ways_of_reading_sources_are_there_to_be_chosen():
    rows = of_sources(made_up(gains(3.0, condition="views", family="fusion")), "plain")
    found = fused(rows, rows)
    assert found.method == f"late_mean{ONE_EACH}"
    assert found.typical == pytest.approx(3, abs=0.5)
    assert not {"early_fusion", "distilled"} & set(rows["method"])


def test_gains_may_be_counted_against_a_rival_scored_otherwise():
    rows = made_up(gains(4.0, method="soft_vote"), seeds=1)
    rows.loc[rows["method"] == "best_single", AT_SHARES] += 0.1
    own = rescored(rows, "balanced_accuracy", AT_SHARES)
    assert own.loc[own["method"] == "soft_vote", "gain"].mean() == pytest.approx(-6, abs=0.3)


def test_paired_differences_keep_only_what_both_have():
    a = pd.DataFrame({"dataset": ["x", "x", "y"], "seed": [0, 1, 0], "score": [0.9, 0.5, 0.7]})
    b = pd.DataFrame({"dataset": ["x", "z"], "seed": [0, 0], "score": [0.8, 0.1]})
    assert paired(a, b, "score").to_dict() == {"x": pytest.approx(10.0)}
