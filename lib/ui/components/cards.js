// The cards of the ways: a sentence, a wiring, a picture, a score and its gain each. One group for
// the keyboard, of which Tab reaches one card and the arrow keys the others.

import { prepare } from "./canvas.js";
import { element, image, show } from "./elements.js";
import { drawGain, openGain, scaleOf } from "./gains.js";
import { inShares } from "./methods.js";
import { drawField } from "./pictures.js";
import { cardAfter, cardsOf, faceOf, isShown, representative, tabStop } from "./ways.js";
import { drawWiring } from "./wiring.js";

/** @import { Card, Memory } from "./ways.js" */
/** @import { Method, Picture, SentCard, StageData, Way } from "./types" */
/** @typedef {{ choose: (key: string) => void, turn: (way: Way) => void }} Hears turn: to the other face */
/** @typedef {ReturnType<typeof openCard> & { method?: Method }} OpenCard */
/** @typedef {{ box: HTMLElement, hears: Hears, focused: string, ids: string[], byId: Map<string, OpenCard> }} Cards */

const FACES = { sources: "fuse sources", model: "into one model" };
let made = 0; // cards so far, for ids of their own

/** @param {Element} root @param {Hears} hears @returns {Cards} */
export function openCards(root, hears) {
  const box = root.appendChild(element("div", "cards"));
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "Ways to decide");
  /** @type {Cards} */
  const cards = { box, hears, focused: "", ids: [], byId: new Map() };
  box.onkeydown = (event) => {
    const from = cards.ids.findIndex((id) => cards.byId.get(id)?.button === event.target);
    const to = from < 0 ? null : cardAfter(event.key, from, cards.ids.length);
    if (to === null) return;
    event.preventDefault(); // the page would scroll
    cards.byId.get(cards.ids[to])?.button.focus();
  };
  return cards;
}

/** @param {Cards} cards @param {string} id */
function openCard(cards, id) {
  const box = element("div", "card");
  const badge = box.appendChild(element("span", "badge"));
  const head = box.appendChild(element("div", "card-head"));
  const button = head.appendChild(element("button", "choose"));
  const score = head.appendChild(element("span", "score"));
  const sentence = box.appendChild(element("p", "quiet sentence"));
  const look = box.appendChild(element("div", "look"));
  const canvas = look.appendChild(image());
  const wiring = look.appendChild(element("div", "wiring"));
  const row = box.appendChild(element("div", "gain"));
  const gain = openGain(row);
  const words = row.appendChild(element("span", "quiet"));
  const faces = box.appendChild(element("div", "faces"));
  hearCard(cards, id, { box, button, about: [score, sentence, words], faces });
  return { box, badge, button, score, sentence, canvas, wiring, gain, words, faces };
}

/**
 * A mouse may press anywhere on a card, a key the button in it.
 * @param {Cards} cards @param {string} id
 * @param {{ box: HTMLElement, button: HTMLButtonElement, about: HTMLElement[], faces: HTMLElement }} card
 */
function hearCard(cards, id, { box, button, about, faces }) {
  button.type = "button";
  button.onfocus = () => {
    cards.focused = id;
    setTabStop(cards, [id]);
  };
  for (const node of about) node.id = `card-${++made}`;
  button.setAttribute("aria-describedby", about.map((node) => node.id).join(" "));
  box.onclick = () => {
    const key = cards.byId.get(id)?.method?.key;
    if (key) cards.hears.choose(key);
  };
  faces.setAttribute("role", "group");
  faces.setAttribute("aria-label", "What is fused");
  faces.onclick = (event) => event.stopPropagation(); // its buttons turn the card
}

/**
 * @param {Cards} cards @param {Picture} picture @param {StageData} data
 * @param {{ way: Way | "", memory: Memory }} now the way on the right
 */
