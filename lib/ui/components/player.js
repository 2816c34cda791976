// The player: panels and curves over frames, all of them here. A slider, a button or the curve
// itself says which frame is shown; no server is asked.

import { NO_THEME, readTheme } from "./canvas.js";
import { ROOM, drawCurve, drawSample } from "./curve.js";
import { element, image, option, show } from "./elements.js";
import { drawLegend, fillLegend, usualItems } from "./legend.js";
import { scoreInWords } from "./numbers.js";
import { drawPanel, openPanels } from "./player_panels.js";
import { drawTable, openTable } from "./player_table.js";
import { positionAt } from "./pointing.js";

/** @import { Panel } from "./player_panels.js" */
/** @import { Table } from "./player_table.js" */
/** @import { Curve, DrawnItem, Mount, PlayerData, Theme } from "./types" */

const PACE = 200; // ms a frame while playing
const CALM_PACE = 1000; // for whoever asked for little motion
const SETTLE = 600; // ms of rest before a frame is read out

/**
 * @typedef {object} Player
 * @property {PlayerData} data
 * @property {number} frame
 * @property {number} curve the position of the one shown
 * @property {Theme} theme
 * @property {Panel[]} panels
 * @property {Table[]} tables
 * @property {DrawnItem[]} items of the legend
 * @property {(DrawnItem & { value: HTMLElement })[]} lines of the curve
 * @property {number} timer 0 while nothing is playing
 * @property {number} settling
 * @property {boolean} hasSpoken a page that has just opened is read by its visitor
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
  showFrame(player, player.frame);
  return () => {
    pause(player); // Streamlit calls this when the root goes away
    clearTimeout(player.settling);
    player.watcher.disconnect();
    players.delete(root);
  };
}

// ---------------------------------------------------------------- building, once a root

/** @param {HTMLElement} root @param {PlayerData} data */
function openPlayer(root, data) {
  /** @type {Player} */
  const empty = {
    data,
    frame: data.frames.start,
    curve: 0,
    theme: NO_THEME,
    panels: [],
    tables: [],
    items: [],
    lines: [],
    timer: 0,
    settling: 0,
    hasSpoken: false,
  };
  const player = Object.assign(empty, openPage(root, () => /** @type {OpenPlayer} */ (empty)));
  showPlaying(player);
  fill(player);
  return player;
}

/** @param {HTMLElement} root @param {() => OpenPlayer} player there when something happens on the page */
function openPage(root, player) {
  const grid = root.appendChild(element("div", "panels"));
  const axes = root.appendChild(element("p", "quiet axes"));
  const bar = openBar(root, player);
  const curveBox = openCurve(root, player);
  const legend = root.appendChild(element("ul", "legend"));
  const said = root.appendChild(element("p", "said"));
  said.setAttribute("role", "status");
  said.setAttribute("aria-live", "polite");
  const watcher = new ResizeObserver(() => showFrame(player(), player().frame));
  return { root, grid, axes, ...bar, ...curveBox, legend, said, watcher };
}

/** @param {HTMLElement} root @param {() => OpenPlayer} player */
function openBar(root, player) {
  const bar = root.appendChild(element("div", "bar"));
  const row = bar.appendChild(element("div", "row"));
  const button = row.appendChild(element("button", "play"));
  button.type = "button";
  button.onclick = () => (player().timer ? pause(player()) : play(player()));
  const label = row.appendChild(element("output", "label"));
  const range = bar.appendChild(element("input"));
  range.type = "range";
  range.min = "0";
  range.oninput = () => choose(player(), Number(range.value));
  return { button, label, range };
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
    showFrame(player(), player().frame);
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
  pause(player);
  const share = player.frame / (lastFrame(player) || 1);
  player.data = data;
  player.frame = Math.round(share * lastFrame(player));
  player.curve = Math.min(player.curve, data.curves.length - 1);
  fill(player);
}

