// The choice of a layer, where the legend says what pale means, and the names of the members' borders.

import { prepare } from "./canvas.js";
import { isNews } from "./echo.js";
import { element, option } from "./elements.js";
import { dashOf, hasBorders } from "./layers.js";
import { unsureInWords } from "./legend.js";
import { THIN } from "./pictures.js";

/** @import { Echo } from "./echo.js" */
/** @import { Layer, LayerState } from "./layers.js" */
/** @import { Count, DrawnItem, Picture, Theme } from "./types" */
/** @typedef {LayerState & Echo} Layers */
/** @typedef {ReturnType<typeof openLayers>} LayerLegend */

/** What is said of each; {} is pale, or dark on a dark page. @type {Record<Layer, string>} */
const WORDS = {
  "": "{} = unsure",
  steps: "{}, by a step = 10 % less sure",
  entropy: "{} = undecided (entropy)",
  disagreement: "{} = the models disagree",
  borders: "{} = unsure, thin = each model",
};
const SAMPLE = 30; // px of a line in the legend

/** @returns {Layers} */
export function plainLayers() {
  const nothing = () => ({ of: "", codes: null, field: undefined });
  return { asked: "", told: [], chosen: "", painted: { left: nothing(), right: nothing() } };
}

/** Take over Python's layer when it is news. @param {Layers} layers @param {string} sent */
export function adoptLayer(layers, sent) {
  if (isNews(layers, sent) && sent in WORDS) layers.chosen = /** @type {Layer} */ (sent);
}

/** @param {Layers} layers @param {string} layer */
export function chooseLayer(layers, layer) {
  layers.chosen = /** @type {Layer} */ (layer);
  layers.told.push(layer);
}

/** @param {Element} parent @param {(layer: string) => void} choose */
export function openLayers(parent, choose) {
  const select = element("select", "layer");
  select.setAttribute("aria-label", "What the colours' lightness shows");
  select.append(...Object.keys(WORDS).map((layer) => option(layer, "")));
  select.onchange = () => choose(select.value);
  const names = parent.appendChild(element("ul", "legend"));
  names.setAttribute("aria-label", "The line of each model's border");
  return { select, names };
}

/** The choice stands where the words stand otherwise. @param {LayerLegend} legend @param {DrawnItem[]} items @param {Picture} picture */
export function fillLayers({ select }, items, { counter }) {
  const entry = items.find(({ sign }) => sign === "unsure")?.entry;
  if (counter) entry?.lastElementChild?.replaceChildren(select);
}

/** The names of the members, each with its line. @param {LayerLegend} legend @param {Picture} picture @param {Theme} theme */
export function drawNames({ select, names }, { counter }, theme) {
  const pale = unsureInWords(theme).split(" ")[0];
  for (const each of select.options) each.textContent = WORDS[/** @type {Layer} */ (each.value)].replace("{}", pale);
  names.replaceChildren(
    ...(counter?.votes.names ?? []).map((name, m) => {
      const entry = element("li");
      const canvas = entry.appendChild(element("canvas", "sample"));
      canvas.setAttribute("aria-hidden", "true");
      const pen = prepare(canvas, SAMPLE, 18);
      pen.setLineDash(dashOf(m));
      pen.lineWidth = 1.5 * THIN;
      pen.strokeStyle = theme.ink;
      pen.beginPath();
      pen.moveTo(0, 9);
      pen.lineTo(SAMPLE, 9);
      pen.stroke();
      entry.append(element("span", "", name));
      return entry;
    }),
  );
}

/** @param {LayerLegend} legend @param {Layers} layers @param {Theme} theme @param {Count | undefined} count of the vote on the right */
export function showLayers({ select, names }, { chosen }, theme, count) {
  select.value = chosen;
  names.hidden = !hasBorders(chosen);
  [...names.children].forEach((entry, m) => entry.classList.toggle("off", Boolean(count && !count.weights[m])));
}
