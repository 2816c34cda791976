import assert from "node:assert/strict";
import { test } from "node:test";

import { cellAfter, cellAt, isArrow, positionAt } from "../../lib/ui/components/pointing.js";

const BOX = { left: 100, top: 50, width: 200, height: 200 };

test("the cell under the pointer is counted from the left and from below", () => {
  const at = (/** @type {number} */ clientX, /** @type {number} */ clientY) => cellAt(BOX, { clientX, clientY }, 10);
  assert.deepEqual(at(101, 249), { i: 0, j: 0 });
  assert.deepEqual(at(299, 51), { i: 9, j: 9 });
  assert.deepEqual(at(145, 245), { i: 2, j: 0 });
  assert.deepEqual(at(0, 1000), { i: 0, j: 0 }); // outside: the nearest one
  assert.deepEqual(at(1000, 0), { i: 9, j: 9 });
});

test("arrow keys move by a cell, with shift by ten, and stop at the edge", () => {
  const press = (/** @type {string} */ key, shiftKey = false) => ({ key, shiftKey });
  assert.deepEqual(cellAfter({ i: 3, j: 3 }, press("ArrowUp"), 10), { i: 3, j: 4 });
  assert.deepEqual(cellAfter({ i: 3, j: 3 }, press("ArrowLeft", true), 100), { i: 0, j: 3 });
  assert.deepEqual(cellAfter({ i: 3, j: 3 }, press("ArrowDown"), 10), { i: 3, j: 2 });
  assert.deepEqual(cellAfter(null, press("ArrowRight"), 10), { i: 6, j: 5 });
  assert.deepEqual(["ArrowDown", "Tab", "toString"].map(isArrow), [true, false, false]);
});

test("a place along the curve is the nearest frame", () => {
  assert.deepEqual([-50, 0, 14, 16, 100, 999].map((x) => positionAt(x, 0, 100, 10)), [0, 0, 1, 2, 10, 10]);
  assert.equal(positionAt(5, 0, 10, 0), 0);
});
