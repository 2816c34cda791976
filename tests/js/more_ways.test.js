import assert from "node:assert/strict";
import { test } from "node:test";

import { isNews } from "../../lib/ui/components/echo.js";
import { groupInWords, isCompared, keysAsText, switched } from "../../lib/ui/components/more_ways.js";

/** @import { Combination } from "../../lib/ui/components/types" */

const ITEMS = /** @type {Combination[]} */ ([
  { key: "best_single", fixed: "on" },
  { key: "soft_vote", fixed: "" },
  { key: "late_mean", fixed: "off" },
]);

test("a switch turns one on or off and leaves the others", () => {
  const on = new Set(["a", "b"]);
  assert.deepEqual([...switched(on, "b")], ["a"]);
  assert.deepEqual([...switched(on, "c")], ["a", "b", "c"]);
  assert.deepEqual([...on], ["a", "b"]);
});

test("what is fixed is compared always, or not here, whatever is switched on", () => {
  const shown = (/** @type {string[]} */ keys) => ITEMS.map((item) => isCompared(item, new Set(keys)));
  assert.deepEqual(shown([]), [true, false, false]);
  assert.deepEqual(shown(["soft_vote", "late_mean"]), [true, true, false]);
  assert.equal(groupInWords("Vote", ITEMS, new Set(["soft_vote", "late_mean"])), "Vote: 2 of 3 compared");
});

test("the same keys are the same choice in any order", () => {
  assert.equal(keysAsText(new Set(["b", "a"])), keysAsText(["a", "b"]));
  assert.notEqual(keysAsText(["a"]), keysAsText(["a", "b"]));
});

test("an echo that is one press behind is not taken over, the last one and another choice are", () => {
  const echo = { asked: "", told: /** @type {string[]} */ ([]) };
  assert.equal(isNews(echo, "a"), true);
  echo.told.push("ab", "abc");
  assert.deepEqual([isNews(echo, "ab"), isNews(echo, "abc"), isNews(echo, "abc")], [false, true, false]);
  echo.told.push("bc");
  assert.equal(isNews(echo, "x"), true);
  assert.deepEqual(echo.told, []);
});
