import assert from "node:assert/strict";
import { test } from "node:test";
import { ContextTable } from "../../src/engine/contexts.js";

function takeExpired(table: ContextTable, now: number): string[] {
  const names: string[] = [];
  for (let context = table.takeExpired(now); context !== undefined; context = table.takeExpired(now)) {
    names.push(context.names.join("="));
    table.remove(context);
  }
  return names;
}

test("a context of age `lifetime` still exists, one second later it is over", () => {
  const table = new ContextTable();
  table.create("A", 100, 10, null);
  assert.deepEqual(takeExpired(table, 110), []);
  assert.equal(table.has("A"), true);
  assert.deepEqual(takeExpired(table, 111), ["A"]);
  assert.equal(table.has("A"), false);
});

test("lifetime 0 is for ever", () => {
  const table = new ContextTable();
  table.create("A", 100, 0, null);
  assert.deepEqual(takeExpired(table, 1_000_000), []);
  assert.equal(table.earliestDeadline, null);
});

test("create on an alias sets the shared context back, and both names stay", () => {
  const table = new ContextTable();
  const context = table.create("A", 100, 10, null);
  table.alias(context, "B");
  context.store.append(["x"], 100);
  assert.equal(table.create("B", 105, 20, null), context);
  assert.deepEqual([context.created, context.lifetime, context.store.size], [105, 20, 0]);
  assert.deepEqual([table.has("A"), table.has("B")], [true, true]);
  assert.deepEqual(takeExpired(table, 125), []);
  assert.deepEqual(takeExpired(table, 126), ["A=B"]);
  assert.deepEqual([table.has("A"), table.has("B")], [false, false]);
});

test("a taken name cannot become an alias, also not of its own context", () => {
  const table = new ContextTable();
  const a = table.create("A", 100, 0, null);
  table.create("B", 100, 0, null);
  assert.equal(table.alias(a, "B"), false);
  assert.equal(table.alias(a, "A"), false);
  assert.deepEqual(a.names, ["A"]);
});

test("unalias drops one name, and says when it is the last one", () => {
  const table = new ContextTable();
  const context = table.create("A", 100, 0, null);
  table.alias(context, "B");
  assert.equal(table.unalias("A"), false);
  assert.deepEqual([table.has("A"), table.get("B") === context, context.names], [false, true, ["B"]]);
  assert.equal(table.unalias("B"), true);
  assert.equal(table.unalias("none"), false);
});

test("_THIS names a context as long as it is set, and is no alias of it", () => {
  const table = new ContextTable();
  const outer = table.create("A", 100, 0, null);
  table.setThis(outer);
  assert.equal(table.get("_THIS"), outer);
  assert.deepEqual(outer.names, ["A"]);
  table.setThis(undefined);
  assert.equal(table.has("_THIS"), false);
  assert.equal(table.has("A"), true);
});

test("removing a context that lost its name to another leaves the other", () => {
  const table = new ContextTable();
  const old = table.create("A", 100, 0, null);
  table.putInternal("A", 101);
  const internal = table.get("A");
  assert.notEqual(internal, old);
  table.remove(old);
  assert.equal(table.get("A"), internal);
  table.removeNamed("A");
  assert.equal(table.has("A"), false);
});

test("new times count, shorter or longer", () => {
  const table = new ContextTable();
  const [a, b] = [table.create("A", 100, 10, null), table.create("B", 100, 10, null)];
  table.setTimes(a, 100, 2);
  table.setTimes(b, 104, 20);
  assert.deepEqual(takeExpired(table, 102), []);
  assert.deepEqual(takeExpired(table, 103), ["A"]);
  assert.deepEqual(takeExpired(table, 124), []);
  assert.deepEqual(takeExpired(table, 125), ["B"]);
});

test("clear() removes contexts and their deadlines", () => {
  const table = new ContextTable();
  table.create("A", 100, 10, null);
  table.clear();
  assert.deepEqual([[...table.names()], table.earliestDeadline, takeExpired(table, 999)], [[], null, []]);
});
