import assert from "node:assert/strict";
import { test } from "node:test";

import { fitted, layoutOf, lettersOf, linesOf, shorten, textsOf, wiringInWords } from "../../lib/ui/components/wiring.js";

/** @import { Wiring } from "../../lib/ui/components/types" */

const NAMES = ["Logistic", "Naive Bayes", "Neighbours", "Tree"];
/** @type {Wiring} */
const VOTE = {
  layers: [["all data"], NAMES, ["average"]],
  links: [[[0, 0], [0, 1], [0, 2], [0, 3]], [[0, 0], [1, 0], [2, 0], [3, 0]]],
};

test("letters tell the boxes apart", () => {
  assert.deepEqual(lettersOf(NAMES), ["L", "Na", "Ne", "T"]);
  assert.deepEqual(lettersOf(["Tree", "Tree #2", "SVM"]), ["T1", "T2", "S"]);
  assert.deepEqual(lettersOf(["summary", "summary"]), ["s", "s"]);
});

test("names where there is room, in two lines where there is little, or letters", () => {
  assert.deepEqual(textsOf(NAMES, 60), NAMES.map((name) => [name]));
  assert.deepEqual(textsOf(["vibration", "temperature"], 38), [["vibra-", "tion"], ["tempe-", "rature"]]);
  assert.deepEqual(textsOf(["source 1", "source 2"], 38), [["source", "1"], ["source", "2"]]);
  assert.deepEqual(textsOf(["source a", "source b"], 26), [["s1"], ["s2"]]);
  assert.deepEqual(textsOf(NAMES, 17), [["L"], ["Na"], ["Ne"], ["T"]]);
  assert.deepEqual(linesOf("average accelerations", 44), ["average", "acceler…"]);
  assert.equal(fitted("average", 40), "average");
});

test("of more than six boxes the first five are drawn, and one for the rest", () => {
  assert.deepEqual(shorten([..."abcdef"]), [..."abcdef"]);
  assert.deepEqual(shorten([..."abcdefgh"]), [..."abcde", "…"]);
  const layers = [["all data"], [..."abcdefgh"], ["average"]];
  const each = [...layers[1].keys()];
  /** @type {Wiring} */
  const wiring = { layers, links: [each.map((box) => [0, box]), each.map((box) => [box, 0])] };
  const { boxes, lines } = layoutOf(wiring, 90, 90);
  assert.equal(boxes.length, 8);
  assert.equal(boxes.find(({ lines: [text] }) => text === "…")?.name, "f, g, h");
  assert.equal(lines.length, 12); // none twice
});

test("boxes lie inside the picture, beside each other, from the inputs down", () => {
  for (const width of [60, 90, 240]) {
    const { boxes, lines } = layoutOf(VOTE, width, 84);
    for (const { x, y, width: wide } of boxes) {
      assert.ok(x - wide / 2 >= -0.01 && x + wide / 2 <= width + 0.01, `${x} ${wide} ${width}`);
      assert.ok(y > 0 && y < 84);
    }
    const models = boxes.slice(1, 5);
    models.slice(1).forEach((box, k) => assert.ok(box.x - box.width / 2 > models[k].x + models[k].width / 2));
    assert.equal(lines.length, 8);
    assert.ok(lines.every(({ from, to }) => from.y < to.y));
    assert.deepEqual(boxes.filter(({ isLast }) => isLast).map(({ name }) => name), ["average"]);
  }
});

test("a row of two lines leaves room for the lines between the boxes", () => {
  /** @type {Wiring} */
  const wiring = {
    layers: [["vibration", "temperature"], ["best", "best"], ["weigh"]],
    links: [[[0, 0], [1, 1]], [[0, 0], [1, 0]]],
  };
  const { lines } = layoutOf(wiring, 80, 82);
  for (const { from, to } of lines) assert.ok(to.y - to.tall / 2 - (from.y + from.tall / 2) > 5);
});

test("a wiring is said in a sentence with all names", () => {
  assert.equal(wiringInWords(VOTE), "Wiring: all data; then Logistic, Naive Bayes, Neighbours, Tree; then average.");
});
