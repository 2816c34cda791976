import assert from "node:assert/strict";
import { test } from "node:test";

import { bestWeights } from "../../lib/ui/components/best_weights.js";
import { letGo, noHand, takeOver } from "../../lib/ui/components/by_hand.js";
import { bordersOf } from "../../lib/ui/components/contours.js";
import { isLike, peekInWords } from "../../lib/ui/components/hand_panel.js";

/** @import { Count, Picture } from "../../lib/ui/components/types" */

test("a border lies where two classes are level, and runs from edge to edge", () => {
  const n = 4;
  const second = Float64Array.from({ length: n * n }, (_, i) => ((i % n) + 0.5) / n); // more to the right
  const first = second.map((p) => 1 - p);
  const winner = Uint8Array.from(second, (p) => Number(p > 0.5));
  const [best, next] = [first.map((p, i) => Math.max(p, second[i])), first.map((p, i) => Math.min(p, second[i]))];
  for (const isStepped of [false, true]) {
    const line = [...bordersOf({ planes: [first, second], winner, best, second: next }, n, isStepped)];
    const [across, up] = [0, 1].map((axis) => line.filter((value, k) => k % 2 === axis && !Number.isNaN(value)));
    assert.ok(across.every((x) => Math.abs(x - 0.5) < 1e-6));
    assert.deepEqual([Math.min(...up), Math.max(...up)], [0, 1]);
  }
});

test("the best weights found are right at least as often as where the search began", () => {
  const y = Uint8Array.of(0, 1, 0, 1);
  const good = [Float64Array.of(0.6, 0.4, 0.6, 0.4), Float64Array.of(0.4, 0.6, 0.4, 0.6)];
  const bad = [Float64Array.of(0.2, 0.8, 0.2, 0.8), Float64Array.of(0.8, 0.2, 0.8, 0.2)];
  const average = [good, bad];
  const terms = { average, product: average, votes: average, pool: average };
  const said = { size: 4, nClasses: 2, tie: 1e-6, prior: [], terms, broken: null };
  const [weight] = bestWeights(said, y, "average", [[0.5, 0.5], [0, 1], [1, 0]]);
  assert.ok(weight > 0.75);
});

/** A picture with one vote. @param {Count} count @returns {Picture} */
function pictureOf(count) {
  const methods = [{ key: "soft_vote", way: "vote" }];
  return /** @type {Picture} */ (/** @type {unknown} */ ({ id: "one", methods, counter: { votes: { counts: { soft_vote: count } } } }));
}

test("what Python echoes does not undo what is in the hand, news does", () => {
  /** @type {Count} */
  const equal = { weights: [0.5, 0.5], rule: "average" };
  const [hand, picture] = [noHand(), pictureOf(equal)];
  takeOver(hand, picture, equal);
  assert.deepEqual(letGo(hand, picture), { key: "soft_vote" });
  hand.count = { weights: [0.2, 0.8], rule: "average" };
  assert.deepEqual(letGo(hand, picture), { count: { weights: [0.2, 0.8], rule: "average" } });
  hand.isHeld = true;
  hand.count = { weights: [0.1, 0.9], rule: "average" };
  takeOver(hand, picture, { weights: [0.2, 0.8], rule: "average" });
  assert.deepEqual(hand.count.weights, [0.1, 0.9]);
  hand.isHeld = false;
  takeOver(hand, picture, { weights: [0.5, 0.5], rule: "votes" });
  assert.deepEqual(hand.count, { weights: [0.5, 0.5], rule: "votes" });
});

test("a score of weights that were chosen while looking is called a peek", () => {
  const marks = [{ words: "equal", weights: [0.5, 0.5] }, { words: "stacking", weights: [0.8, 0.2] }];
  assert.match(peekInWords([0.5, 0.5], marks), /honest/);
  assert.match(peekInWords([0.8, 0.2], marks), /^A peek: learned/);
  assert.match(peekInWords([0.3, 0.7], marks), /^A peek: you choose/);
  assert.ok(!isLike([0.5, 0.5], [1 / 3, 1 / 3, 1 / 3]));
});
