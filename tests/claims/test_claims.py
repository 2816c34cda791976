"""Claims: complete, judged as their rule says, and shown with what they rest on."""

import re
from functools import cache

import numpy as np
import pandas as pd
import pytest

from lib import claims
from lib.claims import RANKING, Outcome
from lib.claims._effects import Effect
from lib.claims._entry import usual
from lib.evidence.store import read
from lib.scenario.experiment import prepare
from lib.scenario.link import from_query, to_query
from tests.claims.records import USUAL, ranked
from tests.evidence.evidence import gains, made_up

CLAIMS, SHIPPED = claims.entries(), read()
every_claim = pytest.mark.parametrize("key", CLAIMS)
every_measured_claim = pytest.mark.parametrize("key", [k for k, c in CLAIMS.items() if c.measure])


@cache
def even(points, seeds=4):
    """Evidence in which every combination gains the same."""
    combined = ("ensembling", "fusion")
    return made_up(lambda cell, method, family: points if family in combined else 0.0, seeds)


def part(low, high, n=10):
    return Effect((low + high) / 2, low, high, pd.Series(np.linspace(low, high, n)))


@every_claim
def test_a_claim_is_complete_and_its_case_can_be_shown(key):
    claim = CLAIMS[key]
    assert claim.text.startswith(claim.family.capitalize())
    assert claim.question.endswith("?")
    assert bool(claim.measure) != bool(claim.untestable)
    assert claim.measure is None or claim.compared.strip().endswith(".")
    for text in (claim.text, claim.limits, claim.look, claim.untestable or "."):
        assert text.endswith(".")
    assert not re.search(r"\d+(\.\d+)? points", claim.look)  # numbers are measured, never typed
    assert from_query(to_query(claim.scenario)) == (claim.scenario, ())
    assert len(prepare(claim.scenario).members) >= 2


def test_claims_stand_in_the_order_of_the_page():
    families = [claim.family for claim in CLAIMS.values()]
    assert families == sorted(families)
    assert min(families.count("ensembling"), families.count("fusion")) >= 7  # those of the page
    first = list(CLAIMS).index("finance")  # of the table, whose rows stand together
    assert list(CLAIMS)[first : first + 3] == ["finance", "healthcare", "autonomous_systems"]
    assert len({claim.order for claim in CLAIMS.values()}) == len(CLAIMS)
    assert len({claim.case for claim in CLAIMS.values()}) == len(CLAIMS)  # one button each


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (1.1, 9.0, "holds"),
        (0.9, 9.0, "too close"),
        (-5.0, 5.0, "too close"),
        (-5.0, 0.9, "does not hold"),
        (-0.5, 0.5, "does not hold"),
        (np.nan, np.nan, "not testable"),
    ],
)
def test_the_rule(low, high, word):
    assert usual({"main": part(low, high)}, {}).word == word


def test_a_condition_rescues_only_what_is_not_settled():
    parts = {"main": part(-1, 2), "other": part(3, 4)}
    assert usual(parts, {"other": "it rains"}) == Outcome("holds if", "it rains")
    assert usual(parts, {"unknown": "it rains"}).word == "too close"
    assert usual({"main": part(2, 3), "other": part(3, 4)}, {"other": "x"}).word == "holds"
    assert usual({}, {}).word == "not testable"


@every_measured_claim
@pytest.mark.parametrize(("points", "word"), [(6.0, "holds"), (0.0, "does not hold")])
def test_an_effect_that_is_there_is_found_and_one_that_is_not_is_not(key, points, word):
    """With gains made up, the same for every combination, each claim says what is put in."""
    finding = claims.confront(CLAIMS[key], even(points))
    if key == "small_devices":
        assert finding.outcome.word == "holds"  # nothing is lost either way: all that it asks
        return
    if len(finding.effect.by_set) == 1 and not points:
        word = "too close"  # a single data set has too few rows to show that nothing is there
    assert finding.outcome.word == word
    assert finding.effect.typical == pytest.approx(points, abs=0.5)


