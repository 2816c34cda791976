import assert from "node:assert/strict";
import { test } from "node:test";

import { outcomeOf } from "../../lib/ui/components/blend.js";
import { mix, planesOf } from "../../lib/ui/components/morph.js";

test("a picture turns into another by way of the average of what both say", () => {
  const w = 85; // codes a class, of three
  const [from, to] = [[0, 84, 169], [254, 84, 86]].map((codes) => planesOf(Uint8Array.from(codes), w, 3));
  for (const planes of [from, to]) {
    for (let cell = 0; cell < 3; cell++) assert.ok(Math.abs(planes.reduce((sum, plane) => sum + plane[cell], 0) - 1) < 1e-12);
  }
  const between = outcomeOf(from.map((plane) => plane.slice()), 0);
  assert.deepEqual([...mix({ from, to, between }, 0).winner], [0, 0, 1]);
  assert.ok(Math.abs(mix({ from, to, between }, 0.5).planes[2][0] - (1 / 3 + 1) / 2) < 1e-12);
  assert.deepEqual([...mix({ from, to, between }, 1).winner], [2, 0, 1]);
});
