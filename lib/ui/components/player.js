// The player: panels and curves over frames, all of them here. A slider, a button or the curve
// itself says which frame is shown; no server is asked.

const players = new Map(); // root element -> what is on it, kept while Streamlit re-renders
const PACE = 200; // ms a frame while playing
const CALM_PACE = 1000; // for whoever asked for little motion
const SETTLE = 600; // ms of rest before a frame is read out
const GAP = 65535; // between two pieces of a line, as player.py has it
const ROOM = { left: 54, right: 14, top: 10, bottom: 20 }; // around the curve; the slider lies on it
// Lines are told apart by their dashes and marks, not by hue.
const DASHES = [[], [8, 4], [2, 3.5], [10, 3, 2, 3]];
const MARKS = ["circle", "square", "triangle", "diamond"];

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".player");
  if (!root || !data) return undefined;
  if (!players.has(root)) players.set(root, openPlayer(root));
  const player = players.get(root);
  if (player.data?.id !== data.id) takeIn(player, data);
  player.watcher.observe(root);
  readTheme(player);
  showFrame(player, player.frame);
  return () => {
    pause(player); // Streamlit calls this when the root goes away
    clearTimeout(player.settling);
    player.watcher.disconnect();
    players.delete(root);
  };
}

// ---------------------------------------------------------------- building, once a root

function openPlayer(root) {
  const player = { root, panels: [], legendItems: [], frame: 0, curve: 0, theme: {} };
  player.grid = root.appendChild(element("div", "panels"));
  player.axes = root.appendChild(element("p", "quiet axes"));
  openBar(player);
  openCurve(player);
  player.legend = root.appendChild(element("ul", "legend"));
  player.said = root.appendChild(element("p", "said"));
  player.said.setAttribute("role", "status");
  player.said.setAttribute("aria-live", "polite");
  player.watcher = new ResizeObserver(() => showFrame(player, player.frame));
  return player;
}

function openBar(player) {
  const bar = player.root.appendChild(element("div", "bar"));
  const row = bar.appendChild(element("div", "row"));
  player.play = row.appendChild(element("button", "play"));
  player.play.type = "button";
  player.play.onclick = () => (player.timer ? pause(player) : play(player));
  player.label = row.appendChild(element("output", "label"));
  player.range = bar.appendChild(element("input"));
  player.range.type = "range";
  player.range.min = 0;
  player.range.oninput = () => choose(player, Number(player.range.value));
  showPlaying(player);
}

function openCurve(player) {
  const box = player.root.appendChild(element("section", "curve"));
  const head = box.appendChild(element("div", "curve-head"));
  player.curveTitle = head.appendChild(element("h3"));
  player.curveSelect = head.appendChild(element("select"));
  player.curveSelect.setAttribute("aria-label", "Score on the curve");
  player.curveSelect.onchange = () => {
    player.curve = Number(player.curveSelect.value);
    showFrame(player, player.frame);
  };
  player.canvas = box.appendChild(element("canvas"));
  player.canvas.setAttribute("role", "img");
  player.canvas.onpointerdown = (event) => reach(player, event);
  player.canvas.onpointermove = (event) => event.buttons && reach(player, event);
  player.xTitle = box.appendChild(element("p", "quiet x-title"));
  player.series = box.appendChild(element("ul", "legend series"));
}

// ---------------------------------------------------------------- taking in what Python sends

