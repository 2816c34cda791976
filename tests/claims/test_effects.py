"""From rows to effects: nothing is chosen where it is judged, and only like is compared."""

import pandas as pd
import pytest

from lib.claims._effects import chosen_elsewhere, effect, effect_of_rows, paired
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
    rows = made_up(gains(50.0, dataset="iris", method="late_mean"))
    methods = chosen_elsewhere(plain_fusion(rows)).groupby("dataset")["method"].agg(set)
    assert methods["iris"] != {"late_mean"}
    assert methods.drop("iris").eq({"late_mean"}).all()
    fusion = plain_fusion(made_up(gains(9.0, method="distilled")))
    gap = (fusion["method"] == "distilled") & (fusion["dataset"] == "wine")
    assert "distilled" not in set(chosen_elsewhere(fusion[~gap])["method"])


def test_paired_differences_keep_only_what_both_have():
    a = pd.DataFrame({"dataset": ["x", "x", "y"], "seed": [0, 1, 0], "score": [0.9, 0.5, 0.7]})
    b = pd.DataFrame({"dataset": ["x", "z"], "seed": [0, 0], "score": [0.8, 0.1]})
    assert paired(a, b, "score").to_dict() == {"x": pytest.approx(10.0)}
