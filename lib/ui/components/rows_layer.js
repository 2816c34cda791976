// The rows on a large picture, on a canvas of their own: only what has changed is drawn again.

import { penOf, prepare } from "./canvas.js";
import { DASHED, drawPoints, drawRings, ringOf, placeOf } from "./pictures.js";

/** @import { Picture, Theme } from "./types" */
/** @typedef {{ rescued: number[], broken: number[] }} Flips */
/** @typedef {{ canvas: HTMLCanvasElement, drawn: string, states: Uint8Array }} Layer */
/** @typedef {{ picture: Picture, predicted: Uint8Array, found: Flips | null, size: number, theme: Theme }} Look found: rows with a ring */

const [WRONG, RESCUED, BROKEN] = [1, 2, 4];
const [FADED, BEHIND_RINGS] = [0.6, 0.35]; // opacity of the rows
const MANY = 6; // when one row of so many has changed, all are drawn

/** @param {HTMLCanvasElement} canvas @returns {Layer} */
export function openLayer(canvas) {
  return { canvas, drawn: "", states: new Uint8Array(0) };
}

/** @param {Look} look */
function statesOf({ picture: { y }, predicted, found }) {
  const states = Uint8Array.from(y, (truth, row) => (predicted[row] === truth ? 0 : WRONG));
  for (const row of found?.rescued ?? []) states[row] += RESCUED;
  for (const row of found?.broken ?? []) states[row] += BROKEN;
  return states;
}

/** @param {Layer} layer @param {Look} look */
export function drawRows(layer, look) {
  const { picture, found, size, theme } = look;
  const states = statesOf(look);
  const drawn = [picture.id, size, window.devicePixelRatio, theme.ink, Boolean(found)].join();
  const changed = layer.drawn === drawn ? changedRows(states, layer.states) : null;
  layer.drawn = drawn;
  layer.states = states;
  if (!changed || changed.length * MANY > states.length) {
    drawThese(prepare(layer.canvas, size, size), look, [...states.keys()], states);
  } else if (changed.length) {
    drawAround(layer, look, changed);
  }
}

/** @param {Uint8Array} now @param {Uint8Array} before */
function changedRows(now, before) {
  return [...now.keys()].filter((row) => now[row] !== before[row]);
}

/** What lies over or under a changed row is drawn with it. @param {Layer} layer @param {Look} look @param {number[]} changed */
function drawAround({ canvas, states }, look, changed) {
  const { picture, size } = look;
  const pen = penOf(canvas);
  const [pixels, reach] = [canvas.width / size, ringOf(picture, size) + 2];
  const places = changed.map((row) => placeOf(picture, row, size));
  pen.save();
  pen.beginPath();
  for (const [x, y] of places) {
    const [left, top] = [x, y].map((at) => Math.floor((at - reach) * pixels) / pixels); // whole pixels have no seams
    const side = Math.ceil(2 * reach * pixels + 1) / pixels;
    pen.rect(left, top, side, side);
  }
  pen.clip();
  pen.clearRect(0, 0, size, size);
  const near = [...states.keys()].filter((row) => {
    const [x, y] = placeOf(picture, row, size);
    return places.some(([a, b]) => Math.abs(a - x) <= 2 * reach + 2 && Math.abs(b - y) <= 2 * reach + 2);
  });
  drawThese(pen, look, near, states);
  pen.restore();
}

/** @param {CanvasRenderingContext2D} pen @param {Look} look @param {number[]} rows @param {Uint8Array} states */
function drawThese(pen, { picture, predicted, found, size, theme }, rows, states) {
  pen.globalAlpha = found ? BEHIND_RINGS : FADED; // so that the rings, drawn next, stand out
  drawPoints(pen, picture, { predicted }, size, theme, rows);
  pen.globalAlpha = 1;
  if (!found) return;
  drawRings(pen, picture, rows.filter((row) => states[row] & RESCUED), size, theme);
  drawRings(pen, picture, rows.filter((row) => states[row] & BROKEN), size, theme, DASHED);
}
