// One row that is followed: which one is meant, and how its ballots come to an answer.

import { blend, roomFor } from "./blend.js";
import { isNews } from "./echo.js";

/** @import { Said } from "./blend.js" */
/** @import { Echo } from "./echo.js" */
/** @import { Count, Method, Picture, Place, Rows, Way } from "./types" */
/** @typedef {Echo & { row: number }} Following row: -1 for none */
/** @typedef {{ name: string, shares: number[], answer: number }} Ballot shares: a probability a class, none where nobody said */
/** @typedef {{ truth: number, members: Ballot[], together: Ballot, way: Way, count: Count | undefined, tied: boolean }} Opened */

const SMALL_LEAD = 1e-6;
/** @type {Record<Way, string>} */
const NO_SUM = {
  one: "One model answers, so nothing is summed.",
  vote: "This rule is more than one sum.",
  stack: "It has learned what to make of these answers, so there is no sum to show.",
  sources: "It hears models of its own for each source, not these.",
  model: "It is one model, made from all of these, and answers alone.",
};

/** @returns {Following} */
export function nobodyFollowed() {
  return { asked: "", told: [], row: -1 };
}

/** Take over Python's row when it is news. @param {Following} following @param {string} sent @param {number} nRows */
export function adoptRow(following, sent, nRows) {
  if (isNews(following, sent)) following.row = sent === "" ? -1 : Number(sent);
  if (following.row >= nRows) following.row = -1;
}

/** Follow another row; false when it is followed. @param {Following} following @param {number} row */
export function followOther(following, row) {
  if (following.row === row) return false;
  following.row = row;
  following.told.push(rowInLink(row));
  return true;
}

/** As in a link. @param {number} row */
export function rowInLink(row) {
  return row < 0 ? "" : String(row);
}

/**
 * The row that is drawn nearest to a place of the unit square, seen from below; -1 where none is so near.
 * @param {Pick<Rows, "points">} rows @param {Place} place @param {number} [reach]
 */
export function rowNear({ points }, [x, y], reach = Infinity) {
  let nearest = reach * reach;
  let found = -1;
  for (let row = 0; 2 * row < points.length; row++) {
    const away = (points[2 * row] - x) ** 2 + (points[2 * row + 1] - y) ** 2;
    if (away < nearest) [nearest, found] = [away, row];
  }
  return found;
}

/**
 * What everybody said about a row without having seen it; null as long as nothing was held back.
 * @param {Picture} picture @param {Method} method on the right @param {Count | undefined} count how it
 * counts the members' votes, when it does @param {number} row @returns {Opened | null}
 */
export function openRow({ counter, y }, method, count, row) {
  if (!counter?.votes.rows) return null;
  if (method.way === "one") count = undefined; // which model it is was chosen anew in every trial
  const { names } = counter.votes;
  const said = ofRow(counter.votes.rows, row);
  const members = names.map((name, m) => ({
    ...outcomeFor(said, { weights: names.map((_, other) => Number(m === other)), rule: "average" }),
    name,
  }));
  const result = count ? outcomeFor(said, count) : { shares: [], answer: method.predicted[row] };
  const [first, second] = [...result.shares].sort((a, b) => b - a);
  const tied = count?.rule === "votes" && first - second < SMALL_LEAD + said.tie;
  return { truth: y[row], members, together: { ...result, name: method.short }, way: method.way, count, tied };
}

/** @param {Said} said @param {number} row @returns {Said} */
function ofRow({ terms, ...rest }, row) {
  /** @param {import("./blend.js").Plane[][]} members */
  const one = (members) => members.map((planes) => planes.map((plane) => plane.subarray(row, row + 1)));
  const { average, product, votes, pool } = terms;
  return { ...rest, size: 1, terms: { average: one(average), product: one(product), votes: one(votes), pool: one(pool) } };
}

/** @param {Said} said of one row @param {Count} count */
function outcomeFor(said, count) {
  const outcome = roomFor(said);
  blend(said, count, outcome);
  return { shares: outcome.planes.map(([share]) => share), answer: outcome.winner[0] };
}

/**
 * How many are wrong, and what comes of it, as lib/inside/row_fold.py says it.
 * @param {Pick<Opened, "members" | "together" | "truth">} opened
 */
export function outcomeInWords({ members, together, truth }) {
  const [n, wrong] = [members.length, members.filter(({ answer }) => answer !== truth).length];
  const isRight = together.answer === truth;
  const isSurprising = 2 * wrong !== n && 2 * wrong > n === isRight; // of two one is wrong: no surprise
  return `${howMany(wrong, n)}, ${isSurprising ? "yet" : "and"} ${together.name} is ${rightOrWrong(isRight)}.`;
}

/** @param {number} wrong @param {number} n of so many models */
function howMany(wrong, n) {
  if (wrong % n) return `${wrong} of ${n} models ${wrong === 1 ? "is" : "are"} wrong`;
  const everybody = ["", "The only model is", "Both models are"][n] ?? `All ${n} models are`;
  return `${everybody} ${rightOrWrong(!wrong)}`;
}

/** @param {boolean} isRight */
function rightOrWrong(isRight) {
  return isRight ? "right" : "wrong";
}

/**
 * The sum or the count behind the answer, or why there is none to show.
 * @param {Opened} opened @param {string[]} classes
 */
export function sumInWords({ members, together, way, count, tied }, classes) {
  if (!count) return NO_SUM[way];
  const { weights, rule } = count;
  const name = classes[together.answer];
  const share = together.shares[together.answer].toFixed(2);
  if (rule === "votes") return votesInWords(members, weights, classes) + (tied ? " A tie: the higher average probability decides." : "");
  if (rule === "product") return `${name}: all probabilities multiplied, made to sum to one again, give ${share}.`;
  const counting = members.map(({ shares }, m) => ({ p: shares[together.answer].toFixed(2), w: weights[m] })).filter(({ w }) => w);
  const isEqual = counting.every(({ w }) => Math.abs(w - counting[0].w) < SMALL_LEAD);
  const terms = counting.map(({ p, w }) => (isEqual ? p : `${w.toFixed(2)} × ${p}`)).join(" + ");
  return `${name}: ${isEqual && counting.length > 1 ? `(${terms}) / ${counting.length}` : terms} = ${share}.`;
}

/** @param {Ballot[]} members @param {number[]} weights @param {string[]} classes */
function votesInWords(members, weights, classes) {
  const isEqual = weights.every((weight) => Math.abs(weight - weights[0]) < SMALL_LEAD);
  const votes = classes.map((name, c) => ({ name, n: members.reduce((sum, { answer }, m) => sum + (answer === c ? weights[m] : 0), 0) }));
  const cast = votes.filter(({ n }) => n > 0).sort((a, b) => b.n - a.n);
  const said = cast.map(({ name, n }) => `${name} ${isEqual ? Math.round(n * members.length) : n.toFixed(2)}`);
  return `${isEqual ? "Votes" : "Weight of the votes"}: ${said.join(", ")}.`;
}
