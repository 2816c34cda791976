// The player: panels and curves over frames, all of them here. Steps or the curve itself say which
// frame is shown; no server is asked.

import { NO_THEME, readTheme } from "./canvas.js";
import { ROOM, drawCurve, drawSample } from "./curve.js";
import { element, image, option, show } from "./elements.js";
import { drawLegend, fillLegend, usualItems } from "./legend.js";
import { scoreInWords } from "./numbers.js";
import { drawPanel, openPanels } from "./player_panels.js";
import { drawTable, openTable } from "./player_table.js";
import { positionAt } from "./pointing.js";
import { closeSteps, fillSteps, goTo, lastFrame, openSteps, showFrame } from "./steps.js";

/** @import { Panel } from "./player_panels.js" */
/** @import { Table } from "./player_table.js" */
/** @import { Curve, DrawnItem, Mount, PlayerData, Theme } from "./types" */

/**
 * @typedef {object} Player
 * @property {PlayerData} data
 * @property {number} curve the position of the one shown
 * @property {Theme} theme
 * @property {Panel[]} panels
 * @property {Table[]} tables
 * @property {DrawnItem[]} items of the legend
 * @property {(DrawnItem & { value: HTMLElement })[]} lines of the curve
 */
/** @typedef {Player & ReturnType<typeof openPage>} OpenPlayer */

/** @type {Map<HTMLElement, OpenPlayer>} kept while Streamlit re-renders */
const players = new Map();

/** @param {Mount<PlayerData>} mount */
export default function ({ data, parentElement }) {
  const root = /** @type {HTMLElement | null} */ (parentElement.querySelector(".player"));
  if (!root || !data) return undefined;
  const player = players.get(root) ?? openPlayer(root, data);
  players.set(root, player);
  if (player.data.id !== data.id) takeIn(player, data);
  player.watcher.observe(root);
  player.theme = readTheme(root);
  drawLegend(player.items, player.data.classes, player.theme);
  again(player);
  return () => {
    closeSteps(player.steps); // Streamlit calls this when the root goes away
    player.watcher.disconnect();
    players.delete(root);
  };
}

// ---------------------------------------------------------------- building, once a root

/** @param {HTMLElement} root @param {PlayerData} data */
function openPlayer(root, data) {
  /** @type {Player} */
  const empty = { data, curve: 0, theme: NO_THEME, panels: [], tables: [], items: [], lines: [] };
  const player = Object.assign(empty, openPage(root, () => /** @type {OpenPlayer} */ (empty)));
  fill(player, data.frames.start);
  return player;
}

/** @param {HTMLElement} root @param {() => OpenPlayer} player there when something happens on the page */
function openPage(root, player) {
  const grid = root.appendChild(element("div", "panels"));
  const axes = root.appendChild(element("p", "quiet axes"));
  const steps = openSteps(
    root,
    (frame) => draw(player(), frame),
    (frame, hasSpoken) => speak(player(), frame, hasSpoken),
  );
  const curveBox = openCurve(root, player);
  const legend = root.appendChild(element("ul", "legend"));
  const said = root.appendChild(element("p", "said"));
  said.setAttribute("role", "status");
  said.setAttribute("aria-live", "polite");
  const watcher = new ResizeObserver(() => again(player()));
  return { root, grid, axes, steps, ...curveBox, legend, said, watcher };
}

/** @param {HTMLElement} root @param {() => OpenPlayer} player */
function openCurve(root, player) {
  const box = root.appendChild(element("section", "curve"));
  const head = box.appendChild(element("div", "curve-head"));
  const title = head.appendChild(element("h2"));
  const select = head.appendChild(element("select"));
  select.setAttribute("aria-label", "Score on the curve");
  select.onchange = () => {
    player().curve = Number(select.value);
    again(player());
  };
  const canvas = box.appendChild(image());
  canvas.onpointerdown = (event) => reach(player(), event);
  canvas.onpointermove = (event) => event.buttons && reach(player(), event);
  const xTitle = box.appendChild(element("p", "quiet x-title"));
  const series = box.appendChild(element("ul", "legend series"));
  return { title, select, canvas, xTitle, series };
}

// ---------------------------------------------------------------- taking in what Python sends

