// How an answer comes about, as boxes and lines: inputs above, the answer below.

import { drawing } from "./elements.js";

/** @import { Wiring } from "./types" */
/** @typedef {{ lines: readonly string[], name: string, x: number, y: number, width: number, tall: number, isLast: boolean }} Box */
/** @typedef {{ from: Box, to: Box }} Link */

const MOST = 6; // boxes side by side
const USUAL = 95; // px; where there is more room both ways, everything is drawn larger
const LARGEST = 1.35;
const FEWEST = 5; // letters of a name that was cut, if it is to be understood
const TALL = 15; // a box
const LINE = 9.4; // more, for a second line
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

/** How many letters there is room for. @param {number} room */
function lettersIn(room) {
  return Math.floor((room - PADDING) / LETTER);
}

/** Cut to the room there is. @param {string} text @param {number} room */
export function fitted(text, room) {
  const most = lettersIn(room);
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1)).trimEnd()}…`;
}

/**
 * In one line where there is room, else in two: between words, or else within one.
 * @param {string} name @param {number} room
 */
export function linesOf(name, room) {
  const most = lettersIn(room);
  if (name.length <= most || most < FEWEST) return [fitted(name, room)];
  const space = name.lastIndexOf(" ", most);
  const [first, rest] =
    space > 0 ? [name.slice(0, space), name.slice(space + 1)] : [`${name.slice(0, most - 1)}-`, name.slice(most - 1)];
  return [first, fitted(rest, room)];
}

/**
 * Whole names where there is room, beginnings of them that tell them apart, or letters; in lines.
 * @param {readonly string[]} names @param {number} room for each
 */
export function textsOf(names, room) {
  const cut = names.map((name) => linesOf(name, room));
  const isReadable = cut.every(([text], position) => text === names[position] || text.length >= FEWEST);
  const isApart = new Set(cut.map((lines) => lines.join(" "))).size === new Set(names).size;
  return isReadable && isApart ? cut : lettersOf(names).map((text) => [text]);
}

/**
 * @param {readonly string[]} names @param {number} all the width of the whole row
 * @returns {Omit<Box, "y" | "isLast">[]}
 */
function rowOf(names, all) {
  const shown = shorten(names);
  const room = (all + BETWEEN) / shown.length - BETWEEN;
  const rest = names.slice(MOST - 1).join(", ");
  const texts = textsOf(shown, room);
  const widths = texts.map((lines) => Math.min(room, Math.max(TALL - 1, ...lines.map(widthOf))));
  const tall = TALL + LINE * (Math.max(...texts.map((lines) => lines.length)) - 1);
  const step = Math.min(room + BETWEEN, Math.max(...widths) + APART);
  return shown.map((name, position) => {
    const x = all / 2 + (position - (shown.length - 1) / 2) * step;
    return { lines: texts[position], name: name === "…" ? rest : name, x, width: widths[position], tall };
  });
}

/** Where everything stands. @param {Wiring} wiring @param {number} width @param {number} height */
export function layoutOf({ layers, links }, width, height) {
  const found = layers.map((names) => rowOf(names, width));
  const used = found.reduce((sum, [{ tall }]) => sum + tall, 2);
  const gap = (height - used) / Math.max(1, layers.length - 1);
  let top = 1;
  const rows = found.map((row, depth) => {
    const y = top + row[0].tall / 2;
    top += row[0].tall + gap;
    return row.map((box) => ({ ...box, y, isLast: depth === layers.length - 1 }));
  });
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
    svg.append(drawing("line", { x1: from.x, y1: from.y + from.tall / 2, x2: to.x, y2: to.y - to.tall / 2 }));
  }
  for (const box of boxes) svg.append(boxOf(box));
  return svg;
}

/** @param {Box} box */
function boxOf({ lines, name, x, y, width, tall, isLast }) {
  const group = drawing("g", isLast ? { class: "last" } : {});
  const title = group.appendChild(drawing("title", {}));
  title.textContent = name;
  group.append(drawing("rect", { x: x - width / 2, y: y - tall / 2, width, height: tall, rx: 3 }));
  lines.forEach((line, position) => {
    const at = y + 2.9 + (position - (lines.length - 1) / 2) * LINE;
    const words = group.appendChild(drawing("text", { x, y: at, "text-anchor": "middle" }));
    words.textContent = line;
  });
  return group;
}
