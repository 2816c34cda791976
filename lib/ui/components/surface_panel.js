// What a stack learned, beside its picture: two of its models are chosen, and a row is read.

import { prepare } from "./canvas.js";
import { element, option, show } from "./elements.js";
import { fillFrame, openFrame } from "./frame.js";
import { openBox, openTally, openWords, showTally } from "./hand_box.js";
import { percent } from "./numbers.js";
import { drawField } from "./pictures.js";
import { isArrow } from "./pointing.js";
import { drawRows, openLayer } from "./rows_layer.js";
import { drawnSurface, farthestPair, nearestRow, placesOfRows, rowAfter, surfaceOf } from "./surfaces.js";

/** @import { Tally } from "./hand_box.js" */
/** @import { Chosen, Surfaces } from "./surfaces.js" */
/** @import { Method, Picture, Place, Theme } from "./types" */
/** @typedef {ReturnType<typeof openSurface>} SurfacePanel */
/** @typedef {{ picture: Picture, method: Method, surfaces: Surfaces, key: string, rows: Picture, field: HTMLCanvasElement, line: Float32Array }} Look what is drawn; rows: the picture with its points at the scores */

const OF_SURFACE = "Rows by two models’ answers; at the line the stack changes its mind.";
const OTHERS = "The other models answer as on average.";
const LEARNED_HERE = "Surface: learned on all rows held back. Crosses: as in each trial.";

/** @param {Element} parent @param {{ follow: (row: number | null) => void, change: () => void }} hears */
export function openSurface(parent, hears) {
  const { box, hint } = openBox(parent, "What the stack learned", "Stack: whom does it trust, and when?");
  show(hint, OF_SURFACE);
  const inside = box.appendChild(element("div", "surface"));
  const frame = openFrame(inside);
  const marks = frame.plot.appendChild(element("canvas", "marks"));
  marks.setAttribute("aria-hidden", "true");
  const ring = frame.plot.appendChild(element("i", "follow"));
  const side = inside.appendChild(element("div", "side"));
  const selects = ["across", "up", "class"].map((words) => openSelect(side, words, hears.change));
  const tally = openTally(side);
  const others = side.appendChild(element("p", "quiet", OTHERS));
  const readout = side.appendChild(element("p", "quiet readout"));
  readout.id = "readout-surface";
  frame.canvas.tabIndex = 0;
  frame.canvas.setAttribute("aria-describedby", readout.id);
  const panel = { box, ...frame, layer: openLayer(marks), ring, selects, others, readout, ...tally, ...openWords(box), drawn: /** @type {Look | null} */ (null), row: -1 };
  listenOnSurface(panel, hears.follow);
  return panel;
}

/** @param {Element} side @param {string} words @param {() => void} change */
function openSelect(side, words, change) {
  const label = side.appendChild(element("label", "quiet", words));
  const select = label.appendChild(element("select"));
  select.onchange = change;
  return select;
}

/** @param {SurfacePanel} panel @param {(row: number | null) => void} follow */
function listenOnSurface(panel, follow) {
  const { canvas } = panel;
  canvas.onpointermove = canvas.onpointerdown = ({ clientX, clientY }) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    if (panel.drawn) readRow(panel, nearestRow(panel.drawn.rows, [(clientX - left) / width, 1 - (clientY - top) / height]), follow);
  };
  canvas.onpointerleave = ({ pointerType }) => pointerType === "mouse" && readRow(panel, -1, follow);
  canvas.onblur = () => readRow(panel, -1, follow);
  canvas.onkeydown = (event) => {
    if (!panel.drawn || !isArrow(event.key)) return;
    event.preventDefault(); // the page would scroll
    const { rows } = panel.drawn;
    readRow(panel, panel.row < 0 ? nearestRow(rows, [0.5, 0.5]) : rowAfter(rows, panel.row, event.key), follow, true);
  };
}

/** @param {SurfacePanel} panel @param {number} row or -1 @param {(row: number | null) => void} follow @param {boolean} [isSpoken] */
function readRow(panel, row, follow, isSpoken = false) {
  panel.row = row;
  panel.readout.setAttribute("aria-live", isSpoken ? "polite" : "off");
  follow(row < 0 ? null : row);
  if (panel.drawn) showPlace(panel, row < 0 ? null : [panel.drawn.rows.points[2 * row], panel.drawn.rows.points[2 * row + 1]]);
  show(panel.readout, row < 0 ? "" : rowInWords(panel, row));
}

