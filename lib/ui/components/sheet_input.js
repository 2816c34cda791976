// The hand on a sheet of points: mouse, finger or keys.

import { isArrow } from "./pointing.js";
import { LAST, addPoint, beginStroke, goTo, inUnits, movePoint, nearestPoint, pointsInWords, strokeBetween } from "./strokes.js";

/** @import { Drawing } from "./strokes.js" */
/** @typedef {[x: number, y: number]} At whole numbers or between, from left and from below */
/** @typedef {{ drawing: Drawing, tool: number, cursor: At | null, held: Held | null, most: number, names: string[] }} Desk tool: a class, or ERASER */
/** @typedef {{ kind: "paint" | "move" | "erase", from: At, at: number, isBegun: boolean }} Held at: the point that is moved; isBegun: something has changed, which can be undone */
/** @typedef {{ draw: () => void, done: (said?: string) => void, say: (words: string) => void, desk: Desk }} Table draw: it has changed. done: a stroke is over */

export const ERASER = -1;
const [GRASP, FINGER] = [8, 16]; // px from a point that still are on it
const [STEP_BY_KEY, LEAP_BY_KEY] = [5, 25]; // places
/** @type {Record<string, At>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** @param {HTMLCanvasElement} canvas @param {Table} table */
export function hearStrokes(canvas, table) {
  const { desk } = table;
  canvas.onpointerdown = (event) => {
    if (event.button) return;
    canvas.setPointerCapture(event.pointerId);
    canvas.focus({ preventScroll: true }); // keys go on from here
    desk.cursor = null;
    desk.held = grasp(desk, placeUnder(canvas, event), reachOf(canvas, event));
    follow(canvas, table, event);
  };
  canvas.onpointermove = (event) => {
    if (canvas.hasPointerCapture(event.pointerId)) follow(canvas, table, event);
  };
  canvas.ontouchstart = (event) => event.preventDefault(); // a quick stroke is no fling of the page
  canvas.onlostpointercapture = () => {
    desk.held = null;
    table.done();
  };
}

/** @param {HTMLCanvasElement} canvas @param {PointerEvent} pointer @returns {At} */
function placeUnder(canvas, { clientX, clientY }) {
  const { left, bottom, width, height } = canvas.getBoundingClientRect();
  return [((clientX - left) / width) * LAST, ((bottom - clientY) / height) * LAST];
}

/** In places. @param {HTMLCanvasElement} canvas @param {PointerEvent} pointer */
function reachOf(canvas, { pointerType }) {
  return ((pointerType === "touch" ? FINGER : GRASP) / canvas.clientWidth) * LAST;
}

/** What a press begins: on a point to move it, beside all to paint. @param {Desk} desk @param {At} from @param {number} reach @returns {Held} */
function grasp({ drawing, tool }, from, reach) {
  const at = nearestPoint(drawing.points, from, reach);
  const kind = tool === ERASER ? "erase" : at < 0 ? "paint" : "move";
  return { kind, from, at, isBegun: false };
}

/** @param {HTMLCanvasElement} canvas @param {Table} table @param {PointerEvent} event */
function follow(canvas, { desk, draw }, event) {
  const { held } = desk;
  const [place, reach] = [placeUnder(canvas, event), reachOf(canvas, event)];
  if (!held) return;
  if (held.kind === "paint") paintTo(desk, held, place);
  else if (held.kind === "move") moveTo(desk, held, place, reach / 4);
  else eraseAt(desk, held, place, reach);
  draw();
}

/** Once a stroke, before it changes anything: true the first time. @param {Desk} desk @param {Held} held */
function begins({ drawing }, held) {
  const isFirst = !held.isBegun;
  if (isFirst) beginStroke(drawing);
  held.isBegun = true;
  return isFirst;
}

/** @param {Desk} desk @param {Held} held @param {At} place */
function paintTo(desk, held, place) {
  const { drawing, tool, most } = desk;
  if (begins(desk, held)) addPoint(drawing, [...place, tool], most);
  const { places, end } = strokeBetween(held.from, place, drawing.points.length);
  for (const each of places) addPoint(drawing, [...each, tool], most);
  held.from = end;
}

/** @param {Desk} desk @param {Held} held @param {At} place @param {number} least before it has moved */
function moveTo(desk, held, place, least) {
  const way = Math.hypot(place[0] - held.from[0], place[1] - held.from[1]);
  if (!held.isBegun && way < least) return;
  begins(desk, held);
  movePoint(desk.drawing, held.at, place);
}

