// The methods of a stage, as they come from Python.

import { decodeVotes } from "./blend.js";
import { bytesOf, coloursOf, floatsOf, rowsOf } from "./bytes.js";
import { sharesOf } from "./cells.js";
import { counterOf, counted, withRowsOf } from "./counted.js";
import { percent } from "./numbers.js";
import { paintField } from "./pictures.js";
import { decodeSurfaces } from "./surfaces.js";

/** @import { Method, Picture, SentMethod, SentMore, SentPicture } from "./types" */

/** @param {SentPicture} sent @returns {Picture} */
export function decode(sent) {
  const frame = { ...sent, ...rowsOf(sent), colours: coloursOf(sent.lut) };
  const counter = sent.hand ? counterOf(decodeVotes(sent.hand, sent.classes.length), frame) : null;
  const methods = sent.methods.map((method) => {
    const count = counter?.votes.counts[method.key];
    const predicted = bytesOf(method.predicted);
    return counter && count ? { ...method, ...counted(counter, count), predicted } : decodeMethod(method, frame);
  });
  return { ...frame, counter, methods, byKey: new Map(methods.map((method) => [method.key, method])) };
}

/** What comes later. @param {Picture} picture is completed @param {SentMore} sent */
export function withMore(picture, { hand, surfaces }) {
  if (surfaces) (picture.surfaces ??= new Map()).set(surfaces.key, decodeSurfaces(surfaces));
  else picture.sources ??= hand ? counterOf(decodeVotes(hand, picture.classes.length), picture) : null;
}

/** @param {SentMethod} method @param {Pick<Picture, "n" | "colours">} frame @returns {Method} */
function decodeMethod(method, { n, colours }) {
  const codes = bytesOf(method.field);
  return {
    ...method,
    codes,
    line: floatsOf(method.line),
    predicted: bytesOf(method.predicted),
    field: paintField(codes, n, colours),
  };
}

/**
 * What could be drawn at once, over the picture from before: a method that is missing keeps its old
 * picture, marked as old, and no row is marked as wrong yet. Where the members say the same as
 * before, only a rule has changed, and what is known of the rows holds.
 * @param {Picture} sketch @param {Picture} before @returns {Picture}
 */
export function overlaid(sketch, before) {
  if (before.n !== sketch.n || before.classes.length !== sketch.classes.length) return sketch;
  const isSame = saysTheSame(sketch, before);
  const kept = isSame ? {} : { predicted: sketch.y, isOld: true };
  const byKey = new Map(before.methods.map((method) => [method.key, { ...method, ...kept }]));
  for (const method of sketch.methods) {
    const known = isSame ? before.byKey.get(method.key) : undefined;
    byKey.set(method.key, { ...method, predicted: (known ?? method).predicted });
  }
  return { ...sketch, counter: counterOver(sketch, before, isSame), methods: [...byKey.values()], byKey };
}

/** @param {Picture} sketch @param {Picture} before */
function saysTheSame({ hand }, before) {
  return Boolean(hand && hand.places === before.hand?.places);
}

/** @param {Picture} sketch @param {Picture} before @param {boolean} isSame */
function counterOver({ counter }, before, isSame) {
  return isSame && counter && before.counter ? withRowsOf(counter, before.counter) : counter;
}

/** How much of its picture each class fills. @param {Pick<Method, "codes">} method @param {Pick<Picture, "w" | "classes">} picture */
export function inShares({ codes }, { w, classes }) {
  const shares = sharesOf(codes, w, classes.length);
  const parts = classes.map(({ name }, c) => ({ name, share: shares[c] }));
  const seen = parts.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share);
  return seen.map(({ name, share }) => `${percent(share)} ${name}`).join(", ");
}
