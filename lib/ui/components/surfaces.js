// What a stack learned: its answer over the scores that two of its models give a class, and the
// rows at the scores that they were given.

import { outcomeOf } from "./blend.js";
import { bytesOf } from "./bytes.js";
import { bordersOf } from "./contours.js";
import { paintField } from "./pictures.js";
import { isArrow } from "./pointing.js";

/** @import { Said } from "./blend.js" */
/** @import { Picture, Place, Rows, SentSurfaces } from "./types" */
/** @typedef {Omit<SentSurfaces, "values"> & { values: Uint8Array }} Surfaces */
/** @typedef {{ across: number, up: number, c: number }} Chosen two models, and a class */

const WHOLE_BYTE = 255;
const ASIDE = 2; // a row aside is that much farther than one straight ahead

/** @param {SentSurfaces} sent @returns {Surfaces} */
export function decodeSurfaces(sent) {
  return { ...sent, values: bytesOf(sent.values) };
}

/**
 * How probable the class is, a number a cell; across may be the later of the two models.
 * @param {Surfaces} surfaces @param {Chosen} chosen @param {number} nModels
 */
export function surfaceOf({ n, classes, values }, { across, up, c }, nModels) {
  const [a, b] = [Math.min(across, up), Math.max(across, up)];
  const pair = a * nModels - (a * (a + 1)) / 2 + (b - a - 1); // in the order of all pairs
  const at = (classes.indexOf(c) * nModels * (nModels - 1)) / 2 + pair;
  const cells = values.subarray(at * n * n, (at + 1) * n * n);
  return Float64Array.from({ length: n * n }, (_, cell) => {
    const [i, j] = [cell % n, Math.floor(cell / n)];
    return cells[across < up ? cell : i * n + j] / WHOLE_BYTE;
  });
}

/**
 * As a picture: the class in its colour, the paler the less sure; of two classes the other one too.
 * @param {Float64Array} p by `surfaceOf` @param {number} n @param {number} c @param {Picture} picture
 */
export function drawnSurface(p, n, c, { w, colours, classes }) {
  const rest = p.map((value) => 1 - value);
  const other = classes.length === 2 ? 1 - c : c;
  const codes = Uint8Array.from(p, (value) => {
    const sure = Math.round(Math.abs(2 * value - 1) * (w - 1));
    if (value > 0.5) return c * w + sure;
    return other === c ? c * w : other * w + sure;
  });
  const line = bordersOf(outcomeOf([p, rest], 0), n, false);
  return { field: paintField(codes, n, colours), line };
}

/** The two models whose answers differ most: where they agree there is little to learn. @param {Said} said of the rows held back */
export function farthestPair({ terms: { average }, size }) {
  let [found, most] = [[0, 1], -1];
  average.forEach(([first], a) => {
    for (let b = a + 1; b < average.length; b++) {
      let apart = 0;
      for (let row = 0; row < size; row++) apart += Math.abs(first[row] - average[b][0][row]);
      if (apart > most) [found, most] = [[a, b], apart];
    }
  });
  return found;
}

/** Where each row lies. @param {Said} said of the rows held back @param {Chosen} chosen */
export function placesOfRows({ terms, size }, { across, up, c }) {
  const [x, y] = [across, up].map((m) => terms.average[m][c]);
  const points = new Float32Array(2 * size);
  for (let row = 0; row < size; row++) points.set([x[row], y[row]], 2 * row);
  return points;
}

/** The row next to a place; none without rows. @param {Pick<Rows, "points">} rows @param {Place} place */
export function nearestRow(rows, place) {
  return best(rows, (dx, dy) => dx * dx + dy * dy, place);
}

/**
 * The next row that way; the same one when there is none.
 * @param {Pick<Rows, "points">} rows @param {number} row @param {string} key an arrow
 */
export function rowAfter(rows, row, key) {
  if (!isArrow(key)) return row;
  const sign = key === "ArrowRight" || key === "ArrowUp" ? 1 : -1;
  const isAcross = key === "ArrowRight" || key === "ArrowLeft";
  const { points } = rows;
  const found = best(
    rows,
    (dx, dy, other) => {
      const [ahead, aside] = isAcross ? [sign * dx, dy] : [sign * dy, dx];
      const isLater = ahead === 0 && aside === 0 && sign * (other - row) > 0; // of those in one place
      return ahead > 0 || isLater ? ahead + ASIDE * Math.abs(aside) : Infinity;
    },
    [points[2 * row], points[2 * row + 1]],
  );
  return found < 0 ? row : found;
}

/** @param {Pick<Rows, "points">} rows @param {(dx: number, dy: number, row: number) => number} far @param {Place} from */
function best({ points }, far, [x, y]) {
  let [found, least] = [-1, Infinity];
  for (let row = 0; 2 * row < points.length; row++) {
    const away = far(points[2 * row] - x, points[2 * row + 1] - y, row);
    if (away < least) [found, least] = [row, away];
  }
  return found;
}
