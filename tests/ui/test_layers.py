"""A row that is followed, and what lightness shows, come out as Python counts them."""

import json
import shutil
import subprocess

import numpy as np
import pytest
from scipy.stats import entropy

from lib.combiners.weighted_vote import WeightedVote
from lib.engine.boundary import encode
from lib.inside.row_fold import what_comes_of_it
from lib.scenario.record import LAYERS
from lib.ui.components import HERE
from lib.ui.components.hand import Hand, log_ratios, packed
from lib.ui.components.stage import Look, _read_look
from tests.combiners._probabilities import make_probabilities

COMPUTE = """
import { decodeVotes, roomFor } from "./blend.js";
import { openRow, outcomeInWords } from "./following.js";
import { agreementOf, entropyOf, readLayer, surenessOf } from "./layers.js";
import { firstOf } from "./one_by_one.js";
import { readFileSync } from "node:fs";
const { hand, codes, y, n, names } = JSON.parse(readFileSync(0));
const classes = names.map((name) => ({ name }));
const votes = decodeVotes(hand, names.length);
const counter = { votes, places: roomFor(votes.places) };
const methods = codes.map((each, m) => {
  return { key: `model${m + 1}`, way: "one", codes: Uint8Array.from(each) };
});
const byKey = new Map(methods.map((method) => [method.key, method]));
const w = Math.floor(256 / names.length);
const picture = { counter, byKey, classes, n, w, y: Uint8Array.from(y) };
const vote = { ...methods[0], key: "vote", short: "vote", way: "vote" };
console.log(JSON.stringify(hand.names.map((_, last) => {
  const weights = firstOf(last + 1, hand.names.length);
  const [average, count] = ["average", "votes"].map((rule) => ({ weights, rule }));
  return {
    entropy: [...entropyOf(picture, average)],
    agreement: [...agreementOf(picture, vote, average)],
    steps: [...surenessOf("steps", vote, picture, average)],
    reading: readLayer("disagreement", vote, picture, average, { i: 0, j: 0 }),
    rows: y.map((_, row) => {
      const [opened, other] = [average, count].map((each) => openRow(picture, vote, each, row));
      const { members, together } = opened;
      const words = outcomeInWords(opened);
      return { members, average: together, votes: other.together, tied: other.tied, words };
    }),
  };
})));
"""


def computed(P, y):
    """What the browser makes of these answers, as places of a square and as rows, for the vote of
    the first member, of the first two, and so on."""
    members, n_classes = P.swapaxes(0, 1), P.shape[2]
    alone = np.eye(len(members)).tolist()
    hand = Hand([f"m{m}" for m in range(len(members))], packed(members), log_ratios(members), {})
    counts = {f"model{m + 1}": {"weights": w, "rule": "average"} for m, w in enumerate(alone)}
    asked = {
        "hand": hand.sent | {"counts": counts},
        "codes": [encode(each).tolist() for each in members],
        "y": y.tolist(),
        "n": int(np.sqrt(len(P))),
        "names": list("abcdefghij"[:n_classes]),
    }
    node = [shutil.which("node"), "--input-type=module", "--eval"]
    node.append(COMPUTE.replace("./", f"{HERE}/"))
    told = subprocess.run(node, input=json.dumps(asked), capture_output=True, text=True, check=True)
    return json.loads(told.stdout)


@pytest.fixture(scope="module", params=[(1, 2), (4, 2), (5, 3)], ids=str)
def case(request):
    n_models, n_classes = request.param
    if shutil.which("node") is None:
        pytest.skip("there is no node")
    P, y = make_probabilities(100, n_models, n_classes, seed=n_models)
    return P, y, computed(P, y)


def test_what_lightness_shows_is_what_python_computes(case):
    P, _, of_first = case
    n_classes = P.shape[2]
    for k, told in enumerate(of_first, start=1):
        first, named = P[:, :k], P[:, :k].argmax(axis=2)
        bits = entropy(first.mean(axis=1), base=2, axis=1)
        np.testing.assert_allclose(told["entropy"], bits, atol=1e-3)  # places are sent as uint16
        most = (named[:, :, None] == np.arange(n_classes)).sum(axis=1).max(axis=1)
        np.testing.assert_allclose(told["agreement"], most / k)
        confidence = np.floor(10 * P[:, 0].max(axis=1)) / 10
        steps = np.maximum(0, (confidence - 1 / n_classes) / (1 - 1 / n_classes))
        assert np.isclose(told["steps"], steps).mean() > 0.9  # a byte may be rounded over a step
        others = [f"m{m} {'abcdefghij'[c]}" for m, c in enumerate(named[0]) if c != named[0, 0]]
        assert told["reading"] == (f"; but {', '.join(others)}" if others else "; all models agree")


def test_the_votes_of_the_first_members_about_a_row_are_those_of_the_combiners(case):
    P, y, of_first = case
    for k, told in enumerate(of_first, start=1):
        for rule in ("average", "votes"):
            weights = "-".join(["1"] * k + ["0"] * (P.shape[1] - k))
            combined = WeightedVote(weights, rule).fit(P, y).predict_proba(P)
            shares = [row[rule]["shares"] for row in told["rows"]]
            np.testing.assert_allclose(shares, combined, atol=1e-5)
            answers = [row[rule]["answer"] for row in told["rows"]]
            np.testing.assert_array_equal(answers, combined.argmax(axis=1))


def test_ballots_and_what_is_said_of_them_are_those_of_the_members(case):
    P, y, of_first = case
    n_models, named = P.shape[1], P.argmax(axis=2)
    for row, opened in enumerate(of_first[-1]["rows"]):
        members = opened["members"]
        np.testing.assert_allclose([each["shares"] for each in members], P[row], atol=1e-6)
        assert [each["answer"] for each in members] == named[row].tolist()
        votes = np.sort(np.bincount(named[row], minlength=P.shape[2]))
        assert opened["tied"] == (votes[-1] == votes[-2])
        wrong, is_right = int((named[row] != y[row]).sum()), opened["average"]["answer"] == y[row]
        same = what_comes_of_it(row, wrong, n_models, "vote", is_right).split(": ", 1)[1]
        if n_models > 1:  # of an only model the browser says it shorter
            assert opened["words"] == same[0].upper() + same[1:]


@pytest.mark.parametrize(
    ("said", "look"),
    [
        ({"row": "17", "layer": "entropy"}, Look("17", "entropy")),
        ({"row": "", "layer": ""}, Look()),
        ({"row": "-1", "layer": ""}, None),
        ({"row": "1" * 12, "layer": ""}, None),
        ({"row": "1", "layer": "<b>"}, None),
        ("17", None),
        (None, None),
    ],
)
def test_only_a_row_and_a_known_layer_are_believed(said, look):
    assert _read_look(said) == look


def test_every_layer_of_a_link_has_words():
    script = (HERE / "layers_legend.js").read_text(encoding="utf-8")
    for layer in LAYERS:
        assert f"  {layer or chr(34) * 2}: " in script
