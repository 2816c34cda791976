// The mark of a class: a shape in a colour, so that no class is told by colour alone.

/** @import { Mark, Pen, Place } from "./types" */
/** @typedef {Omit<Mark, "name">} Look */
/** @typedef {(pen: Pen, x: number, y: number, r: number) => void} Trace */

export const TURN = 2 * Math.PI;
const UP = -Math.PI / 2;
/** @type {Place[]} */
const PLUS = [
  [-0.4, -1.15], [0.4, -1.15], [0.4, -0.4], [1.15, -0.4], [1.15, 0.4], [0.4, 0.4],
  [0.4, 1.15], [-0.4, 1.15], [-0.4, 0.4], [-1.15, 0.4], [-1.15, -0.4], [-0.4, -0.4],
];
const STAR = Array.from({ length: 10 }, (_, k) => {
  const reach = k % 2 ? 0.55 : 1.35;
  const angle = UP + (k * TURN) / 10;
  return /** @type {Place} */ ([reach * Math.cos(angle), reach * Math.sin(angle)]);
});

/**
 * All sides equal. `lower`: moved down by this part of the radius, so that it looks centred.
 * @param {number} n @param {number} turned @param {number} [reach] @param {number} [lower] @returns {Trace}
 */
function polygon(n, turned, reach = 1.3, lower = 0) {
  return (pen, x, y, r) => {
    for (let k = 0; k < n; k++) {
      const angle = turned + (k * TURN) / n;
      pen.lineTo(x + reach * r * Math.cos(angle), y + lower * r + reach * r * Math.sin(angle));
    }
    pen.closePath();
  };
}

/** @param {Place[]} places around the middle @returns {Trace} */
function corners(places) {
  return (pen, x, y, r) => {
    for (const [dx, dy] of places) pen.lineTo(x + r * dx, y + r * dy);
    pen.closePath();
  };
}

/** Sizes are chosen so that every shape looks equally heavy. @type {Record<string, Trace>} */
const SHAPES = {
  circle: (pen, x, y, r) => pen.arc(x, y, r, 0, TURN),
  triangle: polygon(3, UP, 1.3, 0.15),
  "triangle-down": polygon(3, -UP, 1.3, -0.15),
  square: polygon(4, TURN / 8),
  diamond: polygon(4, 0),
  pentagon: polygon(5, UP, 1.15),
  plus: corners(PLUS),
  star: corners(STAR),
  hourglass: corners([[-1, -1.15], [1, -1.15], [-1, 1.15], [1, 1.15]]),
  "bow-tie": corners([[-1.15, -1], [1.15, 1], [1.15, -1], [-1.15, 1]]),
};

/**
 * The shape of a class, filled and with an edge.
 * @param {Pen} pen @param {Look} mark @param {Place} place @param {number} radius
 * @param {{ fill: string, edge: string }} colours the edge gives way to the outline of the class
 */
function paintMark(pen, mark, [x, y], radius, { fill, edge }) {
  pen.beginPath();
  (SHAPES[mark.shape] || SHAPES.circle)(pen, x, y, radius);
  pen.fillStyle = fill;
  pen.fill();
  pen.strokeStyle = mark.outline || edge;
  pen.stroke();
}

/**
 * Set off from what lies behind it by a thin edge.
 * @param {Pen} pen @param {Look} mark @param {Place} place @param {number} radius @param {string} edge
 */
export function drawMark(pen, mark, place, radius, edge) {
  paintMark(pen, mark, place, radius, { fill: mark.colour, edge });
}

/**
 * The same as an outline in the colour of the class.
 * @param {Pen} pen @param {Look} mark @param {Place} place @param {number} radius @param {string} paper
 */
export function drawHollow(pen, mark, place, radius, paper) {
  paintMark(pen, mark, place, radius, { fill: paper, edge: mark.colour });
}
