import assert from "node:assert/strict";
import { test } from "node:test";

import { bytesOf, coloursOf, floatsOf, rowsOf } from "../../lib/ui/components/bytes.js";
import { isDark } from "../../lib/ui/components/colours.js";

/** @param {ArrayBufferView} array */
const sent = (array) => Buffer.from(array.buffer).toString("base64");

test("what Python packs is unpacked", () => {
  assert.deepEqual(bytesOf(sent(new Uint8Array([0, 128, 255]))), new Uint8Array([0, 128, 255]));
  assert.deepEqual(floatsOf(sent(new Float32Array([0.5, NaN, -1]))), new Float32Array([0.5, NaN, -1]));
  assert.deepEqual(coloursOf(sent(new Uint8Array([255, 0, 0, 16]))), new Uint32Array([0x100000ff]));
  const rows = rowsOf({ points: sent(new Float32Array([0, 1])), y: sent(new Uint8Array([2])) });
  assert.deepEqual(rows, { points: new Float32Array([0, 1]), y: new Uint8Array([2]) });
});

test("a page is dark when its background is nearer to black", () => {
  assert.deepEqual(["#000000", "#14171d", "#0000ff"].map(isDark), [true, true, true]);
  assert.deepEqual(["#ffffff", "#fcfbf7", "#00ff00"].map(isDark), [false, false, false]);
});
