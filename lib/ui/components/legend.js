// The legend of boundary pictures: each sign is drawn as it is in them.

import { prepare } from "./canvas.js";
import { element } from "./elements.js";
import { drawMark } from "./marks.js";
import { DASHED, drawWrong, strokeTwice, traceRing } from "./pictures.js";

/** @import { DrawnItem, Item, Mark, Pen, Theme } from "./types" */

/** What every picture has. @param {Mark[]} classes @param {string} wrong @returns {Item[]} */
export function usualItems(classes, wrong) {
  return [
    ...classes.map((mark) => ({ words: mark.name, mark })),
    { words: "pale = unsure", sign: "unsure" },
    { words: wrong, sign: "wrong" },
  ];
}

/** @param {Element} list @param {Item[]} items @returns {DrawnItem[]} */
export function fillLegend(list, items) {
  const drawn = items.map((item) => {
    const entry = element("li");
    const canvas = entry.appendChild(element("canvas"));
    canvas.setAttribute("aria-hidden", "true"); // the words beside it say what it is
    entry.append(element("span", "", item.words));
    return { ...item, entry, canvas };
  });
  list.replaceChildren(...drawn.map(({ entry }) => entry));
  return drawn;
}

/** Where a model is unsure the page shows through. @param {Theme} theme */
export function unsureInWords({ isDark }) {
  return `${isDark ? "dark" : "pale"} = unsure`;
}

/** @param {DrawnItem[]} items @param {Mark[]} classes @param {Theme} theme */
export function drawLegend(items, classes, theme) {
  for (const { canvas, entry, mark, sign } of items) {
    const words = entry.lastElementChild;
    if (sign === "unsure" && words && !words.childElementCount) words.textContent = unsureInWords(theme);
    const pen = prepare(canvas, 18, 18);
    pen.lineWidth = 1;
    if (mark) drawMark(pen, mark, [9, 9], 4.5, theme.edge);
    else if (sign) SIGNS[sign](pen, theme, classes[0]);
  }
}

/** @type {Record<string, (pen: Pen, theme: Theme, mark: Mark) => void>} */
const SIGNS = {
  unsure: (pen, _, mark) => drawPaler(pen, mark.colour),
  wrong: (pen, theme, mark) => drawWrong(pen, mark, [9, 9], 4.2, theme),
  rescued: (pen, theme) => strokeTwice(pen, () => traceRing(pen, [9, 9], 6.5), 1.5, theme),
  broken: (pen, theme) => strokeTwice(pen, () => traceRing(pen, [9, 9], 6.5), 1.5, theme, DASHED),
};

/** @param {Pen} pen @param {string} colour */
function drawPaler(pen, colour) {
  const shade = pen.createLinearGradient(1, 0, 17, 0);
  shade.addColorStop(0, `${colour}10`);
  shade.addColorStop(1, `${colour}B8`);
  pen.fillStyle = shade;
  pen.fillRect(1, 4, 16, 10);
}
