// How much is gained on the best single model: a dot and its interval, on one scale for all cards.

import { element } from "./elements.js";

/** @import { Score } from "./types" */
/** @typedef {{ low: number, high: number }} Scale */
/** @typedef {ReturnType<typeof openGain>} Gain */

const ROOM = 0.06; // of the whole, at either end

/** One scale for all; zero is on it. @param {(Score | undefined)[]} scores @returns {Scale} */
export function scaleOf(scores) {
  const values = scores.flatMap((score) => [score?.low, score?.middle, score?.high]);
  const known = values.filter((value) => typeof value === "number");
  const [low, high] = [Math.min(0, ...known), Math.max(0, ...known)];
  const room = (high - low || 1) * ROOM;
  return { low: low - room, high: high + room };
}

/** How far along the scale, from 0 to 1. @param {number} value @param {Scale} scale */
export function shareOf(value, { low, high }) {
  return (value - low) / (high - low);
}

/** @param {Element} box */
export function openGain(box) {
  const track = box.appendChild(element("div", "track"));
  track.setAttribute("aria-hidden", "true"); // the words beside it say it
  const [zero, line, dot] = ["zero", "line", "dot"].map((name) => track.appendChild(element("i", name)));
  return { track, zero, line, dot };
}

/** @param {Gain} gain @param {Score | undefined} score @param {Scale} scale */
export function drawGain({ track, zero, line, dot }, score, scale) {
  const { low, middle, high } = score ?? {};
  const isThere = typeof middle === "number";
  track.hidden = !score?.gain; // who is compared with has the line that says where zero is
  if (track.hidden) return;
  /** @param {number} value */
  const at = (value) => `${100 * shareOf(value, scale)}%`;
  zero.style.left = at(0);
  track.classList.toggle("only-zero", !isThere);
  dot.hidden = line.hidden = !isThere;
  if (!isThere) return;
  dot.style.left = at(middle);
  line.hidden = typeof low !== "number" || typeof high !== "number";
  line.style.left = at(low ?? middle);
  line.style.right = `${100 * (1 - shareOf(high ?? middle, scale))}%`;
}
