// The ballots of the row that is followed: what each member said, and what came of it. They stand
// where the left picture, or the hand, stands otherwise.

import { prepare } from "./canvas.js";
import { element, press, show } from "./elements.js";
import { drawMark } from "./marks.js";
import { outcomeInWords, rowNear, sumInWords } from "./following.js";
import { percent } from "./numbers.js";

/** @import { Ballot, Opened } from "./following.js" */
/** @import { Panel } from "./panels.js" */
/** @import { Picture, Theme } from "./types" */
/** @typedef {ReturnType<typeof openBallots>} Ballots */
/** @typedef {{ follow: (row: number) => void, picture: () => Picture | undefined, cell: () => import("./pointing.js").Cell | null }} Hears */

const [POINTED, TOUCHED] = [12, 22]; // px from a row, a finger is wide
const UNSEEN = "Held back in the first trial: nobody had seen this row. Inside opens the same one.";

/** @param {Element} parent @param {() => void} close */
export function openBallots(parent, close) {
  const box = parent.appendChild(element("section", "panel followed"));
  const head = box.appendChild(element("div", "row-head"));
  const title = head.appendChild(element("h2"));
  head.append(press("Close", close, "close"));
  const said = box.appendChild(element("p"));
  said.setAttribute("aria-live", "polite");
  const list = box.appendChild(element("ul", "ballots"));
  const sum = box.appendChild(element("p", "sum"));
  const note = box.appendChild(element("p", "quiet", UNSEEN));
  box.addEventListener("keydown", ({ key }) => key === "Escape" && close());
  return { box, title, said, list, sum, note };
}

/** @param {Ballots} ballots @param {Opened | null} opened @param {number} row @param {Picture} picture @param {Theme} theme */
export function showBallots({ box, title, said, list, sum, note }, opened, row, { classes, y }, theme) {
  const truth = classes[y[row]].name;
  box.setAttribute("aria-label", `Ballots of row ${row}`);
  show(title, `Row ${row}: ${truth}`);
  show(said, opened ? outcomeInWords(opened) : "What the models say of it is being measured.");
  list.replaceChildren();
  note.hidden = sum.hidden = !opened;
  if (!opened) return;
  const { members, together } = opened;
  for (const ballot of members) list.append(ballotLine(ballot, opened, classes, theme));
  list.append(ballotLine(together, opened, classes, theme, "together"));
  show(sum, sumInWords(opened, classes.map(({ name }) => name)));
}

/**
 * @param {Ballot} ballot @param {Opened} opened @param {Picture["classes"]} classes @param {Theme} theme
 * @param {string} [className]
 */
function ballotLine({ name, shares, answer }, { truth }, classes, theme, className) {
  const line = element("li", className);
  line.append(element("span", "who", name));
  const bar = line.appendChild(element("span", "shares"));
  shares.forEach((share, c) => {
    const part = bar.appendChild(element("i", c === answer ? "won" : ""));
    part.style.width = `${100 * share}%`;
    part.style.setProperty("--class", classes[c].colour);
  });
  const vote = line.appendChild(element("span", "vote"));
  const canvas = vote.appendChild(element("canvas"));
  canvas.setAttribute("aria-hidden", "true"); // its name stands beside it
  const pen = prepare(canvas, 18, 18);
  pen.lineWidth = 1;
  drawMark(pen, classes[answer], [9, 9], 4.5, theme.edge);
  const share = shares.length ? ` ${percent(shares[answer])}` : "";
  const isRight = answer === truth;
  vote.append(element("span", "", `${classes[answer].name}${share}`), element("b", "", isRight ? "✓" : "✗"));
  vote.append(element("span", "said", isRight ? "right" : "wrong"));
  return line;
}

/**
 * A click on a row's mark, or Enter at the cross hair, follows it; Escape no more. Gives the ring
 * that marks it.
 * @param {Panel} panel @param {Hears} hears
 */
export function hearRows({ canvas, plot }, { follow, picture, cell }) {
  /** @param {MouseEvent} event @param {number} reach */
  const under = (event, reach) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const rows = picture();
    return rows ? rowNear(rows, [(event.clientX - left) / width, 1 - (event.clientY - top) / height], reach / width) : -1;
  };
  canvas.addEventListener("pointermove", (event) => {
    canvas.classList.toggle("on-row", under(event, POINTED) >= 0);
  });
  canvas.addEventListener("click", (event) => {
    const isFinger = /** @type {PointerEvent} */ (event).pointerType === "touch";
    const row = under(event, isFinger ? TOUCHED : POINTED);
    if (row >= 0) follow(row);
  });
  canvas.addEventListener("keydown", ({ key }) => {
    const [rows, at] = [picture(), cell()];
    if (key === "Escape") follow(-1);
    if (key === "Enter" && rows && at) follow(rowNear(rows, [(at.i + 0.5) / rows.n, (at.j + 0.5) / rows.n]));
  });
  const ring = plot.appendChild(element("i", "ring"));
  ring.hidden = true;
  return ring;
}

/** @param {HTMLElement} ring @param {Picture} picture @param {number} row */
export function drawRing(ring, { points }, row) {
  ring.hidden = row < 0;
  ring.style.left = `${100 * points[2 * row]}%`;
  ring.style.bottom = `${100 * points[2 * row + 1]}%`;
}
