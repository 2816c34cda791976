// The gallery: data sets as small pictures of their points, in two groups, with a search. A click
// tells Python the key. For the keyboard the pictures are one stop, and arrow keys go through them.

import { bytesOf } from "./bytes.js";
import { prepare, readTheme } from "./canvas.js";
import { element, show } from "./elements.js";
import { drawMark } from "./marks.js";

/** @import { GalleryData, GalleryItem, Mount } from "./types" */
/** @typedef {{ item: GalleryItem, button: HTMLElement, canvas: HTMLCanvasElement, points: Uint8Array, y: Uint8Array }} Tile */
/** @typedef {Mount<Uint8Array>["setTriggerValue"]} Tell */
/** @typedef {ReturnType<typeof openGallery>} Gallery */

/** @type {WeakMap<Element, Gallery>} */
const galleries = new WeakMap();
/** @type {Record<string, string>} */
export const KINDS = { generated: "invented", real: "recorded" };
const OWN = "own"; // what the visitor makes is offered first, in both groups
const ROOM = 4; // between the outermost points and the edge
const LARGEST = 255; // of a place that is sent as one byte

/** @param {Mount<Uint8Array>} mount JSON of `GalleryData`, as bytes: nothing is written anew for a rerun */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = /** @type {HTMLElement | null} */ (parentElement.querySelector(".gallery"));
  if (!root || !data) return undefined;
  const gallery = galleries.get(root) ?? openGallery(root);
  galleries.set(root, gallery);
  gallery.choose = (key) => setTriggerValue("picked", key);
  receive(gallery, JSON.parse(new TextDecoder().decode(data)));
  gallery.watcher.observe(root); // also draws for the first time
  drawTiles(gallery);
  return () => gallery.watcher.disconnect();
}

/**
 * What is on show: of one group, or whatever is searched for in both.
 * @param {GalleryItem[]} items @param {string} kind @param {string} search
 */
