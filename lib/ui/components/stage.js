// The stage: four ways to decide as cards, and two large pictures side by side.
// A choice is drawn here at once; Python is told afterwards and never waited for.

import { NO_THEME, readTheme } from "./canvas.js";
import { drawCards, openCards, showCards } from "./cards.js";
import { adopt, choose, noChoice } from "./choice.js";
import { flips, flipsInWords } from "./comparison.js";
import { element, show } from "./elements.js";
import { drawLegend, fillLegend, usualItems } from "./legend.js";
import { decode, overlaid } from "./methods.js";
import { describe, drawPanel, fillPanel, offer, openPanel, pointTo } from "./panels.js";
import { DASHED, drawRings } from "./pictures.js";
import { ALONE, choicesOf, cardsOf, noMemory, remember, representative, withShown } from "./ways.js";

/** @import { Choice } from "./choice.js" */
/** @import { Panel } from "./panels.js" */
/** @import { Cell } from "./pointing.js" */
/** @import { DrawnItem, Method, Picture, SentPicture, Shown, Side, StageData, StageMount, Theme, Way } from "./types" */

/**
 * @typedef {object} Stage
 * @property {StageData} data
 * @property {Picture} [picture] not there yet when the choice comes before it
 * @property {Choice} choice
 * @property {Cell | null} cursor
 * @property {Theme} theme
 * @property {DrawnItem[]} items of the legend
 * @property {(shown: Shown) => void} tell
 */
/** @typedef {Stage & ReturnType<typeof openPage>} OpenStage */

/** @type {Map<string, Picture>} by id; the heavy part comes once, in a mount of its own */
const pictures = new Map();
/** @type {Map<HTMLElement, OpenStage>} kept while Streamlit re-renders */
const stages = new Map();
const memory = noMemory(); // of this session, also of pages left since
const TOGETHER = ["wrong alone, right together", "the other way round"];
const SIDE_BY_SIDE = ["right only on the right side", "right only on the left side"];
/** @type {Side[]} */
const SIDES = ["left", "right"];

/** @param {StageMount} mount */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = /** @type {HTMLElement | null} */ (parentElement.querySelector(".stage"));
  if (!root || !data) return undefined;
  if (data instanceof Uint8Array) return keep(JSON.parse(new TextDecoder().decode(data)));
  const stage = stages.get(root) ?? openStage(root, data);
  stages.set(root, stage);
  stage.tell = (shown) => setTriggerValue("shown", shown);
  receive(stage, data);
  return () => {
    stage.watcher.disconnect(); // Streamlit calls this when the root goes away
    stages.delete(root);
  };
}

// ---------------------------------------------------------------- taking in what Python sends

/**
 * The two mounts may arrive in any order: a stage that waits for this picture is filled now.
 * @param {SentPicture} sent
 */
function keep(sent) {
  if (!pictures.has(sent.id)) pictures.set(sent.id, decode(sent));
  for (const oldest of [...pictures.keys()].slice(0, -4)) pictures.delete(oldest);
  for (const stage of stages.values()) {
    if (stage.data.id === sent.id && stage.picture?.id !== sent.id) receive(stage, stage.data);
  }
}

/** @param {OpenStage} stage @param {StageData} data */
function receive(stage, data) {
  const sent = pictures.get(data.id);
  const isSketch = Boolean(sent?.isSketch && stage.picture); // what is known stays around it
  stage.data = isSketch ? { ...stage.data, id: data.id, left: data.left, right: data.right } : data;
  if (!sent) return; // the one before stays until the new one is here
  const picture = isSketch ? over(stage, sent) : sent;
  adopt(stage.choice, data, keysOf(picture, data));
  if (stage.picture?.id !== data.id) fill(stage, picture);
  stage.watcher.observe(stage.root);
  stage.theme = readTheme(stage.root);
  drawLegend(stage.items, picture.classes, stage.theme);
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
  show(stage.caption, picture.caption);
  stage.root.classList.toggle("sketch", Boolean(picture.isSketch));
}

// ---------------------------------------------------------------- building the page, once a root

/** @param {HTMLElement} root @param {StageData} data @returns {OpenStage} */
function openStage(root, data) {
  /** @type {Stage} */
  const empty = { data, choice: noChoice(), cursor: null, theme: NO_THEME, items: [], tell: () => {} };
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
  const [left, right] = SIDES.map((side) =>
    openPanel(side, box, {
      choose: (key) => pick(stage(), side, key),
      point: (find, isSpoken) => {
        const { cursor, picture } = stage();
        if (picture) moveCursor(stage(), find(cursor, picture.n), isSpoken ? side : undefined);
      },
    }),
  );
  const legend = root.appendChild(element("ul", "legend"));
  const caption = root.appendChild(element("p", "quiet caption"));
  const watcher = watch(root, stage);
  return { root, cards, panels: /** @type {Record<Side, Panel>} */ ({ left, right }), legend, caption, watcher };
}

