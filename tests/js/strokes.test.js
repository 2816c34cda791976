// A hand on a sheet of points: strokes, moved and removed points, there and back again.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ERASER, hearDrawingKeys, hearStrokes, mayPaint } from "../../lib/ui/components/sheet_input.js";
import { LAST, csvOf, inUnits, missingWords, noDrawing, readPoints, replacePoints, writePoints } from "../../lib/ui/components/strokes.js";

/** @import { Point } from "../../lib/ui/components/strokes.js" */

const SIZE = 256; // px of the sheet: nearly a place each
const NAMES = ["cats", "dogs", "cows", "hens"];

/** A table with a sheet on it that a mouse and keys can reach. @param {number} [most] */
function laid(most = 400) {
  const desk = { drawing: noDrawing(), tool: 0, cursor: null, held: null, most, names: NAMES };
  const said = /** @type {string[]} */ ([]);
  let done = 0;
  const canvas = /** @type {any} */ ({
    clientWidth: SIZE,
    getBoundingClientRect: () => ({ left: 10, bottom: 300, width: SIZE, height: SIZE }),
    setPointerCapture: () => {},
    focus: () => {},
    hasPointerCapture: () => Boolean(desk.held),
  });
  const table = {
    desk,
    draw: () => {},
    say: (/** @type {string} */ words) => said.push(words),
    done: (words = "") => {
      done += 1;
      if (words) said.push(words);
    },
  };
  hearStrokes(canvas, table);
  hearDrawingKeys(canvas, table);
  /** @param {string} type @param {[number, number]} place */
  const event = (type, [x, y]) => ({ type, button: 0, pointerId: 1, pointerType: "mouse", clientX: 10 + (x / LAST) * SIZE, clientY: 300 - (y / LAST) * SIZE });
  /** @param {[number, number][]} places */
  const stroke = (...places) => {
    canvas.onpointerdown(event("pointerdown", places[0]));
    for (const place of places.slice(1)) canvas.onpointermove(event("pointermove", place));
    canvas.onlostpointercapture();
  };
  /** @param {string[]} keys */
  const press = (...keys) => {
    for (const key of keys) canvas.onkeydown({ key, preventDefault: () => {}, stopPropagation: () => {} });
  };
  return { desk, said, stroke, press, count: () => done };
}

test("any points come back from their text, which is Python's", () => {
  /** @type {Point[]} */
  const points = [[0, 0, 0], [255, 255, 3], [128, 7, 2], [9, 200, 1]];
  assert.equal(writePoints(points), "AAA___oAHQnI");
  for (let k = 0; k < 1000; k++) points.push([(k * 37) & LAST, (k * 101) & LAST, k & 3]);
  assert.deepEqual(readPoints(writePoints(points)), points);
  assert.deepEqual([0, 1, 7, 128, 200, 255].map(inUnits), [0, 0.04, 0.27, 5.02, 7.84, 10]);
});

test("a tap is one point, a stroke several that lie along it, always the same ones", () => {
  const { desk, stroke } = laid();
  stroke([50, 60]);
  assert.deepEqual(desk.drawing.points, [[50, 60, 0]]);
  desk.tool = 1;
  stroke([100, 20], [150, 20], [150, 25], [250, 25]);
  const painted = desk.drawing.points.slice(1);
  assert.ok(painted.length > 10 && painted.length < 20, `${painted.length}`);
  assert.ok(painted.every(([x, y, c]) => x > 90 && y < 35 && c === 1));
  const again = laid();
  again.stroke([50, 60]);
  again.desk.tool = 1;
  again.stroke([100, 20], [150, 20], [150, 25], [250, 25]);
  assert.deepEqual(again.desk.drawing.points, desk.drawing.points);
});

test("a press on a point moves it, the eraser takes away what it touches, and each can be undone", () => {
  const { desk, stroke, press, count } = laid();
  stroke([50, 60]);
  stroke([200, 60]);
  stroke([52, 61], [90, 95], [300, -20]); // beyond the edge
  assert.deepEqual(desk.drawing.points, [[255, 0, 0], [200, 60, 0]]);
  stroke([200, 60]); // pressed and not moved
  assert.equal(desk.drawing.past.length, 3);
  desk.tool = ERASER;
  stroke([20, 200]); // where nothing is
  assert.equal(desk.drawing.past.length, 3);
  stroke([255, 2], [230, 30], [201, 59]);
  assert.deepEqual(desk.drawing.points, []);
  assert.equal(count(), 6);
  press("u", "u");
  assert.deepEqual(desk.drawing.points, [[50, 60, 0], [200, 60, 0]]);
  press("r", "r", "r");
  assert.deepEqual(desk.drawing.points, []);
  replacePoints(desk.drawing, "QnI");
  assert.deepEqual(desk.drawing.points, [[9, 200, 1]]);
});

test("with keys alone: a cursor, points of a class, the nearest one removed, all of it said", () => {
  const { desk, said, press } = laid();
  press("ArrowLeft", "ArrowUp", "1", "ArrowRight", "2", "Delete", "u", "4", "Backspace", "Backspace", "Backspace");
  assert.deepEqual(desk.drawing.points, []);
  assert.deepEqual(said, [
    "4.82 across, 5.02 up",
    "4.82 across, 5.22 up",
    "Painted “cats” at 4.82 across, 5.22 up. 1 point.",
    "5.02 across, 5.22 up",
    "Painted “dogs” at 5.02 across, 5.22 up. 2 points.",
    "Removed “dogs” at 5.02 across, 5.22 up. 1 point.",
    "Undone. 2 points.",
    "Paint “cows” first.",
    "Removed “dogs” at 5.02 across, 5.22 up. 1 point.",
    "Removed “cats” at 4.82 across, 5.22 up. 0 points.",
    "There is no point to remove.",
  ]);
});

test("no more points than fit into a link, and classes in their order", () => {
  const { desk, stroke, press, said } = laid(3);
  stroke([10, 10], [250, 10]);
  assert.equal(desk.drawing.points.length, 3);
  press("1");
  assert.equal(said.at(-1), "No more than 3 points fit into a link.");
  assert.deepEqual([0, 1, 2, 3].map((c) => mayPaint(desk.drawing, c)), [true, true, false, false]);
});

test("what is missing is said of the first class that lacks points", () => {
  const few = (/** @type {number[]} */ ...counts) => counts.flatMap((count, c) => Array.from({ length: count }, (_, k) => /** @type {Point} */ ([k, 2, c])));
  const words = (/** @type {number[]} */ ...counts) => missingWords(few(...counts), NAMES, 5);
  assert.equal(words(), "Paint at least 5 points of “cats”: there is none yet.");
  assert.equal(words(9), "Paint at least 5 points of “dogs”: there is none yet.");
  assert.equal(words(9, 5, 1), "Paint at least 5 points of “cows”: there is 1.");
  assert.equal(words(9, 4, 0, 9), "Paint at least 5 points of “dogs”: there are 4.");
  assert.equal(words(9, 5), "");
  const twice = [...few(9, 3), ...few(9, 3)]; // one place counts once
  assert.equal(missingWords(twice, NAMES, 5), "Paint at least 5 points of “dogs”, each at another place: there are 3.");
});

test("rows for a spreadsheet run nothing in it", () => {
  const text = csvOf([[0, 255, 0], [128, 7, 1]], ["=x", "target"], ["a,b", '-"c"', "", ""]);
  assert.equal(text, "'=x,target,target_\r\n0,10,\"a,b\"\r\n5.02,0.27,\"'-\"\"c\"\"\"\r\n");
});
