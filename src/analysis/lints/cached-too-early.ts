import { conditionsOf } from "../fields.js";
import type { Lint } from "./lint.js";

/** A Cached pattern stands before every rule that makes its entry: the cache begins empty with each event. */
export const cachedTooEarly: Lint = function* (facts) {
  for (const file of facts.files) {
    const makers = new Map<string, number>();
    file.rules.forEach((rule, index) => {
      for (const { condition } of conditionsOf(rule)) {
        for (const name of condition.pattern.variableMap?.cacheEntries ?? []) {
          if (!makers.has(name)) makers.set(name, index);
        }
      }
    });
    for (const [index, rule] of file.rules.entries()) {
      for (const { condition } of conditionsOf(rule)) {
        const { pattern } = condition;
        if (pattern.type !== "Cached") continue;
        const maker = makers.get(pattern.entry);
        if (maker === undefined || maker < index || isMadeElsewhere(pattern.entry)) continue;
        yield {
          rule,
          span: pattern.span,
          message: `the cache entry "${pattern.entry}" is made by a later rule of the file: here it is never there`,
          hint: "put the rule with the varmap before this one, with continue=TakeNext",
        };
      }
    }
    function isMadeElsewhere(entry: string): boolean {
      return facts.files.some(
        (other) =>
          other !== file &&
          other.rules.some((rule) =>
            conditionsOf(rule).some(({ condition }) => condition.pattern.variableMap?.cacheEntries.includes(entry)),
          ),
      );
    }
  }
};
