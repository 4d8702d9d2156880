/** Whether a pattern could match a text that is known but for its variables. */
import { UNKNOWN_MATCH } from "../base/template.js";
import { isBound, quoteForRegExp } from "../patterns/index.js";
import type { Pattern, RegExpPattern, SubStrPattern } from "../patterns/pattern.js";
import { compileRegExp } from "../regexp/index.js";
import { filled, isConstant, type Shape } from "./shape.js";

/** What variables of event texts usually hold: a word, a number, an address, a path, nothing. */
const VALUES = ["root", "7", "192.0.2.1", "/var/log/x", "host.example.org", "a b c", ""];
/** No pattern that looks for something particular matches these. */
const NEUTRAL = ["\u0001", "qzxv", "0q z-x"];

export type Likelihood = "yes" | "perhaps" | "no";

/** "perhaps": for some values of the text's variables, or when that cannot be known. */
export function couldMatch(pattern: Pattern, text: Shape): Likelihood {
  if (pattern.lines > 1) return "no";
  if (isBound(pattern)) return couldMatchBound(pattern, text);
  const matches = matcherOf(pattern);
  if (matches === null) return "no";
  if (isConstant(text)) return matches(text.literals[0] as string) ? "yes" : "no";
  return VALUES.some((value) => matches(filled(text, value))) ? "perhaps" : "no";
}

/** A second pattern with match variables of the first: both texts have the same values, or the texts have others. */
function couldMatchBound(pattern: SubStrPattern | RegExpPattern, text: Shape): Likelihood {
  const matchers = VALUES.flatMap((value) => boundTo(pattern, value) ?? []);
  const texts = isConstant(text) ? [text.literals[0] as string] : VALUES.map((value) => filled(text, value));
  return matchers.some((matches) => texts.some(matches)) ? "perhaps" : "no";
}

/** The pattern with `value` for each of its variables; null: that is no expression of ours. */
function boundTo(pattern: SubStrPattern | RegExpPattern, value: string): ((line: string) => boolean) | null {
  if (pattern.type === "SubStr") {
    const text = pattern.text.expand(UNKNOWN_MATCH, () => value);
    return (line) => line.includes(text);
  }
  if (pattern.type !== "RegExp") return null;
  const masked = quoteForRegExp(value);
  const compiled = compileRegExp(pattern.template.expand(UNKNOWN_MATCH, () => masked));
  return compiled.kind === "compiled" ? (line) => compiled.regexp.test(line) : null;
}

/** Whether the pattern takes about any line, so that a match says nothing. */
export function takesAnything(pattern: Pattern): boolean {
  if (pattern.type === "TValue") return pattern.value;
  const matches = isBound(pattern) ? boundTo(pattern, "some value") : matcherOf(pattern);
  return matches === null || NEUTRAL.some((line) => matches(line));
}

/** Null: what it matches depends on more than a line. */
function matcherOf(pattern: Pattern): ((line: string) => boolean) | null {
  if (pattern.type === "SubStr" && !pattern.bound) {
    const text = pattern.text.source;
    return (line) => line.includes(text);
  }
  if (pattern.type === "RegExp" && pattern.regexp !== null && pattern.regexp.engine === "v8") {
    const { regexp } = pattern;
    return (line) => regexp.test(line);
  }
  return null;
}
