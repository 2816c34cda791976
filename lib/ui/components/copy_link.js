// Copies the address of the page. Where a browser does not let scripts write to the clipboard
// (no https, or not allowed), the address is shown and selected instead.

/** @param {import("./types").Mount<null>} mount */
export default function ({ parentElement }) {
  const button = parentElement.querySelector("button");
  const said = parentElement.querySelector(".said");
  const input = parentElement.querySelector("input");
  if (!button || !said || !input) return undefined;
  let timer = 0;
  /** @param {string} words */
  const say = (words) => {
    clearTimeout(timer);
    said.textContent = words;
    if (input.hidden) timer = window.setTimeout(() => (said.textContent = ""), 2500);
  };
  button.onclick = async () => {
    input.hidden = true;
    try {
      await navigator.clipboard.writeText(window.location.href);
      say("Copied");
    } catch {
      say(copyByHand(input) ? "Copied" : "Press Ctrl+C to copy");
    }
  };
  return () => clearTimeout(timer);
}

/** The way before the clipboard had an interface of its own; true when it worked. @param {HTMLInputElement} input */
function copyByHand(input) {
  input.value = window.location.href;
  input.hidden = false;
  input.focus();
  input.select();
  const isCopied = document.execCommand?.("copy") === true;
  input.hidden = isCopied;
  return isCopied;
}
