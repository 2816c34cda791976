// Which two methods are shown.

import { isNews } from "./echo.js";

/** @import { Echo } from "./echo.js" */
/** @import { Shown, Side } from "./types" */

/** @typedef {Echo & { shown: Shown }} Choice */

/** @returns {Choice} */
export function noChoice() {
  return { shown: { left: "", right: "" }, asked: "", told: [] };
}

/** @param {Shown} shown */
function pairOf({ left, right }) {
  return JSON.stringify([left, right]);
}

/**
 * Take over Python's choice when it is news.
 * @param {Choice} choice @param {Shown} sent @param {string[]} known the methods that can be shown
 */
export function adopt(choice, { left, right }, known) {
  if (isNews(choice, pairOf({ left, right }))) choice.shown = { left, right };
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
