import { conditionsOf, contextsOf } from "../fields.js";
import { isConstant, literalShape, shapeOf } from "../shape.js";
import { operandsOf, usesOf } from "../uses.js";
import { type Facts, templatesOf } from "./facts.js";
import type { Finding, Lint } from "./lint.js";

/** A Cached pattern, varset, `:>` or $:{entry:name} names an entry that no varmap makes. */
export const cacheEntryNeverSet: Lint = function* (facts) {
  const set = entriesSet(facts);
  for (const { name, ...place } of entriesUsed(facts)) {
    if (set.has(name)) continue;
    yield {
      ...place,
      message: `no varmap makes the cache entry "${name}"`,
      hint: "add it to the varmap field of the rule whose match is meant (varmap=NAME)",
    };
  }
};

function entriesSet(facts: Facts): ReadonlySet<string> {
  const conditions = facts.rules.flatMap((rule) => conditionsOf(rule));
  return new Set(conditions.flatMap(({ condition }) => condition.pattern.variableMap?.cacheEntries ?? []));
}

type UsedEntry = Pick<Finding, "rule" | "span"> & { readonly name: string };

function* entriesUsed(facts: Facts): IterableIterator<UsedEntry> {
  for (const rule of facts.rules) {
    for (const { condition } of conditionsOf(rule)) {
      const { pattern } = condition;
      if (pattern.type === "Cached" || pattern.type === "NCached") {
        yield { rule, span: pattern.span, name: pattern.entry };
      }
    }
    for (const { context } of contextsOf(rule)) {
      for (const { kind, text, span } of operandsOf(context.expression)) {
        if (kind === "entry" && text !== null && !text.hasMatchVariables) yield { rule, span, name: text.source };
      }
    }
  }
  for (const { rule, list, action } of facts.actions) {
    for (const use of usesOf(action)) {
      const shape = use.kind === "entry" ? shapeOf(use.name, list.rounds) : literalShape("");
      if (use.kind === "entry" && isConstant(shape)) yield { rule, span: action.span, name: shape.text };
    }
    for (const template of templatesOf(action)) {
      for (const part of template.outline(list.rounds)) {
        const name = part.kind === "variable" ? /^[$%]:\{(\w+):/.exec(part.text)?.[1] : undefined;
        if (name !== undefined) yield { rule, span: action.span, name };
      }
    }
  }
}
