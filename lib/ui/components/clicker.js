// The keys of whoever presents: arrows, space, and the two that a clicker in the hand sends.

/** @import { Mount } from "./types" */

/** @type {Record<string, string>} */
const MOVES = {
  ArrowRight: "next",
  ArrowDown: "next",
  PageDown: "next",
  " ": "next",
  ArrowLeft: "back",
  ArrowUp: "back",
  PageUp: "back",
  Home: "first",
  End: "last",
  Escape: "leave",
};
const WAY_OUT = ".st-key-deck_leave a"; // a link: only that changes the address too
/** @type {{ stop: AbortController | null }} */
const listening = { stop: null };

/** What a key asks for; "" where it is meant for something else. @param {KeyboardEvent} event */
export function moveOf({ key, target, ctrlKey, metaKey, altKey }) {
  const wanted = key === " " ? "input, textarea, select, button, a" : "input, textarea, select";
  const isForIt = target instanceof Element && target.matches(wanted);
  if (isForIt || [ctrlKey, metaKey, altKey].some(Boolean)) return "";
  return MOVES[key] ?? "";
}

/** @param {Mount<null>} mount */
export default function ({ parentElement, setTriggerValue }) {
  listening.stop?.abort(); // one page, one listener
  listening.stop = new AbortController();
  /** @param {KeyboardEvent} event */
  const hear = (event) => {
    const move = parentElement.isConnected ? moveOf(event) : "";
    if (!move) return;
    event.preventDefault();
    if (move === "leave") /** @type {HTMLElement | null} */ (document.querySelector(WAY_OUT))?.click();
    else setTriggerValue("pressed", move);
  };
  document.addEventListener("keydown", hear, { signal: listening.stop.signal });
}
