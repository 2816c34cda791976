import assert from "node:assert/strict";
import { test } from "node:test";

import { cornersOf, inside, placeOfWeights, rounded, weightsAt, weightsNear } from "../../lib/ui/components/polygon.js";
import { ofNumber } from "../../lib/ui/components/weight_pad.js";

/** @param {number[]} values @param {number[]} others */
function near(values, others) {
  assert.equal(values.length, others.length);
  values.forEach((value, at) => assert.ok(Math.abs(value - others[at]) < 1e-9, `${values} is not ${others}`));
}

test("weights sum to one, none is below zero, and their centre is the place", () => {
  for (const n of [2, 3, 4, 5, 6]) {
    const corners = cornersOf(n);
    for (let k = 0; k < 50; k++) {
      const place = inside([Math.sin(7 * k), Math.cos(13 * k)], corners);
      const weights = weightsAt(place, corners);
      near([weights.reduce((sum, weight) => sum + weight, 0)], [1]);
      assert.ok(weights.every((weight) => weight >= 0));
      near(placeOfWeights(weights, corners), place);
    }
  }
});

test("a corner is one member alone, the middle all of them alike", () => {
  for (const n of [2, 3, 4, 6]) {
    const corners = cornersOf(n);
    near(weightsAt([0, 0], corners), new Array(n).fill(1 / n));
    corners.forEach((corner, m) => near(weightsNear(corner, corners, [], 0), corners.map((_, other) => Number(other === m))));
  }
});

test("whoever comes near a mark has its weights, the nearest of two", () => {
  const corners = cornersOf(4);
  const marks = [[0.25, 0.25, 0.25, 0.25], [0.28, 0.28, 0.22, 0.22]];
  assert.equal(weightsNear([0.01, 0], corners, marks, 0.1), marks[0]);
  assert.equal(weightsNear([0.05, -0.06], corners, marks, 0.1), marks[1]);
  assert.notEqual(weightsNear([0.4, 0.2], corners, marks, 0.1), marks[0]);
});

test("what is written down are whole percents that sum to one", () => {
  near(rounded([1 / 3, 1 / 3, 1 / 3]), [0.34, 0.33, 0.33]);
  near(rounded([0.29, 0.71]), [0.29, 0.71]);
  near(rounded([0.005, 0.995]), [0.01, 0.99]);
});

test("numbers lead to corners, zero to the middle, other keys nowhere", () => {
  assert.deepEqual(ofNumber("2", 3), [0, 1, 0]);
  near(ofNumber("0", 4) ?? [], [0.25, 0.25, 0.25, 0.25]);
  for (const key of ["4", "a", "F1", " "]) assert.equal(ofNumber(key, 3), null);
});
