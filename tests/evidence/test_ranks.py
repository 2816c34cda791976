"""Probabilities across data sets, as baycomp gives them."""

import pandas as pd

from lib.evidence import ranks
from tests.evidence.evidence import made_up


def test_ranks_say_who_is_better_and_leave_out_twins(monkeypatch):
    """One way is better, one worse, one a twin."""
    better = {"soft_vote": 4.0, "distilled": -4.0}
    monkeypatch.setattr(ranks, "SAMPLES", 2000)
    rows = made_up(lambda cell, method, family: better.get(method, 0.0), seeds=2)
    twin = rows[rows["method"] == "soft_vote"].assign(method="weighted_vote")
    found = ranks.against_best_single(pd.concat([rows, twin]))
    assert {rank["condition"] for rank in found} == {"plain", "views"}
    plain = {rank["method"]: rank for rank in found if rank["condition"] == "plain"}
    assert plain["soft_vote"]["better"] > 0.99
    assert plain["soft_vote"]["wins"] == plain["soft_vote"]["sets"]
    assert plain["distilled"]["worse"] > 0.99
    assert plain["late_mean"]["as_good"] > 0.99
    assert "weighted_vote" not in plain
    assert not {"best_single", "model1"} & set(plain)