/** A ring at these scores. @param {SurfacePanel} panel @param {Place | null} place */
function showPlace({ ring }, place) {
  ring.hidden = !place;
  if (place) Object.assign(ring.style, { left: `${100 * place[0]}%`, bottom: `${100 * place[1]}%` });
}

/** The cell that is pointed at on the other picture. @param {SurfacePanel} panel @param {number | null} cell */
export function pointOnSurface(panel, cell) {
  const places = panel.drawn?.picture.counter?.votes.places;
  if (panel.row >= 0 || !places) return;
  const { across, up, c } = chosenOn(panel);
  const at = cell === null ? null : /** @type {Place} */ ([across, up].map((m) => places.terms.average[m][c][cell]));
  showPlace(panel, at);
}

/** @param {SurfacePanel} panel @param {number} row */
function rowInWords(panel, row) {
  const { rows, picture, method } = /** @type {Look} */ (panel.drawn);
  const names = panel.selects.slice(0, 2).map((select) => select.selectedOptions[0].text);
  const scores = names.map((name, axis) => `${name} ${percent(rows.points[2 * row + axis])}`);
  const [is, says] = [picture.y[row], method.predicted[row]].map((position) => picture.classes[position].name);
  return `Row ${row + 1}, ${is}: ${scores.join(", ")}. The stack says ${says}${is === says ? "" : ", wrong"}.`;
}

/** @param {SurfacePanel} panel @returns {Chosen} */
function chosenOn({ selects }) {
  const [across, up, c] = selects.map((select) => Number(select.value));
  return { across, up, c };
}

/**
 * @param {SurfacePanel} panel @param {Picture} picture @param {Method} method @param {Tally | null} tally
 */
export function fillSurface(panel, picture, method, tally) {
  const surfaces = picture.surfaces?.get(method.key);
  const votes = picture.counter?.votes;
  showTally(panel, tally, LEARNED_HERE, () => "");
  if (!surfaces || !votes?.rows) return;
  offerModels(panel, picture, surfaces);
  const chosen = chosenOn(panel);
  const key = JSON.stringify([picture.id, method.key, chosen]);
  if (panel.drawn?.key === key) return;
  const p = surfaceOf(surfaces, chosen, votes.names.length);
  const rows = { ...picture, id: key, points: placesOfRows(votes.rows, chosen) };
  panel.drawn = { picture, method, surfaces, key, rows, ...drawnSurface(p, surfaces.n, chosen.c, picture) };
  panel.row = -1;
  showPlace(panel, null);
  const [x, y] = [chosen.across, chosen.up].map((m) => ({ label: `${votes.names[m]} says ${picture.classes[chosen.c].name}`, low: 0, high: 1 }));
  fillFrame(panel, { x, y });
  panel.canvas.setAttribute("aria-label", `${method.title} over two answers: ${x.label} across, ${y.label} up. Arrow keys lead from row to row.`);
}

/** @param {SurfacePanel} panel @param {Picture} picture @param {Surfaces} surfaces */
function offerModels({ selects, others }, { counter, classes }, surfaces) {
  const { names, rows } = counter?.votes ?? { names: [], rows: null };
  const [across, up, ofClass] = selects;
  const offered = JSON.stringify([names, surfaces.classes]);
  if (across.dataset.offered !== offered && rows) {
    across.dataset.offered = offered;
    for (const select of [across, up]) select.replaceChildren(...names.map((name, m) => option(String(m), name)));
    ofClass.replaceChildren(...surfaces.classes.map((c) => option(String(c), `${classes[c].name} or not`)));
    [across.value, up.value] = farthestPair(rows).map(String);
  }
  /** @type {HTMLElement} */ (ofClass.parentElement).hidden = surfaces.classes.length < 2;
  others.hidden = names.length < 3;
  partFrom(across, up);
  partFrom(up, across);
}

/** Two different ones. @param {HTMLSelectElement} select @param {HTMLSelectElement} other */
function partFrom(select, other) {
  for (const one of select.options) one.disabled = one.value === other.value;
}

/** @param {SurfacePanel} panel @param {Theme} theme */
export function drawSurface({ canvas, layer, drawn }, theme) {
  const size = canvas.clientWidth;
  if (!size || !drawn) return;
  drawField(prepare(canvas, size, size), { ...drawn.method, ...drawn }, size, 1.6, theme.ink);
  drawRows(layer, { picture: drawn.rows, predicted: drawn.method.predicted, found: null, size, theme }, false);
}
