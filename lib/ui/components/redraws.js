// Other samples of the data one after another: a row a way, whose scores hop and leave a trail.

import { readTheme } from "./canvas.js";
import { drawing, element, put, show } from "./elements.js";
import { inWords, roundValues } from "./numbers.js";
import { closeSteps, fillSteps, goTo, openSteps, showFrame, wantsCalm } from "./steps.js";

/** @import { Mount, RedrawsData, RedrawnWay } from "./types" */
/** @typedef {ReturnType<typeof openRedraws>} Redraws */
/** @typedef {{ low: number, high: number }} Ends */

const HOP = 450; // ms a sample while playing: long enough to see who leads
const MARGIN = 0.04; // of the width, at either end

/** @type {Map<HTMLElement, Redraws>} kept while Streamlit re-renders */
const every = new Map();

/** @param {Mount<RedrawsData>} mount */
export default function ({ data, parentElement }) {
  const root = /** @type {HTMLElement | null} */ (parentElement.querySelector(".redraws"));
  if (!root || !data) return undefined;
  readTheme(root);
  const redraws = every.get(root) ?? openRedraws(root);
  every.set(root, redraws);
  if (redraws.data.id !== data.id) fillRedraws(redraws, data);
  redraws.steps.button.hidden = wantsCalm(); // the whole trail is there, and every step of it
  return () => {
    closeSteps(redraws.steps); // Streamlit calls this when the root goes away
    every.delete(root);
  };
}

/** @param {HTMLElement} root */
function openRedraws(root) {
  const board = root.appendChild(element("div", "board"));
  const names = board.appendChild(element("ul", "names"));
  const plot = board.appendChild(element("div", "trail"));
  plot.setAttribute("role", "img");
  const path = drawing("svg", { class: "path", viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true" });
  const line = path.appendChild(drawing("polyline", { fill: "none", "vector-effect": "non-scaling-stroke" }));
  const ticks = board.appendChild(element("div", "quiet scale"));
  const title = root.appendChild(element("p", "quiet x-title"));
  const legend = root.appendChild(element("ul", "quiet legend"));
  for (const [sign, words] of SIGNS) {
    const item = legend.appendChild(element("li", "", words));
    item.prepend(element("i", sign));
  }
  const steps = openSteps(
    root,
    (frame) => drawSampleOf(redraws, frame),
    (frame, hasSpoken) => hasSpoken && show(said, `${redraws.data.said[frame]} ${counted(redraws, frame)}`),
    HOP,
  );
  for (const [text, by] of /** @type {[string, number][]} */ ([["‹ Sample before", -1], ["Next sample ›", 1]])) {
    const button = steps.bar.firstElementChild?.appendChild(element("button", "play", text));
    if (button) button.onclick = () => goTo(steps, steps.frame + by);
  }
  const said = root.appendChild(element("p", "said"));
  said.setAttribute("role", "status");
  said.setAttribute("aria-live", "polite");
  /** @type {RedrawsData} */
  const data = { id: "", title: "", rows: [], said: [] };
  const redraws = { data, names, plot, path, line, ticks, title, steps, said, marks: NO_MARKS, counts: NO_COUNTS };
  return redraws;
}

const SIGNS = [
  ["dot now led", "this sample; filled: the best score"],
  ["dot", "samples before"],
  ["today", "today’s sample"],
];
/** @type {HTMLElement[][]} a row a way, in it a mark a sample */
const NO_MARKS = [];
/** @type {HTMLElement[]} */
const NO_COUNTS = [];

/** @param {Redraws} redraws @param {RedrawsData} data */
function fillRedraws(redraws, data) {
  redraws.data = data;
  const ends = endsOf(data.rows);
  redraws.names.replaceChildren(...data.rows.map(nameOf));
  redraws.counts = [...redraws.names.querySelectorAll("li")].map((name) => name.appendChild(element("span", "count")));
  redraws.marks = data.rows.map((row, i) => row.scores.map((score, n) => markOf(score, ends, heightOf(data, i), row.led[n])));
  const todays = data.rows.map(({ today }, i) => placed(element("i", "today"), today, ends, heightOf(data, i)));
  redraws.plot.style.setProperty("--rows", String(data.rows.length));
  redraws.plot.replaceChildren(redraws.path, ...todays, ...redraws.marks.flat());
  redraws.ticks.replaceChildren(...ticksOf(ends));
  show(redraws.title, data.title);
  const labels = data.said.map((_, n) => `Sample ${n + 1} of ${data.said.length}`);
  fillSteps(redraws.steps, labels, "Sample", labels.length - 1); // the whole trail, at rest
  showFrame(redraws.steps, labels.length - 1);
}

/** @param {RedrawnWay} row */
function nameOf({ way, method, picked }) {
  const name = element("li");
  name.append(element("b", "", picked ? `${way}, the pick` : way), element("span", "quiet", method));
  return name;
}

/** What all marks lie between. @param {RedrawnWay[]} rows @returns {Ends} */
export function endsOf(rows) {
  const values = rows.flatMap(({ today, scores }) => [today, ...scores]).filter((value) => value !== null);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = MARGIN * (most - least) || 0.01;
  return { low: least - room, high: most + room };
}

/** In percent of the width. @param {number} value @param {Ends} ends */
export function acrossOf(value, { low, high }) {
  return (100 * (value - low)) / (high - low);
}

/** The middle of a row, in percent of the height. @param {RedrawsData} data @param {number} row */
function heightOf({ rows }, row) {
  return (100 * (row + 0.5)) / rows.length;
}

/** @param {HTMLElement} mark @param {number} value @param {Ends} ends @param {number} top */
function placed(mark, value, ends, top) {
  mark.style.left = `${acrossOf(value, ends)}%`;
  mark.style.top = `${top}%`;
  return mark;
}

/** @param {number | null} score @param {Ends} ends @param {number} top @param {boolean} led */
function markOf(score, ends, top, led) {
  const mark = element("i", led ? "dot led" : "dot");
  return score === null ? Object.assign(mark, { className: "none" }) : placed(mark, score, ends, top);
}

/** @param {Ends} ends */
function ticksOf(ends) {
  const values = roundValues(ends.low, ends.high);
  return values.map((value) => {
    const tick = element("span", "", inWords(value, values[1] - values[0]));
    tick.style.left = `${acrossOf(value, ends)}%`;
    return tick;
  });
}

/** How often a way had the best score, alone or with others, up to a sample. @param {boolean[]} led @param {number} frame */
export function leadsUpTo(led, frame) {
  return led.slice(0, frame + 1).filter(Boolean).length;
}

/** @param {Redraws} redraws @param {number} frame */
function drawSampleOf({ data, marks, counts, line, plot }, frame) {
  marks.forEach((row) =>
    row.forEach((mark, n) => {
      mark.hidden = n > frame;
      mark.classList.toggle("now", n === frame);
    }),
  );
  counts.forEach((count, i) => show(count, `best in ${leadsUpTo(data.rows[i].led, frame)} of ${frame + 1}`));
  const there = marks.map((row) => row[frame]).filter(({ className }) => className !== "none");
  put(line, { points: there.map(({ style: { left, top } }) => `${parseFloat(left)},${parseFloat(top)}`).join(" ") });
  plot.setAttribute("aria-label", `Sample ${frame + 1}. ${data.said[frame]}`);
}

/** @param {Redraws} redraws @param {number} frame */
function counted({ data }, frame) {
  const told = data.rows.map(({ way, led }) => `${way} ${leadsUpTo(led, frame)}`);
  return `Best so far in ${frame + 1}: ${told.join(", ")}.`;
}
