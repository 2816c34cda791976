import assert from "node:assert/strict";
import { test } from "node:test";

import { countInWords, inWords, percent, reading, roundValues, scoreInWords } from "../../lib/ui/components/numbers.js";

test("a number has the digits that tell neighbours apart", () => {
  assert.equal(inWords(0.25, 0.05), "0.25");
  assert.equal(inWords(3, 0.5), "3.0");
  assert.equal(inWords(3, 20), "3");
  assert.equal(inWords(1234, 1), "1,234");
  assert.equal(inWords(12345, 1), "12.3K");
});

test("a number below 0 has a real minus sign, and what rounds to 0 has none", () => {
  assert.equal(inWords(-1.5, 0.5), "−1.5");
  assert.equal(inWords(-0.5, 0.5), "−0.5");
  assert.equal(inWords(-12345, 1), "−12.3K");
  for (const value of [0, -0, -0.001, 0.001]) assert.equal(inWords(value, 0.5), "0.0");
  assert.equal(inWords(-0.3, 1), "0");
  assert.equal(inWords(-0.01, 0.01), "−0.01");
});

test("ticks are round, inside the ends, and a few", () => {
  assert.deepEqual(roundValues(0, 1), [0, 0.2, 0.4, 0.6000000000000001, 0.8, 1]);
  for (const [low, high] of [[-3.7, 4.1], [0.011, 0.013], [-5e6, 9e7], [99, 100]]) {
    const values = roundValues(low, high);
    assert.ok(values.length >= 2 && values.length <= 6, String(values));
    assert.ok(values.every((value) => value >= low && value <= high));
    const texts = values.map((value) => inWords(value, values[1] - values[0]));
    assert.equal(new Set(texts).size, texts.length);
  }
});

test("a place is read to about a cell", () => {
  assert.equal(reading({ label: "", low: -1, high: 1 }, 0.5), "0.00");
  assert.equal(reading({ label: "", low: 0, high: 990 }, 0.25), "248");
});

test("shares, scores and differences", () => {
  assert.deepEqual([0, 0.001, 0.006, 1].map(percent), ["0 %", "under 1 %", "1 %", "100 %"]);
  assert.deepEqual([2, 1000].map(countInWords), ["2", "1,000"]);
  assert.equal(scoreInWords(0.8768, true), "87.7 %");
  assert.equal(scoreInWords(0.8768, false), "0.877");
  for (const nothing of [null, undefined, NaN]) assert.equal(scoreInWords(nothing, true), "not defined");
});
