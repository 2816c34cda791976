// A field is a square of n by n cells, a byte each, row 0 at the bottom. Each class has w codes in
// a row, from least to most sure.

/**
 * The cells as pixels, top row first.
 * @param {Uint8Array} codes @param {number} n @param {Uint32Array} colours one for each code
 */
export function pixelsOfCells(codes, n, colours) {
  const pixels = new Uint32Array(n * n);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) pixels[(n - 1 - j) * n + i] = colours[codes[j * n + i]];
  }
  return pixels;
}

/** How much of the picture each class fills. @param {Uint8Array} codes @param {number} w @param {number} nClasses */
export function sharesOf(codes, w, nClasses) {
  const cells = new Array(nClasses).fill(0);
  for (const code of codes) cells[Math.floor(code / w)] += 1;
  return cells.map((count) => count / codes.length);
}

/** The class that a code stands for, and how sure. @param {number} code @param {number} w @param {number} nClasses */
export function answerOf(code, w, nClasses) {
  const level = 1 / nClasses;
  return { position: Math.floor(code / w), confidence: level + ((code % w) / (w - 1)) * (1 - level) };
}
