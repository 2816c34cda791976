// One picture turns into another on its way: a blend of what both say everywhere. From a model to
// an average of models that is the average in between; elsewhere it is only a transition.

import { encode, outcomeOf, rank } from "./blend.js";
import { answerOf } from "./cells.js";
import { bordersOf } from "./contours.js";
import { paintField } from "./pictures.js";

/** @import { Outcome, Plane } from "./blend.js" */
/** @import { Method, Picture } from "./types" */
/** @typedef {{ from: Plane[], to: Plane[], between: Outcome, picture: Picture, field?: HTMLCanvasElement, began: number }} Morph */

const LASTS = 450; // ms
const HAIR = 1e-9; // what a level place is off by rounding

/** Nothing moves for those who asked for calm. @param {Method | undefined} from @param {Method | undefined} to @param {Picture} picture @returns {Morph | null} */
export function morphOf(from, to, picture) {
  const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (isCalm || !from || !to || picture.isSketch || from.codes.every((code, cell) => code === to.codes[cell])) return null;
  const [start, end] = [from, to].map(({ codes }) => planesOf(codes, picture.w, picture.classes.length));
  return { from: start, to: end, between: outcomeOf(start.map((plane) => plane.slice()), 0), picture, began: 0 };
}

/** A plane a class; all but the most probable class share what is left. @param {Uint8Array} codes @param {number} w @param {number} nClasses */
export function planesOf(codes, w, nClasses) {
  const planes = Array.from({ length: nClasses }, () => new Float64Array(codes.length));
  codes.forEach((code, cell) => {
    const { position, confidence } = answerOf(code, w, nClasses);
    planes.forEach((plane, c) => (plane[cell] = c === position ? confidence : (1 - confidence) / (nClasses - 1)));
  });
  return planes;
}

/** The blend, also as its winners. @param {Pick<Morph, "from" | "to" | "between">} morph @param {number} share of the way */
export function mix({ from, to, between }, share) {
  between.planes.forEach((plane, c) => {
    for (let cell = 0; cell < plane.length; cell++) plane[cell] = (1 - share) * from[c][cell] + share * to[c][cell];
  });
  rank(between, HAIR);
  return between;
}

/** The method as it looks now; undefined when it has arrived. @param {Morph} morph @param {Method} method @param {number} now ms */
export function morphed(morph, method, now) {
  morph.began ||= now;
  const share = (now - morph.began) / LASTS;
  if (share >= 1) return undefined;
  const { picture } = morph;
  const between = mix(morph, share * share * (3 - 2 * share)); // it starts and ends gently
  const codes = new Uint8Array(picture.n * picture.n);
  encode(between, picture.w, codes);
  morph.field = paintField(codes, picture.n, picture.colours, morph.field);
  return { ...method, field: morph.field, line: bordersOf(between, picture.n, false) };
}
