"""The gains that the verdict reads: against the best single model of all columns, by question."""

import pandas as pd
import pytest

from lib.evidence.gains import gains, write
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
    assert "plain" not in set(late["condition"])
    write(rows, tmp_path / "gains.parquet")
    again = pd.read_parquet(tmp_path / "gains.parquet")
    assert again["gain"].to_numpy() == pytest.approx(table["gain"].to_numpy(), abs=0.01)


def test_the_rival_of_sources_reads_all_columns():
    """Where models read one source each, the best single model of all columns is ten points better
    than the one recorded there."""
    rows = evidence.made_up(evidence.gains(0.0))
    plain = (rows["condition"] == "plain") & (rows["method"] == "best_single")
    rows.loc[plain, "accuracy"] += 0.1
    before, after = gains(evidence.made_up(evidence.gains(0.0))), gains(rows)
    asked = {"metric": "accuracy", "method": "late_mean"}
    assert gain_of(after, **asked) - gain_of(before, **asked) == pytest.approx(-10, abs=0.1)
