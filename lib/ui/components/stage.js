// The stage: a strip of all methods as small boundary pictures, and two large ones side by side.
// A choice is drawn here at once; Python is told afterwards and never waited for.

const pictures = new Map(); // id -> decoded picture; the heavy part comes once, in a mount of its own
const stages = new Map(); // root element -> what is on it, kept while Streamlit re-renders
const SIDES = ["left", "right"];

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".stage");
  if (!root || !data) return undefined;
  if (data.picture) return keep(data.picture);
  if (!stages.has(root)) stages.set(root, openStage(root));
  const stage = stages.get(root);
  stage.tell = (shown) => setTriggerValue("shown", shown);
  receive(stage, data);
  return () => {
    stage.watcher.disconnect(); // Streamlit calls this when the root goes away
    stages.delete(root);
  };
}

// ---------------------------------------------------------------- taking in what Python sends

// The two mounts may arrive in any order: a stage that waits for this picture is filled now.
function keep(picture) {
  if (!pictures.has(picture.id)) pictures.set(picture.id, decode(picture));
  while (pictures.size > 4) pictures.delete(pictures.keys().next().value);
  for (const stage of stages.values()) {
    if (stage.data.id === picture.id && stage.picture?.id !== picture.id) receive(stage, stage.data);
  }
}

function receive(stage, data) {
  const isNew = stage.picture?.id !== data.id;
  stage.data = data;
  if (!pictures.has(data.id)) return; // the picture before stays until the new one is here
  stage.picture = pictures.get(data.id);
  adopt(stage, data);
  if (isNew) fill(stage);
  stage.watcher.observe(stage.root);
  readTheme(stage);
  drawThumbnails(stage);
  update(stage);
}

function fill(stage) {
  stage.cursor = null;
  fillStrip(stage);
  fillChoices(stage);
  fillAxes(stage);
  fillLegend(stage);
  show(stage.caption, stage.picture.caption);
}

// Python's choice is taken over when it is news. What it echoes of the visitor's own clicks is
// not: it may be one click behind.
function adopt(stage, { left, right }) {
  const pair = JSON.stringify([left, right]);
  const echo = stage.told.indexOf(pair);
  if (echo >= 0) stage.told.splice(0, echo + 1);
  else if (pair !== stage.asked) stage.told = [];
  if (!stage.shown || (pair !== stage.asked && !stage.told.length)) stage.shown = { left, right };
  stage.asked = pair;
  const { methods, byKey } = stage.picture;
  if (!byKey.has(stage.shown.left)) stage.shown = { ...stage.shown, left: byKey.has(left) ? left : methods[0].key };
  if (!byKey.has(stage.shown.right)) stage.shown = { ...stage.shown, right: byKey.has(right) ? right : "" };
}

function decode(sent) {
  const colours = new Uint32Array(bytesOf(sent.lut).buffer);
  const methods = sent.methods.map((method) => decodeMethod(method, sent, colours));
  return {
    ...sent,
    points: floatsOf(sent.points),
    y: bytesOf(sent.y),
    methods,
    byKey: new Map(methods.map((method) => [method.key, method])),
  };
}

function decodeMethod(method, { n, w, classes }, colours) {
  const codes = bytesOf(method.field);
  return {
    ...method,
    codes,
    line: floatsOf(method.line),
    predicted: bytesOf(method.predicted),
    shares: sharesOf(codes, w, classes.length),
    field: paintField(codes, n, colours),
  };
}

// How much of the picture each class fills.
function sharesOf(codes, w, nClasses) {
  const cells = new Array(nClasses).fill(0);
  for (const code of codes) cells[Math.floor(code / w)] += 1;
  return cells.map((count) => count / codes.length);
}

// ---------------------------------------------------------------- building the page, once a root

function openStage(root) {
  const stage = { root, thumbs: new Map(), panels: {}, cursor: null, told: [], theme: {} };
  stage.metric = root.appendChild(element("p", "quiet metric"));
  stage.strip = root.appendChild(element("div", "strip"));
  const panels = root.appendChild(element("div", "panels"));
  for (const side of SIDES) stage.panels[side] = openPanel(stage, side, panels);
  stage.legend = root.appendChild(element("ul", "legend"));
  stage.caption = root.appendChild(element("p", "quiet caption"));
  let width = 0;
  stage.watcher = new ResizeObserver(() => {
    if (root.clientWidth === width || !stage.picture) return;
    width = root.clientWidth;
    drawThumbnails(stage);
    drawPanels(stage);
  });
  return stage;
}