/** @param {OpenPlayer} player */
function fill(player) {
  const { data, root, grid, range } = player;
  player.panels = openPanels(data);
  player.tables = data.tables.map(openTable);
  const boxes = [...player.panels, ...player.tables].map(({ box }) => box);
  grid.replaceChildren(...boxes);
  root.classList.toggle("many", boxes.length > 2);
  grid.style.setProperty("--columns", String(Math.min(4, boxes.length)));
  show(player.axes, `Across: ${data.axes.x.label}. Up: ${data.axes.y.label}.`);
  range.max = String(lastFrame(player));
  range.setAttribute("aria-label", data.frames.title);
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

/** @param {Player} player */
function lastFrame({ data }) {
  return data.frames.labels.length - 1;
}

// ---------------------------------------------------------------- what the visitor does

/** @param {OpenPlayer} player @param {number} frame */
function choose(player, frame) {
  pause(player);
  showFrame(player, frame);
}

/** @param {OpenPlayer} player @param {PointerEvent} event */
function reach(player, event) {
  const { left, right } = player.canvas.getBoundingClientRect();
  choose(player, positionAt(event.clientX, left + ROOM.left, right - ROOM.right, lastFrame(player)));
}

/**
 * Nothing ever moves by itself: playing is asked for, and goes slowly where little motion is wanted.
 * @param {OpenPlayer} player
 */
function play(player) {
  const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (player.frame >= lastFrame(player)) showFrame(player, 0);
  player.timer = window.setInterval(() => {
    if (player.frame >= lastFrame(player)) pause(player);
    else showFrame(player, player.frame + 1);
  }, isCalm ? CALM_PACE : PACE);
  showPlaying(player);
}

/** @param {OpenPlayer} player */
function pause(player) {
  clearInterval(player.timer);
  player.timer = 0;
  showPlaying(player);
  speakSoon(player);
}

/** @param {OpenPlayer} player */
function showPlaying({ button, timer }) {
  show(button, timer ? "❚❚ Pause" : "▶ Play");
  button.setAttribute("aria-label", timer ? "Pause" : "Play");
}

// ---------------------------------------------------------------- showing a frame

/** @param {OpenPlayer} player @param {number} frame */
function showFrame(player, frame) {
  const { data, range, theme } = player;
  player.frame = Math.min(frame, lastFrame(player));
  const label = data.frames.labels[player.frame];
  for (const panel of player.panels) {
    drawPanel(panel, player.frame, theme);
    showSign(player, panel);
    show(panel.readout, panel.readouts[player.frame]);
  }
  for (const table of player.tables) drawTable(table, player.frame);
  showCurve(player, data.curves[player.curve]);
  show(player.label, label);
  range.value = String(player.frame);
  range.setAttribute("aria-valuetext", label);
  if (!player.timer) speakSoon(player);
}

/** Which line of the curve belongs to the panel. @param {OpenPlayer} player @param {Panel} panel */
function showSign({ data, curve, theme }, { sign, series }) {
  const position = data.curves[curve].series.findIndex(({ name }) => name === series);
  sign.hidden = position < 0;
  if (position >= 0) drawSample(sign, position, theme);
}

/** @param {OpenPlayer} player @param {Curve} curve */
function showCurve({ title, lines, canvas, data, frame, theme }, curve) {
  show(title, `${curve.title}, ${curve.better} is better`);
  lines.forEach((line, position) => {
    drawSample(line.canvas, position, theme);
    show(line.value, scoreInWords(curve.series[position]?.values[frame], curve.percent));
  });
  drawCurve(canvas, { curve, frames: data.frames, frame, theme });
}

/** Only a frame at rest is read out: one that moves would talk without end. @param {OpenPlayer} player */
function speakSoon(player) {
  clearTimeout(player.settling);
  player.settling = window.setTimeout(() => speak(player), player.hasSpoken ? SETTLE : 0);
}

/** @param {OpenPlayer} player */
function speak(player) {
  const { data, frame, panels, tables } = player;
  const label = data.frames.labels[frame];
  const parts = [...panels, ...tables].map(({ title, readouts }) => `${title}: ${readouts[frame]}`);
  for (const [position, panel] of panels.entries()) {
    panel.canvas.setAttribute("aria-label", `Boundary at ${label}. ${parts[position]}`);
  }
  const { title, better, series, percent } = data.curves[player.curve];
  const scores = series.map(({ name, values }) => `${name} ${scoreInWords(values[frame], percent)}`);
  player.canvas.setAttribute("aria-label", `${title}, ${better} is better. ${scores.join(", ")}`);
  if (player.hasSpoken) show(player.said, `${label}. ${parts.join(". ")}`);
  player.hasSpoken = true;
}
