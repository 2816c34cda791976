// Votes counted in the browser: what every member says, and what follows from it for any weights.
// The same as lib/combiners/weighted_vote.py and log_linear_pool.py, on the same answers.

import { bytesOf, floatsOf } from "./bytes.js";

/** @import { Count, Rule, SentHand } from "./types" */
/** @typedef {Float64Array} Plane a number for each place or row */
/** @typedef {{ size: number, nClasses: number, tie: number, prior: number[], terms: Terms, broken: Terms | null }} Said prior: logarithms, of pools; broken: of members that speak of other rows */
/** @typedef {Record<Rule, Plane[][]>} Terms of each member a plane a class, of which weighted sums are taken */
/** @typedef {Omit<SentHand, "places" | "rows"> & { places: Said, rows: Said | null }} Votes */
/** @typedef {{ planes: Plane[], winner: Uint8Array, best: Plane, second: Plane }} Outcome */

const WHOLE = 65534; // of a place, as hand.py has it
const LEVEL_WITHIN = 4e-7; // answers come with so many digits

/** @param {SentHand} sent @param {number} nClasses @returns {Votes} */
export function decodeVotes(sent, nClasses) {
  const shares = new Uint16Array(bytesOf(sent.places).buffer);
  const places = Float64Array.from(shares, (share) => ((2 * share) / WHOLE - 1) * sent.furthest);
  const rows = Float64Array.from(floatsOf(sent.rows));
  const said = { places: saidOf(places, sent, nClasses), rows: rows.length ? saidOf(rows, sent, nClasses) : null };
  const instead = new Uint32Array(bytesOf(sent.instead).buffer);
  if (instead.length && said.rows) breakAll(said.places, said.rows, instead);
  return { ...sent, ...said };
}

/**
 * What members say whose source shows the readings of other rows: of a row what they say of the
 * other one, everywhere what they say on average.
 * @param {Said} places @param {Said} rows @param {Uint32Array} instead which other one
 */
function breakAll(places, rows, instead) {
  rows.broken = ofTerms(rows.terms, (plane) => Float64Array.from(instead, (row) => plane[row]));
  places.broken = ofTerms(rows.terms, (plane) => new Float64Array(places.size).fill(meanOf(plane)));
}

/** @param {Terms} terms @param {(plane: Plane) => Plane} make @returns {Terms} */
function ofTerms(terms, make) {
  const made = Object.entries(terms).map(([rule, members]) => [rule, members.map((planes) => planes.map(make))]);
  return Object.fromEntries(made);
}

/** @param {Plane} plane */
function meanOf(plane) {
  return plane.reduce((sum, value) => sum + value, 0) / plane.length;
}

/** @param {Plane} ratios logarithms, to the last class @param {SentHand} sent @param {number} nClasses @returns {Said} */
function saidOf(ratios, { names, tie, logShares: prior }, nClasses) {
  const size = ratios.length / names.length / (nClasses - 1);
  const product = names.map((_, m) => {
    const from = m * (nClasses - 1) * size;
    return Array.from({ length: nClasses }, (__, c) =>
      c < nClasses - 1 ? ratios.slice(from + c * size, from + (c + 1) * size) : new Float64Array(size),
    );
  });
  const average = product.map((planes) => planes.map((plane) => plane.slice()));
  average.forEach(toProbabilities);
  const votes = average.map((planes) => ballotsOf(planes, tie));
  return { size, nClasses, tie, prior, terms: { average, product, votes, pool: product }, broken: null };
}

/** Logarithms become the probabilities that they stand for. @param {Plane[]} planes */
function toProbabilities(planes) {
  for (let i = 0; i < planes[0].length; i++) {
    let most = -Infinity;
    let sum = 0;
    for (const plane of planes) most = Math.max(most, plane[i]);
    for (const plane of planes) sum += plane[i] = Math.exp(plane[i] - most);
    for (const plane of planes) plane[i] /= sum;
  }
}

