"""The prior of the verdict, on recorded gains made up for it and on those in data/."""

import pandas as pd
import pytest

from lib import combiners, datasets
from lib.engine.results import Method
from lib.evidence.gains import GAINS, gains
from lib.evidence.store import EVIDENCE, read
from lib.statistics.metrics import METRICS
from lib.statistics.prior import Prior
from lib.verdict import elsewhere
from lib.verdict.elsewhere import FEWEST_SETS, prior_of, recorded
from lib.verdict.rule import recommend
from tests.synthetic import case_of

VOTE = Method("soft_vote", "Soft vote", "Soft vote", "ensembling", "voting")
OTHER = Method("new_vote", "New vote", "New vote", "ensembling", "voting")
FUSED = Method("soft_vote", "Soft vote of single sources", "", "fusion", "late")
COLUMNS = ["metric", "way", "method", "dataset", "condition", "gain"]


@pytest.fixture
def made_up(monkeypatch):
    """Ten data sets: a vote of everything gained 0 to 9 points, of sources 100 more."""
    rows = [("accuracy", "vote", "soft_vote", f"set{i}", "plain", float(i)) for i in range(10)]
    rows += [("accuracy", "sources", *row[2:5], row[5] + 100) for row in rows]
    rows += [("accuracy", "vote", "new_vote", "set0", "plain", -5.0)]
    table = pd.DataFrame(rows, columns=COLUMNS)
    elsewhere._prior.cache_clear()
    monkeypatch.setattr(elsewhere, "recorded", lambda: table)
    yield table
    elsewhere._prior.cache_clear()


def test_a_data_set_never_takes_part_in_its_own_prior(made_up):
    for i in range(10):
        others = {float(j) for j in range(10) if j != i}
        assert set(prior_of(VOTE, "accuracy", f"set{i}").gains) == others
    assert len(prior_of(VOTE, "accuracy", "").gains) == 10  # a visitor's own data: the prior of all


def test_the_question_is_the_same_and_too_few_sets_borrow_those_of_their_way(made_up):
    assert min(prior_of(FUSED, "accuracy", "").gains) == 100
    assert FEWEST_SETS > 1
    assert set(prior_of(OTHER, "accuracy", "").gains) == {-5.0, *map(float, range(10))}
    stack = Method("s", "S", "S", "ensembling", "stacking")
    assert prior_of(stack, "accuracy", "") == Prior()  # nothing is known of any stack: wide


@pytest.mark.parametrize("metric", METRICS)
def test_a_score_that_was_not_recorded_has_the_wide_prior(metric):
    found = prior_of(VOTE, metric, "")
    assert bool(found.gains) == (metric in ("accuracy", "balanced_accuracy"))
    assert found.wide == (10 if METRICS[metric].as_percent else 1)


def test_the_recorded_gains_are_those_of_the_evidence():
    if not EVIDENCE.exists():
        pytest.skip("no evidence was measured")
    assert elsewhere.GAINS == GAINS
    table, rows = recorded(), read(EVIDENCE).rows
    again = gains(rows)
    assert len(table) == len(again)
    assert table["gain"].to_numpy() == pytest.approx(again["gain"].to_numpy(), abs=0.006)
    assert set(table["dataset"]) <= set(datasets.entries())
    assert set(table["method"]) <= set(combiners.entries())
    assert "best_single" not in set(table["method"])
    plain = rows[(rows["condition"] == "plain") & (rows["dataset"] == "wine")]
    scores = plain.groupby(["method", "seed"], observed=True)["accuracy"].first().unstack(0)
    mine = table[(table["dataset"] == "wine") & (table["method"] == "soft_vote")]
    mine = mine[(mine["way"] == "vote") & (mine["metric"] == "accuracy")]
    expected = 100 * (scores["soft_vote"] - scores["best_single"]).mean()
    assert mine["gain"].item() == pytest.approx(expected, abs=0.01)


def test_the_verdict_leaves_out_the_record_of_the_data_on_screen():
    case = case_of()
    results = case.results
    asked = recommend(results, "accuracy", 1.0, dataset=case.scenario.dataset)
    assert asked == case.verdict
    of_all = recommend(results, "accuracy", 1.0)
    vote, vote_of_all = (v.candidate("soft_vote").against_single for v in (asked, of_all))
    assert vote.mean == vote_of_all.mean
    assert vote.expected != vote_of_all.expected
    assert vote.expected < vote.mean
