// What every box in which something is taken into the hand has: its question, what comes of it, and
// whether that is honest. It stands where the left picture stands otherwise.

import { element, show } from "./elements.js";
import { countInWords, scoreInWords } from "./numbers.js";

/** @typedef {ReturnType<typeof openBox>} HandBox */
/** @typedef {ReturnType<typeof openTally>} TallyBox */
/** @typedef {{ right: number, rescued: number, broken: number, of: number, things: string, against: string }} Tally */

const REST = 600; // ms without a key before it is taken up, and before anything is read out

/** @param {Element} parent @param {string} label @param {string} question */
export function openBox(parent, label, question) {
  const box = parent.appendChild(element("section", "panel hand"));
  box.setAttribute("aria-label", label);
  box.append(element("h2", "", question));
  return { box, hint: box.appendChild(element("p", "quiet")) };
}

/** What comes of it. @param {Element} box */
export function openTally(box) {
  const tally = box.appendChild(element("p", "tally"));
  return { right: tally.appendChild(element("b")), rest: tally.appendChild(element("span")) };
}

/** Whether that is honest, and what a reader is told of it. @param {Element} box */
export function openWords(box) {
  const peek = box.appendChild(element("p", "quiet peek"));
  const said = box.appendChild(element("p", "said"));
  said.setAttribute("aria-live", "polite");
  return { peek, said, speaking: { timer: 0 } };
}

/** @param {{ timer: number }} last @param {() => void} act */
export function after(last, act) {
  clearTimeout(last.timer);
  last.timer = window.setTimeout(act, REST);
}

/**
 * @param {TallyBox & ReturnType<typeof openWords>} box @param {Tally | null} tally nothing is known of the rows yet
 * @param {string} peek @param {() => string} set what is set, in words
 */
export function showTally({ right, rest, peek: line, said, speaking }, tally, peek, set) {
  show(right, tally ? scoreInWords(tally.right / tally.of, true) : "…");
  show(rest, tally ? tallyInWords(tally) : " being measured");
  show(line, peek);
  after(speaking, () => show(said, `${set()}. ${right.textContent}${rest.textContent}`));
}

/** @param {Tally} tally */
function tallyInWords({ of, things, against, rescued, broken }) {
  return (
    ` right in the first pass. Of ${countInWords(of)} ${things}, ${countInWords(rescued)} are newly right ` +
    `and ${countInWords(broken)} newly wrong, compared with ${against}.`
  );
}