function openPanel(stage, side, parent) {
  const box = parent.appendChild(element("section", "panel"));
  box.setAttribute("aria-label", side === "left" ? "Left picture" : "Right picture");
  const panel = { side, box, ...openHead(stage, side, box), ...openFrame(stage, side, box) };
  panel.readout = box.appendChild(element("p", "quiet readout"));
  panel.readout.id = `readout-${side}`; // unique inside this component's own shadow tree
  panel.canvas.setAttribute("aria-describedby", panel.readout.id);
  return panel;
}

function openHead(stage, side, box) {
  const head = box.appendChild(element("div", "head"));
  const select = head.appendChild(element("select"));
  select.setAttribute("aria-label", `Method shown ${side === "left" ? "on the left" : "on the right"}`);
  select.onchange = () => choose(stage, side, select.value);
  const score = head.appendChild(element("span", "score"));
  const subtitle = head.appendChild(element("p", "quiet subtitle"));
  return { select, score, subtitle };
}

function openFrame(stage, side, box) {
  const frame = box.appendChild(element("div", "frame"));
  const yLabel = frame.appendChild(element("span", "quiet y-label"));
  const yTicks = frame.appendChild(element("div", "quiet ticks y-ticks"));
  const plot = frame.appendChild(element("div", "plot"));
  const canvas = plot.appendChild(element("canvas"));
  canvas.setAttribute("role", "img");
  canvas.tabIndex = 0;
  const cross = [plot.appendChild(element("i", "cross down")), plot.appendChild(element("i", "cross over"))];
  const xTicks = frame.appendChild(element("div", "quiet ticks x-ticks"));
  const xLabel = frame.appendChild(element("span", "quiet x-label"));
  canvas.onpointermove = canvas.onpointerdown = (event) => pointAt(stage, side, event);
  canvas.onpointerleave = () => moveCursor(stage, null);
  canvas.onkeydown = (event) => steer(stage, side, event);
  canvas.onblur = () => moveCursor(stage, null);
  return { canvas, cross, xTicks, yTicks, xLabel, yLabel };
}

// ---------------------------------------------------------------- filling it with a picture

// Methods in the order given, as runs that share a label.
function runsOf(methods) {
  const runs = [];
  for (const method of methods) {
    if (runs.at(-1)?.label !== method.label) runs.push({ label: method.label, side: method.side, methods: [] });
    runs.at(-1).methods.push(method);
  }
  return runs;
}

function fillStrip(stage) {
  const { methods, metric, operator } = stage.picture;
  const direction = metric.better ? `, ${metric.better} is better` : "";
  const hint = methods.length > 1 ? ". Press a picture to see it large." : "";
  show(stage.metric, metric.name + direction + hint);
  stage.strip.replaceChildren();
  stage.thumbs.clear();
  for (const side of SIDES) {
    const here = methods.filter((method) => method.side === side);
    if (!here.length) continue;
    if (side === "right" && stage.strip.children.length) {
      const sign = stage.strip.appendChild(element("span", "operator", operator));
      sign.setAttribute("aria-hidden", "true");
    }
    for (const run of runsOf(here)) stage.strip.append(groupOf(stage, run));
  }
}

function groupOf(stage, run) {
  const group = element("div", "group");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", run.label);
  run.methods.forEach((method, position) => {
    const slot = group.appendChild(element("div", "slot"));
    const lone = run.methods.length === 1 ? " lone" : ""; // the next label begins in the next slot
    const label = slot.appendChild(element("span", `group-label${lone}`, position ? "" : run.label));
    label.setAttribute("aria-hidden", "true"); // the group says it already
    slot.append(thumbnailOf(stage, method));
  });
  return group;
}

function thumbnailOf(stage, method) {
  const button = element("button", "thumb");
  button.type = "button";
  button.title = [method.title, method.note].filter(Boolean).join(" · ");
  button.onclick = () => choose(stage, method.side, method.key);
  const canvas = button.appendChild(element("canvas"));
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `boundary: ${inShares(stage, method)}`);
  const tag = button.appendChild(element("span", "tag"));
  button.append(element("span", "name", method.short));
  if (method.note) button.append(element("span", "quiet note", method.note));
  const score = button.appendChild(element("span", "score"));
  stage.thumbs.set(method.key, { button, canvas, tag, score });
  return button;
}

