// How much each member's vote counts, set by hand: a polygon or bars, and places worth a visit.

import { element, press, put, show } from "./elements.js";
import { after, openBox, openTally, openWords, showTally } from "./hand_box.js";
import { percent } from "./numbers.js";
import { openSteps, showSteps } from "./one_by_one.js";
import { drawBars, fillBars, openBars } from "./weight_bars.js";
import { drawPad, fillPad, ofNumber, openPad } from "./weight_pad.js";

/** @import { Tally } from "./hand_box.js" */
/** @import { Count, Rule } from "./types" */
/** @import { Visit } from "./weight_pad.js" */
/** @typedef {ReturnType<typeof openHand>} HandPanel */
/** @typedef {{ move: (weights: number[]) => void, letGo: () => void, count: (rule: Rule) => void, visit: (name: string) => void }} Hears */

const CORNERS = 6; // at most
const ROUNDED = 0.007; // of a weight, which is written down as a whole percent
/** @type {[Rule, string][]} */
const RULES = [["average", "average"], ["product", "product"], ["votes", "count votes"]];
const VISITS = [["equal", "equal"], ["stacking", "stacking’s weights"], ["best", "best found"]];
const OF_STACKING = "The weights of non-negative stacking, learned on the held-back answers";
const HINTS = ["Drag the dot: border and score follow. Click a row: its ballots.", "Move the bars: border and score follow. Click a row: its ballots."];
const HONEST = "Equal weights look at no row, so this score is honest.";
const LEARNED = "A peek: learned on all these rows. Stack’s card is honest.";
const PEEK = "A peek: you choose while you see these rows. Stack’s is honest.";

/** @param {Element} parent @param {Hears} hears */
export function openHand(parent, hears) {
  const { box, hint } = openBox(parent, "How much each model counts", "Vote: how much should each count?");
  const soon = { timer: 0 };
  const heard = { ...hears, rest: () => after(soon, hears.letGo) };
  const pad = openPad(box, heard);
  const bars = openBars(box, hears);
  bars.box.onkeydown = ({ key }) => {
    const weights = ofNumber(key, bars.all.length);
    if (!weights) return;
    hears.move(weights);
    heard.rest();
  };
  const tally = openTally(box);
  const choices = openChoices(box, hears);
  return { box, hint, pad, bars, ...tally, ...choices, ...openWords(box), names: /** @type {string[]} */ ([]) };
}

/** @param {Element} box @param {Hears} hears */
function openChoices(box, hears) {
  const row = box.appendChild(element("div", "choices"));
  const group = row.appendChild(element("div", "rules"));
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "How the votes are counted");
  const rules = RULES.map(([rule, words]) => group.appendChild(press(words, () => hears.count(rule))));
  const steps = openSteps(row, (weights) => {
    hears.move(weights);
    hears.letGo();
  });
  const line = row.appendChild(element("p", "visits", "Visit:"));
  const visits = new Map(VISITS.map(([name, words]) => [name, line.appendChild(press(words, () => hears.visit(name)))]));
  put(/** @type {Element} */ (visits.get("stacking")), { title: OF_STACKING });
  return { rules, visits, steps };
}

/** @param {HandPanel} panel @param {string[]} names @param {Visit[]} marks */
export function fillHand(panel, names, marks) {
  const isFull = names.length > CORNERS;
  panel.names = names;
  panel.pad.box.hidden = isFull;
  panel.bars.box.hidden = !isFull;
  show(panel.hint, HINTS[Number(isFull)]);
  const keys = `Arrow keys move it, number keys 1 to ${Math.min(9, names.length)} lead to a corner, 0 to the middle.`;
  put(panel.pad.box, { "aria-label": `A dot between ${names.join(", ")}. ${keys}`, title: keys });
  if (isFull) fillBars(panel.bars, names);
  else fillPad(panel.pad, names, marks);
}

/**
 * What the weights are, and what comes of them.
 * @param {HandPanel} panel @param {Count} count @param {Tally | null} tally nothing is known of the rows yet
 * @param {{ marks: Visit[], isHeld: boolean }} now
 */
export function showHand(panel, { weights, rule }, tally, { marks, isHeld }) {
  if (panel.bars.box.hidden) drawPad(panel.pad, weights);
  else drawBars(panel.bars, weights, isHeld);
  showSteps(panel.steps, weights);
  RULES.forEach(([name], at) => put(panel.rules[at], { "aria-pressed": String(name === rule) }));
  showTally(panel, tally, peekInWords(weights, marks), () =>
    panel.names.map((name, m) => `${name} ${percent(weights[m])}`).join(", "),
  );
}

/** @param {number[]} weights @param {Visit[]} marks */
export function peekInWords(weights, marks) {
  const there = marks.find((mark) => isLike(mark.weights, weights));
  if (there?.words === "equal") return HONEST;
  return there?.words === "stacking" ? LEARNED : PEEK;
}

/** @param {number[]} some @param {number[]} others @param {number} [apart] */
export function isLike(some, others, apart = ROUNDED) {
  return some.length === others.length && some.every((weight, m) => Math.abs(weight - others[m]) <= apart);
}
