import assert from "node:assert/strict";
import { test } from "node:test";
import type { BoundList } from "../../src/engine/binding.js";
import { type Context, ContextTable } from "../../src/engine/contexts.js";
import { restoreContext, saveContext } from "../../src/engine/saved-contexts.js";
import type { ActionList, Rule, RuleFile } from "../../src/rules/ast.js";

/** A file with one rule, whose action creates a context with the action list between ( and ). */
function fileWith(name: string, text: string): RuleFile {
  const file = { name, text };
  const list: ActionList = {
    actions: [],
    span: { file, start: text.indexOf("(") + 1, end: text.indexOf(")") },
  };
  const action: ActionList = {
    actions: [{ type: "create", list } as unknown as ActionList["actions"][number]],
    span: { file, start: 0, end: text.length },
  };
  return { name, rules: [{ type: "Single", file: name, number: 1, action } as unknown as Rule] } as unknown as RuleFile;
}

function boundIn(file: RuleFile): BoundList {
  const rule = file.rules[0] as Rule & { readonly action: ActionList };
  const { list } = rule.action.actions[0] as unknown as { readonly list: ActionList };
  const variables = {
    numbered: ["line", undefined, "two"],
    named: { user: "anna" },
    inputSource: "in",
    internalContext: undefined,
  };
  const binding = {
    match: variables,
    shadowed: null,
    cache: new Map([["E", variables]]),
    shadowedCache: null,
    description: "d",
  };
  return { list, rule, binding };
}

function saved(list: BoundList | null): string {
  const table = new ContextTable();
  const context = table.create("A", 100, 10, list);
  context.store.append(["x", "", "y"], 101);
  return saveContext(context);
}

test("a saved context is set up again under any name, with its age", () => {
  const table = new ContextTable();
  assert.equal(restoreContext({ table, files: [], now: 105 }, "B", saved(null)), true);
  const { created, lifetime, store, list } = table.get("B") as Context;
  assert.deepEqual([created, lifetime, store.toArray(), list], [100, 10, ["x", "", "y"], null]);
  assert.equal(table.takeExpired(110), undefined);
  assert.deepEqual(table.takeExpired(111)?.names, ["B"]);
});

test("its action list is found by its text in the rules of then, first in the file of the same name", () => {
  const text = saved(boundIn(fileWith("b.sec", "create A 10 (write - $2)")));
  const table = new ContextTable();
  const files = [fileWith("a.sec", "create C (write - $2)"), fileWith("b.sec", "create X 5 (write - $2)")];
  assert.equal(restoreContext({ table, files, now: 105 }, "A", text), true);
  const { list } = table.get("A") as Context;
  assert.deepEqual(list, boundIn(files[1] as RuleFile));
  assert.equal(restoreContext({ table, files: files.slice(0, 1), now: 105 }, "A", text), true);
  assert.equal(table.get("A")?.list?.rule.file, "a.sec");
});

test("a list that no rule has any more is left out, and that is said", () => {
  const text = saved(boundIn(fileWith("b.sec", "create A 10 (write - $2)")));
  const table = new ContextTable();
  assert.equal(
    restoreContext({ table, files: [fileWith("b.sec", "create A 10 (write - $1)")], now: 105 }, "A", text),
    false,
  );
  assert.equal(table.get("A")?.list, null);
});