function fillChoices(stage) {
  for (const side of SIDES) {
    const { select } = stage.panels[side];
    select.replaceChildren();
    for (const run of runsOf(stage.picture.methods)) {
      const group = select.appendChild(element("optgroup"));
      group.label = run.label;
      for (const method of run.methods) {
        const option = group.appendChild(element("option", "", method.title));
        option.value = method.key;
      }
    }
  }
}

function fillAxes(stage) {
  const { x, y } = stage.picture.axes;
  for (const side of SIDES) {
    const panel = stage.panels[side];
    show(panel.xLabel, x.label);
    show(panel.yLabel, y.label);
    panel.xTicks.replaceChildren(...ticksOf(x, "left"));
    panel.yTicks.replaceChildren(...ticksOf(y, "bottom"));
  }
}

// A place on an axis, to about the size of a cell.
function reading(axis, share) {
  return inWords(axis.low + share * (axis.high - axis.low), (axis.high - axis.low) / 99);
}

function fillLegend(stage) {
  const items = stage.picture.classes.map((mark) => ({ words: mark.name, mark }));
  items.push({ words: "the paler, the less sure", sign: "paler" });
  items.push({ words: "boundary", sign: "line" });
  items.push({ words: "wrong when held out", sign: "wrong" });
  if (stage.picture.methods.length > 1) {
    items.push({ words: "rescued: right only on the right side", sign: "rescued" });
    items.push({ words: "broken: right only on the left side", sign: "broken" });
  }
  stage.legend.replaceChildren(...items.map((item) => legendItem(item)));
  stage.legendItems = items;
}

// ---------------------------------------------------------------- what the visitor does

function choose(stage, side, key) {
  if (stage.shown[side] === key) return;
  stage.shown = { ...stage.shown, [side]: key };
  update(stage);
  stage.told.push(JSON.stringify([stage.shown.left, stage.shown.right]));
  stage.tell(stage.shown);
}

function pointAt(stage, side, event) {
  const { n } = stage.picture;
  const box = stage.panels[side].canvas.getBoundingClientRect();
  const cell = (share) => Math.max(0, Math.min(n - 1, Math.floor(share * n)));
  moveCursor(stage, {
    i: cell((event.clientX - box.left) / box.width),
    j: cell(1 - (event.clientY - box.top) / box.height),
  });
}

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

function steer(stage, side, event) {
  if (event.key === "Escape") moveCursor(stage, null);
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault(); // the page would scroll
  const { n } = stage.picture;
  const start = stage.cursor || { i: Math.floor(n / 2), j: Math.floor(n / 2) };
  const reach = event.shiftKey ? 10 : 1;
  const within = (value) => Math.max(0, Math.min(n - 1, value));
  moveCursor(stage, { i: within(start.i + reach * step[0]), j: within(start.j + reach * step[1]) }, side);
}

// The cross hairs of both pictures move together. Only the keyboard's answers are spoken aloud:
// a moving mouse would talk without end.
function moveCursor(stage, cursor, spokenSide = "") {
  stage.cursor = cursor;
  for (const side of SIDES) {
    const panel = stage.panels[side];
    panel.readout.setAttribute("aria-live", side === spokenSide ? "polite" : "off");
    placeCross(panel.cross, cursor, stage.picture.n);
    show(panel.readout, answerAt(stage, side));
  }
}

function placeCross([down, over], cursor, n) {
  down.hidden = over.hidden = !cursor;
  if (!cursor) return;
  down.style.left = `${(100 * (cursor.i + 0.5)) / n}%`;
  over.style.bottom = `${(100 * (cursor.j + 0.5)) / n}%`;
}

function answerAt(stage, side) {
  const method = stage.picture.byKey.get(stage.shown[side]);
  if (!stage.cursor || !method) return "Point at the picture, or use the arrow keys, to read one place.";
  const { n, w, classes, axes } = stage.picture;
  const { i, j } = stage.cursor;
  const code = method.codes[j * n + i];
  const level = 1 / classes.length;
  const confidence = level + ((code % w) / (w - 1)) * (1 - level);
  const place = `${reading(axes.x, (i + 0.5) / n)} across and ${reading(axes.y, (j + 0.5) / n)} up`;
  const name = classes[Math.floor(code / w)].name;
  return `${name}, ${percent(confidence)} confident, at ${place}`;
}

// ---------------------------------------------------------------- showing the choice

