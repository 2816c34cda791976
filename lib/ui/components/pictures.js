// Boundary pictures on a canvas: the coloured field, its line, its points, rings around points.

import { penOf } from "./canvas.js";
import { pixelsOfCells } from "./cells.js";
import { element } from "./elements.js";
import { traceLine } from "./lines.js";
import { TURN, drawHollow, drawMark } from "./marks.js";

/** @import { Drawn, Mark, Pen, Place, Rows, Theme } from "./types" */

export const DASHED = [2.2, 2.2];
export const THIN = 0.9; // px, of a border under another one

/**
 * The coloured cells, painted once for all sizes at which they are shown.
 * @param {Uint8Array} codes @param {number} n @param {Uint32Array} colours
 * @param {HTMLCanvasElement} [canvas] painted before, for other cells
 */
export function paintField(codes, n, colours, canvas = element("canvas")) {
  if (canvas.width !== n) canvas.width = canvas.height = n;
  const pixels = new Uint8ClampedArray(pixelsOfCells(codes, n, colours).buffer);
  penOf(canvas).putImageData(new ImageData(pixels, n, n), 0, 0);
  return canvas;
}

/**
 * A field with its boundary, in ink.
 * @param {Pen} pen @param {Drawn} method @param {number} size @param {number} width @param {string} ink
 */
export function drawField(pen, method, size, width, ink) {
  pen.imageSmoothingEnabled = true;
  pen.imageSmoothingQuality = "low"; // half the time, and no eye sees the difference
  pen.drawImage(method.field, 0, 0, size, size);
  pen.strokeStyle = ink;
  for (const { line, dash } of method.under ?? []) strokeLine(pen, line, size, THIN, dash);
  strokeLine(pen, method.line, size, width);
}

/** @param {Pen} pen @param {Float32Array} line @param {number} size @param {number} width @param {number[]} [dash] */
function strokeLine(pen, line, size, width, dash = []) {
  pen.beginPath();
  traceLine(pen, line, size);
  pen.lineCap = "butt"; // a border counted in the browser has hundreds of pieces, and round ends cost
  pen.lineJoin = "bevel";
  pen.lineWidth = width;
  pen.setLineDash(dash);
  pen.stroke();
  pen.setLineDash([]);
}

/** Many points are drawn smaller, so that the boundary stays in sight. @param {Rows} rows @param {number} size */
export function radiusOf(rows, size) {
  const crowd = Math.sqrt(300 / Math.max(150, rows.y.length));
  return Math.max(1.7, Math.min(4, 3.3 * crowd * Math.sqrt(size / 420)));
}

/** Many small points: small rings. @param {Rows} rows @param {number} size */
export function ringOf(rows, size) {
  const point = radiusOf(rows, size);
  return point + Math.min(3.6, 0.4 + point);
}

/** @param {Rows} rows @param {number} row @param {number} size @returns {Place} */
export function placeOf({ points }, row, size) {
  return [points[2 * row] * size, (1 - points[2 * row + 1]) * size];
}

/**
 * Wrong points are hollow and crossed: the edge still says which class, the cross that it is wrong.
 * @param {Pen} pen @param {Rows & { classes: Mark[] }} rows @param {Pick<Drawn, "predicted" | "sizes">} method
 * @param {number} size @param {Theme} theme @param {Iterable<number>} [which] not all of them
 */
export function drawPoints(pen, rows, { predicted, sizes }, size, theme, which = rows.y.keys()) {
  const { y, classes } = rows;
  const usual = radiusOf(rows, size);
  /** @param {number} row */
  const radius = (row) => (sizes ? usual * Math.max(0.3, Math.sqrt(sizes[row] / 64)) : usual);
  const wrong = [];
  pen.lineWidth = Math.min(1, usual / 3);
  for (const row of which) {
    if (predicted[row] !== y[row]) wrong.push(row);
    else drawMark(pen, classes[y[row]], placeOf(rows, row, size), radius(row), theme.edge);
  }
  for (const row of wrong) drawWrong(pen, classes[y[row]], placeOf(rows, row, size), radius(row), theme);
}

/** @param {Pen} pen @param {Mark} mark @param {Place} place @param {number} radius @param {Theme} theme */
export function drawWrong(pen, mark, place, radius, theme) {
  const [x, y] = place;
  const reach = Math.max(1.6, radius * 0.62);
  pen.lineWidth = Math.max(1.1, radius * 0.5);
  drawHollow(pen, mark, place, radius * 1.25, theme.paper);
  pen.beginPath();
  pen.moveTo(x - reach, y - reach);
  pen.lineTo(x + reach, y + reach);
  pen.moveTo(x - reach, y + reach);
  pen.lineTo(x + reach, y - reach);
  pen.lineWidth = Math.max(0.9, radius * 0.34);
  pen.strokeStyle = theme.ink;
  pen.stroke();
}

/**
 * A ring around each of these rows.
 * @param {Pen} pen @param {Rows} rows @param {number[]} chosen @param {number} size @param {Theme} theme
 * @param {number[]} [dash]
 */
export function drawRings(pen, rows, chosen, size, theme, dash) {
  const radius = ringOf(rows, size);
  const places = chosen.map((row) => placeOf(rows, row, size));
  strokeTwice(pen, () => places.forEach((place) => traceRing(pen, place, radius)), 1.5, theme, dash);
}

/** @param {Pen} pen @param {Place} place @param {number} radius */
export function traceRing(pen, [x, y], radius) {
  pen.moveTo(x + radius, y);
  pen.arc(x, y, radius, 0, TURN);
}

/**
 * Ink on a pale halo can be read on any colour of any theme.
 * @param {Pen} pen @param {() => void} trace @param {number} width @param {Theme} theme @param {number[]} [dash]
 */
export function strokeTwice(pen, trace, width, { halo, ink }, dash = []) {
  for (const pass of [{ colour: halo, extra: 1.4, dash: [] }, { colour: ink, extra: 0, dash }]) {
    pen.beginPath();
    trace();
    pen.setLineDash(pass.dash);
    pen.strokeStyle = pass.colour;
    pen.lineWidth = width + pass.extra;
    pen.stroke();
  }
  pen.setLineDash([]);
}
