import assert from "node:assert/strict";
import { test } from "node:test";

import { countWrong, flips, flipsInWords } from "../../lib/ui/components/comparison.js";
import { inShares, runsOf } from "../../lib/ui/components/methods.js";

const Y = [0, 0, 1, 1];

test("rescued and broken rows are those on which one side alone is right", () => {
  const found = flips(Y, [0, 1, 0, 1], [1, 0, 0, 1]);
  assert.deepEqual(found, { rescued: [1], broken: [0] });
  assert.equal(flipsInWords(found, 4), "○ rescued 1 · ◌ broken 1 · net 0 of 4");
  assert.equal(flipsInWords({ rescued: [], broken: [1, 2] }, 4), "○ rescued 0 · ◌ broken 2 · net −2 of 4");
  assert.deepEqual(flips(Y, Y, Y), { rescued: [], broken: [] });
});

test("wrong rows are counted", () => {
  assert.equal(countWrong(Uint8Array.of(0, 1, 0, 1), Y), 2);
});

test("a picture is described by the classes that are in it, the largest first", () => {
  const classes = ["a", "b", "c"].map((name) => ({ name, colour: "#000000", shape: "circle" }));
  assert.equal(inShares({ shares: [0.25, 0.75, 0] }, classes), "75 % b, 25 % a");
});

test("neighbours with one label are a run", () => {
  const methods = /** @type {import("../../lib/ui/components/types").Method[]} */ (
    [["x", "A"], ["y", "A"], ["z", "B"]].map(([key, label]) => ({ key, label }))
  );
  assert.deepEqual(runsOf(methods).map((run) => run.methods.map(({ key }) => key)), [["x", "y"], ["z"]]);
});
