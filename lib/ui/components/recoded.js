// A field of two classes whose codes mean something else in every frame: the border moves with them.

import { answerOf } from "./cells.js";
import { bordersOf } from "./contours.js";

const WIDTH = 128; // codes a class

/** @param {Uint8Array} codes @param {Uint8Array} table what each code becomes */
export function recoded(codes, table) {
  const moved = codes.map((code) => table[code]);
  return { codes: moved, line: bordersOf(outcomeOf(moved), Math.sqrt(codes.length), false) };
}

/** @param {Uint8Array} codes @returns {import("./blend.js").Outcome} */
function outcomeOf(codes) {
  const best = Float64Array.from(codes, (code) => answerOf(code, WIDTH, 2).confidence);
  const winner = codes.map((code) => answerOf(code, WIDTH, 2).position);
  const planes = [0, 1].map((c) => best.map((p, i) => (winner[i] === c ? p : 1 - p)));
  return { planes, winner, best, second: best.map((p) => 1 - p) };
}
