// How much each member counts as a bar each, where a polygon would have too many corners.

import { element, show } from "./elements.js";
import { percent } from "./numbers.js";

/** @typedef {ReturnType<typeof openBars>} Bars */
/** @typedef {{ range: HTMLInputElement, share: HTMLElement }} Bar */

const FULL = 100; // of one bar; only how the bars compare counts

/** @param {Element} parent @param {{ move: (weights: number[]) => void, letGo: () => void }} hears */
export function openBars(parent, hears) {
  const box = parent.appendChild(element("div", "bars"));
  const bars = { box, drawn: "", all: /** @type {Bar[]} */ ([]) };
  box.oninput = () => hears.move(weightsOf(bars.all.map(({ range }) => Number(range.value))));
  box.onchange = hears.letGo;
  return bars;
}

/** Shares of the sum; equal shares of nothing. @param {number[]} amounts */
export function weightsOf(amounts) {
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  return amounts.map((amount) => (sum > 0 ? amount / sum : 1 / amounts.length));
}

/** @param {Bars} bars @param {string[]} names */
export function fillBars(bars, names) {
  if (bars.drawn === JSON.stringify(names)) return;
  bars.drawn = JSON.stringify(names);
  bars.all = names.map((name) => {
    const label = element("label", "bar");
    label.append(element("span", "", name));
    const range = label.appendChild(element("input"));
    range.type = "range";
    range.max = String(FULL);
    return { range, share: label.appendChild(element("output", "quiet")) };
  });
  bars.box.replaceChildren(...bars.all.map(({ range }) => /** @type {Element} */ (range.parentElement)));
}

/** While a bar is in the hand the others stay where they are. @param {Bars} bars @param {number[]} weights @param {boolean} isHeld */
export function drawBars({ all }, weights, isHeld) {
  const most = Math.max(...weights);
  all.forEach(({ range, share }, m) => {
    if (!isHeld) range.value = String(Math.round((FULL * weights[m]) / most));
    show(share, percent(weights[m]));
    range.setAttribute("aria-valuetext", percent(weights[m]));
  });
}
