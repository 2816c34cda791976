// Shared by the components that draw boundaries: the coloured field, its line, its points, its axes,
// its legend. `stage` is whoever draws: { root, theme, legendItems, picture: { points, y, classes } }.
// This text is put between marks.js and each component's own script, so it exports nothing.

// The coloured cells, painted once for all sizes at which they are shown. Row 0 is at the bottom.
function paintField(codes, n, colours) {
  const canvas = element("canvas");
  canvas.width = canvas.height = n;
  const image = new ImageData(n, n);
  const pixels = new Uint32Array(image.data.buffer);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) pixels[(n - 1 - j) * n + i] = colours[codes[j * n + i]];
  }
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas;
}

function ticksOf(axis, edge) {
  const values = roundValues(axis.low, axis.high);
  return values.map((value) => {
    const tick = element("span", "", inWords(value, values[1] - values[0]));
    tick.style[edge] = `${(100 * (value - axis.low)) / (axis.high - axis.low)}%`;
    return tick;
  });
}

// About four round numbers between two ends.
function roundValues(low, high) {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) || 10);
  const values = [];
  for (let k = Math.ceil(low / step); k * step <= high; k++) values.push(k * step);
  return values;
}

// With the digits that tell neighbours `step` apart; long numbers become 12K.
function inWords(value, step) {
  const digits = Math.max(0, Math.min(8, -Math.floor(Math.log10(step) + 1e-9)));
  if (Math.abs(value) >= 1e4) {
    return new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 }).format(value);
  }
  const format = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat("en", format).format(value).replace("-", "−").replace("−0", value ? "−0" : "0");
}

function legendItem(item) {
  const entry = element("li");
  item.canvas = entry.appendChild(element("canvas"));
  item.canvas.setAttribute("aria-hidden", "true"); // the words beside it say what it is
  entry.append(element("span", "", item.words));
  return entry;
}

function readTheme(stage) {
  const style = getComputedStyle(stage.root);
  stage.root.classList.toggle("dark", isDark(style));
  const colour = (name) => style.getPropertyValue(name).trim(); // read after the class is set
  stage.theme = {
    ink: colour("--st-text-color") || "#10141d",
    paper: colour("--st-background-color") || "#ffffff",
    halo: colour("--halo-canvas"),
    edge: colour("--edge-canvas"),
  };
  for (const item of stage.legendItems) drawSign(stage, item);
}

function drawField(stage, pen, method, size, width) {
  pen.imageSmoothingEnabled = true;
  pen.imageSmoothingQuality = "high";
  pen.drawImage(method.field, 0, 0, size, size);
  pen.beginPath();
  let isDown = false;
  for (let k = 0; k < method.line.length; k += 2) {
    const [x, y] = [method.line[k] * size, (1 - method.line[k + 1]) * size];
    if (Number.isNaN(x)) isDown = false;
    else if (isDown) pen.lineTo(x, y);
    else {
      pen.moveTo(x, y);
      isDown = true;
    }
  }
  pen.lineJoin = "round";
  pen.lineWidth = width;
  pen.strokeStyle = stage.theme.ink;
  pen.stroke();
}

// Many points are drawn smaller, so that the boundary stays in sight.
function radiusOf(stage, size) {
  const crowd = Math.sqrt(300 / Math.max(150, stage.picture.y.length));
  return Math.max(1.7, Math.min(4, 3.3 * crowd * Math.sqrt(size / 420)));
}

function placeOf(stage, row, size) {
  return [stage.picture.points[2 * row] * size, (1 - stage.picture.points[2 * row + 1]) * size];
}

// Wrong points are hollow and crossed: the edge still says which class, the cross that it is wrong.
// `method.sizes`, where points differ in weight: the area of each, 64 for the usual one.
function drawPoints(stage, pen, method, size) {
  const { y, classes } = stage.picture;
  const usual = radiusOf(stage, size);
  const radius = (row) => (method.sizes ? usual * Math.max(0.3, Math.sqrt(method.sizes[row] / 64)) : usual);
  const wrong = [];
  pen.lineWidth = Math.min(1, usual / 3);
  for (let row = 0; row < y.length; row++) {
    if (method.predicted[row] !== y[row]) wrong.push(row);
    else drawMark(pen, classes[y[row]], ...placeOf(stage, row, size), radius(row), stage.theme.edge);
  }
  for (const row of wrong) drawWrong(stage, pen, classes[y[row]], ...placeOf(stage, row, size), radius(row));
}

function drawWrong(stage, pen, mark, x, y, radius) {
  pen.lineWidth = Math.max(1.1, radius * 0.5);
  drawHollow(pen, mark, x, y, radius * 1.25, stage.theme.paper);
  pen.beginPath();
  traceCross(pen, x, y, Math.max(1.6, radius * 0.62));
  pen.lineWidth = Math.max(0.9, radius * 0.34);
  pen.strokeStyle = stage.theme.ink;
  pen.stroke();
}

function traceCross(pen, x, y, reach) {
  pen.moveTo(x - reach, y - reach);
  pen.lineTo(x + reach, y + reach);
  pen.moveTo(x - reach, y + reach);
  pen.lineTo(x + reach, y - reach);
}

// Ink on a pale halo can be read on any colour of any theme.
function strokeTwice(stage, pen, trace, width, dash = []) {
  for (const [colour, extra, pattern] of [[stage.theme.halo, 1.4, []], [stage.theme.ink, 0, dash]]) {
    pen.beginPath();
    trace();
    pen.setLineDash(pattern);
    pen.strokeStyle = colour;
    pen.lineWidth = width + extra;
    pen.stroke();
  }
  pen.setLineDash([]);
}

function traceRing(pen, x, y, radius) {
  pen.moveTo(x + radius, y);
  pen.arc(x, y, radius, 0, TURN);
}

function drawSign(stage, { canvas, mark, sign }) {
  const pen = prepare(canvas, 18, 18);
  pen.lineWidth = 1;
  if (mark) drawMark(pen, mark, 9, 9, 4.5, stage.theme.edge);
  if (sign === "paler") drawPaler(pen, stage);
  if (sign === "line") strokeTwice(stage, pen, () => (pen.moveTo(1, 13), pen.lineTo(17, 5)), 1.6);
  if (sign === "wrong") drawWrong(stage, pen, stage.picture.classes[0], 9, 9, 4.2);
  if (sign === "rescued") strokeTwice(stage, pen, () => traceRing(pen, 9, 9, 6.5), 1.5);
  if (sign === "broken") strokeTwice(stage, pen, () => traceRing(pen, 9, 9, 6.5), 1.5, [2.2, 2.2]);
}

function drawPaler(pen, stage) {
  const shade = pen.createLinearGradient(1, 0, 17, 0);
  const { colour } = stage.picture.classes[0];
  shade.addColorStop(0, `${colour}10`);
  shade.addColorStop(1, `${colour}B8`);
  pen.fillStyle = shade;
  pen.fillRect(1, 4, 16, 10);
}
