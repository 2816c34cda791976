import assert from "node:assert/strict";
import { test } from "node:test";

import { answerOf, pixelsOfCells, sharesOf } from "../../lib/ui/components/cells.js";

test("row 0 of the cells is the bottom row of the pixels", () => {
  const pixels = pixelsOfCells(Uint8Array.of(0, 1, 2, 3), 2, Uint32Array.of(10, 11, 12, 13));
  assert.deepEqual(pixels, Uint32Array.of(12, 13, 10, 11));
});

test("shares are counted over the shades of a class", () => {
  assert.deepEqual(sharesOf(Uint8Array.of(0, 127, 128, 255), 128, 2), [0.5, 0.5]);
  assert.deepEqual(sharesOf(Uint8Array.of(0, 84, 85, 86), 85, 3), [0.5, 0.5, 0]);
});

test("a code is a class and how sure it is, from a coin's throw to certain", () => {
  assert.deepEqual(answerOf(0, 128, 2), { position: 0, confidence: 0.5 });
  assert.deepEqual(answerOf(255, 128, 2), { position: 1, confidence: 1 });
  assert.deepEqual(answerOf(85, 85, 3), { position: 1, confidence: 1 / 3 });
});
