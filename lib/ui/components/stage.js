// The stage: four ways to decide as cards, and two large pictures side by side.
// A choice is drawn here at once; Python is told afterwards and never waited for.

import { hearRows, openBallots } from "./ballots.js";
import { letGo, noHand, visited } from "./by_hand.js";
import { NO_THEME, readTheme } from "./canvas.js";
import { drawCards, openCards } from "./cards.js";
import { adopt, choose, noChoice } from "./choice.js";
import { element, show } from "./elements.js";
import { adoptRow, followOther, nobodyFollowed, rowInLink } from "./following.js";
import { openHand } from "./hand_panel.js";
import { takeAll } from "./handing_over.js";
import { adoptLayer, chooseLayer, drawNames, fillLayers, openLayers, plainLayers } from "./layers_legend.js";
import { drawLegend, fillLegend, usualItems } from "./legend.js";
import { decode, overlaid, withMore } from "./methods.js";
import { fillPanel, openPanel } from "./panels.js";
import { openSheet, takeDrawing } from "./sheet.js";
import { openSources } from "./source_panel.js";
import { openSurface } from "./surface_panel.js";
import { SIDES, canFollow, drawnOn, memory, methodOn } from "./stage_state.js";
import { moveCursor, nextFrame, pointToRow, redraw, turnInto, update } from "./stage_view.js";
import { cardsOf, remember, representative } from "./ways.js";

/** @import { Hand } from "./by_hand.js" */
/** @import { Choice } from "./choice.js" */
/** @import { Following } from "./following.js" */
/** @import { Layers } from "./layers_legend.js" */
/** @import { Panel } from "./panels.js" */
/** @import { Morph } from "./morph.js" */
/** @import { Cell } from "./pointing.js" */
/** @import { Count, DrawnByHand, DrawnItem, Look, Picture, SentMore, SentPicture, Shown, Side, StageData, StageMount, Theme, Way } from "./types" */

/**
 * @typedef {object} Stage
 * @property {StageData} data
 * @property {Picture} [picture] not there yet when the choice comes before it
 * @property {Choice} choice
 * @property {Cell | null} cursor
 * @property {Theme} theme
 * @property {DrawnItem[]} items of the legend
 * @property {Hand} hand
 * @property {Following} following
 * @property {Layers} layers
 * @property {number} frame asked for, 0 when none is
 * @property {Morph | null} morph what was on the right turns into what is
 * @property {(name: "shown" | "count" | "drawn" | "look", value: Shown | Count | DrawnByHand | Look) => void} tell
 */
/** @typedef {Stage & ReturnType<typeof openPage>} OpenStage */

/** @type {Map<string, Picture>} by id; the heavy part comes once, see sent_picture.js */
const pictures = new Map();
/** @type {Map<string, SentMore>} by picture: what came before it */
const early = new Map();
/** @type {Map<HTMLElement, OpenStage>} kept while Streamlit re-renders */
const stages = new Map();
const TOGETHER = ["wrong alone, right together", "the other way round"];
const SIDE_BY_SIDE = ["right only on the right side", "right only on the left side"];

takeAll((sent) => keep(JSON.parse(new TextDecoder().decode(sent))));

/** @param {StageMount} mount */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = /** @type {HTMLElement | null} */ (parentElement.querySelector(".stage"));
  if (!root || !data) return undefined;
  const stage = stages.get(root) ?? openStage(root, data);
  stages.set(root, stage);
  stage.tell = setTriggerValue;
  receive(stage, data);
  return () => {
    stage.watcher.disconnect(); // Streamlit calls this when the root goes away
    stages.delete(root);
  };
}

// ---------------------------------------------------------------- taking in what Python sends

/**
 * The mounts may arrive in any order: a stage that waits for this picture is filled now.
 * @param {SentPicture | SentMore} sent
 */
function keep(sent) {
  if ("of" in sent) return addMore(sent);
  if (!pictures.has(sent.id)) pictures.set(sent.id, decode(sent));
  for (const oldest of [...pictures.keys()].slice(0, -4)) pictures.delete(oldest);
  for (const stage of stages.values()) if (lacks(stage, sent)) receive(stage, stage.data);
  const more = early.get(sent.id);
  early.clear();
  return more && addMore(more);
}

/** @param {OpenStage} stage @param {SentPicture} sent */
function lacks({ data, picture }, { id }) {
  return data.id === id && picture?.id !== id;
}

