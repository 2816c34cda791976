// Moves the focus to the headline when another page or an example was opened. Streamlit leaves it
// on what was pressed or, when that is gone, on the body: at the end of everything, out of sight.

/** @import { Attention, Mount } from "./types" */

/** @type {{ turn: number }} */
const last = { turn: 0 };

/** @param {Mount<Attention>} mount */
export default function ({ data }) {
  const headline = document.querySelector("h1");
  const isNew = isNewTurn(data?.turn ?? 0, last);
  if (!headline || !isNew || isBusy(document.activeElement)) return;
  headline.tabIndex = -1; // may be given the focus, is no stop of the Tab key
  headline.focus({ preventScroll: true });
  headline.scrollIntoView({ block: "nearest" });
}

/**
 * Whether it is another turn than the one before; a first visit is none.
 * @param {number} turn @param {{ turn: number }} before
 */
export function isNewTurn(turn, before) {
  const isNew = turn > 0 && turn !== before.turn;
  before.turn = turn;
  return isNew;
}

/**
 * Whether somebody is writing or moving something: they went on while the page was computed.
 * @param {Pick<Element, "matches"> | null} active
 */
export function isBusy(active) {
  return active?.matches("input, textarea, select, [role=slider], [contenteditable]") ?? false;
}
