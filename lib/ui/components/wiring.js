// How an answer comes about, as boxes and lines: inputs above, the answer below.

import { drawing } from "./elements.js";

/** @import { Wiring } from "./types" */
/** @typedef {{ text: string, name: string, x: number, y: number, width: number, isLast: boolean }} Box */
/** @typedef {{ from: Box, to: Box }} Link */

const MOST = 6; // boxes side by side
const USUAL = 95; // px; where there is more room both ways, everything is drawn larger
const LARGEST = 1.35;
const FEWEST = 5; // letters of a name that was cut, if it is to be understood
const TALL = 15; // a box
const BETWEEN = 3; // two boxes, at least
const APART = 14; // at most
const LETTER = 4.5; // about the width of one
const PADDING = 8; // both sides of a text

/**
 * The shortest that still tells names apart: a letter, two, or a letter and a number.
 * @param {readonly string[]} names
 */
export function lettersOf(names) {
  const different = [...new Set(names)];
  /** @param {string} name @param {number} n */
  const isAlone = (name, n) => different.filter((other) => other.slice(0, n) === name.slice(0, n)).length < 2;
  return names.map((name) => {
    if (isAlone(name, 1)) return name.slice(0, 1);
    if (isAlone(name, 2)) return name.slice(0, 2);
    const alike = different.filter((other) => other[0] === name[0]);
    return `${name[0]}${alike.indexOf(name) + 1}`;
  });
}

/** At most six: the first five, and one for the rest. @param {readonly string[]} names */
export function shorten(names) {
  return names.length > MOST ? [...names.slice(0, MOST - 1), "…"] : [...names];
}

/** @param {string} text */
function widthOf(text) {
  return text.length * LETTER + PADDING;
}

/** Cut to the room there is. @param {string} text @param {number} room */
export function fitted(text, room) {
  const most = Math.floor((room - PADDING) / LETTER);
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1)).trimEnd()}…`;
}

/**
 * Whole names where there is room, beginnings of them that tell them apart, or letters.
 * @param {readonly string[]} names @param {number} room for each
 */
export function textsOf(names, room) {
  const cut = names.map((name) => fitted(name, room));
  const isReadable = cut.every((text, position) => text === names[position] || text.length >= FEWEST);
  return isReadable && new Set(cut).size === new Set(names).size ? cut : lettersOf(names);
}

/**
 * @param {readonly string[]} names @param {number} all the width of the whole row
 * @param {{ y: number, isLast: boolean }} row @returns {Box[]}
 */
function rowOf(names, all, { y, isLast }) {
  const shown = shorten(names);
  const room = (all + BETWEEN) / shown.length - BETWEEN;
  const rest = names.slice(MOST - 1).join(", ");
  const short = textsOf(shown, room);
  const widths = short.map((text) => Math.min(room, Math.max(TALL - 1, widthOf(text))));
  const step = Math.min(room + BETWEEN, Math.max(...widths) + APART);
  return shown.map((name, position) => {
    const [text, width] = [short[position], widths[position]];
    const x = all / 2 + (position - (shown.length - 1) / 2) * step;
    return { text, name: name === "…" ? rest : name, x, y, width, isLast };
  });
}

/** Where everything stands. @param {Wiring} wiring @param {number} width @param {number} height */
export function layoutOf({ layers, links }, width, height) {
  const deepest = layers.length - 1;
  const step = (height - TALL - 2) / Math.max(1, deepest);
  const rows = layers.map((names, depth) =>
    rowOf(names, width, { y: 1 + TALL / 2 + depth * step, isLast: depth === deepest }),
  );
  /** @type {Map<string, Link>} */
  const lines = new Map();
  links.forEach((pairs, depth) => {
    for (const [above, below] of pairs) {
      const [i, j] = [Math.min(above, rows[depth].length - 1), Math.min(below, rows[depth + 1].length - 1)];
      lines.set(`${depth} ${i} ${j}`, { from: rows[depth][i], to: rows[depth + 1][j] });
    }
  });
  return { boxes: rows.flat(), lines: [...lines.values()] };
}

/** @param {Wiring} wiring */
export function wiringInWords({ layers }) {
  return `Wiring: ${layers.map((names) => names.join(", ")).join("; then ")}.`;
}

/** @param {Wiring} wiring @param {number} width @param {number} height in pixels */
export function drawWiring(wiring, width, height) {
  const scale = Math.max(1, Math.min(LARGEST, width / USUAL, height / USUAL));
  const [w, h] = [width / scale, height / scale];
  const svg = drawing("svg", { width, height, viewBox: `0 0 ${w} ${h}`, role: "img", "aria-label": wiringInWords(wiring) });
  const { boxes, lines } = layoutOf(wiring, w, h);
  for (const { from, to } of lines) {
    svg.append(drawing("line", { x1: from.x, y1: from.y + TALL / 2, x2: to.x, y2: to.y - TALL / 2 }));
  }
  for (const box of boxes) svg.append(boxOf(box));
  return svg;
}

/** @param {Box} box */
function boxOf({ text, name, x, y, width, isLast }) {
  const group = drawing("g", isLast ? { class: "last" } : {});
  const title = group.appendChild(drawing("title", {}));
  title.textContent = name;
  group.append(drawing("rect", { x: x - width / 2, y: y - TALL / 2, width, height: TALL, rx: 3 }));
  const words = group.appendChild(drawing("text", { x, y: y + 2.9, "text-anchor": "middle" }));
  words.textContent = text;
  return group;
}
