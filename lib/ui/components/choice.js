// Which two methods are shown. A choice of the visitor holds at once; Python hears of it and
// echoes it later.

/** @import { Shown, Side } from "./types" */

/** @typedef {{ shown: Shown, asked: string, told: string[] }} Choice asked, told: by and to Python */

/** @returns {Choice} */
export function noChoice() {
  return { shown: { left: "", right: "" }, asked: "", told: [] };
}

/** @param {Shown} shown */
function pairOf({ left, right }) {
  return JSON.stringify([left, right]);
}

/**
 * Take over Python's choice when it is news. What it echoes of the visitor's own clicks is not: it
 * may be one click behind.
 * @param {Choice} choice @param {Shown} sent @param {string[]} known the methods that can be shown
 */
export function adopt(choice, { left, right }, known) {
  const pair = pairOf({ left, right });
  const echo = choice.told.indexOf(pair);
  if (echo >= 0) choice.told.splice(0, echo + 1);
  else if (pair !== choice.asked) choice.told = [];
  if (pair !== choice.asked && !choice.told.length) choice.shown = { left, right };
  choice.asked = pair;
  choice.shown = {
    left: [choice.shown.left, left].find((key) => known.includes(key)) ?? known[0],
    right: [choice.shown.right, right].find((key) => known.includes(key)) ?? "",
  };
}

/**
 * Show another method on one side; false when it is there.
 * @param {Choice} choice @param {Side} side @param {string} key
 */
export function choose(choice, side, key) {
  if (choice.shown[side] === key) return false;
  choice.shown = { ...choice.shown, [side]: key };
  choice.told.push(pairOf(choice.shown));
  return true;
}
