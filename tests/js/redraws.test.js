import assert from "node:assert/strict";
import { test } from "node:test";

import { acrossOf, endsOf, leadsUpTo } from "../../lib/ui/components/redraws.js";

/** @param {number} today @param {(number | null)[]} scores */
const row = (today, scores) => ({ way: "Vote", method: "", picked: false, today, scores, led: [] });

test("every mark of every way lies between the ends, and what is missing moves nothing", () => {
  const rows = [row(80, [70, null, 90]), row(95, [75, 76, 77])];
  const ends = endsOf(rows);
  assert.ok(ends.low < 70 && ends.high > 95);
  for (const value of [70, 80, 95]) assert.ok(acrossOf(value, ends) > 0 && acrossOf(value, ends) < 100);
  assert.equal(acrossOf(ends.high, ends), 100);
  const same = endsOf([row(80, [80])]);
  assert.equal(Math.round(acrossOf(80, same)), 50);
});

test("it is counted how often a way was best so far", () => {
  assert.equal(leadsUpTo([true, false, true, true], 2), 2);
  assert.equal(leadsUpTo([true], 0), 1);
});
