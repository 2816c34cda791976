// A method that is a count of votes, as a picture: of those that Python names, and of the one that
// is being made by hand.

import { blend, encode, roomFor } from "./blend.js";
import { bordersOf } from "./contours.js";
import { paintField } from "./pictures.js";

/** @import { Outcome, Votes } from "./blend.js" */
/** @import { Count, Method } from "./types" */
/** @typedef {{ n: number, w: number, colours: Uint32Array, y: Uint8Array }} Frame */
/** @typedef {{ votes: Votes, frame: Frame, places: Outcome, rows: Outcome | null }} Counter */
/** @typedef {Pick<Method, "codes" | "line" | "field" | "predicted">} Drawn */

/** @param {Votes} votes @param {Frame} frame @returns {Counter} */
export function counterOf(votes, frame) {
  return { votes, frame, places: roomFor(votes.places), rows: votes.rows && roomFor(votes.rows) };
}

/** What is known of the rows already. @param {Counter} counter @param {Counter} before @returns {Counter} */
export function withRowsOf(counter, { votes, rows }) {
  return { ...counter, rows, votes: { ...counter.votes, rows: votes.rows, learned: votes.learned } };
}

/**
 * How these votes are counted everywhere. Rows of which nothing is known count as right.
 * @param {Counter} counter @param {Count} count @param {HTMLCanvasElement} [canvas] of a count before @returns {Drawn}
 */
export function counted({ votes, frame, places, rows }, count, canvas) {
  const { n, w, colours, y } = frame;
  blend(votes.places, count, places);
  const codes = new Uint8Array(n * n);
  encode(places, w, codes);
  if (votes.rows && rows) blend(votes.rows, count, rows);
  return {
    codes,
    line: bordersOf(places, n, count.rule === "votes"),
    field: paintField(codes, n, colours, canvas),
    predicted: rows ? rows.winner : y,
  };
}
