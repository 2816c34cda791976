// A regular polygon with a corner for each member, in which a place says how much each one counts.
// The middle is (0, 0), corners are 1 away from it, y points down as on a screen.

import { TURN } from "./marks.js";

/** @import { Place } from "./types" */

/** @param {number} n members; two have a line, the first of more is on top @returns {Place[]} */
export function cornersOf(n) {
  const first = n === 2 ? TURN / 2 : -TURN / 4;
  return Array.from({ length: n }, (_, m) => [Math.cos(first + (m * TURN) / n), Math.sin(first + (m * TURN) / n)]);
}

/** Twice the area of a triangle. @param {Place} a @param {Place} b @param {Place} c */
function area([ax, ay], [bx, by], [cx, cy]) {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

/**
 * Generalised barycentric coordinates (Wachspress 1975): none is below zero, they sum to one, the
 * corners weighed by them have their centre here, and at a corner only that one counts.
 * @param {Place} place inside @param {Place[]} corners
 */
export function weightsAt(place, corners) {
  if (corners.length === 2) return [(1 - place[0]) / 2, (1 + place[0]) / 2];
  const n = corners.length;
  const areas = corners.map((corner, m) => Math.max(0, area(place, corner, corners[(m + 1) % n])));
  const products = corners.map((_, m) =>
    areas.reduce((product, each, edge) => (edge === m || edge === (m + n - 1) % n ? product : product * each), 1),
  );
  const sum = products.reduce((total, product) => total + product, 0);
  return products.map((product) => product / sum);
}

/** Where weights are drawn: the centre of the corners weighed by them. @param {number[]} weights @param {Place[]} corners @returns {Place} */
export function placeOfWeights(weights, corners) {
  /** @param {0 | 1} axis */
  const along = (axis) => weights.reduce((sum, weight, m) => sum + weight * corners[m][axis], 0);
  return [along(0), along(1)];
}

/** The nearest place that is inside. @param {Place} place @param {Place[]} corners @returns {Place} */
export function inside(place, corners) {
  const n = corners.length;
  const edges = corners.map((corner, m) => /** @type {[Place, Place]} */ ([corner, corners[(m + 1) % n]]));
  if (n > 2 && edges.every(([a, b]) => area(place, a, b) >= 0)) return place;
  const nearest = edges.map(([a, b]) => onEdge(place, a, b));
  return nearest.reduce((best, each) => (distance(place, each) < distance(place, best) ? each : best));
}

/** @param {Place} place @param {Place} a @param {Place} b @returns {Place} */
function onEdge(place, a, b) {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const share = ((place[0] - a[0]) * dx + (place[1] - a[1]) * dy) / (dx * dx + dy * dy);
  const t = Math.max(0, Math.min(1, share));
  return [a[0] + t * dx, a[1] + t * dy];
}

/** @param {Place} a @param {Place} b */
export function distance(a, b) {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

/**
 * The weights of a place; of a mark when it is on one, for a polygon of more than three corners has
 * fewer places than there are weights.
 * @param {Place} place @param {Place[]} corners @param {number[][]} marked weights
 * @param {number} reach this close to a mark is on it
 */
export function weightsNear(place, corners, marked, reach) {
  const within = inside(place, corners);
  const away = marked.map((weights) => distance(within, placeOfWeights(weights, corners)));
  const nearest = Math.min(...away);
  return nearest < reach ? marked[away.indexOf(nearest)] : weightsAt(within, corners);
}

/** Whole hundredths that sum to one: what is written down. @param {number[]} weights */
export function rounded(weights) {
  const shares = weights.map((weight) => 100 * weight);
  const whole = shares.map(Math.floor);
  const left = 100 - whole.reduce((sum, each) => sum + each, 0);
  const order = shares.map((share, m) => ({ m, rest: share - whole[m] })).sort((a, b) => b.rest - a.rest);
  for (const { m } of order.slice(0, left)) whole[m] += 1;
  return whole.map((each) => each / 100);
}
