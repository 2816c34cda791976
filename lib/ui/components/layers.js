// What lightness shows on the large pictures, and the members' borders under the combined one.

import { blend } from "./blend.js";
import { answerOf } from "./cells.js";
import { paintField } from "./pictures.js";

/** @import { Cell } from "./pointing.js" */
/** @import { Count, Method, Picture, Side } from "./types" */
/** @typedef {"" | "steps" | "entropy" | "disagreement" | "borders"} Layer as lib/scenario/record.py has them */
/** @typedef {{ of: string, codes: Uint8Array | null, field: HTMLCanvasElement | undefined }} Painted */
/** @typedef {{ chosen: Layer, painted: Record<Side, Painted> }} LayerState */

const [TENTH, NO_SHARE] = [0.1, 1e-9];
/** Each member has a pattern of its own; px of line and gap. @type {number[][]} */
const DASHES = [
  [], [5, 3], [1, 2.5], [8, 2.5, 1, 2.5], [2.5, 2.5], [8, 2.5, 1, 2.5, 1, 2.5],
  [11, 4], [4, 2, 1, 2, 4, 2], [1, 5], [5, 2, 5, 6], [1, 2, 1, 6], [12, 3, 3, 3],
];

/** @param {number} m */
export function dashOf(m) {
  return DASHES[m % DASHES.length];
}

/** Whether the members' borders are drawn. @param {string} layer */
export function hasBorders(layer) {
  return layer === "borders" || layer === "disagreement";
}

/** Who is asked: of a vote, those with a weight. @param {Picture} picture @param {Method} method @param {Count | undefined} count */
function voicesOf({ counter }, { way }, count) {
  const all = [...(counter?.votes.names ?? []).keys()];
  return count && way === "vote" ? all.filter((m) => count.weights[m]) : all;
}

/** The members as they are drawn alone. @param {Picture} picture @returns {(Method | undefined)[]} */
function membersOf({ counter, byKey }) {
  const { names = [], counts = {} } = counter?.votes ?? {};
  const alone = Object.entries(counts).filter(([key]) => key !== "best_single" && byKey.get(key)?.way === "one");
  return names.map((_, m) => alone.find(([, { weights }]) => weights[m] === 1)).map((found) => found && byKey.get(found[0]));
}

/**
 * The same method as this layer shows it, drawn once for all that is drawn the same way.
 * @param {LayerState} state @param {Side} side @param {Method} method @param {Picture} picture
 * @param {Count | undefined} count how it counts the members' votes, when it does @returns {Method}
 */
export function layered({ chosen, painted }, side, method, picture, count) {
  if (!chosen || !picture.counter) return method;
  const voices = voicesOf(picture, method, count);
  const members = membersOf(picture);
  const lines = hasBorders(chosen) ? voices.map((m) => ({ line: members[m]?.line ?? new Float32Array(0), dash: dashOf(m) })) : [];
  return { ...method, under: lines, field: fieldOf(chosen, painted[side], method, picture, count) };
}

/** @param {Layer} layer @param {Painted} painted before @param {Method} method @param {Picture} picture @param {Count | undefined} count */
function fieldOf(layer, painted, method, picture, count) {
  if (layer === "borders") return method.field;
  const of = `${picture.id} ${layer} ${method.key}`;
  if (painted.of === of && painted.codes === method.codes && painted.field) return painted.field;
  const { n, w, colours } = picture;
  const sure = surenessOf(layer, method, picture, count);
  const codes = method.codes.map((code, i) => Math.floor(code / w) * w + Math.round(sure[i] * (w - 1)));
  const field = paintField(codes, n, colours, painted.field);
  Object.assign(painted, { of, codes: method.codes, field });
  return field;
}

/**
 * From 0, pale, to 1 for every place.
 * @param {Layer} layer @param {Method} method @param {Picture} picture @param {Count | undefined} count
 * @returns {Float64Array}
 */
export function surenessOf(layer, method, picture, count) {
  const K = picture.classes.length;
  if (layer === "entropy") return entropyOf(picture, count).map((bits) => 1 - bits / Math.log2(K));
  if (layer === "disagreement") return agreementOf(picture, method, count).map((share) => (share - 1 / K) / (1 - 1 / K));
  return Float64Array.from(method.codes, (code) => {
    const { confidence } = answerOf(code, picture.w, K);
    const step = TENTH * Math.floor(confidence / TENTH + 1e-3);
    return Math.max(0, (step - 1 / K) / (1 - 1 / K));
  });
}

/**
 * In bits (Shannon 1948): of what a vote says, else of the average of all members.
 * @param {Picture} picture @param {Count | undefined} count @returns {Float64Array}
 */
export function entropyOf({ counter }, count) {
  if (!counter) return new Float64Array(0);
  const { votes, places } = counter;
  blend(votes.places, count ?? { weights: votes.names.map(() => 1), rule: "average" }, places);
  const bits = new Float64Array(places.winner.length);
  for (const plane of places.planes) {
    for (let i = 0; i < bits.length; i++) if (plane[i] > NO_SHARE) bits[i] -= plane[i] * Math.log2(plane[i]);
  }
  return bits;
}

/**
 * The share of those asked who name the class that most do; one minus the variation ratio (Freeman 1965).
 * @param {Picture} picture @param {Method} method @param {Count | undefined} count @returns {Float64Array}
 */
export function agreementOf(picture, method, count) {
  const { w, classes, n } = picture;
  const members = membersOf(picture);
  const named = voicesOf(picture, method, count).flatMap((m) => members[m]?.codes ?? []);
  const votes = new Uint8Array(classes.length);
  return Float64Array.from({ length: n * n }, (_, i) => {
    votes.fill(0);
    for (const codes of named) votes[Math.floor(codes[i] / w)] += 1;
    return Math.max(...votes) / named.length;
  });
}

/**
 * What a layer says of one place, after what the method says.
 * @param {string} layer @param {Method} method @param {Picture} picture @param {Count | undefined} count @param {Cell} cell
 */
export function readLayer(layer, method, picture, count, { i, j }) {
  const { n, w, classes, counter } = picture;
  const at = j * n + i;
  if (layer === "entropy" && counter) return `; entropy ${entropyOf(picture, count)[at].toFixed(2)} bit`;
  if (!hasBorders(layer) || !counter) return "";
  const answer = Math.floor(method.codes[at] / w);
  const members = membersOf(picture);
  const others = voicesOf(picture, method, count).flatMap((m) => {
    const said = Math.floor((members[m]?.codes[at] ?? answer * w) / w);
    return said === answer ? [] : [`${counter.votes.names[m]} ${classes[said].name}`];
  });
  return others.length ? `; but ${others.join(", ")}` : "; all models agree";
}