export function showCards(cards, picture, data, { way, memory }) {
  const sent = cardsOf(data.cards);
  arrange(cards, sent);
  const faces = sent.map((card) => faceOf(card, memory));
  const keys = faces.map((face) => representative(face, memory, picture.byKey));
  const scale = scaleOf(keys.map((key) => data.scores[key]));
  sent.forEach((each, position) => {
    const card = /** @type {OpenCard} */ (cards.byId.get(each.id));
    const method = picture.byKey.get(keys[position]);
    fillCard(card, faces[position], method, picture);
    const score = data.scores[keys[position]];
    show(card.score, score?.text ?? "");
    show(card.words, score?.gain ?? "");
    drawGain(card.gain, score, scale);
    const picked = picture.byKey.get(data.pick)?.way;
    markCard(card, isShown(each, way), picked && isShown(each, picked) ? data.badge : "");
    turnFaces(cards, card, each, faces[position].way);
  });
  const pressed = sent.find((card) => isShown(card, way))?.id ?? "";
  setTabStop(cards, [cards.focused, pressed]);
}

/** Cards stay the same elements, so that none loses the focus. @param {Cards} cards @param {Card[]} sent */
function arrange(cards, sent) {
  const ids = sent.map(({ id }) => id);
  if (ids.join() === cards.ids.join()) return;
  cards.ids = ids;
  for (const id of ids) if (!cards.byId.has(id)) cards.byId.set(id, openCard(cards, id));
  cards.box.replaceChildren(...ids.map((id) => cards.byId.get(id)?.box ?? ""));
}

/** @param {OpenCard} card @param {SentCard} face @param {Method | undefined} method @param {Picture} picture */
function fillCard(card, face, method, picture) {
  show(card.button, face.title);
  show(card.sentence, !method || method.key === face.method ? face.sentence : `${method.title}.`);
  if (!method || card.method === method) return;
  card.method = method;
  card.wiring.dataset.drawn = "";
  card.box.classList.toggle("old", Boolean(method.isOld));
  card.canvas.setAttribute("aria-label", `Boundary of ${method.title}: ${inShares(method, picture)}`);
}

/** @param {OpenCard} card @param {boolean} isPressed @param {string} words on the badge, none without a pick */
function markCard({ box, button, badge }, isPressed, words) {
  button.setAttribute("aria-pressed", String(isPressed));
  box.classList.toggle("pressed", isPressed);
  show(badge, words);
}

/** @param {Cards} cards @param {OpenCard} card @param {Card} sent @param {Way} shown */
function turnFaces({ hears }, { faces }, sent, shown) {
  const ways = sent.faces.length > 1 ? sent.faces.map((face) => face.way) : [];
  if (faces.dataset.ways !== ways.join()) {
    faces.dataset.ways = ways.join();
    faces.replaceChildren(...ways.map((way) => faceButton(way, hears)));
  }
  ways.forEach((way, position) => faces.children[position].setAttribute("aria-pressed", String(way === shown)));
}

/** @param {Way} way @param {Hears} hears */
function faceButton(way, { turn }) {
  const button = element("button", "", way === "sources" ? FACES.sources : FACES.model);
  button.type = "button";
  button.onclick = () => turn(way);
  return button;
}

/** @param {Cards} cards @param {string[]} wanted */
function setTabStop({ ids, byId }, wanted) {
  const stop = tabStop(ids, wanted);
  for (const [id, { button }] of byId) button.tabIndex = id === stop ? 0 : -1;
}

/** @param {Cards} cards @param {string} ink */
export function drawCards({ ids, byId }, ink) {
  for (const id of ids) {
    const { method, canvas, wiring } = /** @type {OpenCard} */ (byId.get(id));
    const size = canvas.clientWidth;
    if (!size || !method) continue;
    drawField(prepare(canvas, size, size), method, size, 1, ink);
    wire(wiring, method, size);
  }
}

/** Drawn again for another method or another width only. @param {HTMLElement} place @param {Method} method @param {number} height */
function wire(place, { wiring }, height) {
  const size = `${place.clientWidth} ${height}`;
  if (place.dataset.drawn === size) return;
  place.dataset.drawn = size;
  place.replaceChildren(...(wiring.layers.length ? [drawWiring(wiring, place.clientWidth, height)] : []));
}
