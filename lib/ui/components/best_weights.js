// The weights under which most held-back rows come out right, searched for step by step.

import { blend, roomFor } from "./blend.js";

/** @import { Said } from "./blend.js" */
/** @import { Rule } from "./types" */

const MOVES = [0.2, 0.1, 0.05]; // of weight, moved from one member to another
const BUDGET = 4e7; // sums; where there are many rows and members the search ends sooner

/**
 * Climbs from the best of the starts; the same rows give the same weights.
 * @param {Said} said of rows @param {Uint8Array} y @param {Rule} rule @param {number[][]} starts
 */
export function bestWeights(said, y, rule, starts) {
  const outcome = roomFor(said);
  let left = BUDGET / (said.size * said.nClasses * starts[0].length);
  /** @param {number[]} weights */
  const rightWith = (weights) => {
    left -= 1;
    blend(said, { weights, rule }, outcome);
    return outcome.winner.reduce((count, answer, row) => count + Number(answer === y[row]), 0);
  };
  let best = { weights: starts[0], right: -1 };
  /** @param {number[]} weights */
  const takeIfBetter = (weights) => {
    const right = rightWith(weights);
    const isBetter = right > best.right;
    if (isBetter) best = { weights, right };
    return isBetter;
  };
  starts.forEach(takeIfBetter);
  for (const step of MOVES) while (left > 0 && movesFrom(best.weights, step).some(takeIfBetter));
  return best.weights;
}

/** Every way to move some weight from one member to another. @param {number[]} weights @param {number} step */
function movesFrom(weights, step) {
  return weights.flatMap((weight, from) =>
    weights.flatMap((_, to) => {
      const moved = Math.min(step, weight);
      if (to === from || moved <= 0) return [];
      return [weights.map((each, m) => each + moved * (Number(m === to) - Number(m === from)))];
    }),
  );
}