// The place on the slider stays where it was while a knob changes the pictures.
function takeIn(player, data) {
  pause(player);
  const share = player.data ? player.frame / (lastFrame(player) || 1) : null;
  player.data = data;
  player.picture = data; // the classes, for the legend
  const colours = new Uint32Array(bytesOf(data.lut).buffer);
  const rows = Object.fromEntries(
    Object.entries(data.rows).map(([name, { points, y }]) => [
      name,
      { points: floatsOf(points), y: bytesOf(y), classes: data.classes },
    ]),
  );
  player.panels = data.panels.map((panel) => openPanel(player, panel, rows[panel.rows], colours));
  player.grid.replaceChildren(...player.panels.map(({ box }) => box));
  player.root.classList.toggle("many", data.panels.length > 2);
  player.grid.style.setProperty("--columns", Math.min(4, data.panels.length));
  show(player.axes, `Across: ${data.axes.x.label}. Up: ${data.axes.y.label}.`);
  player.range.max = lastFrame(player);
  player.range.setAttribute("aria-label", data.frames.title);
  player.frame = share === null ? data.frames.start : Math.round(share * lastFrame(player));
  player.curve = Math.min(player.curve, data.curves.length - 1);
  fillCurve(player);
  fillLegend(player);
}

function lastFrame(player) {
  return player.data.frames.labels.length - 1;
}

function openPanel(player, sent, rows, colours) {
  const box = element("section", "panel");
  box.setAttribute("aria-label", sent.title);
  const head = box.appendChild(element("div", "head"));
  const title = head.appendChild(element("h3"));
  const sign = title.appendChild(element("canvas", "sign"));
  sign.setAttribute("aria-hidden", "true");
  title.append(element("span", "", sent.title));
  head.append(element("p", "quiet subtitle", sent.note));
  const canvas = openFrame(player, box);
  const readout = box.appendChild(element("p", "readout"));
  const panel = { ...sent, box, sign, canvas, readout, frames: [] };
  panel.codes = bytesOf(sent.fields);
  panel.places = new Uint16Array(bytesOf(sent.lines).buffer);
  panel.answers = bytesOf(sent.predicted);
  panel.weights = bytesOf(sent.sizes);
  panel.colours = colours;
  panel.view = { picture: rows, get theme() { return player.theme; } };
  return panel;
}

function openFrame(player, box) {
  const { x, y } = player.data.axes;
  const frame = box.appendChild(element("div", "frame"));
  frame.append(element("span", "quiet y-label", y.label));
  frame.appendChild(element("div", "quiet ticks y-ticks")).append(...ticksOf(y, "bottom"));
  const canvas = frame.appendChild(element("div", "plot")).appendChild(element("canvas"));
  canvas.setAttribute("role", "img");
  frame.appendChild(element("div", "quiet ticks x-ticks")).append(...ticksOf(x, "left"));
  frame.append(element("span", "quiet x-label", x.label));
  return canvas;
}

// One frame of a panel, decoded when it is first wanted.
function frameOf(player, panel, at) {
  if (!panel.frames[at]) {
    const cells = player.data.n ** 2;
    const m = panel.view.picture.y.length;
    const places = panel.places.subarray(at ? panel.ends[at - 1] : 0, panel.ends[at]);
    panel.frames[at] = {
      field: paintField(panel.codes.subarray(at * cells, (at + 1) * cells), player.data.n, panel.colours),
      line: Float32Array.from(places, (place) => (place === GAP ? NaN : place / (GAP - 1))),
      predicted: panel.answers.subarray(at * m, (at + 1) * m),
      sizes: panel.weights.length ? panel.weights.subarray(at * m, (at + 1) * m) : null,
    };
  }
  return panel.frames[at];
}

function fillCurve(player) {
  const { curves, frames } = player.data;
  player.curveSelect.hidden = curves.length < 2;
  player.curveSelect.replaceChildren(
    ...curves.map(({ title }, position) => {
      const option = element("option", "", title);
      option.value = position;
      return option;
    }),
  );
  player.curveSelect.value = player.curve;
  show(player.xTitle, frames.title);
  player.lines = curves[0].series.map(({ name }) => {
    const item = legendItem({ words: name });
    item.append(element("b"));
    return item;
  });
  player.series.replaceChildren(...player.lines);
}

function fillLegend(player) {
  const items = player.data.classes.map((mark) => ({ words: mark.name, mark }));
  items.push({ words: "the paler, the less sure", sign: "paler" });
  items.push({ words: "boundary", sign: "line" });
  items.push({ words: "wrong in this frame", sign: "wrong" });
  player.legend.replaceChildren(...items.map((item) => legendItem(item)));
  player.legendItems = items;
}

