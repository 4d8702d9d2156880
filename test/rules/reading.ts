/** Reading rule texts in tests, and rule sets as plain data to compare with. */
import assert from "node:assert/strict";
import { Template } from "../../src/base/template.js";
import type { ActionList, Rule, RuleFile } from "../../src/rules/ast.js";
import { type Compilers, parseRuleFile } from "../../src/rules/index.js";
import { makeCompilers } from "./fakes.js";

export function readFile(text: string, compilers: Compilers = makeCompilers()): RuleFile {
  return parseRuleFile({ name: "test.sec", text }, 0, compilers);
}

/** The only rule of a text that must be without faults. */
export function readRule(text: string): Rule {
  const { rules, diagnostics } = readFile(text);
  assert.deepEqual(diagnostics, []);
  assert.equal(rules.length, 1);
  return rules[0] as Rule;
}

/**
 * Rules, actions and expressions as plain data: templates as their text, functions as
 * their code, sets as lists; places are left out, and regular expressions are their source.
 */
export function plain(value: unknown): unknown {
  if (value instanceof Template) return value.source;
  if (value instanceof Set) return [...value].sort((a, b) => a - b);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  if ("engine" in value && "source" in value) return value.source;
  if (isActionList(value)) return plain(value.actions);
  const entries = Object.entries(value).filter(([key, part]) => key !== "span" && !isCode(part));
  return Object.fromEntries(entries.map(([key, part]) => [key, plain(part)]));
}

function isActionList(value: object): value is ActionList {
  return "actions" in value;
}

function isCode(value: unknown): boolean {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "code";
}
