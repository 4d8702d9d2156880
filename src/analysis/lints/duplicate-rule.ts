import { positionOf } from "../../base/source.js";
import type { Rule } from "../../rules/ast.js";
import type { Lint } from "./lint.js";

/** Two rules of a file are the same but for white space and remarks. */
export const duplicateRule: Lint = function* (facts) {
  for (const file of facts.files) {
    const known = new Map<string, Rule>();
    for (const rule of file.rules) {
      const text = essence(file.source.text.slice(rule.span.start, rule.span.end));
      const first = known.get(text);
      if (first === undefined) {
        known.set(text, rule);
        continue;
      }
      yield {
        rule,
        span: rule.span,
        message: `this rule is the same as the one at line ${positionOf(first.span.file, first.span.start).line}`,
        hint: "remove one of them",
      };
    }
  }
};

/** The fields in a fixed order, without blanks around the equals sign, without rem and label. */
function essence(text: string): string {
  const fields = text.split("\n").map((line) => line.trim().replace(/\s*=\s*/, "="));
  return fields
    .filter((line) => line !== "" && !/^(?:rem|label)=/.test(line))
    .sort()
    .join("\n");
}
