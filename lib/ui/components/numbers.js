// Numbers in words: on axes, as readings of a place, as shares.

/** About four round numbers between two ends. @param {number} low @param {number} high */
export function roundValues(low, high) {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) || 10);
  const values = [];
  for (let k = Math.ceil(low / step); k * step <= high; k++) values.push(k * step);
  return values;
}

/**
 * With the digits that tell neighbours `step` apart; long numbers become 12K.
 * @param {number} value @param {number} step
 */
export function inWords(value, step) {
  const digits = Math.max(0, Math.min(8, -Math.floor(Math.log10(step) + 1e-9)));
  /** @type {Intl.NumberFormatOptions} */
  const format =
    Math.abs(value) >= 1e4
      ? { notation: "compact", maximumSignificantDigits: 3 }
      : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const text = new Intl.NumberFormat("en", format).format(value);
  return text.replace(/^-(?=[0.]+$)/, "").replace("-", "−"); // what rounds to 0 has no sign
}

/** A place on an axis, to about the size of a cell. @param {import("./types").Axis} axis @param {number} share */
export function reading({ low, high }, share) {
  return inWords(low + share * (high - low), (high - low) / 99);
}

/** @param {number} share */
export function percent(share) {
  return share > 0 && share < 0.005 ? "under 1 %" : `${Math.round(100 * share)} %`;
}

/** A score, which may not be there. @param {number | null | undefined} value @param {boolean} asPercent */
export function scoreInWords(value, asPercent) {
  if (value === null || value === undefined || Number.isNaN(value)) return "not defined";
  return asPercent ? `${(100 * value).toFixed(1)} %` : value.toFixed(3);
}

const COUNTS = new Intl.NumberFormat("en"); // dear to make

/** How many. @param {number} value */
export function countInWords(value) {
  return COUNTS.format(value);
}
