// Keeps a word for as long as this window is open, and says it when it is asked for.

/** @import { Kept, Mount } from "./types" */

/** @param {Mount<Kept>} mount */
export default function ({ data, setTriggerValue }) {
  const kept = remember(data.name, data.word, storage());
  if (kept) setTriggerValue("found", kept);
}

/**
 * What was kept under a name, when it is asked for with null; a word is kept from here on, "" not.
 * @param {string} name @param {string | null} word
 * @param {Pick<Storage, "getItem" | "setItem" | "removeItem"> | null} store
 */
export function remember(name, word, store) {
  if (word === null) return store?.getItem(name) ?? "";
  if (word) store?.setItem(name, word);
  else store?.removeItem(name);
  return "";
}

/** A browser that may keep nothing raises where it is asked. */
function storage() {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}
