// Shared by the components: decoding what Python sends, and drawing the mark of a class.
// This text is put before each component's own script, so it exports nothing.

const TURN = 2 * Math.PI;

function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function floatsOf(base64) {
  return new Float32Array(bytesOf(base64).buffer);
}

// A new element; text is set as text because names come from data.
function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function show(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// Match the canvas to the device's pixels; gives a context whose unit is one CSS pixel.
function prepare(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  const pen = canvas.getContext("2d");
  pen.setTransform(w / width, 0, 0, h / height, 0, 0);
  pen.clearRect(0, 0, width, height);
  return pen;
}

// Whether the page is dark, from Streamlit's background colour.
function isDark(style) {
  const probe = element("canvas").getContext("2d");
  probe.fillStyle = style.getPropertyValue("--st-background-color").trim() || "#ffffff";
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(probe.fillStyle.slice(at, at + 2), 16));
  return 0.3 * red + 0.6 * green + 0.1 * blue < 128;
}

function polygon(pen, x, y, radius, corners, turned) {
  for (let k = 0; k < corners; k++) {
    const angle = turned + (k * TURN) / corners;
    pen.lineTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
  }
  pen.closePath();
}

function corners(pen, x, y, r, list) {
  for (const [dx, dy] of list) pen.lineTo(x + r * dx, y + r * dy);
  pen.closePath();
}

const UP = -Math.PI / 2;
const PLUS = [
  [-0.4, -1.15], [0.4, -1.15], [0.4, -0.4], [1.15, -0.4], [1.15, 0.4], [0.4, 0.4],
  [0.4, 1.15], [-0.4, 1.15], [-0.4, 0.4], [-1.15, 0.4], [-1.15, -0.4], [-0.4, -0.4],
];
const STAR = Array.from({ length: 10 }, (_, k) => {
  const reach = k % 2 ? 0.55 : 1.35;
  const angle = UP + (k * TURN) / 10;
  return [reach * Math.cos(angle), reach * Math.sin(angle)];
});

// Sizes are chosen so that every shape looks equally heavy.
const SHAPES = {
  circle: (pen, x, y, r) => pen.arc(x, y, r, 0, TURN),
  triangle: (pen, x, y, r) => polygon(pen, x, y + 0.15 * r, 1.3 * r, 3, UP),
  "triangle-down": (pen, x, y, r) => polygon(pen, x, y - 0.15 * r, 1.3 * r, 3, -UP),
  square: (pen, x, y, r) => polygon(pen, x, y, 1.3 * r, 4, TURN / 8),
  diamond: (pen, x, y, r) => polygon(pen, x, y, 1.3 * r, 4, 0),
  pentagon: (pen, x, y, r) => polygon(pen, x, y, 1.15 * r, 5, UP),
  plus: (pen, x, y, r) => corners(pen, x, y, r, PLUS),
  star: (pen, x, y, r) => corners(pen, x, y, r, STAR),
  hourglass: (pen, x, y, r) => corners(pen, x, y, r, [[-1, -1.15], [1, -1.15], [-1, 1.15], [1, 1.15]]),
  "bow-tie": (pen, x, y, r) => corners(pen, x, y, r, [[-1.15, -1], [1.15, 1], [1.15, -1], [-1.15, 1]]),
};

function traceMark(pen, mark, x, y, radius) {
  pen.beginPath();
  (SHAPES[mark.shape] || SHAPES.circle)(pen, x, y, radius);
}

// The shape of a class, set off from what lies behind it by a thin edge.
function drawMark(pen, mark, x, y, radius, edge) {
  traceMark(pen, mark, x, y, radius);
  pen.fillStyle = mark.colour;
  pen.fill();
  pen.strokeStyle = mark.outline || edge;
  pen.stroke();
}

// The same as an outline in the colour of the class.
function drawHollow(pen, mark, x, y, radius, paper) {
  traceMark(pen, mark, x, y, radius);
  pen.fillStyle = paper;
  pen.fill();
  pen.strokeStyle = mark.outline || mark.colour;
  pen.stroke();
}
