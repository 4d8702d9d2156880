import { contextsOf } from "../fields.js";
import { operandsOf } from "../uses.js";
import type { Lint } from "./lint.js";

/** A context in brackets is asked for before the pattern has set anything: $1 in it stays as it is. */
export const variableBeforeMatch: Lint = function* (facts) {
  for (const rule of facts.rules) {
    for (const { context, pattern } of contextsOf(rule)) {
      if (!context.beforePattern || pattern === null) continue;
      for (const operand of operandsOf(context.expression)) {
        // Perl has variables of that look.
        if (operand.kind === "code" || operand.text === null) continue;
        const found = /\$(?:\d|\{\d+\}|\+\{\w+\})/.exec(operand.text.source)?.[0];
        if (found === undefined) continue;
        yield {
          rule,
          span: operand.span,
          message: `a context in brackets is asked for before the pattern is tried: ${found} stays as it is written`,
          hint: "leave the brackets out, then the context is asked for after the match",
        };
      }
    }
  }
};