/** What a method on the right needs. @param {SentMore} sent */
function addMore(sent) {
  const picture = pictures.get(sent.of);
  if (!picture) return early.set(sent.of, sent);
  withMore(picture, sent);
  for (const stage of stages.values()) if (stage.picture === picture) update(stage);
}

/** @param {OpenStage} stage @param {StageData} data */
function receive(stage, data) {
  const sent = pictures.get(data.id);
  const isSketch = Boolean(sent?.isSketch && stage.picture); // what is known stays around it
  stage.data = isSketch ? { ...stage.data, id: data.id, left: data.left, right: data.right } : data;
  takeDrawing(stage.sheet, data.drawing);
  if (!sent) return; // the one before stays until the new one is here
  const picture = isSketch ? over(stage, sent) : sent;
  adopt(stage.choice, data, keysOf(picture, data));
  adoptRow(stage.following, data.row, picture.y.length);
  adoptLayer(stage.layers, data.layer);
  if (stage.picture?.id !== data.id) fill(stage, picture);
  stage.watcher.observe(stage.root);
  stage.theme = readTheme(stage.root);
  drawLegend(stage.items, picture.classes, stage.theme);
  drawNames(stage.layerLegend, picture, stage.theme);
  update(stage);
}

/** What can be shown: what a sketch lacks comes with the whole. @param {Picture} picture @param {Shown} asked */
function keysOf({ byKey, isSketch }, { left, right }) {
  return isSketch ? [...byKey.keys(), left, right] : [...byKey.keys()];
}

/** @param {OpenStage} stage @param {Picture} sketch @returns {Picture} */
function over({ picture }, sketch) {
  return picture && picture.id !== sketch.id ? overlaid(sketch, picture) : (picture ?? sketch);
}

/** @param {OpenStage} stage @param {Picture} picture */
function fill(stage, picture) {
  stage.picture = picture;
  stage.cursor = null;
  for (const side of SIDES) fillPanel(stage.panels[side], picture);
  const [rescued, broken] = stage.data.cards.length ? TOGETHER : SIDE_BY_SIDE;
  const items = [
    ...usualItems(picture.classes, "wrong"),
    { words: `rescued: ${rescued}`, sign: "rescued" },
    { words: `broken: ${broken}`, sign: "broken" },
  ];
  stage.items = fillLegend(stage.legend, items);
  fillLayers(stage.layerLegend, stage.items, picture);
  show(stage.caption, picture.caption);
  stage.root.classList.toggle("sketch", Boolean(picture.isSketch));
}

// ---------------------------------------------------------------- building the page, once a root

/** @param {HTMLElement} root @param {StageData} data @returns {OpenStage} */
function openStage(root, data) {
  /** @type {Stage} */
  const empty = {
    data,
    choice: noChoice(),
    cursor: null,
    theme: NO_THEME,
    items: [],
    hand: noHand(),
    following: nobodyFollowed(),
    layers: plainLayers(),
    frame: 0,
    morph: null,
    tell: () => {},
  };
  const page = openPage(root, () => /** @type {OpenStage} */ (empty));
  return Object.assign(empty, page);
}

/** @param {HTMLElement} root @param {() => OpenStage} stage there when something happens on the page */
function openPage(root, stage) {
  const cards = openCards(root, {
    choose: (key) => pick(stage(), "right", key),
    turn: (way) => turn(stage(), way),
  });
  const box = root.appendChild(element("div", "panels"));
  const boxes = openBeside(box, stage);
  const [left, right] = SIDES.map((side) =>
    openPanel(side, box, {
      choose: (key) => pick(stage(), side, key),
      point: (find, isSpoken) => {
        const { cursor, picture } = stage();
        if (picture) moveCursor(stage(), find(cursor, picture.n), isSpoken ? side : undefined);
      },
    }),
  );
  root.append(boxes.sheet.again);
  const legend = root.appendChild(element("ul", "legend"));
  const layerLegend = openLayers(root, (layer) => lookAt(stage(), layer));
  const caption = root.appendChild(element("p", "quiet caption"));
  const watcher = watch(root, stage);
  const panels = /** @type {Record<Side, Panel>} */ ({ left, right });
  /** @type {import("./ballots.js").Hears} */
  const hears = { follow: (row) => followRow(stage(), row), picture: () => stage().picture, cell: () => stage().cursor };
  const rings = [left, right].map((panel) => hearRows(panel, hears));
  return { root, cards, ...boxes, panels, rings, legend, layerLegend, caption, watcher };
}

