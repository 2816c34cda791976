// A table of two by two in a player: what is taken for what, counted anew in every frame.

import { element, show } from "./elements.js";
import { countInWords, percent } from "./numbers.js";

/** @import { SentTable } from "./types" */
/** @typedef {ReturnType<typeof openTable>} Table */

/** @param {SentTable} sent */
export function openTable(sent) {
  const box = element("section", "panel");
  box.setAttribute("aria-label", sent.title);
  const head = box.appendChild(element("div", "head"));
  head.append(element("h2", "", sent.title), element("p", "quiet subtitle", sent.note));
  const table = box.appendChild(element("table", "counts"));
  const top = table.createTHead().insertRow();
  top.append(element("td"), ...sent.names.map((name) => headOf("col", `answered “${name}”`)));
  const body = table.createTBody();
  const cells = sent.cells.map((kinds, line) => {
    const row = body.insertRow();
    row.append(headOf("row", `is “${sent.names[line]}”`));
    return kinds.map((kind, column) => openCell(row.insertCell(), kind, line === column));
  });
  return { ...sent, box, cells: cells.flat(), readout: box.appendChild(element("p", "readout")) };
}

/** @param {"col" | "row"} scope @param {string} text */
function headOf(scope, text) {
  const made = element("th", "", text);
  made.scope = scope;
  return made;
}

/** @param {HTMLTableCellElement} cell @param {string} kind @param {boolean} isRight */
function openCell(cell, kind, isRight) {
  cell.className = isRight ? "" : "mistake";
  const share = cell.appendChild(element("b"));
  const count = element("span", "quiet");
  cell.append(element("span", "", kind), count);
  return { cell, share, count };
}

/** The share of a cell is that of its line. @param {number[]} line @param {number} column */
export function shareOf(line, column) {
  return line[column] / (line[0] + line[1] || 1);
}

/** @param {Table} table @param {number} frame */
export function drawTable({ cells, counts, readout, readouts }, frame) {
  cells.forEach(({ cell, share, count }, position) => {
    const line = counts[frame][position >> 1];
    const part = shareOf(line, position % 2);
    cell.style.setProperty("--share", `${100 * part}%`);
    show(share, percent(part));
    show(count, `${countInWords(line[position % 2])} of ${countInWords(line[0] + line[1])}`);
  });
  show(readout, readouts[frame]);
}
