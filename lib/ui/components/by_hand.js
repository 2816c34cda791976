// What the visitor makes by hand on a stage, a vote or a fusion of sources: its weights, its
// picture, and when Python hears of it.

import { bestWeights } from "./best_weights.js";
import { countWrong } from "./comparison.js";
import { counted } from "./counted.js";
import { isNews } from "./echo.js";
import { isLike } from "./hand_panel.js";
import { rounded } from "./polygon.js";

/** @import { Echo } from "./echo.js" */
/** @import { Count, Method, Picture, Rule } from "./types" */
/** @import { Visit } from "./weight_pad.js" */
/** @typedef {Echo & { count: Count, isHeld: boolean, isNew: boolean, best: Partial<Record<Rule, number[]>>, of: string, method: Method | null }} Hand best: found so far; of: the picture; isNew: not the vote on the right as it is */

const KEY = "weighted_vote"; // what is made by hand
const TITLE = "Weighted vote";
const EXACT = 1e-9;

/** @returns {Hand} */
export function noHand() {
  return { asked: "", told: [], count: { weights: [], rule: "average" }, isHeld: false, isNew: false, best: {}, of: "", method: null };
}

/** By what a method is counted, if it can be. @param {Picture | undefined} picture @param {Method | undefined} method */
export function counterFor(picture, method) {
  if (method?.way === "vote") return picture?.counter;
  return method?.way === "sources" ? picture?.sources : null;
}

/** How a method is counted that can be taken into the hand. @param {Picture | undefined} picture @param {Method | undefined} method */
export function countOf(picture, method) {
  return method && counterFor(picture, method)?.votes.counts[method.key];
}

/**
 * Take over how the method on the right is counted, when that is news.
 * @param {Hand} hand @param {Picture} picture @param {Count} own @param {string} [way] of what is not a vote
 */
export function takeOver(hand, picture, own, way = "") {
  const isNew = isNews(hand, way + written(own));
  const isOther = hand.count.weights.length !== own.weights.length;
  if ((isNew && !hand.isHeld) || isOther) hand.count = own;
  if (hand.of === picture.id) return;
  hand.of = picture.id;
  hand.method = null;
  hand.best = {};
}

/** The picture of what is in the hand. @param {Hand} hand @param {Picture} picture @param {Method} right */
export function recount(hand, picture, right) {
  const counter = counterFor(picture, right);
  if (!counter) return right;
  const drawn = counted(counter, hand.count, hand.method?.field);
  hand.isNew = !isOwn(hand, picture, right);
  const own = hand.isNew ? namesByHand(right) : { predicted: right.predicted }; // as learned in each trial
  hand.method = { ...right, ...drawn, ...own };
  return hand.method;
}

/** @param {Method} right */
function namesByHand({ way, key, title }) {
  if (way === "vote") return { key: KEY, title: TITLE, short: TITLE, note: "" };
  return { key: `${key} by hand`, title: `${title}, by hand`, short: "By hand", note: "" };
}

/** Whether it is counted just as the method on the right. @param {Hand} hand @param {Picture} picture @param {Method} right */
export function isOwn({ count }, picture, right) {
  const own = countOf(picture, right);
  return own?.rule === count.rule && !count.states?.some(Boolean) && isLike(own.weights, count.weights, EXACT);
}

/**
 * It is let go of: what is written down is what is shown. Gives the key of the vote that it is
 * already, else what Python is told.
 * @param {Hand} hand @param {Picture} picture @returns {{ key: string } | { count: Count }}
 */
export function letGo(hand, picture) {
  hand.isHeld = false;
  const known = picture.methods.find((method) => method.way === "vote" && isOwn(hand, picture, method));
  if (known) return { key: known.key };
  const { rule, weights } = hand.count;
  const isEqual = isLike(weights, equalWeights(weights.length), EXACT);
  hand.count = { rule, weights: isEqual ? weights : rounded(weights) };
  hand.told.push(written(hand.count));
  return { count: { rule, weights: isEqual ? weights.map(() => 1) : hand.count.weights } };
}

/** What is the same for both sides. @param {Count} count */
function written({ weights, rule }) {
  return [rule, ...weights.map((weight) => weight.toFixed(3))].join();
}

/** @param {number} n */
export function equalWeights(n) {
  return new Array(n).fill(1 / n);
}

/** The weights of a place that is worth a visit. @param {Hand} hand @param {Picture} picture @param {string} name */
export function visited(hand, { counter, y }, name) {
  const { weights, rule } = hand.count;
  const equal = equalWeights(weights.length);
  if (!counter || name === "equal") return equal;
  const { learned, names } = counter.votes;
  if (name === "stacking") return learned ?? equal;
  if (!counter.votes.rows) return weights;
  const corners = names.map((_, m) => names.map((__, other) => Number(m === other)));
  hand.best[rule] ??= bestWeights(counter.votes.rows, y, rule, [equal, ...(learned ? [learned] : []), ...corners]);
  return hand.best[rule];
}

/** The places that are drawn. @param {Hand} hand @param {Picture} picture @returns {Visit[]} */
export function marksOf({ best, count }, { counter }) {
  const { learned, names } = counter?.votes ?? { learned: null, names: [] };
  const found = best[count.rule];
  return [
    { words: "equal", weights: equalWeights(names.length) },
    ...(learned ? [{ words: "stacking", weights: learned }] : []),
    ...(found ? [{ words: "best found", weights: found }] : []),
  ];
}

/**
 * What comes of it on rows held back; nothing where none was.
 * @param {Method} method @param {Picture} picture @param {{ rescued: number[], broken: number[] }} found @param {string} against
 */
export function tallyOf(method, picture, { rescued, broken }, against) {
  const { y } = picture;
  const counter = counterFor(picture, method) ?? picture.counter;
  if (!counter?.rows) return null;
  const right = y.length - countWrong(method.predicted, y);
  return { right, rescued: rescued.length, broken: broken.length, of: y.length, things: counter.votes.things, against };
}