/**
 * The place on the slider stays where it was while a knob changes the pictures.
 * @param {OpenPlayer} player @param {PlayerData} data
 */
function takeIn(player, data) {
  const share = player.steps.frame / (lastFrame(player.steps) || 1);
  player.data = data;
  player.curve = Math.min(player.curve, data.curves.length - 1);
  fill(player, Math.round(share * (data.frames.labels.length - 1)));
}

/** @param {OpenPlayer} player @param {number} frame the one to stand at */
function fill(player, frame) {
  const { data, root, grid, steps } = player;
  player.panels = openPanels(data);
  player.tables = data.tables.map(openTable);
  const boxes = [...player.panels, ...player.tables].map(({ box }) => box);
  grid.replaceChildren(...boxes);
  root.classList.toggle("many", boxes.length > 2);
  grid.style.setProperty("--columns", String(Math.min(4, boxes.length)));
  show(player.axes, `Across: ${data.axes.x.label}. Up: ${data.axes.y.label}.`);
  fillSteps(steps, data.frames.labels, data.frames.title, frame);
  fillCurve(player);
  player.items = fillLegend(player.legend, usualItems(data.classes, "wrong in this frame"));
}

/** @param {OpenPlayer} player */
function fillCurve(player) {
  const { curves, frames } = player.data;
  player.select.hidden = curves.length < 2;
  player.select.replaceChildren(...curves.map(({ title }, position) => option(String(position), title)));
  player.select.value = String(player.curve);
  show(player.xTitle, frames.title);
  const items = fillLegend(player.series, curves[0].series.map(({ name }) => ({ words: name })));
  player.lines = items.map((item) => ({ ...item, value: item.entry.appendChild(element("b")) }));
}

// ---------------------------------------------------------------- what the visitor does

/** @param {OpenPlayer} player @param {PointerEvent} event */
function reach(player, event) {
  const { left, right } = player.canvas.getBoundingClientRect();
  const last = lastFrame(player.steps);
  goTo(player.steps, positionAt(event.clientX, left + ROOM.left, right - ROOM.right, last));
}

// ---------------------------------------------------------------- showing a frame

/** The same frame once more. @param {OpenPlayer} player */
function again({ steps }) {
  showFrame(steps, steps.frame);
}

/** @param {OpenPlayer} player @param {number} frame */
function draw(player, frame) {
  for (const panel of player.panels) {
    drawPanel(panel, frame, player.theme);
    showSign(player, panel);
    show(panel.readout, panel.readouts[frame]);
  }
  for (const table of player.tables) drawTable(table, frame);
  showCurve(player, player.data.curves[player.curve]);
}

/** Which line of the curve belongs to the panel. @param {OpenPlayer} player @param {Panel} panel */
function showSign({ data, curve, theme }, { sign, series }) {
  const position = data.curves[curve].series.findIndex(({ name }) => name === series);
  sign.hidden = position < 0;
  if (position >= 0) drawSample(sign, position, theme);
}

/** @param {OpenPlayer} player @param {Curve} curve */
function showCurve({ title, lines, canvas, data, steps, theme }, curve) {
  const { frame } = steps;
  show(title, `${curve.title}, ${curve.better} is better`);
  lines.forEach((line, position) => {
    drawSample(line.canvas, position, theme);
    show(line.value, scoreInWords(curve.series[position]?.values[frame], curve.percent));
  });
  drawCurve(canvas, { curve, frames: data.frames, frame, theme });
}

/** @param {OpenPlayer} player @param {number} frame @param {boolean} hasSpoken */
function speak(player, frame, hasSpoken) {
  const { data, panels, tables } = player;
  const label = data.frames.labels[frame];
  const parts = [...panels, ...tables].map(({ title, readouts }) => `${title}: ${readouts[frame]}`);
  for (const [position, panel] of panels.entries()) {
    panel.canvas.setAttribute("aria-label", `Boundary at ${label}. ${parts[position]}`);
  }
  const { title, better, series, percent } = data.curves[player.curve];
  const scores = series.map(({ name, values }) => `${name} ${scoreInWords(values[frame], percent)}`);
  player.canvas.setAttribute("aria-label", `${title}, ${better} is better. ${scores.join(", ")}`);
  if (hasSpoken) show(player.said, `${label}. ${parts.join(". ")}`);
}
