import type { Pattern } from "../../patterns/pattern.js";
import type { Rule } from "../../rules/ast.js";
import { conditionsOf } from "../fields.js";
import type { Facts } from "./facts.js";

/** Every pattern with its rule, event group patterns aside. */
export function* patternsOf(facts: Facts): IterableIterator<{ rule: Rule; pattern: Pattern; suffix: string }> {
  for (const rule of facts.rules) {
    for (const { condition, suffix } of conditionsOf(rule)) yield { rule, pattern: condition.pattern, suffix };
  }
}
