"""The gains that the verdict reads: against the best single model of all columns, by question."""

import pandas as pd
import pytest

from lib.evidence.gains import GAINS, gains, write
from lib.evidence.store import read
from tests.evidence import evidence


def gain_of(table, **where):
    found = table[(table[list(where)] == pd.Series(where)).all(axis=1)]
    return found["gain"].mean()


def test_a_gain_is_recorded_for_its_data_set_method_and_question(tmp_path):
    rows = evidence.made_up(evidence.gains(5.0, dataset="wine", method="soft_vote"))
    table = gains(rows)
    asked = {"metric": "accuracy", "method": "soft_vote", "way": "vote"}
    assert gain_of(table, dataset="wine", **asked) == pytest.approx(5, abs=1)
    assert gain_of(table, dataset="iris", **asked) == pytest.approx(0, abs=1)
    asked["way"] = "sources"  # the same rule over models of one source each
    assert gain_of(table, dataset="wine", **asked) == pytest.approx(5, abs=1)
    late, distilled = (table[table["method"] == key] for key in ("late_mean", "distilled"))
    assert (set(late["way"]), set(distilled["way"])) == ({"sources"}, {"model"})
    assert {"plain", "views"} <= set(late["condition"])  # both ways of reading sources
    write(rows, tmp_path / "gains.parquet")
    again = pd.read_parquet(tmp_path / "gains.parquet")
    assert again["gain"].to_numpy() == pytest.approx(table["gain"].to_numpy(), abs=0.01)


def test_the_gains_that_are_shipped_are_those_of_the_evidence_that_is_shipped():
    columns = ["metric", "way", "method", "dataset", "condition"]
    shipped = pd.read_parquet(GAINS).set_index(columns)["gain"].sort_index()
    table = gains(read().rows).set_index(columns)["gain"].sort_index()
    assert table.index.equals(shipped.index)
    assert table.to_numpy() == pytest.approx(shipped.to_numpy(), abs=0.02)
