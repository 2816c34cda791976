// The curve of a player: scores over all frames, with a mark where it stands.

import { prepare } from "./canvas.js";
import { drawHollow } from "./marks.js";
import { inWords, roundValues } from "./numbers.js";

/** @import { Curve, Frames, Pen, Theme } from "./types" */
/** @typedef {ReturnType<typeof scaleOf>} Scale */
/** @typedef {{ curve: Curve, frames: Frames, frame: number, theme: Theme }} Shown */

export const ROOM = { left: 54, right: 14, top: 10, bottom: 20 }; // around the curve; the slider lies on it
// Lines are told apart by their dashes and marks, not by hue.
const DASHES = [[], [8, 4], [2, 3.5], [10, 3, 2, 3]];
const MARKS = ["circle", "square", "triangle", "diamond"];

/**
 * Where frames and values lie on a canvas of this size.
 * @param {(number | null)[]} values @param {number} last frame @param {number} width @param {number} height
 */
export function scaleOf(values, last, width, height) {
  const finite = values.filter((value) => value !== null).filter(Number.isFinite);
  const [least, most] = [Math.min(...finite), Math.max(...finite)];
  const room = 0.08 * (most - least) || 0.01;
  const [low, high] = [least - room, most + room];
  return {
    low,
    high,
    right: width - ROOM.right,
    bottom: height - ROOM.bottom,
    /** @param {number} frame */
    x: (frame) => ROOM.left + (frame / (last || 1)) * (width - ROOM.left - ROOM.right),
    /** @param {number} value */
    y: (value) => height - ROOM.bottom - ((value - low) / (high - low)) * (height - ROOM.top - ROOM.bottom),
  };
}

/** @param {HTMLCanvasElement} canvas @param {Shown} shown */
export function drawCurve(canvas, shown) {
  const { clientWidth: width, clientHeight: height } = canvas;
  if (!width) return;
  const { curve, frames } = shown;
  const pen = prepare(canvas, width, height);
  pen.font = `12px ${getComputedStyle(canvas).fontFamily}`;
  pen.strokeStyle = pen.fillStyle = shown.theme.ink;
  const values = curve.series.flatMap((line) => line.values);
  const scale = scaleOf(values, frames.labels.length - 1, width, height);
  drawGrid(pen, curve, scale);
  drawTicks(pen, frames, scale);
  curve.series.forEach((line, position) => drawSeries(pen, line.values, position, scale));
  drawNow(pen, shown, scale);
}

/** @param {Pen} pen @param {Curve} curve @param {Scale} scale */
function drawGrid(pen, curve, scale) {
  pen.lineWidth = 1;
  pen.textAlign = "right";
  pen.textBaseline = "middle";
  const values = roundValues(scale.low, scale.high);
  const step = values[1] - values[0];
  for (const value of values) {
    pen.globalAlpha = 0.14;
    pen.beginPath();
    pen.moveTo(ROOM.left, scale.y(value));
    pen.lineTo(scale.right, scale.y(value));
    pen.stroke();
    pen.globalAlpha = 0.75;
    const text = curve.percent ? `${inWords(100 * value, 100 * step)} %` : inWords(value, step);
    pen.fillText(text, ROOM.left - 7, scale.y(value));
  }
}

/** @param {Pen} pen @param {Frames} frames @param {Scale} scale */
function drawTicks(pen, { ticks, labels }, scale) {
  pen.textBaseline = "top";
  for (const [frame, text] of ticks) {
    pen.textAlign = frame === 0 ? "left" : frame === labels.length - 1 ? "right" : "center";
    pen.fillText(text, scale.x(frame), scale.bottom + 5);
  }
  pen.globalAlpha = 1;
}

/** @param {Pen} pen @param {number[]} values @param {number} position @param {Scale} scale */
function drawSeries(pen, values, position, scale) {
  pen.lineJoin = "round";
  strokeDashed(pen, position, () => values.forEach((value, frame) => pen.lineTo(scale.x(frame), scale.y(value))));
}

/** @param {Pen} pen @param {number} position @param {() => void} trace */
function strokeDashed(pen, position, trace) {
  pen.beginPath();
  trace();
  pen.setLineDash(DASHES[position % DASHES.length]);
  pen.lineWidth = 2;
  pen.stroke();
  pen.setLineDash([]);
}

/** @param {Pen} pen @param {Shown} shown @param {Scale} scale */
function drawNow(pen, { curve, frame, theme }, scale) {
  const x = scale.x(frame);
  pen.beginPath();
  pen.moveTo(x, ROOM.top);
  pen.lineTo(x, scale.bottom);
  pen.lineWidth = 1;
  pen.globalAlpha = 0.5;
  pen.stroke();
  pen.globalAlpha = 1;
  curve.series.forEach(({ values }, position) => {
    drawSeriesMark(pen, position, [x, scale.y(values[frame])], theme);
  });
}

/** @param {Pen} pen @param {number} position @param {[number, number]} place @param {Theme} theme */
function drawSeriesMark(pen, position, place, { ink, paper }) {
  pen.lineWidth = 1.6;
  drawHollow(pen, { shape: MARKS[position % MARKS.length], colour: ink }, place, 4.6, paper);
}

/**
 * The line and the mark of a series, as in the curve.
 * @param {HTMLCanvasElement} canvas @param {number} position @param {Theme} theme
 */
export function drawSample(canvas, position, theme) {
  const pen = prepare(canvas, 30, 14);
  pen.strokeStyle = theme.ink;
  strokeDashed(pen, position, () => (pen.moveTo(0, 7), pen.lineTo(30, 7)));
  drawSeriesMark(pen, position, [15, 7], theme);
}
