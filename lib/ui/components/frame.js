// The frame of a large picture: its canvas between two axes.

import { element, image, show } from "./elements.js";
import { inWords, roundValues } from "./numbers.js";

/** @import { Axes, Axis } from "./types" */
/** @typedef {ReturnType<typeof openFrame>} Frame */

/** @param {Element} box */
export function openFrame(box) {
  const frame = box.appendChild(element("div", "frame"));
  const yLabel = frame.appendChild(element("span", "quiet y-label"));
  const yTicks = frame.appendChild(element("div", "quiet ticks y-ticks"));
  const plot = frame.appendChild(element("div", "plot"));
  const canvas = plot.appendChild(image());
  const xTicks = frame.appendChild(element("div", "quiet ticks x-ticks"));
  const xLabel = frame.appendChild(element("span", "quiet x-label"));
  return { plot, canvas, xLabel, yLabel, xTicks, yTicks };
}

/** @param {Frame} frame @param {Axes} axes */
export function fillFrame(frame, { x, y }) {
  show(frame.xLabel, x.label);
  show(frame.yLabel, y.label);
  frame.xTicks.replaceChildren(...ticksOf(x, "left"));
  frame.yTicks.replaceChildren(...ticksOf(y, "bottom"));
}

/** @param {Axis} axis @param {"left" | "bottom"} edge */
function ticksOf({ low, high }, edge) {
  const values = roundValues(low, high);
  return values.map((value) => {
    const tick = element("span", "", inWords(value, values[1] - values[0]));
    tick.style[edge] = `${(100 * (value - low)) / (high - low)}%`;
    return tick;
  });
}