/** One vote each, split by who is torn, and the tie-break beside it. @param {Plane[]} planes @param {number} tie */
function ballotsOf(planes, tie) {
  const ballots = planes.map((plane) => plane.slice());
  for (let i = 0; i < planes[0].length; i++) {
    let most = 0;
    for (const plane of planes) most = Math.max(most, plane[i]);
    const leads = planes.map((plane) => Number(plane[i] >= most - LEVEL_WITHIN));
    const n = leads.reduce((sum, lead) => sum + lead, 0);
    ballots.forEach((plane, c) => (plane[i] = (leads[c] / n + tie * plane[i]) / (1 + tie)));
  }
  return ballots;
}

/** Room for what comes out, to be used again and again. @param {Said} said @returns {Outcome} */
export function roomFor({ terms, size }) {
  const [member] = terms.average;
  return outcomeOf(member.map(() => new Float64Array(size)), 0);
}

/** @param {Plane[]} planes @param {number} within @returns {Outcome} */
export function outcomeOf(planes, within) {
  const [winner, best, second] = [new Uint8Array(planes[0].length), planes[0].slice(), planes[0].slice()];
  const outcome = { planes, winner, best, second };
  rank(outcome, within);
  return outcome;
}

/** Who wins, the first of those that are level, and by how much. @param {Outcome} outcome @param {number} within */
export function rank({ planes, winner, best, second }, within) {
  for (let i = 0; i < winner.length; i++) {
    let first = 0;
    let most = planes[0][i];
    let next = -1;
    for (let c = 1; c < planes.length; c++) {
      const p = planes[c][i];
      if (p > most + within) {
        first = c;
        next = most;
        most = p;
      } else if (p > next) next = p;
    }
    winner[i] = first;
    best[i] = most;
    second[i] = next;
  }
}

/** How much each counts in the end; one that is muted not at all. @param {Count} count */
function heardOf({ weights, rule, states = [] }) {
  const said = weights.map((weight, m) => (states[m] === "muted" ? 0 : weight));
  const sum = said.reduce((total, weight) => total + weight, 0);
  if (rule === "pool") return said;
  if (sum > 0) return said.map((weight) => weight / sum);
  return heardOf({ weights: weights.map(() => 1), rule, states }); // nothing but zeros: equal weights
}

/** Count the votes. @param {Said} said @param {Count} count @param {Outcome} outcome is filled */
export function blend({ terms, broken, tie, prior }, count, outcome) {
  const { rule, states = [] } = count;
  const heard = heardOf(count);
  const members = terms[rule].map((planes, m) => (broken && states[m] === "broken" ? broken[rule][m] : planes));
  const rest = 1 - heard.reduce((total, weight) => total + weight, 0);
  outcome.planes.forEach((plane, c) => {
    plane.fill(rule === "pool" ? rest * prior[c] : 0);
    members.forEach((planes, m) => heard[m] && add(plane, planes[c], heard[m]));
  });
  if (rule === "product" || rule === "pool") toProbabilities(outcome.planes);
  rank(outcome, rule === "votes" ? tie * LEVEL_WITHIN : LEVEL_WITHIN);
}

/** @param {Plane} plane @param {Plane} other @param {number} weight */
function add(plane, other, weight) {
  for (let i = 0; i < plane.length; i++) plane[i] += weight * other[i];
}

/**
 * A byte a place, as `encode` in lib/engine/boundary.py makes it.
 * @param {Outcome} outcome @param {number} w codes a class @param {Uint8Array} codes are filled
 */
export function encode({ winner, best, planes }, w, codes) {
  const level = 1 / planes.length;
  for (let i = 0; i < codes.length; i++) {
    const confidence = Math.max(0, (best[i] - level) / (1 - level));
    codes[i] = winner[i] * w + Math.round(Math.min(1, confidence) * (w - 1));
  }
}