// ---------------------------------------------------------------- what the visitor does

function choose(player, frame) {
  pause(player);
  showFrame(player, frame);
}

function reach(player, event) {
  const box = player.canvas.getBoundingClientRect();
  const share = (event.clientX - box.left - ROOM.left) / (box.width - ROOM.left - ROOM.right);
  choose(player, Math.round(Math.max(0, Math.min(1, share)) * lastFrame(player)));
}

// Nothing ever moves by itself: playing is asked for, and goes slowly where little motion is wanted.
function play(player) {
  const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (player.frame >= lastFrame(player)) showFrame(player, 0);
  player.timer = setInterval(() => {
    if (player.frame >= lastFrame(player)) pause(player);
    else showFrame(player, player.frame + 1);
  }, isCalm ? CALM_PACE : PACE);
  showPlaying(player);
}

function pause(player) {
  clearInterval(player.timer);
  player.timer = 0;
  showPlaying(player);
  if (player.data) speakSoon(player);
}

function showPlaying(player) {
  show(player.play, player.timer ? "❚❚ Pause" : "▶ Play");
  player.play.setAttribute("aria-label", player.timer ? "Pause" : "Play");
}

// ---------------------------------------------------------------- showing a frame

function showFrame(player, frame) {
  if (!player.data) return;
  player.frame = Math.min(frame, lastFrame(player));
  const label = player.data.frames.labels[player.frame];
  for (const panel of player.panels) drawPanel(player, panel);
  drawCurve(player);
  for (const panel of player.panels) show(panel.readout, panel.readouts[player.frame]);
  show(player.label, label);
  player.range.value = player.frame;
  player.range.setAttribute("aria-valuetext", label);
  if (!player.timer) speakSoon(player);
}

// Only a frame at rest is read out: one that moves would talk without end.
function speakSoon(player) {
  clearTimeout(player.settling);
  player.settling = setTimeout(() => {
    const label = player.data.frames.labels[player.frame];
    const parts = player.panels.map((panel) => `${panel.title}: ${panel.readouts[player.frame]}`);
    for (const [position, panel] of player.panels.entries()) {
      panel.canvas.setAttribute("aria-label", `Boundary at ${label}. ${parts[position]}`);
    }
    const curve = player.data.curves[player.curve];
    player.canvas.setAttribute("aria-label", `${curve.title}, ${curve.better} is better. ${inValues(player, curve)}`);
    if (player.hasSpoken) show(player.said, `${label}. ${parts.join(". ")}`);
    player.hasSpoken = true; // a page that has just opened is read by its visitor
  }, player.hasSpoken ? SETTLE : 0);
}

function inValues(player, curve) {
  return curve.series.map(({ name, values }) => `${name} ${valueText(curve, values[player.frame])}`).join(", ");
}

function valueText(curve, value) {
  if (value === null || Number.isNaN(value)) return "not defined";
  return curve.percent ? `${(100 * value).toFixed(1)} %` : value.toFixed(3);
}

function drawPanel(player, panel) {
  const size = panel.canvas.clientWidth;
  if (!size) return;
  const pen = prepare(panel.canvas, size, size);
  const shown = frameOf(player, panel, player.frame);
  drawField(panel.view, pen, shown, size, 1.6);
  drawPoints(panel.view, pen, shown, size);
  const position = player.data.curves[player.curve].series.findIndex(({ name }) => name === panel.series);
  panel.sign.hidden = position < 0;
  if (position >= 0) drawSample(player, panel.sign, position);
}

// ---------------------------------------------------------------- the curve

