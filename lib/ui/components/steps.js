// Steps from frame to frame: a button that plays, a slider that keys move, and what is said at rest.
// Nothing ever moves by itself: playing is asked for.

import { element, show } from "./elements.js";

const PACE = 200; // ms a frame while playing
const CALM_PACE = 1000; // for whoever asked for little motion
const SETTLE = 600; // ms of rest before a frame is read out

/** @typedef {(frame: number, hasSpoken: boolean) => void} Speak a page that has just opened is read by its visitor */
/**
 * @typedef {object} Steps
 * @property {HTMLElement} bar
 * @property {HTMLButtonElement} button
 * @property {HTMLElement} label
 * @property {HTMLInputElement} range
 * @property {string[]} labels one a frame
 * @property {number} frame
 * @property {number} timer 0 while nothing is playing
 * @property {number} settling
 * @property {boolean} hasSpoken
 * @property {number} pace
 * @property {(frame: number) => void} draw
 * @property {Speak} speak
 */

/**
 * @param {HTMLElement} root @param {(frame: number) => void} draw @param {Speak} speak @param {number} [pace]
 * @returns {Steps}
 */
export function openSteps(root, draw, speak, pace = PACE) {
  const bar = root.appendChild(element("div", "bar"));
  const row = bar.appendChild(element("div", "row"));
  const button = row.appendChild(element("button", "play"));
  button.type = "button";
  const label = row.appendChild(element("output", "label"));
  const range = bar.appendChild(element("input"));
  range.type = "range";
  range.min = "0";
  const state = { labels: [], frame: 0, timer: 0, settling: 0, hasSpoken: false };
  const steps = { bar, button, label, range, ...state, pace, draw, speak };
  button.onclick = () => (steps.timer ? pause(steps) : play(steps));
  range.oninput = () => goTo(steps, Number(range.value));
  showPlaying(steps);
  return steps;
}

/** @param {Steps} steps @param {string[]} labels @param {string} title @param {number} frame the one to stand at */
export function fillSteps(steps, labels, title, frame) {
  pause(steps);
  Object.assign(steps, { labels, frame });
  steps.range.max = String(lastFrame(steps));
  steps.range.setAttribute("aria-label", title);
}

/** @param {Steps} steps */
export function closeSteps(steps) {
  pause(steps);
  clearTimeout(steps.settling);
}

/** @param {Steps} steps */
export function lastFrame({ labels }) {
  return labels.length - 1;
}

/** Where the visitor wants to be. @param {Steps} steps @param {number} frame */
export function goTo(steps, frame) {
  pause(steps);
  showFrame(steps, frame);
}

/** @param {Steps} steps @param {number} frame */
export function showFrame(steps, frame) {
  steps.frame = Math.max(0, Math.min(frame, lastFrame(steps)));
  const label = steps.labels[steps.frame];
  steps.draw(steps.frame);
  show(steps.label, label);
  steps.range.value = String(steps.frame);
  steps.range.setAttribute("aria-valuetext", label);
  if (!steps.timer) speakSoon(steps);
}

export function wantsCalm() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Slowly where little motion is wanted. @param {Steps} steps */
function play(steps) {
  if (steps.frame >= lastFrame(steps)) showFrame(steps, 0);
  steps.timer = window.setInterval(() => {
    if (steps.frame >= lastFrame(steps)) pause(steps);
    else showFrame(steps, steps.frame + 1);
  }, wantsCalm() ? CALM_PACE : steps.pace);
  showPlaying(steps);
}

/** @param {Steps} steps */
function pause(steps) {
  clearInterval(steps.timer);
  steps.timer = 0;
  showPlaying(steps);
  speakSoon(steps);
}

/** @param {Steps} steps */
function showPlaying({ button, timer }) {
  show(button, timer ? "❚❚ Pause" : "▶ Play");
  button.setAttribute("aria-label", timer ? "Pause" : "Play");
}

/** Only a frame at rest is read out: one that moves would talk without end. @param {Steps} steps */
function speakSoon(steps) {
  clearTimeout(steps.settling);
  steps.settling = window.setTimeout(() => {
    steps.speak(steps.frame, steps.hasSpoken);
    steps.hasSpoken = true;
  }, steps.hasSpoken ? SETTLE : 0);
}
