// A polygon with a dot in it that says how much each member counts: by mouse, finger or keys.

import { drawing, element, put, show } from "./elements.js";
import { percent } from "./numbers.js";
import { isArrow } from "./pointing.js";
import { cornersOf, placeOfWeights, weightsNear } from "./polygon.js";

/** @import { Place } from "./types" */
/** @typedef {{ words: string, weights: number[] }} Visit a mark, at a place worth a visit */
/** @typedef {(weights: number[]) => void} Move */
/** @typedef {ReturnType<typeof openPad>} Pad */

const [GLYPH, BESIDE, ABOVE] = [6.4, 12, 24]; // px: a letter, a corner and its name, a name above a corner
const [STEP, LEAP] = [0.05, 0.25]; // of the way from the middle to a corner
const [NEAR, UNDER_STEP] = [0.06, 0.026]; // so close to a mark is on it; keys must get away from one
/** @type {Record<string, Place>} */
const WAYS_OF_KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {Element} parent @param {{ move: Move, letGo: () => void, rest: () => void }} hears rest: after keys */
export function openPad(parent, hears) {
  const box = parent.appendChild(element("div", "pad"));
  box.tabIndex = 0;
  box.setAttribute("role", "application"); // so that a reader lets the arrow keys through
  box.setAttribute("aria-roledescription", "weights in a polygon");
  const svg = box.appendChild(drawing("svg", { "aria-hidden": "true" }));
  const pad = {
    box,
    svg,
    corners: /** @type {Place[]} */ ([]),
    middle: /** @type {Place} */ ([0, 0]),
    radius: 1,
    parts: /** @type {Parts | null} */ (null),
    drawn: "",
    weights: /** @type {number[]} */ ([]),
    marked: /** @type {number[][]} */ ([]),
  };
  hearPointer(pad, hears);
  hearKeys(pad, hears);
  return pad;
}

/** @typedef {{ spokes: Element[], shares: Element[], dot: Element }} Parts what moves */

/** @param {Pad} pad @param {{ move: Move, letGo: () => void }} hears */
function hearPointer(pad, { move, letGo }) {
  const { box } = pad;
  /** @param {PointerEvent} event */
  const reach = ({ clientX, clientY }) => {
    const { left, top } = pad.svg.getBoundingClientRect();
    const [x, y] = pad.middle;
    move(weightsNear([(clientX - left - x) / pad.radius, (clientY - top - y) / pad.radius], pad.corners, pad.marked, NEAR));
  };
  box.onpointerdown = (event) => {
    const isBeside = event.target === box || event.target === pad.svg;
    if (event.button || (isBeside && event.pointerType === "touch")) return; // a finger may scroll there
    box.setPointerCapture(event.pointerId);
    reach(event);
  };
  box.onpointermove = (event) => {
    if (box.hasPointerCapture(event.pointerId)) reach(event);
  };
  box.onlostpointercapture = letGo;
}

/** @param {Pad} pad @param {{ move: Move, rest: () => void }} hears */
function hearKeys(pad, { move, rest }) {
  pad.box.onkeydown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const weights = isArrow(event.key) ? afterArrow(pad, event) : ofNumber(event.key, pad.corners.length);
    if (!weights) return;
    event.preventDefault(); // the page would scroll
    move(weights);
    rest();
  };
}

/** @param {Pad} pad @param {{ key: string, shiftKey: boolean }} pressed */
function afterArrow({ weights, corners, marked }, { key, shiftKey }) {
  const [x, y] = placeOfWeights(weights, corners);
  const [dx, dy] = WAYS_OF_KEYS[key];
  const step = shiftKey ? LEAP : STEP;
  return weightsNear([x + step * dx, y + step * dy], corners, marked, UNDER_STEP);
}

/** A number leads to a corner, zero to the middle. @param {string} key @param {number} n members */
export function ofNumber(key, n) {
  const number = /^[0-9]$/.test(key) ? Number(key) : NaN;
  if (number === 0) return new Array(n).fill(1 / n);
  return number <= n ? Array.from({ length: n }, (_, m) => Number(m === number - 1)) : null;
}

/**
 * Draw the polygon of these members; nothing when it is there.
 * @param {Pad} pad @param {string[]} names @param {Visit[]} visits
 */
