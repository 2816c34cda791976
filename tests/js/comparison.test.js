import assert from "node:assert/strict";
import { test } from "node:test";

import { countWrong, flips, flipsInWords, wrongInWords } from "../../lib/ui/components/comparison.js";
import { inShares } from "../../lib/ui/components/methods.js";

const Y = [0, 0, 1, 1];

test("rescued and broken rows are those on which one side alone is right", () => {
  const found = flips(Y, [0, 1, 0, 1], [1, 0, 0, 1]);
  assert.deepEqual(found, { rescued: [1], broken: [0] });
  assert.equal(flipsInWords(found, 1000, "Tree"), "first pass, against Tree: rescued 1, broken 1 of 1,000");
  assert.deepEqual(flips(Y, Y, Y), { rescued: [], broken: [] });
});

test("wrong rows are counted", () => {
  assert.equal(countWrong(Uint8Array.of(0, 1, 0, 1), Y), 2);
  assert.equal(wrongInWords(Uint8Array.of(0, 1, 0, 1), Y), "2 of 4 wrong in the first pass");
});

test("a picture is described by the classes that are in it, the largest first", () => {
  const classes = ["a", "b", "c"].map((name) => ({ name, colour: "#000000", shape: "circle" }));
  assert.equal(inShares({ codes: Uint8Array.of(0, 85, 86, 169) }, { w: 85, classes }), "75 % b, 25 % a");
});
