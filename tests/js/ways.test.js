import assert from "node:assert/strict";
import { test } from "node:test";

import { scaleOf, shareOf } from "../../lib/ui/components/gains.js";
import { cardAfter, cardsOf, choicesOf, faceOf, isShown, noMemory, remember, representative, tabStop, withShown } from "../../lib/ui/components/ways.js";

/** @import { Method, Score, SentCard, Way } from "../../lib/ui/components/types" */

/** @param {Way} way @param {string} method @returns {SentCard} */
function card(way, method) {
  return { way, title: way, sentence: "", method };
}

/** @param {(number | null)[]} numbers @returns {Score} */
function score([low, middle, high]) {
  return { text: "", sentence: "", gain: "", low, middle, high, flips: "" };
}

const METHODS = /** @type {Method[]} */ (
  [["best_single", "one"], ["model1", "one"], ["soft_vote", "vote"], ["late_mean", "sources"], ["late_max", "sources"], ["soup", "model"]].map(
    ([key, way]) => ({ key, way }),
  )
);
const BY_KEY = new Map(METHODS.map((method) => [method.key, method]));
const SENT = [card("one", "best_single"), card("vote", "soft_vote"), card("sources", "late_mean"), card("model", "soup")];

test("fusion of sources and of models are two faces of one card", () => {
  assert.deepEqual(cardsOf(SENT).map(({ id, faces }) => [id, faces.length]), [["one", 1], ["vote", 1], ["fuse", 2]]);
  assert.deepEqual(cardsOf([SENT[0], SENT[3]]).map(({ id }) => id), ["one", "fuse"]);
  assert.deepEqual(cardsOf([]), []);
});

test("the face that comes first is shown first, then the one that was shown last", () => {
  const [, , fuse] = cardsOf(SENT);
  const memory = noMemory();
  assert.equal(faceOf(fuse, memory).way, "sources");
  remember(memory, BY_KEY.get("soup"));
  assert.equal(faceOf(fuse, memory).way, "model");
  remember(memory, BY_KEY.get("soft_vote"));
  assert.equal(faceOf(fuse, memory).way, "model");
  assert.equal(faceOf(cardsOf([SENT[2]])[0], memory).way, "sources");
});

test("a way is represented by its method shown last, else by its usual one", () => {
  const memory = noMemory();
  const ofSources = () => representative(SENT[2], memory, BY_KEY);
  assert.equal(ofSources(), "late_mean");
  remember(memory, BY_KEY.get("late_max"));
  remember(memory, BY_KEY.get("model1"));
  remember(memory, undefined);
  assert.equal(ofSources(), "late_max");
  assert.equal(representative(SENT[0], memory, BY_KEY), "model1");
  assert.equal(representative(SENT[1], memory, BY_KEY), "soft_vote");
  BY_KEY.delete("late_max"); // other methods are compared now
  assert.equal(ofSources(), "late_mean");
});

test("what is on the right stands for its way while it is there", () => {
  const memory = noMemory();
  const now = withShown(memory, BY_KEY.get("soup"));
  assert.equal(representative(SENT[3], now, BY_KEY), "soup");
  assert.equal(faceOf(cardsOf(SENT)[2], now).way, "model");
  assert.deepEqual(memory, noMemory());
});

test("a card is shown when one of its faces is; one model when nothing is", () => {
  const cards = cardsOf(SENT);
  /** @param {Way | ""} way */
  const shown = (way) => cards.filter((each) => isShown(each, way)).map(({ id }) => id);
  assert.deepEqual([shown(""), shown("one"), shown("vote"), shown("sources"), shown("model"), shown("stack")], [
    ["one"], ["one"], ["vote"], ["fuse"], ["fuse"], [],
  ]);
});

test("the methods of a way are offered, and what is shown", () => {
  assert.deepEqual(choicesOf(METHODS, "one", "soft_vote").map(({ key }) => key), ["best_single", "model1", "soft_vote"]);
});

test("arrow keys go round the cards, Home and End to the ends, others nowhere", () => {
  const from = (/** @type {string} */ key, /** @type {number} */ at) => cardAfter(key, at, 4);
  assert.deepEqual([from("ArrowRight", 0), from("ArrowDown", 3), from("ArrowLeft", 0), from("ArrowUp", 2)], [1, 0, 3, 1]);
  assert.deepEqual([from("Home", 2), from("End", 2)], [0, 3]);
  assert.deepEqual(["Enter", " ", "Tab", "a"].map((key) => from(key, 1)), [null, null, null, null]);
});

test("Tab reaches the card that had the focus, else the pressed one, else the first", () => {
  const ids = ["one", "vote"];
  assert.deepEqual([["vote", "one"], ["", "vote"], ["gone", ""]].map((wanted) => tabStop(ids, wanted)), ["vote", "vote", "one"]);
});

test("all gains are drawn on one scale that has zero and every end on it", () => {
  const scores = [score([null, null, null]), undefined, score([1, 2, 3]), score([-7, -3, 1]), score([null, 4, null])];
  const scale = scaleOf(scores);
  for (const value of [-7, 0, 4]) {
    const share = shareOf(value, scale);
    assert.ok(share > 0 && share < 1, String(share));
  }
  assert.ok(shareOf(-7, scale) < 0.1 && shareOf(4, scale) > 0.9);
  assert.ok(shareOf(0, scaleOf([])) > 0);
});