/** @param {Desk} desk @param {Held} held @param {At} place @param {number} reach */
function eraseAt(desk, held, place, reach) {
  const at = nearestPoint(desk.drawing.points, place, reach);
  if (at < 0) return;
  begins(desk, held);
  desk.drawing.points.splice(at, 1);
}

// ---------------------------------------------------------------- by keys

/** @param {HTMLCanvasElement} canvas @param {Table} table */
export function hearDrawingKeys(canvas, table) {
  canvas.onkeydown = (event) => {
    const act = event.altKey ? undefined : actOf(event, table);
    if (!act) return;
    event.preventDefault(); // the page would scroll,
    event.stopPropagation(); // and Streamlit would run anew at an “r”
    act();
    table.draw();
  };
  canvas.onblur = () => {
    table.desk.cursor = null;
    table.draw();
  };
}

/** @param {KeyboardEvent} event @param {Table} table @returns {(() => void) | undefined} */
function actOf({ key, shiftKey, ctrlKey, metaKey }, table) {
  const { desk } = table;
  if (ctrlKey || metaKey) return key === "z" ? () => stepBack(table, "past") : key === "y" ? () => stepBack(table, "future") : undefined;
  if (isArrow(key)) return () => stepTo(table, key, shiftKey);
  if (/^[1-4]$/.test(key)) return () => paintHere(table, Number(key) - 1);
  return {
    Enter: () => (desk.tool === ERASER ? removeHere(table) : paintHere(table, desk.tool)),
    " ": () => (desk.tool === ERASER ? removeHere(table) : paintHere(table, desk.tool)),
    Delete: () => removeHere(table),
    Backspace: () => removeHere(table),
    u: () => stepBack(table, "past"),
    r: () => stepBack(table, "future"),
  }[key];
}

/** @param {Desk} desk @returns {At} */
function cursorOf(desk) {
  desk.cursor ??= [Math.round(LAST / 2), Math.round(LAST / 2)];
  return desk.cursor;
}

/** @param {At} place */
function placeInWords([x, y]) {
  return `${inUnits(x)} across, ${inUnits(y)} up`;
}

/** @param {Table} table @param {string} key @param {boolean} isLeap */
function stepTo({ desk, say }, key, isLeap) {
  const [x, y] = cursorOf(desk);
  const step = isLeap ? LEAP_BY_KEY : STEP_BY_KEY;
  const [dx, dy] = ARROWS[key];
  desk.cursor = [Math.max(0, Math.min(LAST, x + step * dx)), Math.max(0, Math.min(LAST, y + step * dy))];
  say(placeInWords(desk.cursor));
}

/** @param {Table} table @param {number} c */
function paintHere({ desk, done, say }, c) {
  const { drawing, names, most } = desk;
  const place = cursorOf(desk);
  if (!mayPaint(drawing, c)) return say(`Paint “${names[c - 1]}” first.`);
  if (drawing.points.length >= most) return say(`No more than ${most} points fit into a link.`);
  beginStroke(drawing);
  addPoint(drawing, [...place, c], most);
  done(`Painted “${names[c]}” at ${placeInWords(place)}. ${pointsInWords(drawing.points)}`);
}

/** Classes are painted in their order. @param {Drawing} drawing @param {number} c */
export function mayPaint({ points }, c) {
  return c < 2 || points.some(([, , other]) => other >= c - 1);
}

/** @param {Table} table */
function removeHere({ desk, done, say }) {
  const { drawing, names } = desk;
  const at = nearestPoint(drawing.points, cursorOf(desk));
  if (at < 0) return say("There is no point to remove.");
  beginStroke(drawing);
  const [[x, y, c]] = drawing.points.splice(at, 1);
  done(`Removed “${names[c]}” at ${placeInWords([x, y])}. ${pointsInWords(drawing.points)}`);
}

/** @param {Table} table @param {"past" | "future"} from */
export function stepBack({ desk, done, say }, from) {
  const words = from === "past" ? "Undone" : "Redone";
  if (!goTo(desk.drawing, from)) return say(`Nothing to ${from === "past" ? "undo" : "redo"}.`);
  done(`${words}. ${pointsInWords(desk.drawing.points)}`);
}
