import assert from "node:assert/strict";
import { test } from "node:test";

import { remember } from "../../lib/ui/components/keepsake.js";

test("a word is kept until it is taken back, and said only when it is asked for", () => {
  /** @type {Map<string, string>} */
  const words = new Map();
  const store = {
    getItem: (/** @type {string} */ name) => words.get(name) ?? null,
    setItem: (/** @type {string} */ name, /** @type {string} */ word) => void words.set(name, word),
    removeItem: (/** @type {string} */ name) => void words.delete(name),
  };
  assert.equal(remember("led", null, store), "");
  assert.equal(remember("led", "AB.CD", store), "");
  assert.equal(remember("led", null, store), "AB.CD");
  assert.equal(remember("other", null, store), "");
  remember("led", "", store);
  assert.equal(remember("led", null, store), "");
  assert.equal(remember("led", null, null), "");
});
