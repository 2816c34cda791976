// What is meant by a place on a picture, and by a key pressed on it.

/** @typedef {{ i: number, j: number }} Cell counted from the left and from below */
/** @typedef {Pick<DOMRect, "left" | "top" | "width" | "height">} Box */

/** @type {Record<string, [number, number]>} */
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** @param {string} key */
export function isArrow(key) {
  return Object.hasOwn(STEPS, key);
}

/** @param {number} value @param {number} most */
function within(value, most) {
  return Math.max(0, Math.min(most, value));
}

/**
 * The cell of an n by n picture under a pointer; the nearest one when it is outside.
 * @param {Box} box @param {{ clientX: number, clientY: number }} pointer @param {number} n
 */
export function cellAt(box, { clientX, clientY }, n) {
  /** @param {number} share */
  const cell = (share) => within(Math.floor(share * n), n - 1);
  return { i: cell((clientX - box.left) / box.width), j: cell(1 - (clientY - box.top) / box.height) };
}

/**
 * Where an arrow key leads, from the middle when nowhere yet.
 * @param {Cell | null} from @param {{ key: string, shiftKey: boolean }} pressed @param {number} n
 */
export function cellAfter(from, { key, shiftKey }, n) {
  const [across, up] = STEPS[key];
  const { i, j } = from || { i: Math.floor(n / 2), j: Math.floor(n / 2) };
  const reach = shiftKey ? 10 : 1;
  return { i: within(i + reach * across, n - 1), j: within(j + reach * up, n - 1) };
}

/**
 * The nearest of the positions 0 to `last`, spread evenly from `start` to `end`.
 * @param {number} x @param {number} start @param {number} end @param {number} last
 */
export function positionAt(x, start, end, last) {
  return Math.round(within((x - start) / (end - start), 1) * last);
}
