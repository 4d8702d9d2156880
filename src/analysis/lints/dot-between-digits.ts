import type { Lint } from "./lint.js";
import { patternsOf } from "./patterns.js";

/** `\d+.\d+` and `10.0.0.1`: the dot of an address that stands for any character. */
export const dotBetweenDigits: Lint = function* (facts) {
  for (const { rule, pattern } of patternsOf(facts)) {
    if (pattern.type !== "RegExp" && pattern.type !== "NRegExp") continue;
    const found = /(?:\\d(?:[+*]|\{\d+(?:,\d*)?\})|\b\d{1,3})\.(?:\\d(?:[+*]|\{\d+(?:,\d*)?\})|\d{1,3}\b)\./.exec(
      pattern.source,
    );
    if (found === null) continue;
    yield {
      rule,
      span: pattern.span,
      message: `the dots in ${found[0]}... match any character, not only dots`,
      hint: "write \\. for the dots of an address or a version",
    };
  }
};
