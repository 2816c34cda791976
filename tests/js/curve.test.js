import assert from "node:assert/strict";
import { test } from "node:test";

import { ROOM, scaleOf } from "../../lib/ui/components/curve.js";

test("frames fill the width, and values the height with a little room", () => {
  const scale = scaleOf([0.5, null, NaN, 0.9], 10, 300, 200);
  assert.deepEqual([scale.x(0), scale.x(10)], [ROOM.left, 300 - ROOM.right]);
  assert.ok(ROOM.top < scale.y(0.9) && scale.y(0.9) < scale.y(0.5) && scale.y(0.5) < scale.bottom);
  assert.ok(Math.abs(scale.y(scale.high) - ROOM.top) < 1e-9);
});

test("one frame, and values that are all the same, have a place", () => {
  const scale = scaleOf([0.7, 0.7], 0, 300, 200);
  assert.equal(scale.x(0), ROOM.left);
  assert.ok(Math.abs(scale.y(0.7) - (ROOM.top + 200 - ROOM.bottom) / 2) < 1e-9);
});
