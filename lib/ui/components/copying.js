// Copies the address of the page, after the lines that Python sent. Where a browser does not let
// scripts write to the clipboard (no https, or not allowed), they are shown and selected instead.

/** @import { Copied, Mount } from "./types" */

/** @param {Mount<Copied>} mount */
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  const said = parentElement.querySelector(".said");
  const box = parentElement.querySelector("textarea");
  if (!button || !said || !box) return undefined;
  let timer = 0;
  /** @param {string} words */
  const say = (words) => {
    clearTimeout(timer);
    said.textContent = words;
    if (box.hidden) timer = window.setTimeout(() => (said.textContent = ""), 2500);
  };
  button.textContent = data.label;
  button.onclick = async () => {
    box.hidden = true;
    box.value = [...data.lines, window.location.href].join("\n");
    try {
      await navigator.clipboard.writeText(box.value);
      say("Copied");
    } catch {
      say(copyByHand(box) ? "Copied" : "Press Ctrl+C to copy");
    }
  };
  return () => clearTimeout(timer);
}

/** The way before the clipboard had an interface of its own; true when it worked. @param {HTMLTextAreaElement} box */
function copyByHand(box) {
  box.hidden = false;
  box.focus();
  box.select();
  const isCopied = document.execCommand?.("copy") === true;
  box.hidden = isCopied;
  return isCopied;
}