function update(stage) {
  stage.panels.right.box.hidden = !stage.shown.right;
  stage.root.classList.toggle("alone", !stage.shown.right);
  for (const [key, thumb] of stage.thumbs) markShown(stage, key, thumb);
  for (const side of SIDES) describe(stage, side);
  moveCursor(stage, stage.cursor);
  drawPanels(stage);
}

function markShown(stage, key, { button, tag, score }) {
  show(score, scoreOf(stage, key)[0]);
  const sides = SIDES.filter((side) => stage.shown[side] === key);
  button.setAttribute("aria-pressed", String(sides.length > 0));
  show(tag, sides.length && !stage.shown.right ? "shown" : sides.join(" + "));
}

function describe(stage, side) {
  const method = stage.picture.byKey.get(stage.shown[side]);
  if (!method) return;
  const panel = stage.panels[side];
  panel.select.value = method.key;
  show(panel.score, scoreOf(stage, method.key)[1]);
  const wrong = countWrong(stage, method);
  const verdict = side === "right" ? difference(stage) : `${wrong} of ${stage.picture.y.length} wrong when held out`;
  show(panel.subtitle, [method.subtitle, method.note, verdict].filter(Boolean).join(" · "));
  panel.canvas.setAttribute(
    "aria-label",
    `Boundary of ${method.title}. ${scoreOf(stage, method.key)[1]}. The picture is ${inShares(stage, method)}. ` +
      `${wrong} of ${stage.picture.y.length} points wrong when held out.`,
  );
}

// [under the small picture, as a sentence]; scores come apart from the pictures, as they settle.
function scoreOf(stage, key) {
  return stage.data.scores[key] ?? ["", ""];
}

function difference(stage) {
  if (stage.shown.left === stage.shown.right) return "the same method on both sides";
  const { rescued, broken } = flips(stage);
  const net = rescued.length - broken.length;
  const sign = net > 0 ? "+" : net < 0 ? "−" : "";
  return `○ rescued ${rescued.length} · ◌ broken ${broken.length} · net ${sign}${Math.abs(net)} of ${stage.picture.y.length}`;
}

// Rows that only the right method has right, and rows that only the left one has right.
function flips(stage) {
  const { y, byKey } = stage.picture;
  const left = byKey.get(stage.shown.left)?.predicted;
  const right = byKey.get(stage.shown.right)?.predicted;
  const found = { rescued: [], broken: [] };
  if (!left || !right) return found;
  for (let row = 0; row < y.length; row++) {
    if ((left[row] === y[row]) === (right[row] === y[row])) continue;
    (right[row] === y[row] ? found.rescued : found.broken).push(row);
  }
  return found;
}

function countWrong(stage, method) {
  return method.predicted.reduce((count, predicted, row) => count + (predicted !== stage.picture.y[row]), 0);
}

function inShares(stage, method) {
  const parts = stage.picture.classes.map((mark, c) => ({ name: mark.name, share: method.shares[c] }));
  const seen = parts.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share);
  return seen.map(({ name, share }) => `${percent(share)} ${name}`).join(", ");
}

function percent(share) {
  return share > 0 && share < 0.005 ? "under 1 %" : `${Math.round(100 * share)} %`;
}

// ---------------------------------------------------------------- drawing

function drawThumbnails(stage) {
  for (const [key, { canvas }] of stage.thumbs) {
    const size = canvas.clientWidth;
    if (!size) continue;
    const pen = prepare(canvas, size, size);
    drawField(stage, pen, stage.picture.byKey.get(key), size, 1);
  }
}

function drawPanels(stage) {
  for (const side of SIDES) {
    const method = stage.picture.byKey.get(stage.shown[side]);
    const { canvas } = stage.panels[side];
    const size = canvas.clientWidth;
    if (!method || !size) continue;
    const pen = prepare(canvas, size, size);
    drawField(stage, pen, method, size, 1.6);
    drawPoints(stage, pen, method, size);
    if (side === "right") drawFlips(stage, pen, size);
  }
}

function drawFlips(stage, pen, size) {
  const { rescued, broken } = flips(stage);
  const point = radiusOf(stage, size);
  const radius = point + Math.min(3.6, 0.4 + point); // many small points: small rings
  const trace = (rows) => () => rows.forEach((row) => traceRing(pen, ...placeOf(stage, row, size), radius));
  strokeTwice(stage, pen, trace(rescued), 1.5);
  strokeTwice(stage, pen, trace(broken), 1.5, [2.2, 2.2]);
}
