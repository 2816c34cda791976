// The methods of a stage, as they come from Python.

import { bytesOf, coloursOf, floatsOf, rowsOf } from "./bytes.js";
import { sharesOf } from "./cells.js";
import { percent } from "./numbers.js";
import { paintField } from "./pictures.js";

/** @import { Mark, Method, Picture, SentMethod, SentPicture } from "./types" */

/** @param {SentPicture} sent @returns {Picture} */
export function decode(sent) {
  const colours = coloursOf(sent.lut);
  const methods = sent.methods.map((method) => decodeMethod(method, sent, colours));
  return { ...sent, ...rowsOf(sent), methods, byKey: new Map(methods.map((method) => [method.key, method])) };
}

/** @param {SentMethod} method @param {SentPicture} picture @param {Uint32Array} colours @returns {Method} */
function decodeMethod(method, { n, w, classes }, colours) {
  const codes = bytesOf(method.field);
  return {
    ...method,
    codes,
    line: floatsOf(method.line),
    predicted: bytesOf(method.predicted),
    shares: sharesOf(codes, w, classes.length),
    field: paintField(codes, n, colours),
  };
}

/**
 * What could be drawn at once, over the picture from before: a method that is missing keeps its old
 * picture, marked as old. No row is marked as wrong yet.
 * @param {Picture} sketch @param {Picture} before @returns {Picture}
 */
export function overlaid(sketch, before) {
  if (before.n !== sketch.n || before.classes.length !== sketch.classes.length) return sketch;
  const predicted = sketch.y;
  const methods = before.methods.map((old) => sketch.byKey.get(old.key) ?? { ...old, predicted, isOld: true });
  return { ...sketch, methods, byKey: new Map(methods.map((method) => [method.key, method])) };
}

/** How much of its picture each class fills. @param {Pick<Method, "shares">} method @param {Mark[]} classes */
export function inShares({ shares }, classes) {
  const parts = classes.map(({ name }, c) => ({ name, share: shares[c] }));
  const seen = parts.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share);
  return seen.map(({ name, share }) => `${percent(share)} ${name}`).join(", ");
}
