// What a key asks for while somebody presents.

import assert from "node:assert/strict";
import { test } from "node:test";

import { moveOf } from "../../lib/ui/components/clicker.js";

globalThis.Element ??= /** @type {any} */ (class {});

/** @param {string} key @param {object} [more] */
const pressed = (key, more = {}) =>
  moveOf(/** @type {KeyboardEvent} */ ({ key, target: null, ctrlKey: false, metaKey: false, altKey: false, ...more }));

test("clickers send page keys, hands press arrows and space", () => {
  for (const key of ["ArrowRight", "PageDown", " "]) assert.equal(pressed(key), "next");
  for (const key of ["ArrowLeft", "PageUp"]) assert.equal(pressed(key), "back");
  assert.equal(pressed("Escape"), "leave");
  assert.equal(pressed("x"), "");
  assert.equal(pressed("ArrowLeft", { altKey: true }), "", "that goes back in the history");
});