/** What may stand beside the right picture. @param {HTMLElement} box @param {() => OpenStage} stage */
function openBeside(box, stage) {
  const handPanel = openHand(box, {
    move: (weights) => count(stage(), { weights }),
    letGo: () => takeUp(stage()),
    count: (rule) => count(stage(), { rule }, takeUp),
    visit: (name) => visit(stage(), name),
  });
  const sourcePanel = openSources(box, {
    move: (otherwise) => count(stage(), otherwise),
    letGo: () => takeUp(stage()),
  });
  const surfacePanel = openSurface(box, {
    follow: (row) => pointToRow(stage(), row),
    change: () => update(stage()),
  });
  const sheet = openSheet(box, { tell: (drawn) => stage().tell("drawn", drawn), turn: () => update(stage()) });
  const ballots = openBallots(box, () => followRow(stage(), -1));
  const taken = { hand: handPanel.box, sources: sourcePanel.box, surface: surfacePanel.box, sheet: sheet.box };
  return { handPanel, sourcePanel, surfacePanel, sheet, ballots, beside: { row: ballots.box, ...taken } };
}

/** Draw again at another size. @param {HTMLElement} root @param {() => OpenStage} stage */
function watch(root, stage) {
  let drawn = "";
  return new ResizeObserver(() => {
    const size = [root.clientWidth, stage().handPanel.pad.box.clientHeight].join();
    if (size === drawn || !stage().picture) return;
    drawn = size;
    drawCards(stage().cards, stage().theme.ink);
    redraw(stage());
  });
}

// ---------------------------------------------------------------- what the visitor does

/** @param {OpenStage} stage @param {Side} side @param {string} key */
function pick(stage, side, key) {
  const [before, seen] = [methodOn(stage, "right"), drawnOn(stage, "right")];
  if (!choose(stage.choice, side, key)) return;
  if (stage.data.cards.length) for (const shown of [before, methodOn(stage, "right")]) remember(memory, shown);
  update(stage);
  if (side === "right") turnInto(stage, seen);
  stage.tell("shown", stage.choice.shown);
}

/**
 * Votes are counted otherwise, by hand; it is drawn in the next frame.
 * @param {OpenStage} stage @param {Partial<Count>} otherwise @param {(stage: OpenStage) => void} [then]
 */
function count(stage, otherwise, then) {
  const { hand } = stage;
  hand.isHeld = true;
  stage.morph = null;
  hand.count = { ...hand.count, ...otherwise };
  if (then) then(stage);
  else nextFrame(stage);
}

/** @param {OpenStage} stage @param {string} name */
function visit(stage, name) {
  if (stage.picture) count(stage, { weights: visited(stage.hand, stage.picture, name) }, takeUp);
}

/** The hand lets go. No method has sources weighed by hand, so Python hears of votes only. @param {OpenStage} stage */
function takeUp(stage) {
  const { hand, picture } = stage;
  if (!picture || !hand.isHeld) return;
  const isVote = methodOn(stage, "right")?.way === "vote";
  hand.isHeld = false;
  const found = isVote ? letGo(hand, picture) : null;
  if (!found) nextFrame(stage);
  else if ("key" in found) pick(stage, "right", found.key);
  else stage.tell("count", found.count);
  update(stage);
}

/** Follow a row, or none when it is -1. @param {OpenStage} stage @param {number} row */
function followRow(stage, row) {
  const hadFocus = stage.ballots.box.contains(/** @type {ShadowRoot} */ (stage.root.getRootNode()).activeElement);
  if (!canFollow(stage) || !followOther(stage.following, row)) return;
  update(stage);
  if (hadFocus) stage.panels.right.canvas.focus();
  tellLook(stage);
}

/** Let the pictures show something else by their lightness. @param {OpenStage} stage @param {string} layer */
function lookAt(stage, layer) {
  chooseLayer(stage.layers, layer);
  update(stage);
  tellLook(stage);
}

/** @param {OpenStage} stage */
function tellLook({ following, layers, tell }) {
  tell("look", { row: rowInLink(following.row), layer: layers.chosen });
}

/** Turn the card of fusion; what is on the right turns with it. @param {OpenStage} stage @param {Way} way */
function turn(stage, way) {
  const { picture, data } = stage;
  const face = data.cards.find((card) => card.way === way);
  if (!face || !picture) return;
  const fuse = cardsOf(data.cards).find(({ faces }) => faces.includes(face));
  const isOnTheRight = fuse?.faces.some((other) => other.way === methodOn(stage, "right")?.way);
  memory.fused = way;
  if (isOnTheRight) pick(stage, "right", representative(face, memory, picture.byKey));
  else update(stage);
}
