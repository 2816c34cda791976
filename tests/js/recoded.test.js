import assert from "node:assert/strict";
import { test } from "node:test";

import { recoded } from "../../lib/ui/components/recoded.js";
import { shareOf } from "../../lib/ui/components/player_table.js";

const N = 16;
const ramp = Uint8Array.from({ length: N * N }, (_, i) => (i % N) * 16); // more sure of the second to the right

test("a border lies where the codes change sides, and moves with them", () => {
  const same = Uint8Array.from({ length: 256 }, (_, code) => code);
  const later = same.map((code) => (code < 192 ? Math.min(code, 127) : code));
  /** @param {Uint8Array} table */
  const across = (table) => [...recoded(ramp, table).line].filter((value, i) => i % 2 === 0 && !Number.isNaN(value));
  assert.deepEqual([...recoded(ramp, same).codes], [...ramp]);
  assert.ok(across(same).every((x) => Math.abs(x - 0.5) < 1 / N));
  assert.ok(across(later).every((x) => Math.abs(x - 0.75) < 1 / N));
});

test("where one class fills the picture there is no border", () => {
  assert.equal(recoded(ramp, new Uint8Array(256)).line.length, 0);
});

test("the share of a cell is that of its line, and of no rows none", () => {
  assert.equal(shareOf([3, 1], 1), 0.25);
  assert.equal(shareOf([0, 0], 0), 0);
});
