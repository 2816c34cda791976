// A small picture of what one method answers everywhere.

import { bytesOf, coloursOf, floatsOf } from "./bytes.js";
import { prepare, readTheme } from "./canvas.js";
import { image } from "./elements.js";
import { drawField, paintField } from "./pictures.js";

/** @import { Mount, Thumbnail } from "./types" */

/** @param {Mount<Uint8Array>} mount JSON of `Thumbnail`, as bytes */
export default function ({ data, parentElement }) {
  const root = /** @type {HTMLElement | null} */ (parentElement.querySelector(".thumbnail"));
  if (!root || !data) return undefined;
  /** @type {Thumbnail} */
  const sent = JSON.parse(new TextDecoder().decode(data));
  const codes = bytesOf(sent.field);
  const field = paintField(codes, sent.n, coloursOf(sent.lut));
  const drawn = { field, line: floatsOf(sent.line), predicted: codes };
  const canvas = image(sent.words);
  root.replaceChildren(canvas);
  const watcher = new ResizeObserver(() => {
    const size = canvas.clientWidth;
    if (size) drawField(prepare(canvas, size, size), drawn, size, 1, readTheme(root).ink);
  });
  watcher.observe(root); // also draws for the first time
  return () => watcher.disconnect();
}
