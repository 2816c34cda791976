// How much say each source has, set by hand, and whether it is heard at all, or broken.

import { element, press, show } from "./elements.js";
import { openBox, openTally, openWords, showTally } from "./hand_box.js";
import { percent } from "./numbers.js";
import { weightsOf } from "./weight_bars.js";

/** @import { Tally } from "./hand_box.js" */
/** @import { Count, State } from "./types" */
/** @typedef {ReturnType<typeof openSources>} SourcePanel */
/** @typedef {{ box: HTMLElement, range: HTMLInputElement, share: HTMLElement, states: HTMLButtonElement[] }} Line of a source */
/** @typedef {{ move: (count: Partial<Count>) => void, letGo: () => void }} Hears */

/** @type {[State, string, string][]} */
const STATES = [
  ["", "heard", "Its model is asked"],
  ["muted", "muted", "Its model is left out"],
  ["broken", "broken", "It shows the readings of other rows; the picture shows what its model says of them on average"],
];
const SLIDER = 100; // of a slider
const BEYOND = 1.5; // a slider of exponents ends there, or so many times beyond the largest
const WAITING = "…";
const UNTOUCHED = "As it is: measured on rows held back, so this score is honest.";
const LOOKED_AT = "A peek, only looked at: no method is this, so the link keeps it not.";

/** @param {Element} parent @param {Hears} hears */
export function openSources(parent, hears) {
  const { box, hint } = openBox(parent, "How much say each source has", "Fuse: how much say has each source?");
  show(hint, "Move a source, mute it or break it: border and score follow.");
  const lines = box.appendChild(element("div", "sources"));
  const panel = { box, lines, all: /** @type {Line[]} */ ([]), names: /** @type {string[]} */ ([]), most: 1, count: /** @type {Count | null} */ (null) };
  lines.oninput = () => hears.move({ weights: amountsOn(panel) });
  lines.onchange = hears.letGo;
  const tally = openTally(box);
  const row = box.appendChild(element("div", "choices"));
  const own = { count: /** @type {Count | null} */ (null) };
  const reset = row.appendChild(press("back to as it is", () => own.count && act(hears, own.count), "reset"));
  return Object.assign(panel, tally, openWords(box), { own, reset, hears });
}

/** @param {Hears} hears @param {Partial<Count>} count */
function act(hears, count) {
  hears.move({ states: [], ...count });
  hears.letGo();
}

/** @param {{ all: Line[], most: number, count: Count | null }} panel */
function amountsOn({ all, most, count }) {
  const amounts = all.map(({ range }) => (most * Number(range.value)) / SLIDER);
  return count?.rule === "pool" ? amounts : weightsOf(amounts);
}

/** @param {SourcePanel} panel @param {string[]} names @param {Count} own how the method counts them */
export function fillSources(panel, names, own) {
  panel.own.count = own;
  panel.most = own.rule === "pool" ? BEYOND * Math.max(1, ...own.weights) : 1;
  if (panel.names.join("\n") === names.join("\n")) return;
  panel.names = names;
  panel.all = names.map((name, m) => openLine(panel, name, m));
  panel.lines.replaceChildren(...panel.all.map(({ box }) => box));
}

/** @param {SourcePanel} panel @param {string} name @param {number} m @returns {Line} */
function openLine(panel, name, m) {
  const box = element("div", "source");
  const label = box.appendChild(element("label", "bar"));
  label.append(element("span", "", name));
  const share = label.appendChild(element("output", "quiet"));
  const range = label.appendChild(element("input"));
  range.type = "range";
  range.max = String(SLIDER);
  const group = box.appendChild(element("div", "rules"));
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", name);
  const states = STATES.map(([state, words, meaning]) => {
    const button = group.appendChild(press(words, () => switchTo(panel, m, state)));
    button.title = meaning;
    return button;
  });
  return { box, range, share, states };
}

/** @param {SourcePanel} panel @param {number} m @param {State} state */
function switchTo({ names, count, hears }, m, state) {
  hears.move({ states: names.map((_, other) => (other === m ? state : (count?.states?.[other] ?? ""))) });
  hears.letGo();
}

/** Nothing to move has come yet. @param {SourcePanel} panel */
export function awaitSources(panel) {
  panel.names = [];
  panel.lines.replaceChildren();
  for (const node of [panel.right, panel.rest, panel.peek]) show(node, node === panel.right ? WAITING : "");
}

/**
 * @param {SourcePanel} panel @param {Count} count @param {Tally | null} tally
 * @param {{ isHeld: boolean, isNew: boolean }} now
 */
export function showSources(panel, count, tally, { isHeld, isNew }) {
  panel.count = count;
  panel.all.forEach((line, m) => showLine(panel, line, m, isHeld));
  panel.reset.disabled = !isNew;
  showTally(panel, tally, isNew ? LOOKED_AT : UNTOUCHED, () => panel.names.map((name, m) => `${name} ${sayInWords(panel, m)}`).join(", "));
}

/** @param {SourcePanel} panel @param {Line} line @param {number} m @param {boolean} isHeld */
function showLine(panel, { box, range, share, states }, m, isHeld) {
  const { weights, states: all = [] } = /** @type {Count} */ (panel.count);
  const state = all[m] ?? "";
  const isLast = all.filter((one) => one === "muted").length === weights.length - 1 && state !== "muted";
  if (!isHeld) range.value = String(Math.round((SLIDER * weights[m]) / panel.most));
  range.setAttribute("aria-valuetext", sayInWords(panel, m));
  show(share, sayInWords(panel, m));
  box.dataset.state = state;
  STATES.forEach(([one], at) => {
    states[at].setAttribute("aria-pressed", String(one === state));
    states[at].disabled = one === "muted" && isLast; // someone must answer
  });
}

/** @param {SourcePanel} panel @param {number} m */
function sayInWords({ count }, m) {
  if (!count) return "";
  const state = count.states?.[m];
  const weight = count.rule === "pool" ? `say ${count.weights[m].toFixed(2)}` : percent(count.weights[m]);
  return state ? `${state}, ${weight}` : weight;
}
