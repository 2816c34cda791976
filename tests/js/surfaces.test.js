import assert from "node:assert/strict";
import { test } from "node:test";

import { farthestPair, nearestRow, rowAfter, surfaceOf } from "../../lib/ui/components/surfaces.js";

test("the surface of a pair is found among all of them, whichever model goes across", () => {
  const [n, nModels, classes] = [2, 4, [0, 2]];
  const pairs = [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]];
  const values = Uint8Array.from(classes.flatMap((c) => pairs.flatMap(([a, b]) => [0, 10 * a, 10 * b, 100 * c])));
  const surfaces = { key: "stack", n, classes, values };
  for (const c of classes) {
    for (const [a, b] of pairs) {
      const there = [...surfaceOf(surfaces, { across: a, up: b, c }, nModels)].map((p) => Math.round(255 * p));
      const back = [...surfaceOf(surfaces, { across: b, up: a, c }, nModels)].map((p) => Math.round(255 * p));
      assert.deepEqual(there, [0, 10 * a, 10 * b, 100 * c]);
      assert.deepEqual(back, [0, 10 * b, 10 * a, 100 * c]);
    }
  }
});

test("arrow keys lead from row to row and reach those that lie on one place", () => {
  const rows = { points: Float32Array.of(0.1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.9, 0.4) };
  assert.equal(nearestRow(rows, [0.12, 0.4]), 0);
  assert.deepEqual([0, 1, 2, 3].map((row) => rowAfter(rows, row, "ArrowRight")), [1, 2, 3, 3]);
  assert.deepEqual([3, 2, 1, 0].map((row) => rowAfter(rows, row, "ArrowLeft")), [1, 1, 0, 0]);
});

test("the two models that differ most are shown first", () => {
  const average = [[0.1, 0.9], [0.2, 0.9], [0.9, 0.1]].map((p) => [Float64Array.from(p)]);
  const said = { size: 2, nClasses: 2, tie: 0, prior: [], broken: null, terms: { average, product: [], votes: [], pool: [] } };
  assert.deepEqual(farthestPair(said), [0, 2]);
});
