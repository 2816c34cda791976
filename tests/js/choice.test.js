import assert from "node:assert/strict";
import { test } from "node:test";

import { adopt, choose, noChoice } from "../../lib/ui/components/choice.js";

const KNOWN = ["a", "b", "c"];

/** A stage on which Python has put a and b. */
function opened() {
  const choice = noChoice();
  adopt(choice, { left: "a", right: "b" }, KNOWN);
  return choice;
}

test("what Python says first is shown", () => {
  assert.deepEqual(opened().shown, { left: "a", right: "b" });
});

test("an echo that is one click behind does not undo the last click", () => {
  const choice = opened();
  assert.ok(choose(choice, "right", "c"));
  assert.ok(choose(choice, "left", "b"));
  adopt(choice, { left: "a", right: "c" }, KNOWN);
  assert.deepEqual(choice.shown, { left: "b", right: "c" });
  adopt(choice, { left: "b", right: "c" }, KNOWN);
  assert.deepEqual(choice.shown, { left: "b", right: "c" });
  assert.deepEqual(choice.told, []);
});

test("news from Python is shown, also after clicks", () => {
  const choice = opened();
  choose(choice, "right", "c");
  adopt(choice, { left: "c", right: "" }, KNOWN);
  assert.deepEqual(choice.shown, { left: "c", right: "" });
});

test("the same again is no choice", () => {
  assert.equal(choose(opened(), "left", "a"), false);
});

test("a method that has gone gives way to what Python asks for, or to the first and to none", () => {
  const choice = opened();
  choose(choice, "right", "c");
  adopt(choice, { left: "a", right: "b" }, ["a", "b"]);
  assert.deepEqual(choice.shown, { left: "a", right: "b" });
  adopt(choice, { left: "x", right: "y" }, ["b"]);
  assert.deepEqual(choice.shown, { left: "b", right: "" });
});