export function found(items, kind, search) {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [OWN, kind].flatMap((wanted) => items.filter((item) => item.kind === wanted));
  return items.filter(({ title, summary }) => {
    const text = `${title} ${summary}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/**
 * Where a key leads in rows of `across` pictures; null when it leads nowhere.
 * @param {string} key @param {number} from @param {number} count @param {number} across
 */
export function tileAfter(key, from, count, across) {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[key];
  const to = from + (step ?? 0);
  return step && to >= 0 && to < count ? to : null;
}

/** @param {HTMLElement} root */
function openGallery(root) {
  const head = root.appendChild(element("div", "head"));
  const search = head.appendChild(element("input"));
  search.type = "search";
  search.placeholder = "Search";
  search.setAttribute("aria-label", "Search the data sets");
  const kinds = head.appendChild(element("div", "kinds"));
  kinds.setAttribute("role", "group");
  kinds.setAttribute("aria-label", "Invented or recorded data");
  const grid = root.appendChild(element("div", "grid"));
  grid.setAttribute("role", "group");
  grid.setAttribute("aria-label", "Data sets");
  const nothing = root.appendChild(element("p", "quiet"));
  const gallery = {
    root,
    grid,
    nothing,
    search,
    buttons: Object.entries(KINDS).map(([kind, label]) => ({ kind, button: kinds.appendChild(element("button", "kind", label)) })),
    data: /** @type {GalleryData} */ ({ items: [], chosen: "" }),
    kind: "generated",
    tiles: /** @type {Tile[]} */ ([]),
    choose: /** @type {(key: string) => void} */ (() => {}),
    watcher: new ResizeObserver(() => drawTiles(gallery)),
  };
  hear(gallery);
  return gallery;
}

/** @param {Gallery} gallery */
function hear(gallery) {
  gallery.search.oninput = () => fill(gallery);
  for (const { kind, button } of gallery.buttons) {
    button.type = "button";
    button.onclick = () => {
      gallery.kind = kind;
      gallery.search.value = "";
      fill(gallery);
    };
  }
  gallery.grid.onkeydown = (event) => {
    const from = gallery.tiles.findIndex(({ button }) => button === event.target);
    const across = getComputedStyle(gallery.grid).gridTemplateColumns.split(" ").length;
    const to = from < 0 ? null : tileAfter(event.key, from, gallery.tiles.length, across);
    if (to === null) return;
    event.preventDefault(); // the page would scroll
    stopAt(gallery, to);
    gallery.tiles[to].button.focus();
  };
}

/** @param {Gallery} gallery @param {GalleryData} data */
function receive(gallery, data) {
  const before = gallery.data;
  gallery.data = data;
  const chosen = data.items.find(({ key }) => key === data.chosen);
  const isNews = before.chosen !== data.chosen || before.items.length !== data.items.length;
  if (!isNews) return;
  if (chosen && !gallery.search.value && chosen.kind !== OWN) gallery.kind = chosen.kind;
  fill(gallery);
}

/** @param {Gallery} gallery */
function fill(gallery) {
  const { data, grid, kind, search, buttons } = gallery;
  const { activeElement } = /** @type {ShadowRoot | Document} */ (gallery.root.getRootNode());
  const hadFocus = /** @type {HTMLElement | null} */ (activeElement)?.dataset.key;
  for (const each of buttons) {
    each.button.setAttribute("aria-pressed", String(each.kind === kind && !search.value.trim()));
  }
  gallery.tiles = found(data.items, kind, search.value).map((item) => tileOf(gallery, item));
  grid.replaceChildren(...gallery.tiles.map(({ button }) => button));
  show(gallery.nothing, gallery.tiles.length ? "" : "No data set has these words.");
  const position = gallery.tiles.findIndex(({ item }) => item.key === data.chosen);
  stopAt(gallery, Math.max(0, position));
  if (position >= 0) showRow(grid, gallery.tiles[position].button);
  gallery.tiles.find(({ item }) => item.key === hadFocus)?.button.focus();
  drawTiles(gallery);
}

/** Scroll the grid alone, never the page. @param {HTMLElement} grid @param {HTMLElement} button */
function showRow(grid, button) {
  grid.scrollTop = Math.max(0, button.offsetTop - grid.offsetTop - button.offsetHeight);
}

/** @param {Gallery} gallery @param {GalleryItem} item @returns {Tile} */
function tileOf(gallery, item) {
  const button = element("button", item.kind === OWN ? "tile own" : "tile");
  button.type = "button";
  button.dataset.key = item.key;
  button.title = item.title;
  button.setAttribute("aria-label", `${item.title}. ${item.summary}`);
  button.setAttribute("aria-pressed", String(item.key === gallery.data.chosen));
  button.onclick = () => gallery.choose(item.key);
  const canvas = button.appendChild(element("canvas"));
  canvas.setAttribute("aria-hidden", "true"); // the button says what it is
  return { item, button, canvas, points: bytesOf(item.points), y: bytesOf(item.y) };
}

/** Tab reaches one of the pictures. @param {Gallery} gallery @param {number} stop */
function stopAt({ tiles }, stop) {
  tiles.forEach(({ button }, position) => {
    button.tabIndex = position === stop ? 0 : -1;
  });
}

/** @param {Gallery} gallery */
function drawTiles({ root, tiles }) {
  const { edge } = readTheme(root);
  for (const tile of tiles) drawTile(tile, edge);
}

/** @param {Tile} tile @param {string} edge */
function drawTile({ item, canvas, points, y }, edge) {
  const size = canvas.clientWidth;
  if (!size) return; // hidden
  const pen = prepare(canvas, size, size);
  pen.lineWidth = 0.5;
  /** @param {number} place */
  const at = (place) => ROOM + (place / LARGEST) * (size - 2 * ROOM);
  for (let row = 0; row < y.length; row++) {
    drawMark(pen, item.classes[y[row]], [at(points[2 * row]), size - at(points[2 * row + 1])], 1.7, edge);
  }
}
