// Says once that the window is too narrow for pictures beside a sidebar; a wide one says nothing.
// Where it is narrower still, Streamlit closes the sidebar of its own accord.

/** @import { Mount } from "./types" */

export const ENOUGH = 1100; // px
const CLOSED = 768; // px, up to which Streamlit does it

const asked = { isDone: false }; // for as long as the page is not loaded anew

/** @param {Pick<Mount<null>, "setTriggerValue">} mount */
export default function ({ setTriggerValue }) {
  if (!asked.isDone && isNarrow(window.innerWidth)) setTriggerValue("narrow", true);
  asked.isDone = true;
}

/** @param {number} width of the window, px */
export function isNarrow(width) {
  return width > CLOSED && width < ENOUGH;
}
