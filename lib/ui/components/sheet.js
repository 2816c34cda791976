// A sheet on which the visitor draws data: points of two to four classes, beside the large picture
// that is fitted to them. The drawing lives here; Python hears of it after each stroke.

import { prepare } from "./canvas.js";
import { isNews } from "./echo.js";
import { element, option, press, put, show } from "./elements.js";
import { fillFrame, openFrame } from "./frame.js";
import { drawMark } from "./marks.js";
import { ERASER, hearDrawingKeys, hearStrokes, mayPaint, stepBack } from "./sheet_input.js";
import { LAST, csvOf, missingWords, noDrawing, pointsInWords, replacePoints, writePoints } from "./strokes.js";

/** @import { Echo } from "./echo.js" */
/** @import { Frame } from "./frame.js" */
/** @import { Desk, Table } from "./sheet_input.js" */
/** @import { DrawnByHand, SentDrawing, Theme } from "./types" */
/**
 * @typedef {object} Tools
 * @property {{ button: HTMLButtonElement, canvas: HTMLCanvasElement, name: HTMLElement }[]} classes
 * @property {HTMLElement} eraser
 * @property {HTMLButtonElement} undo
 * @property {HTMLButtonElement} redo
 * @property {HTMLSelectElement} start
 * @property {HTMLInputElement[]} names
 */
/**
 * @typedef {object} Sheet
 * @property {HTMLElement} box
 * @property {Frame} frame
 * @property {HTMLElement} missing what is missing, in words
 * @property {HTMLElement[]} cross
 * @property {HTMLElement} said
 * @property {HTMLElement} again
 * @property {HearsSheet} hears
 * @property {Tools | null} tools
 * @property {SentDrawing | null} sent
 * @property {Theme | null} theme
 * @property {number} timer
 */
/** @typedef {{ tell: (drawn: DrawnByHand) => void, turn: () => void }} HearsSheet turn: it is wanted, or not any more */

const PAUSE = 250; // ms after a stroke, before Python hears of it
const MARK = 4.6; // px, radius of a point
const UNIT_ENDS = { low: 0, high: 10 }; // of both axes
const FIRST_CLASS = 3; // position among the names, after the drawing and its axes
const LONGEST = 40; // letters of a name
const LABELS = ["Name", "Across", "Up", "Class 1", "Class 2", "Class 3", "Class 4"];
const KEYS = "Arrow keys move a cursor, 1 to 4 paint a point of that class, Delete removes the nearest, u undoes, r redoes.";
const START = "Start from…";

// of this session, also of pages left since
const desk = {
  drawing: noDrawing(),
  tool: 0,
  cursor: /** @type {[number, number] | null} */ (null),
  held: /** @type {Desk["held"]} */ (null),
  most: 0,
  fewest: 0,
  all: /** @type {string[]} */ ([]), // names
  names: /** @type {string[]} */ ([]), // of classes
  isOn: true,
  echo: /** @type {Echo} */ ({ asked: "", told: [] }),
  named: /** @type {Echo} */ ({ asked: "", told: [] }),
};

/** @param {Element} parent @param {HearsSheet} hears @returns {Sheet} */
export function openSheet(parent, hears) {
  const box = parent.appendChild(element("section", "panel sheet"));
  box.setAttribute("aria-label", "Draw your own data");
  const head = box.appendChild(element("div", "desk"));
  const frame = openFrame(box);
  put(frame.canvas, { tabindex: 0, role: "application", "aria-roledescription": "sheet of points", title: KEYS });
  const missing = frame.plot.appendChild(element("p", "missing"));
  missing.setAttribute("role", "status");
  const cross = ["cross down", "cross over"].map((name) => frame.plot.appendChild(element("i", name)));
  const said = box.appendChild(element("p", "said"));
  said.setAttribute("aria-live", "polite");
  const again = press("Draw more", () => turnSheet(sheet, true), "again");
  again.hidden = true;
  /** @type {Sheet} */
  const sheet = { box, frame, missing, cross, said, again, hears, tools: null, sent: null, theme: null, timer: 0 };
  const table = tableOf(sheet);
  sheet.tools = openTools(head, sheet, table);
  hearStrokes(frame.canvas, table);
  hearDrawingKeys(frame.canvas, table);
  return sheet;
}

