"""From rows to effects: nothing is chosen where it is judged, and only like is compared."""

import pandas as pd
import pytest

from lib.claims._effects import chosen_elsewhere, effect, effect_of_rows, paired, signed
from tests.evidence.evidence import gains, made_up


def test_one_data_set_or_none_has_no_interval():
    assert not effect(pd.Series([1.0])).is_known
    assert effect(pd.Series(dtype=float)).n_sets == 0


def test_a_single_data_set_has_the_interval_of_its_own_folds():
    rows = made_up(lambda cell, method, family: 5.0)
    one = rows[(rows["dataset"] == "credit_german") & (rows["condition"] == "plain")]
    found = effect_of_rows(one[one["method"] == "soft_vote"])
    assert found.n_sets == 1
    assert found.low < 5 < found.high


def test_a_method_is_never_chosen_on_the_data_it_is_judged_by():
    """Late fusion wins on one data set only; there, the others' favourite is taken."""
    rows = made_up(gains(50.0, dataset="iris", method="late_mean"))
    fusion = rows[(rows["family"] == "fusion") & (rows["condition"] == "plain")]
    chosen = chosen_elsewhere(fusion)
    methods = chosen.groupby("dataset")["method"].agg(set)
    assert methods["iris"] != {"late_mean"}
    assert methods.drop("iris").eq({"late_mean"}).all()


def test_what_is_not_measured_everywhere_is_not_chosen():
    rows = made_up(gains(9.0, method="distilled"))
    fusion = rows[(rows["family"] == "fusion") & (rows["condition"] == "plain")]
    gap = (fusion["method"] == "distilled") & (fusion["dataset"] == "wine")
    assert "distilled" not in set(chosen_elsewhere(fusion[~gap])["method"])


def test_paired_differences_keep_only_what_both_have():
    a = pd.DataFrame({"dataset": ["x", "x", "y"], "seed": [0, 1, 0], "score": [0.9, 0.5, 0.7]})
    b = pd.DataFrame({"dataset": ["x", "z"], "seed": [0, 0], "score": [0.8, 0.1]})
    assert paired(a, b, "score").to_dict() == {"x": pytest.approx(10.0)}


def test_signs():
    assert [signed(v) for v in (2.14, -0.31, 0.01, -0.04)] == ["+2.1", "−0.3", "0.0", "0.0"]
