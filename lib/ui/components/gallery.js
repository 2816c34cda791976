// The gallery: data sets as buttons that show their points. A click tells Python the key.

import { rowsOf } from "./bytes.js";
import { prepare, readTheme } from "./canvas.js";
import { element, image } from "./elements.js";
import { drawMark } from "./marks.js";

/** @import { GalleryData, GalleryItem, Mark, Mount, Rows } from "./types" */
/** @typedef {Rows & { button: HTMLElement, canvas: HTMLCanvasElement, marks: Mark[] }} Card */
/** @typedef {{ root: HTMLElement, cards: Card[], choose: (key: string) => void, watcher: ResizeObserver }} Gallery */

/** @type {WeakMap<Element, Gallery>} */
const galleries = new WeakMap();
const HEADINGS = { generated: "Generated: the truth is known", real: "Real: measured by somebody" };

/** @param {Mount<GalleryData>} mount */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = /** @type {HTMLElement | null} */ (parentElement.querySelector(".gallery"));
  if (!root || !data) return undefined;
  const gallery = galleries.get(root) ?? openGallery(root);
  galleries.set(root, gallery);
  gallery.choose = (key) => setTriggerValue("picked", key);
  fillGallery(gallery, data);
  gallery.watcher.observe(root); // also draws for the first time
  drawCards(gallery);
  return () => gallery.watcher.disconnect();
}

/** @param {HTMLElement} root */
function openGallery(root) {
  /** @type {Gallery} */
  const gallery = { root, cards: [], choose: () => {}, watcher: new ResizeObserver(() => drawCards(gallery)) };
  return gallery;
}

/** @param {Gallery} gallery @param {GalleryData} data */
function fillGallery(gallery, { items, chosen }) {
  const { activeElement } = /** @type {ShadowRoot | Document} */ (gallery.root.getRootNode());
  const hadFocus = /** @type {HTMLElement | null} */ (activeElement)?.dataset.key;
  gallery.cards = [];
  const sections = Object.entries(HEADINGS).map(([kind, heading]) => {
    const here = items.filter((item) => item.kind === kind);
    return here.length ? sectionOf(gallery, heading, here, chosen) : "";
  });
  gallery.root.replaceChildren(...sections.filter(Boolean));
  gallery.cards.find(({ button }) => button.dataset.key === hadFocus)?.button.focus();
}

/** @param {Gallery} gallery @param {string} heading @param {GalleryItem[]} items @param {string} chosen */
function sectionOf(gallery, heading, items, chosen) {
  const section = element("section");
  section.append(element("h3", "", heading));
  const grid = section.appendChild(element("div", "grid"));
  grid.append(...items.map((item) => cardOf(gallery, item, item.key === chosen)));
  return section;
}

/** @param {Gallery} gallery @param {GalleryItem} item @param {boolean} isChosen */
function cardOf(gallery, item, isChosen) {
  const button = element("button");
  button.type = "button";
  button.dataset.key = item.key;
  button.setAttribute("aria-pressed", String(isChosen));
  button.onclick = () => gallery.choose(item.key);
  const canvas = button.appendChild(image(`points of ${item.classes.length} classes`));
  button.append(element("span", "title", item.title), element("span", "summary", item.summary));
  if (isChosen) button.append(element("span", "tag", "chosen"));
  gallery.cards.push({ button, canvas, marks: item.classes, ...rowsOf(item) });
  return button;
}

/** @param {Gallery} gallery */
function drawCards({ root, cards }) {
  const { edge } = readTheme(root);
  for (const card of cards) drawCard(card, edge);
}

/** @param {Card} card @param {string} edge */
function drawCard({ canvas, marks, points, y }, edge) {
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (!width || !height) return; // hidden, in a closed dialog perhaps
  const pen = prepare(canvas, width, height);
  const room = 5;
  pen.lineWidth = 0.6;
  for (let row = 0; row < y.length; row++) {
    const [across, up] = [points[2 * row] * (width - 2 * room), points[2 * row + 1] * (height - 2 * room)];
    drawMark(pen, marks[y[row]], [room + across, height - room - up], 2.1, edge);
  }
}
