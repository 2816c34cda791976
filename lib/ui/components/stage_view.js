// What a stage shows of what was chosen: cards, pictures, and what is in the hand.

import { drawRing, showBallots } from "./ballots.js";
import { marksOf, recount, takeOver, tallyOf } from "./by_hand.js";
import { drawCards, showCards } from "./cards.js";
import { flips, flipsInWords } from "./comparison.js";
import { openRow } from "./following.js";
import { fillHand, showHand } from "./hand_panel.js";
import { layered, readLayer } from "./layers.js";
import { showLayers } from "./layers_legend.js";
import { morphOf, morphed } from "./morph.js";
import { describe, drawPanel, offer, pointTo } from "./panels.js";
import { drawSheet } from "./sheet.js";
import { SIDES, memory, methodOn, drawnOn, ownCount, besideOf, isAwaited, countOn, sidesOf, hasRings } from "./stage_state.js";
import { awaitSources, fillSources, showSources } from "./source_panel.js";
import { drawSurface, fillSurface, pointOnSurface } from "./surface_panel.js";
import { ALONE, choicesOf, withShown } from "./ways.js";

/** @import { Tally } from "./hand_box.js" */
/** @import { Cell } from "./pointing.js" */
/** @import { OpenStage } from "./stage.js" */
/** @import { Count, DrawnItem, Method, Picture, Side } from "./types" */

/**
 * The cross hairs of both pictures move together. Only the keyboard's answers are spoken aloud: a
 * moving mouse would talk without end.
 * @param {OpenStage} stage @param {Cell | null} cursor @param {Side} [spoken]
 */
export function moveCursor(stage, cursor, spoken) {
  stage.cursor = cursor;
  for (const side of SIDES) {
    const panel = stage.panels[side];
    panel.readout.setAttribute("aria-live", side === spoken ? "polite" : "off");
    if (stage.picture) pointTo(panel, drawnOn(stage, side), stage.picture, cursor, moreOn(stage, side));
  }
  const cell = cursor && stage.picture ? cursor.j * stage.picture.n + cursor.i : null;
  pointOnSurface(stage.surfacePanel, cell);
}

/** The cross hairs of the picture go where a row lies. @param {OpenStage} stage @param {number | null} row */
export function pointToRow(stage, row) {
  const { picture } = stage;
  if (!picture) return;
  const { n, points } = picture;
  /** @param {number} share */
  const cell = (share) => Math.max(0, Math.min(n - 1, Math.floor(share * n)));
  moveCursor(stage, row === null ? null : { i: cell(points[2 * row]), j: cell(points[2 * row + 1]) });
}

/** The ballots of the row that is followed, and its ring. @param {OpenStage} stage @param {Picture} picture */
function showFollowed(stage, picture) {
  const { following, ballots, theme } = stage;
  const row = besideOf(stage) === "row" ? following.row : -1;
  for (const ring of stage.rings) drawRing(ring, picture, row);
  const method = drawnOn(stage, "right");
  if (row < 0 || !method) return;
  showBallots(ballots, openRow(picture, method, countOn(stage, "right"), row), row, picture, theme);
}

/** What the layer says of the place under the cross hair. @param {OpenStage} stage @param {Side} side */
function moreOn(stage, side) {
  const { picture, cursor, layers } = stage;
  const method = drawnOn(stage, side);
  return picture && cursor && method ? readLayer(layers.chosen, method, picture, countOn(stage, side), cursor) : "";
}

/** @param {OpenStage} stage */
export function update(stage) {
  const { picture, theme } = stage;
  if (!picture) return;
  const own = ownCount(stage);
  if (own) takeIntoHand(stage, picture, own);
  updateCards(stage, picture);
  const beside = besideOf(stage);
  const isAlone = !beside || !methodOn(stage, "right");
  stage.root.classList.toggle("alone", isAlone);
  for (const [name, box] of Object.entries(stage.beside)) box.hidden = name !== beside;
  for (const item of stage.items) item.entry.hidden = isOfTwo(item) && isAlone;
  for (const side of SIDES) updateSide(stage, side, picture);
  showFollowed(stage, picture);
  showLayers(stage.layerLegend, stage.layers, theme, countOn(stage, "right"));
  moveCursor(stage, stage.cursor);
  redraw(stage);
}

