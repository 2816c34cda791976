// The pictures of a player, a panel each; every frame is decoded when it is first wanted.

import { bytesOf, coloursOf, rowsOf } from "./bytes.js";
import { prepare } from "./canvas.js";
import { element } from "./elements.js";
import { fillFrame, openFrame } from "./frame.js";
import { lineOf } from "./lines.js";
import { drawField, drawPoints, paintField } from "./pictures.js";
import { recoded } from "./recoded.js";

/** @import { Drawn, PlayerData, SentPanel, Theme } from "./types" */
/** @typedef {ReturnType<typeof openPanel>} Panel */

/** @param {PlayerData} data @returns {Panel[]} */
export function openPanels(data) {
  const colours = coloursOf(data.lut);
  const rows = new Map(Object.entries(data.rows).map(([name, sent]) => [name, rowsOf(sent)]));
  return data.panels.map((sent) => {
    const { points, y } = /** @type {ReturnType<typeof rowsOf>} */ (rows.get(sent.rows));
    return openPanel(sent, { n: data.n, colours, points, y, classes: data.classes }, data.axes);
  });
}

/**
 * @param {SentPanel} sent @param {PlayerData["axes"]} axes
 * @param {{ n: number, colours: Uint32Array } & Parameters<typeof drawPoints>[1]} picture
 */
function openPanel(sent, picture, axes) {
  const box = element("section", "panel");
  box.setAttribute("aria-label", sent.title);
  const head = box.appendChild(element("div", "head"));
  const title = head.appendChild(element("h2"));
  const sign = title.appendChild(element("canvas", "sign"));
  sign.setAttribute("aria-hidden", "true");
  title.append(element("span", "", sent.title));
  head.append(element("p", "quiet subtitle", sent.note));
  const frame = openFrame(box);
  fillFrame(frame, axes);
  const readout = box.appendChild(element("p", "readout"));
  return { ...sent, picture, box, sign, canvas: frame.canvas, readout, frameAt: framesOf(sent, picture) };
}

/**
 * @param {SentPanel} sent
 * @param {{ n: number, colours: Uint32Array, y: Uint8Array }} picture
 */
function framesOf(sent, { n, colours, y }) {
  const [codes, predicted, sizes, recodes] = [sent.fields, sent.predicted, sent.sizes, sent.recodes].map(bytesOf);
  const places = new Uint16Array(bytesOf(sent.lines).buffer);
  /** @param {Uint8Array} bytes @param {number} at @param {number} each */
  const part = (bytes, at, each) => bytes.subarray(at * each, (at + 1) * each);
  /** @param {number} at */
  const pictureAt = (at) => {
    if (recodes.length) return recoded(codes, part(recodes, at, 256));
    return { codes: part(codes, at, n * n), line: lineOf(places.subarray(at ? sent.ends[at - 1] : 0, sent.ends[at])) };
  };
  /** @param {number} at @returns {Drawn} */
  const drawnAt = (at) => {
    const picture = pictureAt(at);
    return {
      field: paintField(picture.codes, n, colours),
      line: picture.line,
      predicted: part(predicted, at, y.length),
      sizes: sizes.length ? part(sizes, at, y.length) : null,
    };
  };
  /** @type {Drawn[]} */
  const frames = [];
  /** @param {number} at */
  return (at) => (frames[at] ??= drawnAt(at));
}

/** @param {Panel} panel @param {number} frame @param {Theme} theme */
export function drawPanel({ canvas, frameAt, picture }, frame, theme) {
  const size = canvas.clientWidth;
  if (!size) return;
  const pen = prepare(canvas, size, size);
  drawField(pen, frameAt(frame), size, 1.6, theme.ink);
  drawPoints(pen, picture, frameAt(frame), size, theme);
}
