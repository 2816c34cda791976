// All ways to combine, in groups: a switch, a sentence and a wiring each. A switch holds at once;
// Python is told the keys of all that are on.

import { readTheme } from "./canvas.js";
import { isNews } from "./echo.js";
import { element, show } from "./elements.js";
import { drawWiring } from "./wiring.js";

/** @import { Echo } from "./echo.js" */
/** @import { Combination, CombinationGroup, MoreWaysData, Mount } from "./types" */
/** @typedef {{ item: Combination, box: HTMLElement, check: HTMLInputElement, note: HTMLElement, wiring: HTMLElement }} Entry */
/** @typedef {{ title: string, legend: HTMLElement, entries: Entry[] }} Group */
/**
 * @typedef {object} MoreWays
 * @property {HTMLElement} root
 * @property {HTMLElement} list
 * @property {HTMLButtonElement} back
 * @property {string} drawn the groups that are drawn, as text
 * @property {Group[]} groups
 * @property {string[]} usual
 * @property {Set<string>} on
 * @property {Echo} echo
 * @property {(keys: string[]) => void} tell
 * @property {ResizeObserver} watcher
 */

const HEIGHT = 92; // px of a wiring

/** @type {WeakMap<Element, MoreWays>} */
const opened = new WeakMap();

/** @param {Mount<MoreWaysData>} mount */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = /** @type {HTMLElement | null} */ (parentElement.querySelector(".more-ways"));
  if (!root || !data) return undefined;
  const ways = opened.get(root) ?? openWays(root);
  opened.set(root, ways);
  ways.tell = (keys) => setTriggerValue("chosen", keys);
  ways.usual = data.usual;
  if (isNews(ways.echo, keysAsText(data.on))) ways.on = new Set(data.on);
  readTheme(root);
  fillWays(ways, data.groups);
  updateWays(ways);
  ways.watcher.observe(root); // also draws for the first time
  return () => ways.watcher.disconnect();
}

/** The same for the same keys in any order. @param {Iterable<string>} keys */
export function keysAsText(keys) {
  return JSON.stringify([...keys].sort());
}

/** @param {Iterable<string>} on @param {string} key @returns {Set<string>} */
export function switched(on, key) {
  const now = new Set(on);
  if (!now.delete(key)) now.add(key);
  return now;
}

/** Whether it is compared here. @param {Pick<Combination, "key" | "fixed">} item @param {Set<string>} on */
export function isCompared({ key, fixed }, on) {
  return fixed === "on" || (!fixed && on.has(key));
}

/** @param {string} title @param {Pick<Combination, "key" | "fixed">[]} items @param {Set<string>} on */
export function groupInWords(title, items, on) {
  const compared = items.filter((item) => isCompared(item, on)).length;
  return `${title}: ${compared} of ${items.length} compared`;
}

/** @param {HTMLElement} root @returns {MoreWays} */
function openWays(root) {
  const back = element("button", "back", "Back to the usual ones");
  back.type = "button";
  const list = element("div");
  root.append(back, list);
  /** @type {MoreWays} */
  const ways = {
    root,
    list,
    back,
    drawn: "",
    groups: [],
    usual: [],
    on: new Set(),
    echo: { asked: "", told: [] },
    tell: () => {},
    watcher: new ResizeObserver(() => drawWirings(ways)),
  };
  back.onclick = () => choose(ways, new Set(ways.usual));
  return ways;
}

/** @param {MoreWays} ways @param {Set<string>} on */
function choose(ways, on) {
  if (keysAsText(on) === keysAsText(ways.on)) return;
  ways.on = on;
  ways.echo.told.push(keysAsText(on));
  updateWays(ways);
  ways.tell([...on]);
}

/** Elements stay while only the switches change, so that none loses the focus. @param {MoreWays} ways @param {CombinationGroup[]} groups */
function fillWays(ways, groups) {
  const text = JSON.stringify(groups.map(({ title, items }) => [title, items.map(({ key, fixed }) => [key, fixed])]));
  if (text !== ways.drawn) {
    ways.drawn = text;
    ways.groups = [];
    ways.list.replaceChildren(...groups.map((group) => openGroup(ways, group)));
  }
  groups.forEach(({ items }, g) => {
    items.forEach((item, i) => fillEntry(ways.groups[g].entries[i], item));
  });
}

/** @param {MoreWays} ways @param {CombinationGroup} group */
function openGroup(ways, { title, items }) {
  const box = element("fieldset");
  const legend = box.appendChild(element("legend"));
  const grid = box.appendChild(element("div", "grid"));
  const entries = items.map((item) => openEntry(ways, item));
  grid.append(...entries.map((entry) => entry.box));
  ways.groups.push({ title, legend, entries });
  return box;
}

/** @param {MoreWays} ways @param {Combination} item @returns {Entry} */
function openEntry(ways, item) {
  const box = element("div", "entry");
  const head = box.appendChild(element("label"));
  const check = head.appendChild(element("input"));
  check.type = "checkbox";
  check.dataset.key = item.key;
  check.onchange = () => choose(ways, switched(ways.on, item.key));
  head.append(element("span", "", item.title));
  const sentence = box.appendChild(element("p", "quiet", item.sentence));
  const note = box.appendChild(element("p", "note"));
  sentence.id = `way-${item.key}`; // unique inside this component's own shadow tree
  note.id = `note-${item.key}`;
  check.setAttribute("aria-describedby", `${sentence.id} ${note.id}`);
  const wiring = box.appendChild(element("div", "wiring"));
  return { item, box, check, note, wiring };
}

/** @param {Entry} entry @param {Combination} item */
function fillEntry(entry, item) {
  if (JSON.stringify(item.wiring) !== JSON.stringify(entry.item.wiring)) entry.wiring.dataset.drawn = "";
  entry.item = item;
  show(entry.note, item.note);
  entry.check.disabled = Boolean(item.fixed);
  entry.box.classList.toggle("off", item.fixed === "off");
}

/** @param {MoreWays} ways */
function updateWays({ groups, on, usual, back }) {
  for (const { title, legend, entries } of groups) {
    show(legend, groupInWords(title, entries.map(({ item }) => item), on));
    for (const { item, check } of entries) check.checked = isCompared(item, on);
  }
  back.setAttribute("aria-disabled", String(keysAsText(on) === keysAsText(usual)));
}

/** Drawn again at another width, or for other models. @param {MoreWays} ways */
function drawWirings({ groups }) {
  for (const { item, wiring } of groups.flatMap(({ entries }) => entries)) {
    const width = wiring.clientWidth;
    if (!width || wiring.dataset.drawn === String(width)) continue;
    wiring.dataset.drawn = String(width);
    wiring.replaceChildren(drawWiring(item.wiring, width, HEIGHT));
  }
}
