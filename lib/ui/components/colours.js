// Colours as numbers.

/** Whether a colour, as #rrggbb, is nearer to black. @param {string} colour */
export function isDark(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return 0.3 * red + 0.6 * green + 0.1 * blue < 128;
}
