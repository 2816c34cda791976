// Elements of a page. Text is set as text because names come from data.

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {string} [className] @param {string} [text]
 */
export function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

/** A canvas that is a picture, whose words come later or are beside it. @param {string} [words] */
export function image(words = "") {
  const canvas = element("canvas");
  canvas.setAttribute("role", "img");
  if (words) canvas.setAttribute("aria-label", words);
  return canvas;
}

/** Write only what is new: the same text again would be read out again. @param {Element} node @param {string} text */
export function show(node, text) {
  if (node.textContent === text) return;
  const [only, ...others] = node.childNodes;
  if (only instanceof Text && !others.length) only.data = text; // cheaper than another node
  else node.textContent = text;
}

/** @param {string} value @param {string} text */
export function option(value, text) {
  const made = element("option", "", text);
  made.value = value;
  return made;
}

const SVG = ["http:", "", "www.w3.org", "2000", "svg"].join("/"); // a name; nothing is fetched

/** A part of a drawing. @param {string} tag @param {Record<string, string | number>} attributes */
export function drawing(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  put(made, attributes);
  return made;
}

/** @param {Element} node @param {Record<string, string | number>} attributes */
export function put(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (node.getAttribute(name) !== String(value)) node.setAttribute(name, String(value)); // what is new
  }
}

/** @param {string} text @param {() => void} act @param {string} [className] */
export function press(text, act, className = "") {
  const made = element("button", className, text);
  made.type = "button";
  made.onclick = act;
  return made;
}
