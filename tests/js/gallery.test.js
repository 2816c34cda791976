// Which data sets are on show, and where the arrow keys lead among them.

import assert from "node:assert/strict";
import test from "node:test";

import { found, tileAfter } from "../../lib/ui/components/gallery.js";

/** @param {string} key @param {string} kind @param {string} summary */
const item = (key, kind, summary) => ({ key, title: key.toUpperCase(), summary, kind, classes: [], points: "", y: "" });
const ITEMS = [item("moons", "generated", "Worn pumps."), item("iris", "real", "Flowers."), item("wine", "real", "Worn soil.")];

test("one group is on show, and a search goes through both", () => {
  const keys = (/** @type {string} */ kind, /** @type {string} */ search) => found(ITEMS, kind, search).map(({ key }) => key);
  assert.deepEqual(keys("real", "  "), ["iris", "wine"]);
  assert.deepEqual(keys("real", "worn"), ["moons", "wine"]);
  assert.deepEqual(keys("generated", "SOIL worn"), ["wine"]);
  assert.deepEqual(keys("generated", "nothing"), []);
  const own = [...ITEMS, item("drawing", "own", "Worn pencils.")]; // what one makes is first in both
  for (const kind of ["generated", "real"]) assert.equal(found(own, kind, "")[0].key, "drawing");
  assert.equal(found(own, "real", "worn").length, 3);
});

test("arrow keys go through rows and stop at the edges", () => {
  assert.equal(tileAfter("ArrowDown", 1, 10, 4), 5);
  assert.equal(tileAfter("ArrowDown", 7, 10, 4), null);
  assert.equal(tileAfter("ArrowLeft", 0, 10, 4), null);
  assert.equal(tileAfter("End", 0, 10, 4), 9);
  assert.equal(tileAfter("a", 3, 10, 4), null);
});
