"""Votes counted in the browser come out as the combiners of Python count them."""

import json
import shutil
import subprocess

import numpy as np
import pytest

from lib.combiners import WhatArrives
from lib.combiners.late_product import LateProduct
from lib.combiners.log_linear_pool import LogLinearPool, log_shares
from lib.combiners.majority_vote import MajorityVote
from lib.combiners.soft_vote import SoftVote
from lib.combiners.weighted_vote import RULE, WeightedVote
from lib.engine.boundary import encode
from lib.scenario.experiment import prepare
from lib.scenario.link import from_query, to_query
from lib.scenario.record import DEFAULT, Scenario
from lib.ui.by_hand import hand_of, taken_up
from lib.ui.components import HERE
from lib.ui.components.hand import Hand, log_ratios, packed
from tests.combiners._probabilities import make_probabilities

COUNT = """
import { blend, decodeVotes, encode, roomFor } from "./blend.js";
import { readFileSync } from "node:fs";
const { hand, w, nClasses, counts } = JSON.parse(readFileSync(0));
const votes = decodeVotes(hand, nClasses);
console.log(JSON.stringify(counts.map((count) => {
  const [places, rows] = [votes.places, votes.rows].map((said) => {
    const outcome = roomFor(said);
    blend(said, count, outcome);
    return outcome;
  });
  const codes = new Uint8Array(votes.places.size);
  encode(places, w, codes);
  const planes = rows.planes.map((plane) => [...plane]);
  return { codes: [...codes], winner: [...rows.winner], planes };
})));
"""


def counted(P, counts, **more):
    """What the browser makes of these answers, as places and as rows."""
    members = P.swapaxes(0, 1)
    names = [str(m) for m in range(len(members))]
    hand = Hand(names, packed(members), log_ratios(members), {}, **more)
    n_classes = P.shape[2]
    asked = {"hand": hand.sent, "w": 256 // n_classes, "nClasses": n_classes, "counts": counts}
    node = [shutil.which("node"), "--input-type=module", "--eval", COUNT.replace("./", f"{HERE}/")]
    told = subprocess.run(node, input=json.dumps(asked), capture_output=True, text=True, check=True)
    return json.loads(told.stdout)


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no node")
@pytest.mark.parametrize(("n_models", "n_classes"), [(2, 2), (4, 2), (5, 3), (9, 10)])
def test_the_browser_counts_as_the_combiners_do(n_models, n_classes):
    rng = np.random.default_rng(n_classes)
    P, y = make_probabilities(400, n_models, n_classes, seed=n_models)
    P[:40] = np.eye(n_classes)[rng.integers(n_classes, size=(40, n_models))]  # trees are sure
    weights = [
        [1 / n_models] * n_models,
        np.eye(n_models)[1].tolist(),
        rng.random(n_models).tolist(),
    ]
    counts = [{"weights": w, "rule": rule} for w in weights for rule in RULE.options]
    for count, told in zip(counts, counted(P, counts), strict=True):
        combined = WeightedVote(**count).fit(P, y).predict_proba(P)
        np.testing.assert_allclose(np.transpose(told["planes"]), combined, atol=1e-5)
        np.testing.assert_array_equal(told["winner"], combined.argmax(axis=1))
        away = np.abs(np.array(told["codes"]) - encode(combined).astype(int))
        lead = np.diff(np.sort(combined, axis=1)[:, -2:])[:, 0]
        assert (away[lead > 1e-3] <= 1).all()  # a byte has room for one step more or less


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no node")
@pytest.mark.parametrize("n_classes", [2, 4])
def test_the_browser_pools_sources_as_the_combiners_do_also_without_one_and_with_one_broken(
    n_classes,
):
    """A source that does not arrive is left out; of a broken one its model says of each row what
    it says of another."""
    P, y = make_probabilities(300, 3, n_classes, seed=n_classes)
    instead, absent = np.roll(np.arange(300), 7), np.zeros((300, 3))
    absent[:, 1] = np.nan
    broken = P.copy()
    broken[:, 2] = P[instead, 2]
    views = ((0,), (1,), (2,))
    rules = [(LogLinearPool(), "pool"), (SoftVote(), "average"), (LateProduct(), "pool")]
    for rule, name in rules:
        whole = WhatArrives(rule, views).fit(P, y, np.zeros((300, 3)))
        weights = getattr(whole.rule_, "weights_", np.full(3, 1 if name == "pool" else 1 / 3))
        states = [[], ["", "muted", ""], ["", "", "broken"]]
        counts = [
            {"weights": [float(w) for w in weights], "rule": name, "states": state}
            for state in states
        ]
        shares = log_shares(y, n_classes).tolist()
        said = counted(P, counts, log_shares=shares, instead=instead)
        expected = [
            whole.predict_proba(P),
            whole.predict_proba(P, absent),
            whole.predict_proba(broken),
        ]
        for told, combined in zip(said, expected, strict=True):
            np.testing.assert_allclose(np.transpose(told["planes"]), combined, atol=1e-4)
            np.testing.assert_array_equal(told["winner"], combined.argmax(axis=1))


def test_equal_weights_are_the_votes_that_are_known():
    P, y = make_probabilities(300, 5, 3, seed=1)
    for rule, known in (("average", SoftVote()), ("votes", MajorityVote())):
        asked = WeightedVote("", rule).fit(P, y).predict_proba(P)
        np.testing.assert_allclose(asked, known.fit(P, y).predict_proba(P), atol=2e-6)


def test_between_as_many_votes_the_higher_average_decides():
    P = np.array([[[0.6, 0.4], [0.1, 0.9]], [[0.9, 0.1], [0.4, 0.6]]])
    rule = WeightedVote("", "votes").fit(P, np.array([0, 1]))
    assert rule.predict_proba(P).argmax(axis=1).tolist() == [1, 0]


def test_what_is_let_go_of_becomes_a_weighted_vote_and_a_link():
    scenario = Scenario(dataset_knobs=(("rows", 100),), folds=3)
    experiment = prepare(scenario)
    said = {"weights": [0.25, 0.5, 0.25, 0], "rule": "product"}
    then = taken_up(scenario, experiment, said)
    assert then.right == "weighted_vote"
    assert "weighted_vote" in then.compared
    assert dict(then.knobs_of("weighted_vote")) == {"rule": "product", "weights": "0.25-0.5-0.25-0"}
    assert from_query(to_query(then)) == (then, ())
    counts = hand_of(prepare(then), np.zeros((4, 1, 4), np.uint16)).counts
    assert counts["weighted_vote"].weights == (0.25, 0.5, 0.25, 0)
    assert counts["weighted_vote"].rule == "product"


@pytest.mark.parametrize(
    "said",
    [
        None,
        "0.5",
        {"weights": [0.5, 0.5], "rule": "average"},
        {"weights": [0, 0, 0, 0], "rule": "average"},
        {"weights": [1, 0, 0, -1], "rule": "average"},
        {"weights": [1, 0, 0, "1"], "rule": "average"},
        {"weights": [1, 0, 0, 1], "rule": "shout"},
    ],
)
def test_only_weights_for_these_models_are_believed(said):
    assert taken_up(DEFAULT, prepare(DEFAULT), said) is None


def test_where_answers_are_made_surer_afterwards_votes_are_not_counted_by_hand():
    hand = hand_of(prepare(Scenario(calibrate=True)), np.zeros((4, 1, 4), np.uint16))
    assert set(hand.counts) == {"model1", "model2", "model3", "model4"}
