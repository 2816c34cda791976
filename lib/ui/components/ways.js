// Which method stands for each way to decide, and where the keys lead among their cards.

/** @import { Method, SentCard, Way } from "./types" */
/** @typedef {{ id: string, faces: SentCard[] }} Card with more than one face only for fusion */
/** @typedef {{ methods: Map<string, string>, fused: string }} Memory */

export const ALONE = "one";
const FUSED = ["sources", "model"];

/** What was shown last in this session: of each way its method, and which face of fusion. @returns {Memory} */
export function noMemory() {
  return { methods: new Map(), fused: "" };
}

/** Fusion of sources and fusion of models are two faces of one card. @param {SentCard[]} sent */
export function cardsOf(sent) {
  /** @type {Card[]} */
  const cards = [];
  for (const face of sent) {
    const id = FUSED.includes(face.way) ? "fuse" : face.way;
    const same = cards.find((card) => card.id === id);
    if (same) same.faces.push(face);
    else cards.push({ id, faces: [face] });
  }
  return cards;
}

/**
 * What is on the right counts as shown last, but is not kept: what comes and goes by itself, with
 * other data, leaves the cards as they were.
 * @param {Memory} memory @param {Pick<Method, "key" | "way"> | undefined} shown @returns {Memory}
 */
export function withShown({ methods, fused }, shown) {
  const now = { methods: new Map(methods), fused };
  remember(now, shown);
  return now;
}

/** @param {Memory} memory @param {Pick<Method, "key" | "way"> | undefined} shown on the right */
export function remember(memory, shown) {
  if (!shown) return;
  memory.methods.set(shown.way, shown.key);
  if (FUSED.includes(shown.way)) memory.fused = shown.way;
}

/** @param {Card} card @param {Memory} memory which has what is shown now */
export function faceOf({ faces }, memory) {
  return faces.find((face) => face.way === memory.fused) ?? faces[0];
}

/**
 * The key of the method that stands for a face: the one of its way shown last, else its usual one.
 * @param {SentCard} face @param {Memory} memory @param {Map<string, Pick<Method, "way">>} byKey
 */
export function representative({ way, method }, memory, byKey) {
  const last = memory.methods.get(way) ?? "";
  return byKey.get(last)?.way === way ? last : method;
}

/** Whether a way is the one on the right; nothing there is one model. @param {Card} card @param {Way | ""} way */
export function isShown({ faces }, way) {
  return faces.some((face) => face.way === (way || ALONE));
}

/** The methods to choose from, as long as there are ways. @param {Method[]} methods @param {Way} way @param {string} shown */
export function choicesOf(methods, way, shown) {
  return methods.filter((method) => method.way === way || method.key === shown);
}

/**
 * Where a key leads from one of `count` cards; null when it leads nowhere.
 * @param {string} key @param {number} from @param {number} count
 */
export function cardAfter(key, from, count) {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
  return step ? (from + step + count) % count : null;
}

/** Which card Tab reaches: the one with the focus last, else the pressed one. @param {string[]} ids @param {string[]} wanted */
export function tabStop(ids, wanted) {
  return wanted.find((id) => ids.includes(id)) ?? ids[0];
}
