// The rows on a large picture, on a canvas of their own: only what has changed is drawn again.

import { penOf, prepare } from "./canvas.js";
import { DASHED, drawPoints, drawRings, ringOf, placeOf } from "./pictures.js";

/** @import { Picture, Place, Theme } from "./types" */
/** @typedef {{ rescued: number[], broken: number[] }} Flips */
/** @typedef {{ canvas: HTMLCanvasElement, drawn: string, states: Uint8Array }} Layer */
/** @typedef {{ picture: Picture, predicted: Uint8Array, found: Flips | null, size: number, theme: Theme }} Look found: rows with a ring */

const [WRONG, RESCUED, BROKEN] = [1, 2, 4];
const [FADED, BEHIND_RINGS] = [0.6, 0.35]; // opacity of the rows
/** @type {Flips} */
const NONE = { rescued: [], broken: [] };
const MOST_MOVING = 10; // rows that change in one frame

/** @param {HTMLCanvasElement} canvas @returns {Layer} */
export function openLayer(canvas) {
  return { canvas, drawn: "", states: new Uint8Array(0) };
}

/** @param {Look} look */
function statesOf({ picture: { y }, predicted, found }) {
  const states = new Uint8Array(y.length);
  for (let row = 0; row < y.length; row++) if (predicted[row] !== y[row]) states[row] = WRONG;
  const { rescued, broken } = found ?? NONE;
  for (const row of rescued) states[row] += RESCUED;
  for (const row of broken) states[row] += BROKEN;
  return states;
}

/**
 * Gives whether something is left for the next frame, in which it would be drawn by itself.
 * @param {Layer} layer @param {Look} look @param {boolean} isMoving only so many rows, so that no frame takes long
 */
export function drawRows(layer, look, isMoving) {
  const { picture, found, size, theme } = look;
  const states = statesOf(look);
  const drawn = [picture.id, size, window.devicePixelRatio, theme.ink, Boolean(found)].join();
  const changed = layer.drawn === drawn ? changedRows(states, layer.states) : null;
  layer.drawn = drawn;
  if (!changed || (changed.length > MOST_MOVING && !isMoving)) {
    drawThese(prepare(layer.canvas, size, size), look, [...states.keys()], states);
    layer.states = states;
    return false;
  }
  const now = changed.slice(0, MOST_MOVING);
  drawAround(layer.canvas, look, now, states);
  for (const row of now) layer.states[row] = states[row];
  return now.length < changed.length;
}

/** @param {Uint8Array} now @param {Uint8Array} before */
function changedRows(now, before) {
  const changed = [];
  for (let row = 0; row < now.length; row++) if (now[row] !== before[row]) changed.push(row);
  return changed;
}

/**
 * What lies over or under a changed row is drawn with it.
 * @param {HTMLCanvasElement} canvas @param {Look} look @param {number[]} changed @param {Uint8Array} states
 */
function drawAround(canvas, look, changed, states) {
  const { picture, size } = look;
  const pen = penOf(canvas);
  const [pixels, reach] = [canvas.width / size, ringOf(picture, size) + 2];
  for (const row of changed) {
    const [x, y] = placeOf(picture, row, size);
    const [left, top] = [x, y].map((at) => Math.floor((at - reach) * pixels) / pixels); // whole pixels have no seams
    const side = Math.ceil(2 * reach * pixels + 1) / pixels;
    pen.save();
    pen.beginPath();
    pen.rect(left, top, side, side);
    pen.clip();
    pen.clearRect(left, top, side, side);
    drawThese(pen, look, rowsAround(look, [x, y], 2 * reach), states);
    pen.restore();
  }
}

/** @param {Look} look @param {Place} from @param {number} reach */
function rowsAround({ picture: { points, y }, size }, from, reach) {
  const [across, up, near] = [from[0] / size, 1 - from[1] / size, reach / size];
  const found = [];
  for (let row = 0; row < y.length; row++) {
    if (Math.abs(points[2 * row] - across) < near && Math.abs(points[2 * row + 1] - up) < near) found.push(row);
  }
  return found;
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