/** Everything below the cards, as wide as it is now. @param {OpenStage} stage */
export function redraw(stage) {
  drawPanels(stage, false);
  drawSheet(stage.sheet, stage.theme);
  if (ownCount(stage)) showByHand(stage, false);
  else if (isAwaited(stage)) awaitSources(stage.sourcePanel);
  else if (besideOf(stage) === "surface") showSurface(stage);
}

/** @param {OpenStage} stage @param {Side} side @param {Picture} picture */
function updateSide(stage, side, picture) {
  const { box } = stage.panels[side];
  box.hidden = !sidesOf(stage).includes(side);
  box.classList.toggle("old", Boolean(methodOn(stage, side)?.isOld));
  const method = drawnOn(stage, side);
  if (method) describeOn(stage, side, method, picture);
}

/** @param {OpenStage} stage @param {Picture} picture */
function updateCards(stage, picture) {
  const { data, cards, theme } = stage;
  const shown = methodOn(stage, "right");
  showCards(cards, picture, data, { way: shown?.way ?? "", memory: withShown(memory, shown) });
  drawCards(cards, theme.ink);
  stage.root.classList.toggle("with-cards", data.cards.length > 0);
}

/** @param {DrawnItem} item */
function isOfTwo({ sign }) {
  return sign === "rescued" || sign === "broken";
}

/** @param {OpenStage} stage @param {Side} side @param {Method} method @param {Picture} picture */
function describeOn(stage, side, method, picture) {
  const { data, panels } = stage;
  const score = method === stage.hand.method && stage.hand.isNew ? "by hand" : data.scores[method.key]?.sentence;
  offer(panels[side], choicesOn(stage, side, method, picture));
  describe(panels[side], method, picture, score ?? "", side === "right" ? difference(stage, picture) : "");
}

/** @param {OpenStage} stage @param {Side} side @param {Method} method @param {Picture} picture */
function choicesOn({ data }, side, method, { methods, byKey }) {
  const way = side === "left" ? ALONE : method.way;
  const choices = data.cards.length ? choicesOf(methods, way, method.key) : methods;
  return byKey.has(method.key) ? choices : [...choices, method]; // what is in the hand may be new
}

/** @param {OpenStage} stage @param {Picture} picture */
function flipsOf(stage, { y }) {
  const [left, right] = SIDES.map((side) => drawnOn(stage, side)?.predicted ?? y);
  return flips(y, left, right);
}

/** @param {OpenStage} stage @param {Picture} picture */
function difference(stage, picture) {
  const { left, right } = stage.choice.shown;
  if (sidesOf(stage).length === 1) return ""; // what stands beside it tells
  if (left === right) return "the same method on both sides";
  if (picture.isSketch) return "being measured";
  return overallOn(stage) || flipsInWords(flipsOf(stage, picture), picture.y.length, picture.byKey.get(left)?.short ?? "");
}

/** What all passes say of it. @param {OpenStage} stage */
function overallOn({ data, choice: { shown } }) {
  return shown.left === data.reference ? data.scores[shown.right]?.flips : "";
}

/** Gives whether something is left for the next frame. @param {OpenStage} stage @param {boolean} isMoving */
function drawPanels(stage, isMoving) {
  const { panels, picture, theme } = stage;
  if (!picture) return false;
  const left = sidesOf(stage).map((side) => {
    const method = (side === "right" && onTheWay(stage)) || drawnOn(stage, side);
    const found = side === "right" && hasRings(stage) ? flipsOf(stage, picture) : null;
    if (!method) return false;
    const drawn = layered(stage.layers, side, method, picture, countOn(stage, side));
    return drawPanel(panels[side], drawn, picture, theme, { found, isMoving });
  });
  return left.includes(true);
}

