/** Why a pattern does not match a text. */
import { NO_VALUES } from "../../base/template.js";
import type { Pattern } from "../../patterns/index.js";
import { requirementOf } from "../../patterns/prefilter/index.js";
import { type LongestPrefix, longestPrefix, nameOfByte } from "../../regexp/index.js";
import type { Rule } from "../../rules/ast.js";
import { nearMissOf } from "./near-miss.js";

export type WhyNot =
  /** A regular expression or a string, how far it gets, and if little is wrong what that is (near-miss.ts). */
  | { readonly kind: "prefix"; readonly prefix: LongestPrefix; readonly nearMiss: string | null }
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
    case "SubStr": {
      const wanted = pattern.text.expand(NO_VALUES);
      return {
        kind: "prefix",
        prefix: prefixOf(wanted, text),
        nearMiss: nearMissOf({ kind: "text", source: wanted }, text),
      };
    }
    case "RegExp": {
      const prefix = longestPrefix(pattern.source, text);
      if (prefix === null) return { kind: "unknown" };
      return { kind: "prefix", prefix, nearMiss: nearMissOf({ kind: "expression", source: pattern.source }, text) };
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
  let length = wanted.length;
  while (!text.includes(wanted.slice(0, length))) length--;
  const rest = wanted.slice(length);
  const start = length === 0 ? 0 : text.indexOf(wanted.slice(0, length));
  const wants = rest === "" ? null : nameOfByte(rest.charCodeAt(0));
  return { matched: wanted.slice(0, length), rest, wants, start, end: start + length };
}

/** The patterns by which a rule begins: those that an event without an operation is tried on. */
export function patternsOf(rule: Rule): readonly Pattern[] {
  if (rule.type === "EventGroup") return rule.events.map(({ condition }) => condition.pattern);
  return rule.type === "Calendar" ? [] : [rule.condition.pattern];
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
