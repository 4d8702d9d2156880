import { Template, type TemplateValues } from "../base/template.js";
import type { CompiledRegExp } from "../regexp/index.js";
import type { Pattern, RegExpPattern, SubStrPattern } from "./pattern.js";

/** Compiles an expression at run time; null when it is not valid (the caller has reported it). */
export type CompileAtRunTime = (source: string, pattern: Pattern) => CompiledRegExp | null;

/** The characters that quotemeta() masks: all but letters, digits, underscore and, on byte strings, none above 127. */
const NOT_WORD = /[^A-Za-z0-9_]/g;

/** A text as an expression that matches only it. */
export function quoteForRegExp(value: string): string {
  return value.replace(NOT_WORD, "\\$&");
}

/**
 * The second pattern of a Pair rule for one operation: match variables are replaced by
 * the first pattern's values, in regular expressions with special characters masked
 * (manual: PATTERNS, last paragraph). Null: the resulting expression is invalid.
 */
export function bindPattern(pattern: Pattern, values: TemplateValues, compile: CompileAtRunTime): Pattern | null {
  switch (pattern.type) {
    case "SubStr":
    case "NSubStr":
      if (!pattern.bound) return pattern;
      return withText(pattern, pattern.text.expand(values));
    case "RegExp":
    case "NRegExp": {
      if (pattern.regexp !== null) return pattern;
      const source = pattern.template.expand(values, quoteForRegExp);
      const regexp = compile(source, pattern);
      return regexp === null ? null : { ...pattern, source, regexp };
    }
    default:
      return pattern;
  }
}

/** The source of what bindPattern() makes of it. */
export function boundSource(pattern: Pattern, values: TemplateValues): string {
  switch (pattern.type) {
    case "SubStr":
    case "NSubStr":
      return pattern.bound ? pattern.text.expand(values) : pattern.source;
    case "RegExp":
    case "NRegExp":
      return pattern.regexp === null ? pattern.template.expand(values, quoteForRegExp) : pattern.source;
    default:
      return pattern.source;
  }
}

/** Whether the pattern holds match variables of the first one, to be bound for each operation. */
export function isBound(pattern: Pattern): pattern is SubStrPattern | RegExpPattern {
  switch (pattern.type) {
    case "SubStr":
    case "NSubStr":
      return pattern.bound;
    case "RegExp":
    case "NRegExp":
      return pattern.regexp === null;
    default:
      return false;
  }
}

function withText(pattern: SubStrPattern, text: string): SubStrPattern {
  return { ...pattern, source: text, text: new Template(text), bound: false };
}
