// What Python sends as text: bytes in base64, which may stand for longer numbers.

/** @param {string} base64 */
export function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/** @param {string} base64 */
export function floatsOf(base64) {
  return new Float32Array(bytesOf(base64).buffer);
}

/** Colours as a canvas has them, one number each. @param {string} base64 */
export function coloursOf(base64) {
  return new Uint32Array(bytesOf(base64).buffer);
}

/** Points and their classes. @param {{ points: string, y: string }} sent */
export function rowsOf({ points, y }) {
  return { points: floatsOf(points), y: bytesOf(y) };
}
