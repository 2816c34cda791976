// What is drawn at once, over what was drawn before.

import assert from "node:assert/strict";
import test from "node:test";

import { overlaid } from "../../lib/ui/components/methods.js";

/** @param {string} id @param {string[]} keys @param {number} rows */
function picture(id, keys, rows, n = 2) {
  const methods = keys.map((key) => ({ key, from: id, predicted: new Uint8Array(rows) }));
  const byKey = new Map(methods.map((method) => [method.key, method]));
  return /** @type {any} */ ({ id, n, classes: ["a", "b"], y: new Uint8Array(rows).fill(1), methods, byKey });
}

test("a method that is missing keeps its old picture, marked as old, and no row counts as wrong", () => {
  const both = /** @type {any} */ (overlaid(picture("new", ["vote"], 3), picture("old", ["vote", "stack"], 5)));
  assert.deepEqual(both.methods.map((/** @type {any} */ { key, from, isOld }) => [key, from, Boolean(isOld)]), [["vote", "new", false], ["stack", "old", true]]);
  assert.deepEqual([...both.byKey.get("stack").predicted], [...both.y]);
  assert.equal(both.id, "new");
});

test("pictures of another size cannot be laid over each other", () => {
  const sketch = picture("new", ["vote"], 3);
  assert.equal(overlaid(sketch, picture("old", ["stack"], 5, 7)), sketch);
});
