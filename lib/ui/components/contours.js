// The borders between the classes' regions, traced square by square between the middles of cells.

/** @import { Outcome } from "./blend.js" */

const LEVEL = 1e-9; // a place that is level lies on the side of its winner, not on the border

/**
 * As one line, see lines.js. Every border has two sides, so the largest region need not be traced.
 * @param {Outcome} outcome of n by n places @param {number} n
 * @param {boolean} isStepped the answers jump, so borders run between cells
 */
export function bordersOf(outcome, n, isStepped) {
  const counts = new Array(outcome.planes.length).fill(0);
  for (const c of outcome.winner) counts[c] += 1;
  const largest = counts.indexOf(Math.max(...counts));
  /** @type {number[]} */
  const line = [];
  counts.forEach((count, c) => {
    if (count && c !== largest) trace(heightsOf(outcome, c, isStepped), n, line);
  });
  return Float32Array.from(line);
}

/** How far a class leads, below zero where it does not win. @param {Outcome} outcome @param {number} c @param {boolean} isStepped */
function heightsOf({ planes, winner, best, second }, c, isStepped) {
  const heights = new Float32Array(winner.length);
  for (let i = 0; i < heights.length; i++) {
    const wins = winner[i] === c;
    const lead = wins ? planes[c][i] - second[i] : best[i] - planes[c][i];
    heights[i] = (wins ? 1 : -1) * (isStepped ? 1 : Math.max(LEVEL, lead));
  }
  return heights;
}

/**
 * Where the heights cross zero, a piece for each square; the outermost cells reach to the edge.
 * @param {Float32Array} heights @param {number} n @param {number[]} line grows
 */
function trace(heights, n, line) {
  for (let j = 0; j <= n; j++) {
    const below = Math.max(0, j - 1) * n;
    const above = Math.min(n - 1, j) * n;
    let a = heights[below];
    let d = heights[above];
    for (let i = 0; i <= n; i++) {
      const right = Math.min(n - 1, i);
      const b = heights[below + right];
      const c = heights[above + right];
      const isCrossed = a > 0 !== b > 0 || a > 0 !== c > 0 || a > 0 !== d > 0;
      if (isCrossed) cross([a, b, c, d], [place(i, n), place(j, n), place(i + 1, n), place(j + 1, n)], line);
      a = b;
      d = c;
    }
  }
}

/** Of the middle of a cell, counted from 1; the edge before the first and after the last. @param {number} i @param {number} n */
function place(i, n) {
  return Math.min(1, Math.max(0, (i - 0.5) / n));
}

/**
 * The pieces in one square.
 * @param {[number, number, number, number]} heights of its corners, from the lower left around
 * @param {[number, number, number, number]} edges left, lower, right, upper @param {number[]} line grows
 */
function cross([a, b, c, d], [left, lower, right, upper], line) {
  const kind = Number(a > 0) + 2 * Number(b > 0) + 4 * Number(c > 0) + 8 * Number(d > 0);
  const ends = [
    [left + (right - left) * (a / (a - b)), lower],
    [right, lower + (upper - lower) * (b / (b - c))],
    [left + (right - left) * (d / (d - c)), upper],
    [left, lower + (upper - lower) * (a / (a - d))],
  ];
  for (const [from, to] of piecesOf(kind, a + b + c + d > 0)) line.push(...ends[from], ...ends[to], NaN, NaN);
}

/** Below, right, above, left: which edges of a square a border joins, by the corners that are above zero. */
const PIECES = [
  [], [[3, 0]], [[0, 1]], [[3, 1]], [[1, 2]], [[3, 0], [1, 2]], [[0, 2]], [[3, 2]],
  [[2, 3]], [[2, 0]], [[0, 1], [2, 3]], [[2, 1]], [[1, 3]], [[1, 0]], [[0, 3]], [],
];

/** Two corners across from each other may be joined or not. @param {number} kind @param {boolean} isJoined */
function piecesOf(kind, isJoined) {
  if (kind === 5 && isJoined) return PIECES[10];
  if (kind === 10 && isJoined) return PIECES[5];
  return PIECES[kind];
}
