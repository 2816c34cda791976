import assert from "node:assert/strict";
import { test } from "node:test";
import { isBusy, isNewTurn } from "../../lib/ui/components/attention.js";
import { ENOUGH, isNarrow } from "../../lib/ui/components/room.js";

test("each turn calls once, the first visit never", () => {
  const before = { turn: 0 };
  const called = [0, 0, 1, 1, 2, 2, 1].map((turn) => isNewTurn(turn, before));
  assert.deepEqual(called, [false, false, true, false, true, false, true]);
});

test("nobody who writes or moves something loses the focus", () => {
  /** @param {string} kind */
  const element = (kind) => ({ matches: (/** @type {string} */ selector) => selector.split(", ").includes(kind) });
  assert.ok(isBusy(element("input")) && isBusy(element("[role=slider]")));
  assert.ok(!isBusy(element("a")) && !isBusy(null));
});

test("a window is narrow below the width that holds a sidebar and two pictures, and Streamlit sees to phones", () => {
  assert.deepEqual([360, 768, 1024, ENOUGH - 1, ENOUGH].map(isNarrow), [false, false, true, true, false]);
});