export function fillPad(pad, names, visits) {
  const { clientWidth: width, clientHeight: height } = pad.box;
  const drawn = JSON.stringify([width, height, names, visits]);
  if (!width || pad.drawn === drawn) return;
  pad.drawn = drawn;
  pad.corners = cornersOf(names.length);
  pad.marked = [...visits.map(({ weights }) => weights), ...names.map((_, m) => names.map((__, other) => Number(m === other)))];
  const room = Math.max(...names.map((name, m) => (Math.abs(pad.corners[m][0]) > 0.1 ? name.length * GLYPH : 0)));
  pad.radius = Math.max(44, Math.min(height / 2 - ABOVE, width / 2 - BESIDE - Math.min(room, width / 3.4)));
  pad.middle = [width / 2, height / 2];
  put(pad.svg, { width, height, viewBox: `0 0 ${width} ${height}` });
  pad.svg.replaceChildren();
  const at = pad.corners.map((corner) => on(pad, corner));
  const points = at.map((place) => place.join()).join(" ");
  pad.svg.append(drawing("polygon", { points, class: "reach" }), drawing("polygon", { points, class: "area" }));
  const spokes = at.map(([x1, y1]) => pad.svg.appendChild(drawing("line", { x1, y1, class: "spoke" })));
  for (const visit of visits) drawVisit(pad, visit);
  const shares = names.map((name, m) => drawCorner(pad, name, m, width));
  const dot = pad.svg.appendChild(drawing("circle", { r: 8, class: "dot" }));
  pad.parts = { spokes, shares, dot };
  drawPad(pad, pad.weights);
}

/** In pixels. @param {Pad} pad @param {Place} place @returns {Place} */
function on({ middle, radius }, place) {
  return [middle[0] + radius * place[0], middle[1] + radius * place[1]];
}

/** A corner with its name and its share. @param {Pad} pad @param {string} name @param {number} m @param {number} width */
function drawCorner(pad, name, m, width) {
  const [dx, dy] = pad.corners[m];
  const [cx, cy] = on(pad, pad.corners[m]);
  const side = Math.abs(dx) > 0.1 ? Math.sign(dx) : 0;
  const x = cx + side * BESIDE;
  const y = cy + (side ? -1 : dy > 0 ? 19 : -11);
  const room = [x, width, width - x][side + 1];
  pad.svg.append(drawing("circle", { cx, cy, r: 5, class: "corner" }));
  const label = pad.svg.appendChild(drawing("text", { x, y, "text-anchor": ["end", "middle", "start"][side + 1] }));
  const words = label.appendChild(drawing("tspan", {}));
  words.textContent = cut(name, room);
  label.appendChild(drawing("title", {})).textContent = name;
  const share = label.appendChild(drawing("tspan", { class: "share" }));
  put(share, side ? { x, dy: 13 } : { dx: 6 });
  return share;
}

/** @param {string} name @param {number} room */
function cut(name, room) {
  const most = Math.max(3, Math.floor(room / GLYPH));
  return name.length > most ? `${name.slice(0, most - 1).trimEnd()}…` : name;
}

/** @param {Pad} pad @param {Visit} visit */
function drawVisit(pad, { words, weights }) {
  const [x, y] = on(pad, placeOfWeights(weights, pad.corners));
  pad.svg.append(drawing("circle", { cx: x, cy: y, r: 4, class: "visit" }));
  const side = words === "stacking" ? -1 : 1; // they may lie close together
  const lower = words === "best found" ? 14 : -6;
  const label = drawing("text", { x: x + 9 * side, y: y + lower, "text-anchor": side < 0 ? "end" : "start", class: "visit" });
  label.textContent = words;
  pad.svg.append(label);
}

/** @param {Pad} pad @param {number[]} weights */
export function drawPad(pad, weights) {
  pad.weights = weights;
  if (!pad.parts || weights.length !== pad.corners.length) return;
  const [x, y] = on(pad, placeOfWeights(weights, pad.corners));
  put(pad.parts.dot, { cx: x, cy: y });
  weights.forEach((weight, m) => {
    const { spokes, shares } = /** @type {Parts} */ (pad.parts);
    put(spokes[m], { x2: x, y2: y, "stroke-width": 1 + 7 * weight });
    show(shares[m], percent(weight));
  });
}
