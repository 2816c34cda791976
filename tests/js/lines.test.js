import assert from "node:assert/strict";
import { test } from "node:test";

import { GAP, lineOf, traceLine } from "../../lib/ui/components/lines.js";

/** @param {number[]} line @param {number} size */
function traced(line, size) {
  /** @type {[string, number, number][]} */
  const steps = [];
  const moveTo = (/** @type {number} */ x, /** @type {number} */ y) => steps.push(["move", x, y]);
  const lineTo = (/** @type {number} */ x, /** @type {number} */ y) => steps.push(["line", x, y]);
  traceLine({ moveTo, lineTo }, Float32Array.from(line), size);
  return steps;
}

test("whole numbers become places, and the gap becomes one", () => {
  assert.deepEqual(lineOf(Uint16Array.of(0, GAP - 1, GAP, GAP)), Float32Array.of(0, 1, NaN, NaN));
});

test("a line is drawn piece by piece, counted from the top", () => {
  assert.deepEqual(traced([0, 0, 0.5, 1, NaN, NaN, 1, 0.25, 1, 1], 100), [
    ["move", 0, 100],
    ["line", 50, 0],
    ["move", 100, 75],
    ["line", 100, 0],
  ]);
});

test("no line, or gaps alone, draws nothing", () => {
  assert.deepEqual(traced([], 10), []);
  assert.deepEqual(traced([NaN, NaN, NaN, NaN], 10), []);
});
