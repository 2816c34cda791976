// Two methods row by row: who is right where.

import { countInWords } from "./numbers.js";

/** @typedef {ArrayLike<number>} Answers the position of a class for every row */

/** @param {Uint8Array} predicted @param {Answers} y */
export function countWrong(predicted, y) {
  return predicted.reduce((count, answer, row) => count + (answer === y[row] ? 0 : 1), 0);
}

/**
 * Rows that only the right method has right, and rows that only the left one has right.
 * @param {Answers} y @param {Answers} left @param {Answers} right
 */
export function flips(y, left, right) {
  /** @type {{ rescued: number[], broken: number[] }} */
  const found = { rescued: [], broken: [] };
  for (let row = 0; row < y.length; row++) {
    const isRight = right[row] === y[row];
    if ((left[row] === y[row]) !== isRight) (isRight ? found.rescued : found.broken).push(row);
  }
  return found;
}

/** @param {ReturnType<typeof flips>} found @param {number} nRows @param {string} against the name of the other */
export function flipsInWords({ rescued, broken }, nRows, against) {
  const [helped, harmed, all] = [rescued.length, broken.length, nRows].map(countInWords);
  return `first pass, against ${against}: rescued ${helped}, broken ${harmed} of ${all}`;
}

/** @param {Uint8Array} predicted @param {Answers} y */
export function wrongInWords(predicted, y) {
  return `${countInWords(countWrong(predicted, y))} of ${countInWords(y.length)} wrong in the first pass`;
}
