// The strip of a stage: every method as a small picture to press, in groups.

import { prepare } from "./canvas.js";
import { element, image, show } from "./elements.js";
import { inShares, runsOf } from "./methods.js";
import { drawField } from "./pictures.js";

/** @import { Run } from "./methods.js" */
/** @import { Mark, Method, Picture, Shown, Side, StageData } from "./types" */
/** @typedef {ReturnType<typeof openStrip>} Strip */
/** @typedef {ReturnType<typeof openThumb>} Thumb */
/** @typedef {(side: Side, key: string) => void} Choose */

/** @param {HTMLElement} root */
export function openStrip(root) {
  const metric = root.appendChild(element("p", "quiet metric"));
  const box = root.appendChild(element("div", "strip"));
  return { metric, box, thumbs: /** @type {Map<string, Thumb>} */ (new Map()) };
}

/** @param {Strip} strip @param {Picture} picture @param {Choose} choose */
export function fillStrip(strip, picture, choose) {
  const { methods, metric, operator, classes } = picture;
  const direction = metric.better ? `, ${metric.better} is better` : "";
  const hint = methods.length > 1 ? ". Press a picture to see it large." : "";
  show(strip.metric, metric.name + direction + hint);
  strip.thumbs = new Map(methods.map((method) => [method.key, openThumb(method, classes, choose)]));
  const [left, right] = ["left", "right"].map((side) =>
    runsOf(methods.filter((method) => method.side === side)).map((run) => groupOf(run, strip.thumbs)),
  );
  const sign = element("span", "operator", operator);
  sign.setAttribute("aria-hidden", "true");
  strip.box.replaceChildren(...left, ...(left.length && right.length ? [sign] : []), ...right);
}

/** @param {Run} run @param {Map<string, Thumb>} thumbs */
function groupOf(run, thumbs) {
  const group = element("div", "group");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", run.label);
  run.methods.forEach((method, position) => {
    const slot = group.appendChild(element("div", "slot"));
    const lone = run.methods.length === 1 ? " lone" : ""; // the next label begins in the next slot
    const label = slot.appendChild(element("span", `group-label${lone}`, position ? "" : run.label));
    label.setAttribute("aria-hidden", "true"); // the group says it already
    slot.append(thumbs.get(method.key)?.button ?? "");
  });
  return group;
}

/** @param {Method} method @param {Mark[]} classes @param {Choose} choose */
function openThumb(method, classes, choose) {
  const button = element("button", "thumb");
  button.type = "button";
  button.title = [method.title, method.note].filter(Boolean).join(" · ");
  button.onclick = () => choose(method.side, method.key);
  const canvas = button.appendChild(image(`boundary: ${inShares(method, classes)}`));
  const tag = button.appendChild(element("span", "tag"));
  button.append(element("span", "name", method.short));
  if (method.note) button.append(element("span", "quiet note", method.note));
  const score = button.appendChild(element("span", "score"));
  return { method, button, canvas, tag, score };
}

/**
 * Say which are shown, and all scores.
 * @param {Strip} strip @param {Shown} shown @param {StageData["scores"]} scores
 */
export function markShown({ thumbs }, shown, scores) {
  for (const [key, { button, tag, score }] of thumbs) {
    const sides = /** @type {Side[]} */ (["left", "right"]).filter((side) => shown[side] === key);
    show(score, scores[key]?.[0] ?? "");
    button.setAttribute("aria-pressed", String(sides.length > 0));
    show(tag, sides.length && !shown.right ? "shown" : sides.join(" + "));
  }
}

/** @param {Strip} strip @param {string} ink */
export function drawStrip({ thumbs }, ink) {
  for (const { method, canvas } of thumbs.values()) {
    const size = canvas.clientWidth;
    if (size) drawField(prepare(canvas, size, size), method, size, 1, ink);
  }
}