/** Draw again at another width. @param {HTMLElement} root @param {() => OpenStage} stage */
function watch(root, stage) {
  let width = 0;
  return new ResizeObserver(() => {
    if (root.clientWidth === width || !stage().picture) return;
    width = root.clientWidth;
    drawCards(stage().cards, stage().theme.ink);
    drawPanels(stage());
  });
}

// ---------------------------------------------------------------- what the visitor does

/** @param {OpenStage} stage @param {Side} side @param {string} key */
function pick(stage, side, key) {
  const before = methodOn(stage, "right");
  if (!choose(stage.choice, side, key)) return;
  if (stage.data.cards.length) for (const shown of [before, methodOn(stage, "right")]) remember(memory, shown);
  update(stage);
  stage.tell(stage.choice.shown);
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

/**
 * The cross hairs of both pictures move together. Only the keyboard's answers are spoken aloud: a
 * moving mouse would talk without end.
 * @param {OpenStage} stage @param {Cell | null} cursor @param {Side} [spoken]
 */
function moveCursor(stage, cursor, spoken) {
  stage.cursor = cursor;
  for (const side of SIDES) {
    const panel = stage.panels[side];
    panel.readout.setAttribute("aria-live", side === spoken ? "polite" : "off");
    if (stage.picture) pointTo(panel, methodOn(stage, side), stage.picture, cursor);
  }
}

// ---------------------------------------------------------------- showing the choice

/** @param {OpenStage} stage @param {Side} side */
function methodOn({ picture, choice }, side) {
  return picture?.byKey.get(choice.shown[side]);
}

/**
 * Which pictures are on screen: one model stands alone, unless every method is to choose from.
 * @param {OpenStage} stage @returns {Side[]}
 */
function sidesOf(stage) {
  const right = methodOn(stage, "right");
  if (!right) return ["left"];
  return right.way === ALONE && stage.data.cards.length ? ["right"] : SIDES;
}

/** @param {OpenStage} stage */
function update(stage) {
  const { picture, choice } = stage;
  if (!picture) return;
  updateCards(stage, picture);
  const sides = sidesOf(stage);
  stage.root.classList.toggle("alone", sides.length === 1);
  for (const item of stage.items) item.entry.hidden = isOfTwo(item) && sides.length === 1;
  for (const side of SIDES) {
    stage.panels[side].box.hidden = !sides.includes(side);
    const method = picture.byKey.get(choice.shown[side]);
    stage.panels[side].box.classList.toggle("old", Boolean(method?.isOld));
    if (method) describeOn(stage, side, method, picture);
  }
  moveCursor(stage, stage.cursor);
  drawPanels(stage);
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
  const way = side === "left" ? ALONE : method.way;
  offer(panels[side], data.cards.length ? choicesOf(picture.methods, way, method.key) : picture.methods);
  const verdict = side === "right" && sidesOf(stage).length > 1 ? difference(stage, picture) : "";
  describe(panels[side], method, picture, data.scores[method.key]?.sentence ?? "", verdict);
}

/** @param {OpenStage} stage @param {Picture} picture */
function flipsOf(stage, { y }) {
  const [left, right] = SIDES.map((side) => methodOn(stage, side)?.predicted ?? y);
  return flips(y, left, right);
}

/** @param {OpenStage} stage @param {Picture} picture */
function difference(stage, picture) {
  const { choice, data } = stage;
  const { left, right } = choice.shown;
  if (left === right) return "the same method on both sides";
  if (picture.isSketch) return "being measured";
  const overall = left === data.reference && data.scores[right]?.flips;
  return overall || flipsInWords(flipsOf(stage, picture), picture.y.length, picture.byKey.get(left)?.short ?? "");
}

/** @param {OpenStage} stage */
function drawPanels(stage) {
  const { panels, picture, theme } = stage;
  const sides = sidesOf(stage);
  for (const side of sides) {
    const method = methodOn(stage, side);
    const hasRings = side === "right" && sides.length > 1 && method !== methodOn(stage, "left");
    const drawn = method && picture && drawPanel(panels[side], method, picture, theme, hasRings);
    if (!drawn || !hasRings) continue;
    const { rescued, broken } = flipsOf(stage, picture);
    drawRings(drawn.pen, picture, rescued, drawn.size, theme);
    drawRings(drawn.pen, picture, broken, drawn.size, theme, DASHED);
  }
}