function drawCurve(player) {
  const curve = player.data.curves[player.curve];
  show(player.curveTitle, `${curve.title}, ${curve.better} is better`);
  player.lines.forEach((item, position) => {
    drawSample(player, item.querySelector("canvas"), position);
    show(item.querySelector("b"), valueText(curve, curve.series[position]?.values[player.frame] ?? null));
  });
  const [width, height] = [player.canvas.clientWidth, player.canvas.clientHeight];
  if (!width) return;
  const pen = prepare(player.canvas, width, height);
  const scale = scaleOf(player, curve, width, height);
  drawGrid(player, pen, curve, scale);
  curve.series.forEach(({ values }, position) => traceSeries(player, pen, values, position, scale));
  drawNow(player, pen, curve, scale);
}

function scaleOf(player, curve, width, height) {
  const values = curve.series.flatMap((line) => line.values).filter((value) => Number.isFinite(value));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = 0.08 * (most - least) || 0.01;
  const [low, high] = [least - room, most + room];
  return {
    low,
    high,
    width,
    height,
    x: (frame) => ROOM.left + (frame / (lastFrame(player) || 1)) * (width - ROOM.left - ROOM.right),
    y: (value) => height - ROOM.bottom - ((value - low) / (high - low)) * (height - ROOM.top - ROOM.bottom),
  };
}

function drawGrid(player, pen, curve, scale) {
  const style = getComputedStyle(player.root);
  pen.font = `12px ${style.fontFamily}`;
  pen.lineWidth = 1;
  const values = roundValues(scale.low, scale.high);
  for (const value of values) {
    pen.strokeStyle = player.theme.ink;
    pen.globalAlpha = 0.14;
    pen.beginPath();
    pen.moveTo(ROOM.left, scale.y(value));
    pen.lineTo(scale.width - ROOM.right, scale.y(value));
    pen.stroke();
    pen.globalAlpha = 0.75;
    pen.fillStyle = player.theme.ink;
    pen.textAlign = "right";
    pen.textBaseline = "middle";
    const text = curve.percent
      ? `${inWords(100 * value, 100 * (values[1] - values[0]))} %`
      : inWords(value, values[1] - values[0]);
    pen.fillText(text, ROOM.left - 7, scale.y(value));
  }
  pen.textBaseline = "top";
  for (const [frame, text] of player.data.frames.ticks) {
    pen.textAlign = frame === 0 ? "left" : frame === lastFrame(player) ? "right" : "center";
    pen.fillText(text, scale.x(frame), scale.height - ROOM.bottom + 5);
  }
  pen.globalAlpha = 1;
}

function traceSeries(player, pen, values, position, scale) {
  pen.beginPath();
  values.forEach((value, frame) => pen.lineTo(scale.x(frame), scale.y(value)));
  pen.setLineDash(DASHES[position % DASHES.length]);
  pen.lineJoin = "round";
  pen.lineWidth = 2;
  pen.strokeStyle = player.theme.ink;
  pen.stroke();
  pen.setLineDash([]);
}

function drawNow(player, pen, curve, scale) {
  const x = scale.x(player.frame);
  pen.beginPath();
  pen.moveTo(x, ROOM.top);
  pen.lineTo(x, scale.height - ROOM.bottom);
  pen.lineWidth = 1;
  pen.strokeStyle = player.theme.ink;
  pen.globalAlpha = 0.5;
  pen.stroke();
  pen.globalAlpha = 1;
  curve.series.forEach(({ values }, position) => {
    drawSeriesMark(player, pen, position, x, scale.y(values[player.frame]));
  });
}

function drawSeriesMark(player, pen, position, x, y) {
  pen.lineWidth = 1.6;
  drawHollow(pen, { shape: MARKS[position % MARKS.length], colour: player.theme.ink }, x, y, 4.6, player.theme.paper);
}

// The line and the mark of a series, as in the curve.
function drawSample(player, canvas, position) {
  const pen = prepare(canvas, 30, 14);
  pen.beginPath();
  pen.moveTo(0, 7);
  pen.lineTo(30, 7);
  pen.setLineDash(DASHES[position % DASHES.length]);
  pen.lineWidth = 2;
  pen.strokeStyle = player.theme.ink;
  pen.stroke();
  pen.setLineDash([]);
  drawSeriesMark(player, pen, position, 15, 7);
}