/** @param {Sheet} sheet @returns {Table} */
function tableOf(sheet) {
  /** @param {string} words */
  const say = (words) => show(sheet.said, words);
  return {
    desk,
    say,
    draw: () => redrawSheet(sheet),
    done: (words = "") => {
      say(words);
      changed(sheet);
    },
  };
}

/** @param {Sheet} sheet @param {boolean} isOn */
function turnSheet(sheet, isOn) {
  desk.isOn = isOn;
  sheet.hears.turn();
  (isOn ? sheet.frame.canvas : sheet.again).focus();
}

// ---------------------------------------------------------------- tools above the sheet

/** @param {Element} head @param {Sheet} sheet @param {Table} table @returns {Tools} */
function openTools(head, sheet, table) {
  const first = head.appendChild(element("div", "tools"));
  first.setAttribute("role", "group");
  first.setAttribute("aria-label", "Paint");
  const classes = LABELS.slice(FIRST_CLASS).map((_, c) => openClass(first, sheet, c));
  const eraser = first.appendChild(press("Erase", () => takeTool(sheet, ERASER)));
  const second = head.appendChild(element("div", "tools"));
  const [undo, redo] = /** @type {["past", "future"]} */ (["past", "future"]).map((from, at) =>
    second.appendChild(press(["Undo", "Redo"][at], () => act(() => stepBack(table, from)))),
  );
  const start = second.appendChild(element("select"));
  start.setAttribute("aria-label", "Start from");
  start.onchange = () => act(() => startFrom(sheet, table, start));
  const done = second.appendChild(press("Done", () => turnSheet(sheet, false)));
  done.setAttribute("aria-label", "Done drawing");
  const names = openNames(second, sheet);
  /** @param {() => void} what */
  function act(what) {
    what();
    redrawSheet(sheet);
  }
  return { classes, eraser, undo, redo, start, names };
}

/** @param {Element} row @param {Sheet} sheet @param {number} c */
function openClass(row, sheet, c) {
  const button = row.appendChild(press("", () => takeTool(sheet, c)));
  const canvas = button.appendChild(element("canvas"));
  canvas.setAttribute("aria-hidden", "true");
  const name = button.appendChild(element("span"));
  return { button, canvas, name };
}

/** @param {Sheet} sheet @param {number} tool */
function takeTool(sheet, tool) {
  desk.tool = tool;
  redrawSheet(sheet);
}

/** @param {Sheet} sheet @param {Table} table @param {HTMLSelectElement} start */
function startFrom({ sent }, table, start) {
  const points = sent?.templates[start.selectedIndex - 2]?.[1] ?? "";
  replacePoints(desk.drawing, points);
  start.selectedIndex = 0;
  desk.tool = Math.max(0, desk.tool);
  table.done(pointsInWords(desk.drawing.points));
}

/** @param {Element} row @param {Sheet} sheet */
function openNames(row, sheet) {
  const more = row.appendChild(element("details"));
  more.append(element("summary", "", "Names, file"));
  const card = more.appendChild(element("div", "more"));
  const grid = card.appendChild(element("div", "names"));
  const inputs = LABELS.map((words, at) => {
    const label = grid.appendChild(element("label", "", words));
    const input = label.appendChild(element("input"));
    input.maxLength = LONGEST;
    input.onchange = () => rename(sheet, at, input.value);
    input.onkeydown = (event) => event.stopPropagation(); // letters are keys of Streamlit's too
    return input;
  });
  card.append(press("Download CSV", () => download(sheet)));
  return inputs;
}

/** @param {Sheet} sheet @param {number} at @param {string} text */
function rename(sheet, at, text) {
  const name = [...text.replace(/\s+/g, " ").trim()].slice(0, LONGEST).join(""); // no half of a letter
  takeNames(desk.all.map((before, other) => (other === at ? name || (sheet.sent?.usual[at] ?? "") : before)));
  redrawSheet(sheet);
  changed(sheet);
}

/** @param {string[]} all */
function takeNames(all) {
  desk.all = all;
  desk.names = all.slice(FIRST_CLASS);
}

