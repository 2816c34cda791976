// The two large pictures of a stage: what is shown, what it says, and what is under the pointer.

import { prepare } from "./canvas.js";
import { answerOf } from "./cells.js";
import { wrongInWords } from "./comparison.js";
import { element, option, show } from "./elements.js";
import { fillFrame, openFrame } from "./frame.js";
import { inShares } from "./methods.js";
import { percent, reading } from "./numbers.js";
import { drawField } from "./pictures.js";
import { cellAfter, cellAt, isArrow } from "./pointing.js";
import { drawRows, openLayer } from "./rows_layer.js";

/** @import { Cell } from "./pointing.js" */
/** @import { Flips } from "./rows_layer.js" */
/** @import { Method, Picture, Side, Theme } from "./types" */
/** @typedef {ReturnType<typeof openPanel>} Panel */
/** @typedef {{ choose: (key: string) => void, point: (find: Find, isSpoken?: boolean) => void }} Hears */
/** @typedef {(from: Cell | null, n: number) => Cell | null} Find where the cursor goes among n by n cells */

const HINT =
  "Point at the picture, or use the arrow keys, to read one place. A click on a row, or Enter for the nearest one, follows that row.";

/** @param {Side} side @param {Element} parent @param {Hears} hears */
export function openPanel(side, parent, hears) {
  const box = parent.appendChild(element("section", "panel"));
  box.setAttribute("aria-label", side === "left" ? "Left picture" : "Right picture");
  const head = openHead(side, box, hears);
  const frame = openFrame(box);
  const marks = frame.plot.appendChild(element("canvas", "marks"));
  marks.setAttribute("aria-hidden", "true"); // what they show is said of the picture below them
  const cross = ["cross down", "cross over"].map((name) => frame.plot.appendChild(element("i", name)));
  const readout = box.appendChild(element("p", "quiet readout"));
  readout.id = `readout-${side}`; // unique inside this component's own shadow tree
  frame.canvas.tabIndex = 0;
  frame.canvas.setAttribute("aria-describedby", readout.id);
  listen(frame.canvas, hears);
  return { box, ...head, ...frame, rows: openLayer(marks), cross, readout };
}

/** @param {Side} side @param {Element} box @param {Hears} hears */
function openHead(side, box, hears) {
  const head = box.appendChild(element("div", "head"));
  const select = head.appendChild(element("select"));
  select.setAttribute("aria-label", `Method shown ${side === "left" ? "on the left" : "on the right"}`);
  select.onchange = () => hears.choose(select.value);
  const score = head.appendChild(element("span", "score"));
  const subtitle = head.appendChild(element("p", "quiet subtitle"));
  return { select, score, subtitle };
}

/** @param {HTMLCanvasElement} canvas @param {Hears} hears */
function listen(canvas, { point }) {
  canvas.onpointermove = canvas.onpointerdown = (event) => {
    point((_, n) => cellAt(canvas.getBoundingClientRect(), event, n));
  };
  canvas.onblur = () => point(() => null);
  canvas.onpointerleave = (event) => {
    if (event.pointerType === "mouse") point(() => null); // a finger leaves with every tap
  };
  canvas.onkeydown = (event) => {
    if (event.key === "Escape") point(() => null);
    if (!isArrow(event.key)) return;
    event.preventDefault(); // the page would scroll
    point((from, n) => cellAfter(from, event, n), true);
  };
}

/** @param {Panel} panel @param {Picture} picture */
export function fillPanel(panel, { axes }) {
  fillFrame(panel, axes);
}

/** Offer these; a list that is the same stays, it may be open. @param {Panel} panel @param {Method[]} methods */
export function offer({ select }, methods) {
  const offered = JSON.stringify(methods.map(({ key, title }) => [key, title]));
  if (select.dataset.offered === offered) return;
  select.dataset.offered = offered;
  select.replaceChildren(...methods.map(({ key, title }) => option(key, title)));
}

/**
 * @param {Panel} panel @param {Method} method @param {Picture} picture @param {string} score
 * @param {string} [verdict]
 */
export function describe(panel, method, picture, score, verdict) {
  const wrong = wrongInWords(method.predicted, picture.y);
  panel.select.value = method.key;
  show(panel.score, score);
  const parts = [method.note, verdict];
  show(panel.subtitle, parts.filter(Boolean).join(" · "));
  panel.canvas.setAttribute(
    "aria-label",
    `Boundary of ${method.title}. ${score}. The picture is ${inShares(method, picture)}. ` +
      `${wrong}.`,
  );
}

/**
 * @param {Panel} panel @param {Method | undefined} method @param {Picture} picture @param {Cell | null} cursor
 * @param {string} [more] to be said of the place
 */
export function pointTo({ cross: [down, over], readout }, method, picture, cursor, more = "") {
  down.hidden = over.hidden = !cursor;
  if (cursor) {
    down.style.left = `${(100 * (cursor.i + 0.5)) / picture.n}%`;
    over.style.bottom = `${(100 * (cursor.j + 0.5)) / picture.n}%`;
  }
  const isRead = cursor && method;
  readout.classList.toggle("hint", !isRead);
  show(
    readout,
    isRead ? read(method, picture, cursor) + more : HINT,
  );
}

/** What the method says of one cell. @param {Method} method @param {Picture} picture @param {Cell} cell */
function read({ codes }, { n, w, classes, axes }, { i, j }) {
  const { position, confidence } = answerOf(codes[j * n + i], w, classes.length);
  const place = `${reading(axes.x, (i + 0.5) / n)} across and ${reading(axes.y, (j + 0.5) / n)} up`;
  return `${classes[position].name}, ${percent(confidence)} confident, at ${place}`;
}

/**
 * Gives whether something is left for the next frame.
 * @param {Panel} panel @param {Method} method @param {Picture} picture @param {Theme} theme
 * @param {{ found: Flips | null, isMoving: boolean }} now found: rows with a ring
 */
export function drawPanel({ canvas, rows }, method, picture, theme, { found, isMoving }) {
  const size = canvas.clientWidth;
  if (!size) return false;
  drawField(prepare(canvas, size, size), method, size, 1.6, theme.ink);
  return drawRows(rows, { picture, predicted: method.predicted, found, size, theme }, isMoving);
}
