import type { Lint } from "./lint.js";
import { patternsOf } from "./patterns.js";

/** `.*` at the beginning of an expression finds nothing more, and costs time. */
export const leadingWildcard: Lint = function* (facts) {
  for (const { rule, pattern } of patternsOf(facts)) {
    const found = /^\^?\.[*+]\??(?=.)/.exec(pattern.source);
    if (pattern.type !== "RegExp" || found === null || pattern.lines > 1) continue;
    if (/^\^?\.[*+]\??\$?$/.test(pattern.source)) continue;
    yield {
      rule,
      span: pattern.span,
      message: `the expression begins with ${found[0]}, which it would find without`,
      hint: "leave it out: an expression is looked for anywhere in the line",
    };
  }
};
