// A drawing as points, and what a hand does to it. Places are whole numbers, from left and from below.
// The text of a drawing is that of lib/datasets/drawn/points.py: three letters a point.

/** @typedef {[x: number, y: number, c: number]} Point */
/** @typedef {{ points: Point[], past: string[], future: string[] }} Drawing past, future: texts to go back and forth to */

export const LAST = 255; // of the places along a side
const THREE_OF = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const UNITS = 10; // in the unit of the axes
const BRUSH = 11; // places between two points of a stroke
const SPRAY = 7; // places that a point of a stroke may lie beside it
const MOST_BACK = 200;
const GOLDEN = 0.6180339887498949;

/** @returns {Drawing} */
export function noDrawing() {
  return { points: [], past: [], future: [] };
}

/** @param {Point[]} points */
export function writePoints(points) {
  const letters = points.map(([x, y, c]) => {
    const code = (c << 16) | (x << 8) | y;
    return THREE_OF[code >> 12] + THREE_OF[(code >> 6) & 63] + THREE_OF[code & 63];
  });
  return letters.join("");
}

/** @param {string} text @returns {Point[]} */
export function readPoints(text) {
  return (text.match(/.../g) ?? []).map((three) => {
    const code = [...three].reduce((sum, letter) => sum * 64 + THREE_OF.indexOf(letter), 0);
    return [(code >> 8) & LAST, code & LAST, code >> 16];
  });
}

/** What follows can be undone. @param {Drawing} drawing */
export function beginStroke(drawing) {
  drawing.past = [...drawing.past, writePoints(drawing.points)].slice(-MOST_BACK);
  drawing.future = [];
}

/** Another drawing, which can be undone when there was one. @param {Drawing} drawing @param {string} text */
export function replacePoints(drawing, text) {
  if (drawing.points.length) beginStroke(drawing);
  drawing.points = readPoints(text);
}

/** One step; false when there is none. @param {Drawing} drawing @param {"past" | "future"} from */
export function goTo(drawing, from) {
  const text = drawing[from].pop();
  if (text === undefined) return false;
  drawing[from === "past" ? "future" : "past"].push(writePoints(drawing.points));
  drawing.points = readPoints(text);
  return true;
}

/** @param {number} place */
function insideSquare(place) {
  return Math.max(0, Math.min(LAST, Math.round(place)));
}

/** One more point; false when there are too many. @param {Drawing} drawing @param {Point} point @param {number} most */
export function addPoint({ points }, [x, y, c], most) {
  if (points.length >= most) return false;
  points.push([insideSquare(x), insideSquare(y), c]);
  return true;
}

/** @param {Drawing} drawing @param {number} at @param {[x: number, y: number]} to */
export function movePoint({ points }, at, [x, y]) {
  points[at] = [insideSquare(x), insideSquare(y), points[at][2]];
}

/**
 * Places of a stroke between its last point and the pointer, a little beside the line as a brush
 * has it; always the same for the same stroke. The last of them lies on the line and is where the
 * next piece begins.
 * @param {[number, number]} from @param {[number, number]} to @param {number} count of points so far
 * @returns {{ places: [number, number][], end: [number, number] }}
 */
export function strokeBetween(from, to, count) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const steps = Math.floor(Math.hypot(dx, dy) / BRUSH);
  if (!steps) return { places: [], end: from };
  const part = BRUSH / Math.hypot(dx, dy);
  const places = Array.from({ length: steps }, (_, k) => {
    const [turn, reach] = [2 * Math.PI * (((count + k) * GOLDEN) % 1), SPRAY * Math.sqrt(((count + k) * GOLDEN * GOLDEN) % 1)];
    const along = (k + 1) * part;
    return /** @type {[number, number]} */ ([from[0] + along * dx + reach * Math.cos(turn), from[1] + along * dy + reach * Math.sin(turn)]);
  });
  return { places, end: [from[0] + steps * part * dx, from[1] + steps * part * dy] };
}

/** Position of the nearest point, the upper one of two; -1 without any within reach. @param {Point[]} points @param {[number, number]} place @param {number} [reach] */
export function nearestPoint(points, [x, y], reach = Infinity) {
  let [found, least] = [-1, reach];
  points.forEach(([px, py], at) => {
    const distance = Math.hypot(px - x, py - y);
    if (distance <= least) [found, least] = [at, distance];
  });
  return found;
}

/** At how many places each class has points, up to the last one that has any: one place counts once. @param {Point[]} points */
export function countsOf(points) {
  const counts = [0, 0];
  for (const point of new Set(points.map((each) => each.join()))) {
    const c = Number(point.at(-1));
    while (counts.length <= c) counts.push(0);
    counts[c] += 1;
  }
  return counts;
}

/** @param {Point[]} points */
export function pointsInWords({ length }) {
  return `${length} point${length === 1 ? "" : "s"}.`;
}

/** What is missing before anything can be learned, or nothing. @param {Point[]} points @param {string[]} names of classes @param {number} fewest */
export function missingWords(points, names, fewest) {
  const counts = countsOf(points);
  const at = counts.findIndex((count) => count < fewest);
  if (at < 0) return "";
  const isTwice = points.filter(([, , c]) => c === at).length > counts[at];
  const has = counts[at] ? `there ${counts[at] === 1 ? "is" : "are"} ${counts[at]}` : "there is none yet";
  return `Paint at least ${fewest} points of “${names[at]}”${isTwice ? ", each at another place" : ""}: ${has}.`;
}

/** A place along a side, in the unit of the axes. @param {number} place */
export function inUnits(place) {
  return Number(((place * UNITS) / LAST).toFixed(2));
}

/** The rows for a spreadsheet. @param {Point[]} points @param {[across: string, up: string]} axes @param {string[]} names of classes */
export function csvOf(points, axes, names) {
  const rows = points.map(([x, y, c]) => [inUnits(x), inUnits(y), cellOf(names[c])]);
  const head = [...axes, axes.includes("target") ? "target_" : "target"].map(cellOf);
  return [head, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

/** A text that a spreadsheet does not run as a formula, see `as_cell` in lib/words/outside.py. @param {string} text */
function cellOf(text) {
  const safe = /^'*\s*[-=+@－＝＋＠\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