/** @param {Sheet} sheet */
function download({ box }) {
  const [name, across, up] = desk.all;
  const link = element("a");
  link.href = URL.createObjectURL(new Blob([csvOf(desk.drawing.points, [across, up], desk.names)], { type: "text/csv" }));
  link.download = `${name.replace(/[^\p{L}\p{N} _-]/gu, "").trim() || "drawing"}.csv`;
  box.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// ---------------------------------------------------------------- to Python and from it

/** It is told when the hand rests; what nothing can be learned from is not told. @param {Sheet} sheet */
function changed(sheet) {
  redrawSheet(sheet);
  clearTimeout(sheet.timer);
  sheet.timer = window.setTimeout(() => {
    const { drawing, names, fewest, all, echo, named } = desk;
    if (desk.held || missingWords(drawing.points, names, fewest)) return;
    const points = writePoints(drawing.points);
    const isKnown = points === (echo.told.at(-1) ?? echo.asked) && JSON.stringify(all) === (named.told.at(-1) ?? named.asked);
    if (isKnown) return;
    echo.told.push(points);
    named.told.push(JSON.stringify(all));
    sheet.hears.tell({ points, names: all });
  }, PAUSE);
}

/** Take over what Python sends where that is news. @param {Sheet} sheet @param {SentDrawing | null} sent */
export function takeDrawing(sheet, sent) {
  if (!sent) desk.isOn = true; // whoever comes back wants to draw
  sheet.sent = sent;
  if (!sent) return;
  desk.most = sent.most;
  desk.fewest = sent.fewest;
  if (isNews(desk.named, JSON.stringify(sent.names))) takeNames(sent.names);
  const isOwn = desk.echo.told.includes(sent.points); // there may be newer strokes by now
  if (isNews(desk.echo, sent.points) && !isOwn) replacePoints(desk.drawing, sent.points);
  const { start } = /** @type {Tools} */ (sheet.tools);
  const offered = [START, "Empty", ...sent.templates.map(([title]) => title)];
  if (start.options.length !== offered.length) start.replaceChildren(...offered.map((words) => option(words, words)));
}

/** Whether it stands beside the large picture. @param {Sheet} sheet */
export function isDrawing({ sent }) {
  return Boolean(sent && desk.isOn);
}

// ---------------------------------------------------------------- what is seen

/** @param {Sheet} sheet @param {Theme} theme */
export function drawSheet(sheet, theme) {
  sheet.theme = theme;
  sheet.again.hidden = !sheet.sent || desk.isOn;
  redrawSheet(sheet);
}

/** @param {Sheet} sheet */
function redrawSheet(sheet) {
  const { sent, theme, frame, missing } = sheet;
  const size = frame.canvas.clientWidth;
  if (!sent || !theme || !size) return;
  const { points } = desk.drawing;
  const [, x, y] = desk.all;
  fillFrame(frame, { x: { label: x, ...UNIT_ENDS }, y: { label: y, ...UNIT_ENDS } });
  const pen = prepare(frame.canvas, size, size);
  pen.lineWidth = 1;
  for (const [across, up, c] of points) drawMark(pen, sent.marks[c], [(across / LAST) * size, (1 - up / LAST) * size], MARK, theme.edge);
  showCursor(sheet);
  showTools(sheet, sent, theme);
  const isFull = points.length >= sent.most;
  show(missing, isFull ? `These are ${sent.most} points: no more fit into a link.` : missingWords(points, desk.names, sent.fewest));
  put(frame.canvas, { "aria-label": `${pointsInWords(points)} ${KEYS}` });
}

/** @param {Sheet} sheet */
function showCursor({ cross: [down, over] }) {
  const { cursor } = desk;
  down.hidden = over.hidden = !cursor;
  if (!cursor) return;
  down.style.left = `${(100 * cursor[0]) / LAST}%`;
  over.style.bottom = `${(100 * cursor[1]) / LAST}%`;
}

/** @param {Sheet} sheet @param {SentDrawing} sent @param {Theme} theme */
function showTools({ tools }, sent, theme) {
  if (!tools) return;
  const { drawing, tool } = desk;
  tools.classes.forEach(({ button, canvas, name }, c) => {
    show(name, desk.names[c]);
    button.disabled = !mayPaint(drawing, c);
    button.setAttribute("aria-pressed", String(tool === c));
    const pen = prepare(canvas, 14, 14);
    drawMark(pen, sent.marks[c], [7, 7], 4.5, theme.edge);
  });
  tools.eraser.setAttribute("aria-pressed", String(tool === ERASER));
  tools.undo.disabled = !drawing.past.length;
  tools.redo.disabled = !drawing.future.length;
  tools.names.forEach((input, at) => {
    if (!input.matches(":focus")) input.value = desk.all[at];
  });
}