// ---------------------------------------------------------------- what moves by itself

/** What was on the right turns into what is. @param {OpenStage} stage @param {Method | undefined} seen */
export function turnInto(stage, seen) {
  if (!stage.picture) return;
  stage.morph = morphOf(seen, drawnOn(stage, "right"), stage.picture);
  playMorph(stage);
}

/** @param {OpenStage} stage */
function playMorph(stage) {
  stage.panels.right.box.classList.toggle("between", Boolean(stage.morph));
  if (!stage.morph) return;
  drawPanels(stage, false);
  requestAnimationFrame(() => playMorph(stage));
}

/** How the method on the right looks on its way there. @param {OpenStage} stage */
function onTheWay(stage) {
  const { morph, picture } = stage;
  const method = drawnOn(stage, "right");
  const now = morph && morph.picture === picture && method ? morphed(morph, method, performance.now()) : undefined;
  if (!now) stage.morph = null;
  return now;
}

// ---------------------------------------------------------------- what is in the hand

/** @param {OpenStage} stage @param {Picture} picture @param {Count} own */
function takeIntoHand(stage, picture, own) {
  const right = methodOn(stage, "right");
  takeOver(stage.hand, picture, own, right?.way === "sources" ? "sources" : "");
  if (right) recount(stage.hand, picture, right);
}

/** It has moved. @param {OpenStage} stage */
export function nextFrame(stage) {
  stage.frame ||= requestAnimationFrame(() => drawByHand(stage));
}

/** A frame while it moves. @param {OpenStage} stage */
function drawByHand(stage) {
  const { picture, hand, panels } = stage;
  const right = methodOn(stage, "right");
  stage.frame = 0;
  if (!picture || !right || !ownCount(stage)) return;
  const before = hand.method?.key;
  const method = recount(hand, picture, right);
  if (method.key !== before) describeOn(stage, "right", method, picture);
  if (stage.cursor) pointTo(panels.right, method, picture, stage.cursor);
  const isLeft = drawPanels(stage, true);
  showByHand(stage, true);
  if (isLeft) nextFrame(stage);
}

/** @param {OpenStage} stage @param {boolean} isMoving between two frames the polygon stays the same */
function showByHand(stage, isMoving) {
  const { picture, hand } = stage;
  if (!picture || !hand.method) return;
  const against = methodOn(stage, "left")?.short ?? "";
  const tally = tallyOf(hand.method, picture, flipsOf(stage, picture), against);
  if (hand.method.way === "vote") showVote(stage, picture, tally, isMoving);
  else showFusion(stage, picture, tally, isMoving);
}

/** @param {OpenStage} stage */
function showSurface(stage) {
  const { picture, surfacePanel } = stage;
  const right = methodOn(stage, "right");
  if (!picture || !right) return;
  const against = methodOn(stage, "left")?.short ?? "";
  fillSurface(surfacePanel, picture, right, tallyOf(right, picture, flipsOf(stage, picture), against));
  drawSurface(surfacePanel, stage.theme);
}

/** @param {OpenStage} stage @param {Picture} picture @param {Tally | null} tally @param {boolean} isMoving */
function showVote({ hand, handPanel }, picture, tally, isMoving) {
  const marks = marksOf(hand, picture);
  if (!isMoving) fillHand(handPanel, picture.counter?.votes.names ?? [], marks);
  showHand(handPanel, hand.count, tally, { marks, isHeld: hand.isHeld });
}

/** @param {OpenStage} stage @param {Picture} picture @param {Tally | null} tally @param {boolean} isMoving */
function showFusion(stage, { sources }, tally, isMoving) {
  const own = ownCount(stage);
  if (own && !isMoving) fillSources(stage.sourcePanel, sources?.votes.names ?? [], own);
  showSources(stage.sourcePanel, stage.hand.count, tally, stage.hand);
}
