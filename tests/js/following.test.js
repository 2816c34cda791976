import assert from "node:assert/strict";
import { test } from "node:test";

import { adoptRow, followOther, nobodyFollowed, rowInLink, rowNear, sumInWords } from "../../lib/ui/components/following.js";
import { countOfFirst, firstOf } from "../../lib/ui/components/one_by_one.js";
import { dashOf } from "../../lib/ui/components/layers.js";

/** @import { Opened } from "../../lib/ui/components/following.js" */

test("the row meant is the nearest one within reach", () => {
  const rows = { points: Float32Array.of(0.1, 0.1, 0.5, 0.5, 0.52, 0.5) };
  assert.equal(rowNear(rows, [0.49, 0.5], 0.05), 1);
  assert.equal(rowNear(rows, [0.8, 0.8], 0.05), -1);
  assert.equal(rowNear(rows, [0.8, 0.8]), 2);
});

test("what Python echoes does not undo a click, news does, and a row that is not there is none", () => {
  const following = nobodyFollowed();
  adoptRow(following, "4", 10);
  assert.equal(following.row, 4);
  assert.ok(followOther(following, 7));
  assert.ok(!followOther(following, 7));
  adoptRow(following, "4", 10);
  assert.equal(following.row, 7);
  adoptRow(following, "7", 10);
  adoptRow(following, "", 10);
  assert.equal(rowInLink(following.row), "");
  adoptRow(following, "99", 10);
  assert.equal(following.row, -1);
});

/** @param {Partial<Opened>} more @returns {Opened} */
function opened(more) {
  const members = [[0.9, 0.1], [0.2, 0.8], [0.4, 0.6]].map((shares, m) => ({ name: `m${m}`, shares, answer: Number(m > 0) }));
  const together = { name: "vote", shares: [0.5, 0.5], answer: 0 };
  return { truth: 0, members, together, way: "vote", count: undefined, tied: false, ...more };
}

test("the sum is written with the weights that differ, the count as votes", () => {
  const third = 1 / 3;
  /** @param {number[]} weights @param {import("../../lib/ui/components/types").Rule} rule @param {Partial<Opened>} [more] */
  const said = (weights, rule, more) => sumInWords(opened({ count: { weights, rule }, ...more }), ["a", "b"]);
  assert.equal(said([third, third, third], "average"), "a: (0.90 + 0.20 + 0.40) / 3 = 0.50.");
  assert.equal(said([0.5, 0.25, 0.25], "average"), "a: 0.50 × 0.90 + 0.25 × 0.20 + 0.25 × 0.40 = 0.50.");
  assert.equal(said([1, 0, 0], "average"), "a: 0.90 = 0.50.");
  assert.equal(said([third, third, third], "votes"), "Votes: b 2, a 1.");
  assert.match(said([0.5, 0.25, 0.25], "votes", { tied: true }), /^Weight of the votes: a 0.50, b 0.50. A tie/);
  assert.match(said([third, third, third], "product"), /multiplied/);
  assert.match(sumInWords(opened({ way: "stack" }), ["a", "b"]), /learned/);
});

test("members are added one at a time, and as many are counted again", () => {
  for (const n of [1, 4, 12]) {
    for (let k = 1; k <= n; k++) assert.equal(countOfFirst(firstOf(k, n)), k);
  }
  assert.equal(countOfFirst([0.34, 0.33, 0.33, 0]), 3); // as it is written down
  assert.equal(countOfFirst([0.5, 0, 0.5]), 0);
  assert.equal(countOfFirst([0.6, 0.4, 0]), 0);
});

test("twelve members have twelve patterns", () => {
  assert.equal(new Set(Array.from({ length: 12 }, (_, m) => dashOf(m).join())).size, 12);
});
