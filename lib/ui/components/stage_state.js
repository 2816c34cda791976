// What of the chosen is on a stage, and where: the method of each side, what stands beside the right
// picture, how votes are counted. Nothing is drawn here.

import { countOf } from "./by_hand.js";
import { isDrawing } from "./sheet.js";
import { ALONE, noMemory } from "./ways.js";

/** @import { OpenStage } from "./stage.js" */
/** @import { Method, Side } from "./types" */

export const memory = noMemory(); // of this session, also of pages left since
/** @type {Side[]} */
export const SIDES = ["left", "right"];

/** @param {OpenStage} stage @param {Side} side */
export function methodOn({ picture, choice }, side) {
  return picture?.byKey.get(choice.shown[side]);
}

/** What is drawn there: on the right, it may be in the hand. @param {OpenStage} stage @param {Side} side */
export function drawnOn(stage, side) {
  const isByHand = side === "right" && ownCount(stage);
  return (isByHand && stage.hand.method) || methodOn(stage, side);
}

/** How what is on the right is counted, when it can be taken into the hand. @param {OpenStage} stage */
export function ownCount(stage) {
  return stage.data.cards.length ? countOf(stage.picture, methodOn(stage, "right")) : undefined;
}

/**
 * What stands beside the right picture, or in its place where nothing is on the right: one of the
 * boxes in `stage.beside`, the left picture, or nothing, because one model stands alone.
 * @param {OpenStage} stage @returns {keyof OpenStage["beside"] | "picture" | ""}
 */
export function besideOf(stage) {
  const right = methodOn(stage, "right");
  if (stage.following.row >= 0 && canFollow(stage)) return "row";
  if (isDrawing(stage.sheet)) return "sheet";
  if (!right || !stage.data.cards.length) return "picture";
  if (right.way === ALONE) return "";
  return takenBy(stage, right) ?? "picture";
}

/** The box of what can be taken into the hand. @param {OpenStage} stage @param {Method} right */
function takenBy(stage, { way, isInHand }) {
  if (way === "stack") return isInHand ? "surface" : undefined;
  if (ownCount(stage)) return way === "vote" ? "hand" : "sources";
  return isAwaited(stage) ? "sources" : undefined;
}

/** Whether it can be taken into the hand as soon as what it needs is there. @param {OpenStage} stage */
export function isAwaited(stage) {
  const right = methodOn(stage, "right");
  const isLater = right?.way === "sources" && right.isInHand && stage.picture?.sources === undefined;
  return isLater && stage.data.cards.length > 0;
}

/** Whether the members' answers about a row are there to be shown. @param {OpenStage} stage */
export function canFollow(stage) {
  return Boolean(stage.picture?.counter && stage.data.cards.length && methodOn(stage, "right"));
}

/** How what is drawn there counts the members' votes, when it does. @param {OpenStage} stage @param {Side} side */
export function countOn(stage, side) {
  const method = methodOn(stage, side);
  if (method?.way === "sources") return undefined; // other models vote there
  if (side === "right" && ownCount(stage)) return stage.hand.count;
  return method && stage.picture?.counter?.votes.counts[method.key];
}

/** Which pictures are on screen. @param {OpenStage} stage @returns {Side[]} */
export function sidesOf(stage) {
  if (!methodOn(stage, "right")) return ["left"];
  return besideOf(stage) === "picture" ? SIDES : ["right"];
}

/** Whether a picture is compared with what is chosen on the left. @param {OpenStage} stage */
export function hasRings(stage) {
  return Boolean(methodOn(stage, "right") && besideOf(stage)) && drawnOn(stage, "right") !== methodOn(stage, "left");
}