def test_each_claim_looks_at_its_own_field_or_condition_only():
    rows = made_up(gains(8.0, dataset="credit_german", family="ensembling"))
    assert claims.confront(CLAIMS["finance"], rows).outcome.word == "holds"
    assert claims.confront(CLAIMS["healthcare"], rows).outcome.word == "does not hold"
    rows = made_up(gains(5.0, condition="noisy", family="ensembling"))
    found = claims.confront(CLAIMS["noisy_data"], rows)
    assert found.outcome.word == "holds"
    assert abs(found.parts["No wrong labels"].typical) < 0.5


def test_a_small_model_that_loses_is_found_out():
    rows = made_up(gains(-5.0, method="distilled"))
    found = claims.confront(CLAIMS["small_devices"], rows)
    assert found.outcome.word == "does not hold"
    assert "4 times the room" in found.facts


def test_the_best_of_many_is_judged_on_other_seeds():
    """Luck that changes from seed to seed earns nothing."""
    rng = np.random.default_rng(1)
    rows = made_up(lambda cell, method, family: rng.normal(0, 5), seeds=10)
    found = claims.confront(CLAIMS["competitions"], rows)
    fusion = rows[(rows["family"] == "fusion") & (rows["condition"] == "plain")]
    in_hindsight = fusion.groupby(["dataset", "method"])["gain"].mean().groupby("dataset").max()
    assert found.effect.typical < in_hindsight.median() - 0.5


@every_measured_claim
def test_partial_evidence_is_no_error(key):
    rows = even(0.0, seeds=1)
    for condition in rows["condition"].unique():
        claims.confront(CLAIMS[key], rows[rows["condition"] == condition])
    claims.confront(CLAIMS[key], rows[rows["dataset"] == "iris"])
    assert claims.confront(CLAIMS[key], rows.iloc[:0]).outcome.word == "not testable"
    assert claims.confront(CLAIMS[key], SHIPPED.rows).outcome.word != "not testable"


@every_measured_claim
def test_what_is_named_is_measured_and_every_data_set_is_drawn_once(key):
    claim, finding = CLAIMS[key], claims.confront(CLAIMS[key], even(0.0))
    assert {*claim.only_if, claim.contrast} - {""} <= set(finding.parts)
    display = claims.effects_chart(claim)
    dots = sum(len(trace.x) for trace in display.draw(finding).data[:2])
    assert dots == sum(len(each.by_set) for each in finding.parts.values()) <= 250
    assert len(display.table(finding)) >= max(p.n_sets for p in finding.parts.values())


def test_in_general_every_way_meets_the_best_single_model_of_all_columns():
    """Fusion of sources is measured where each model reads one source, but its rival is not."""
    condition = ["plain", "plain", "views", "views"]
    rows = pd.DataFrame(
        {
            "dataset": "iris",
            "seed": 0,
            "condition": condition,
            "method": ["best_single", "soft_vote", "best_single", "log_linear_pool"],
            "accuracy": [0.80, 0.83, 0.60, 0.75],
        }
    )
    gains = claims.in_general(rows).gains
    assert {way: round(each.typical, 6) for way, each in gains.items()} == {
        "Vote": 3,
        "Fuse sources": -5,
    }
    said = claims.bottom_line(claims.in_general(rows))
    assert "on 0 of 1 data set" in said
    assert said.index("vote") < said.index("fuse sources")


def test_the_ranking_shows_the_most_probably_better_first():
    ranking = ranked(USUAL)
    table = RANKING.table(ranking)
    assert table["Way to combine"].tolist()[:2] == ["Soft vote", "gone"]
    assert table[["Worse", "As good", "Better"]].sum(axis=1).to_numpy() == pytest.approx(100)
    assert "1 of 3" in RANKING.words(ranking)
    assert "+4.0 points typically over 9 data sets" in RANKING.words(ranking)
