/** Why a pattern does not match a text. */
import { NO_VALUES } from "../../base/template.js";
import type { Pattern } from "../../patterns/index.js";
import { requirementOf } from "../../patterns/prefilter/index.js";
import { type LongestPrefix, longestPrefix } from "../../regexp/index.js";

export type WhyNot =
  /** A regular expression or a string, and how far it gets. */
  | { readonly kind: "prefix"; readonly prefix: LongestPrefix }
  /** It matches, and the pattern is negated. */
  | { readonly kind: "negated" }
  /** No pattern has cached a match under this name for the event. */
  | { readonly kind: "no entry"; readonly entry: string }
  /** One has, and the pattern is negated. */
  | { readonly kind: "entry"; readonly entry: string }
  | { readonly kind: "function" }
  | { readonly kind: "false" }
  /** No part of the expression can be told from the others. */
  | { readonly kind: "unknown" };

export function whyNot(pattern: Pattern, text: string): WhyNot {
  switch (pattern.type) {
    case "SubStr":
      return { kind: "prefix", prefix: prefixOf(pattern.text.expand(NO_VALUES), text) };
    case "RegExp": {
      const prefix = longestPrefix(pattern.source, text);
      return prefix === null ? { kind: "unknown" } : { kind: "prefix", prefix };
    }
    case "NSubStr":
    case "NRegExp":
      return { kind: "negated" };
    case "Cached":
      return { kind: "no entry", entry: pattern.entry };
    case "NCached":
      return { kind: "entry", entry: pattern.entry };
    case "PerlFunc":
    case "NPerlFunc":
      return { kind: "function" };
    case "TValue":
      return { kind: "false" };
  }
}

/** The longest beginning of a string that is in the text. */
function prefixOf(wanted: string, text: string): LongestPrefix {
  for (let length = wanted.length; length > 0; length--) {
    const matched = wanted.slice(0, length);
    const start = text.indexOf(matched);
    if (start >= 0) return { matched, rest: wanted.slice(length), start, end: start + length };
  }
  return { matched: "", rest: wanted, start: 0, end: 0 };
}

/**
 * Strings of which a line needs one to match, and has none: by these the prefilter leaves
 * the pattern out. Null: it does not. In small letters, as they are looked for.
 */
export function missingLiterals(pattern: Pattern, text: string): readonly string[] | null {
  const required = requirementOf(pattern);
  if (required.kind !== "literals") return null;
  const folded = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return required.sets.find((set) => !set.some((literal) => folded.includes(literal))) ?? null;
}
