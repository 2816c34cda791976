// Boundary lines: x and y in turn, in the unit square from below, NaN between two pieces.

export const GAP = 65535; // between two pieces of a line sent as whole numbers, as player.py has it

/** @param {Uint16Array} places */
export function lineOf(places) {
  return Float32Array.from(places, (place) => (place === GAP ? NaN : place / (GAP - 1)));
}

/**
 * Put every piece of the line into the path of a canvas, or of anything that moves and draws.
 * @param {Pick<CanvasPath, "moveTo" | "lineTo">} path @param {Float32Array} line @param {number} size
 */
export function traceLine(path, line, size) {
  let isDown = false;
  for (let k = 0; k < line.length; k += 2) {
    const [x, y] = [line[k] * size, (1 - line[k + 1]) * size];
    if (isDown && !Number.isNaN(x)) path.lineTo(x, y);
    else if (!Number.isNaN(x)) path.moveTo(x, y);
    isDown = !Number.isNaN(x);
  }
}
