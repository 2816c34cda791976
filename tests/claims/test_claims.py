"""Claims: complete, judged as their rule says, and shown with what they rest on."""

import json
import re

import numpy as np
import pandas as pd
import pytest

from lib import claims
from lib.claims import Claim, Outcome, _rank_chart, _strip
from lib.claims._entry import usual
from lib.evidence import ranks
from lib.evidence.effects import Effect
from lib.scenario.experiment import prepare
from lib.scenario.link import from_query, to_query
from tests.evidence.evidence import made_up

CLAIMS = claims.entries()
every_claim = pytest.mark.parametrize("key", CLAIMS)
every_measured_claim = pytest.mark.parametrize("key", [k for k, c in CLAIMS.items() if c.measure])


def part(low, high, n=10):
    return Effect((low + high) / 2, low, high, pd.Series(np.linspace(low, high, n)))


@every_claim
def test_a_claim_is_complete(key):
    claim = CLAIMS[key]
    assert isinstance(claim, Claim)
    assert claim.text.startswith(("Ensembling ", "Fusion "))
    assert claim.text.endswith(".")
    assert claim.family in claim.text.lower()
    assert claim.question.endswith("?")
    assert bool(claim.measure) != bool(claim.untestable)
    assert claim.measure is None or claim.compared.strip().endswith(".")
    for text in (claim.limits, claim.look, claim.untestable or "."):
        assert text.endswith(".")
    assert not re.search(r"\d+(\.\d+)? points", claim.look)  # numbers are measured, never typed


def test_all_claims_of_the_page_are_there_in_its_order():
    families = [claim.family for claim in CLAIMS.values()]
    assert families == ["ensembling"] * 7 + ["fusion"] * 7
    assert len({claim.order for claim in CLAIMS.values()}) == len(CLAIMS)


@every_claim
def test_the_case_to_open_is_one_that_the_app_can_show(key):
    scenario = CLAIMS[key].scenario
    assert from_query(to_query(scenario)) == (scenario, ())
    assert len(prepare(scenario).members) >= 2


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (1.1, 9.0, "holds"),
        (0.9, 9.0, "too close"),
        (-5.0, 5.0, "too close"),
        (-5.0, 0.9, "does not hold"),
        (-0.5, 0.5, "does not hold"),
    ],
)
def test_the_rule(low, high, word):
    assert usual({"main": part(low, high)}, {}) == Outcome(word)


def test_a_condition_rescues_only_what_is_not_settled():
    parts = {"main": part(-1, 2), "other": part(3, 4)}
    assert usual(parts, {"other": "it rains"}) == Outcome("holds if", "it rains")
    assert usual(parts, {"unknown": "it rains"}).word == "too close"
    assert usual({"main": part(2, 3), "other": part(3, 4)}, {"other": "x"}).word == "holds"


def test_nothing_measured_is_not_testable():
    assert usual({}, {}).word == "not testable"
    assert usual({"main": part(np.nan, np.nan)}, {}).word == "not testable"


@every_measured_claim
@pytest.mark.parametrize(("points", "word"), [(6.0, "holds"), (0.0, "does not hold")])
def test_an_effect_that_is_there_is_found_and_one_that_is_not_is_not(key, points, word):
    """With gains made up, the same for every combination, each claim says what is put in."""
    if key == "small_devices":
        word = "holds"  # nothing is lost either way, and that is all this claim asks
    combined = ("ensembling", "fusion")
    rows = made_up(lambda cell, method, family: points if family in combined else 0.0)
    finding = claims.confront(CLAIMS[key], rows)
    assert finding.outcome.word == word
    if key != "small_devices":
        assert finding.effect.typical == pytest.approx(points, abs=0.5)


def test_each_claim_about_a_field_looks_at_that_field_only():
    rows = made_up(
        lambda cell, method, family: (
            8.0 if cell.dataset == "credit_german" and family == "ensembling" else 0.0
        )
    )
    assert claims.confront(CLAIMS["finance"], rows).outcome.word == "holds"
    assert claims.confront(CLAIMS["healthcare"], rows).outcome.word == "does not hold"


def test_noise_is_judged_where_there_is_noise():
    rows = made_up(
        lambda cell, method, family: (
            5.0 if cell.condition == "noisy" and family == "ensembling" else 0.0
        )
    )
    found = claims.confront(CLAIMS["noisy_data"], rows)
    assert found.outcome.word == "holds"
    assert abs(found.parts["No wrong labels"].typical) < 0.5


def test_a_small_model_that_loses_is_found_out():
    rows = made_up(lambda cell, method, family: -5.0 if method == "distilled" else 0.0)
    assert claims.confront(CLAIMS["small_devices"], rows).outcome.word == "does not hold"
    assert "4 times the room" in claims.confront(CLAIMS["small_devices"], rows).facts


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
    rows = made_up(seeds=1)
    for condition in rows["condition"].unique():
        claims.confront(CLAIMS[key], rows[rows["condition"] == condition])
    claims.confront(CLAIMS[key], rows[rows["dataset"] == "iris"])
    assert claims.confront(CLAIMS[key], rows.iloc[:0]).outcome.word == "not testable"


@every_measured_claim
def test_what_is_named_is_measured(key):
    claim = CLAIMS[key]
    parts = claims.confront(claim, made_up()).parts
    assert {*claim.only_if, claim.contrast} - {""} <= set(parts)


@every_measured_claim
def test_the_chart_draws_every_data_set_once(key):
    finding = claims.confront(CLAIMS[key], made_up())
    figure = _strip.draw(finding.parts)
    dots = sum(len(trace.x) for trace in figure.data[:2])
    assert dots == sum(len(each.by_set) for each in finding.parts.values()) <= 250
    assert "is better" in figure.layout.xaxis.title.text
    assert figure.layout.yaxis.title.text
    text = figure.to_json()
    assert json.loads(text)
    assert "NaN" not in text
    assert "nan" not in _strip.in_words(finding.parts)
    assert len(_strip.table(finding.parts)) >= max(p.n_sets for p in finding.parts.values())


def test_ranks_say_who_is_better_and_leave_out_twins():
    """Signed-rank probabilities as baycomp gives them: one is better, one worse, one a twin."""

    def gain(cell, method, family):
        return {"soft_vote": 4.0, "distilled": -4.0}.get(method, 0.0)

    rows = made_up(gain, seeds=2)
    twin = rows[rows["method"] == "soft_vote"].assign(method="weighted_vote")
    found = ranks.against_best_single(pd.concat([rows, twin]))
    plain = {r["method"]: r for r in found if r["condition"] == "plain"}
    assert plain["soft_vote"]["better"] > 0.99
    assert plain["distilled"]["worse"] > 0.99
    assert plain["late_mean"]["as_good"] > 0.99
    assert "weighted_vote" not in plain
    assert not {"best_single", "model1"} & set(plain)
    table = _rank_chart.table(found, "plain")
    assert table["Way to combine"].iloc[0] == "Soft vote"
    assert table[["Worse", "As good", "Better"]].sum(axis=1).to_numpy() == pytest.approx(100)
    assert "1 of" in _rank_chart.in_words(found, "plain")
    assert json.loads(_rank_chart.draw(found, "plain").to_json())
