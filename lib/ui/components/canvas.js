// A canvas ready to be drawn on, and the colours of the page around it.

import { element } from "./elements.js";
import { isDark } from "./colours.js";

/** A context to draw on. @param {HTMLCanvasElement} canvas */
export function penOf(canvas) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
}

/**
 * Match the canvas to the device's pixels; gives a context whose unit is one CSS pixel.
 * @param {HTMLCanvasElement} canvas @param {number} width @param {number} height
 */
export function prepare(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  const pen = penOf(canvas);
  pen.setTransform(w / width, 0, 0, h / height, 0, 0);
  pen.clearRect(0, 0, width, height);
  return pen;
}

/** What is there before there is anything to draw. */
export const NO_THEME = { ink: "", paper: "", halo: "", edge: "", isDark: false };

/** The colours of the page; also says on the root whether it is dark. @param {HTMLElement} root */
export function readTheme(root) {
  const style = getComputedStyle(root);
  /** @param {string} name */
  const colour = (name) => style.getPropertyValue(name).trim();
  const paper = colour("--st-background-color") || "#ffffff";
  const probe = penOf(element("canvas"));
  probe.fillStyle = paper; // gives any way to write a colour back as #rrggbb
  const dark = isDark(probe.fillStyle);
  root.classList.toggle("dark", dark);
  const ink = colour("--st-text-color") || "#10141d";
  const [halo, edge] = ["--halo-canvas", "--edge-canvas"].map(colour); // read after the class is set
  return { ink, paper, halo, edge, isDark: dark };
}
