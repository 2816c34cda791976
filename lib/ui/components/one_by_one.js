// Members added to a vote one at a time: the vote of the first k of them, all with the same say.

import { element, press, put, show } from "./elements.js";

/** @typedef {ReturnType<typeof openSteps>} Steps */

const AS_MUCH = 0.011; // apart: weights are written down as whole percents

/** @param {number} k @param {number} n members */
export function firstOf(k, n) {
  return Array.from({ length: n }, (_, m) => (m < k ? 1 / k : 0));
}

/** How many of the first members have the same say, and nobody else any; 0 when it is not so. @param {number[]} weights */
export function countOfFirst(weights) {
  const k = weights.filter(Boolean).length;
  return firstOf(k, weights.length).every((weight, m) => Math.abs(weight - weights[m]) < AS_MUCH) ? k : 0;
}

/** @param {Element} parent @param {(weights: number[]) => void} choose */
export function openSteps(parent, choose) {
  const line = parent.appendChild(element("p", "visits steps", "models:"));
  const now = { weights: /** @type {number[]} */ ([]) };
  /** @param {number} by */
  const step = (by) => () => choose(firstOf(countOfFirst(now.weights) + by, now.weights.length));
  const fewer = line.appendChild(press("−", step(-1)));
  const many = line.appendChild(element("span"));
  const more = line.appendChild(press("+", step(1)));
  put(fewer, { "aria-label": "One model fewer votes" });
  put(more, { "aria-label": "One model more votes" });
  return { fewer, many, more, now };
}

/** @param {Steps} steps @param {number[]} weights */
export function showSteps({ fewer, many, more, now }, weights) {
  const k = countOfFirst(weights);
  now.weights = weights;
  show(many, `${k || "–"} of ${weights.length}`);
  fewer.disabled = k < 2;
  more.disabled = k === weights.length;
}
