/**
 * What a pattern requires of the lines that it looks at: by the literals of one set, a line
 * that has none of them can be passed by without trying the pattern.
 */
import { NO_VALUES, UNKNOWN_MATCH } from "../../base/template.js";
import { type Expression, everyNode, type Node, withChildren } from "../../regexp/ast.js";
import { ANY_BYTE } from "../../regexp/byte-set.js";
import { type CompiledRegExp, parseRegExp } from "../../regexp/index.js";
import { type LiteralSet, requiredLiterals } from "../../regexp/literals.js";
import { NativeRegExp } from "../../regexp/native.js";
import type { Pattern, RegExpPattern, SubStrPattern } from "../pattern.js";
import { bitsOf, LINE_BYTES, probabilityOfSet } from "./rarity.js";

export type Requirement =
  /** Of each set, one string at least is in every line, or group of lines, that matches; at least one set. */
  | { readonly kind: "literals"; readonly sets: readonly LiteralSet[] }
  /** It matches when a pattern that caches this entry has matched the same line. */
  | { readonly kind: "entry"; readonly entry: string }
  /** Every line has to be tried. */
  | { readonly kind: "nothing" }
  /** No line matches. */
  | { readonly kind: "impossible" };

const NOTHING: Requirement = { kind: "nothing" };

export function requirementOf(pattern: Pattern): Requirement {
  switch (pattern.type) {
    case "SubStr":
      return literals(partsOf(pattern).map((part) => [fold(part)]));
    case "RegExp": {
      const expression =
        pattern.regexp === null ? boundExpression(pattern) : expressionIn(pattern.source, pattern.regexp);
      return expression === null ? NOTHING : literals(requiredLiterals(expression));
    }
    case "Cached":
      return { kind: "entry", entry: pattern.entry };
    case "TValue":
      return pattern.value ? NOTHING : { kind: "impossible" };
    default:
      return NOTHING;
  }
}

/** Whether some set is not to be expected in every line, as that of a blank is. */
export function isTelling(sets: readonly LiteralSet[]): boolean {
  return sets.some((set) => LINE_BYTES * probabilityOfSet(set) < 1);
}

/** The sets in a form that can be looked for line by line; nothing when none is left. */
function literals(sets: readonly LiteralSet[]): Requirement {
  const usable = sets.flatMap((set) => {
    const fragments = set.map(withinLine);
    return fragments.includes("") ? [] : [withoutLonger(fragments)];
  });
  return usable.length === 0 ? NOTHING : { kind: "literals", sets: usable };
}

/** Only lines are scanned: of a text with newlines, the most telling part between them. */
function withinLine(text: string): string {
  if (!text.includes("\n")) return text;
  return text.split("\n").reduce((best, part) => (bitsOf(part) > bitsOf(best) ? part : best));
}

/** A string that holds another of the set need not be looked for. */
function withoutLonger(set: LiteralSet): LiteralSet {
  const distinct = [...new Set(set)];
  return distinct.filter((text) => !distinct.some((other) => other !== text && text.includes(other)));
}

function fold(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** A thousand patterns take a while to be parsed: what was compiled here has been. */
function expressionIn(source: string, regexp: CompiledRegExp): Expression | null {
  return regexp instanceof NativeRegExp ? regexp.expression : expressionOf(source);
}

function expressionOf(source: string): Expression | null {
  try {
    const parsed = parseRegExp(source);
    return parsed.kind === "expression" ? parsed.expression : null;
  } catch (error) {
    // Hundreds of groups in each other.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

// --- second patterns of Pair rules, in which match variables of the first stand ---

/** Stands for a value: no text has a character above 255. */
const VALUE = "\uffff";
/** The text of a substring pattern without the values that are not known yet. */
function partsOf({ text, bound }: SubStrPattern): readonly string[] {
  return bound ? text.expand(UNKNOWN_MATCH, () => VALUE).split(VALUE) : [text.expand(NO_VALUES)];
}

/** Escapes that take in digits or letters that follow them: a value there could change what they mean. */
const HUNGRY_ESCAPE = /\\[0-9xocNpPkgQE]/;
/** A value here would be a part of a quantifier. */
const IN_BRACES = /\{[0-9,\s\uffff]*$/;

/**
 * The expression with anything in the place of values. A value is a row of literal characters,
 * maybe none; so it must stand where it can be left out and where it changes nothing else: as an
 * element of a sequence that nothing repeats. Null where that is not certain.
 */
function boundExpression(pattern: RegExpPattern): Expression | null {
  const text = pattern.template.expand(UNKNOWN_MATCH, () => VALUE);
  const places = [...text].flatMap((char, at) => (char === VALUE ? [at] : []));
  if (HUNGRY_ESCAPE.test(text) || places.some((at) => IN_BRACES.test(text.slice(0, at)))) return null;
  const expression = expressionOf(text.replaceAll(VALUE, "_"));
  if (expression === null) return null;
  const nodes = everyNode(expression.body);
  const values = new Set(nodes.filter((node) => isValue(node, places)));
  const repeated = nodes.some((node) => node.kind === "quantified" && values.has(node.body));
  if (repeated || values.size !== places.length) return null;
  const replace = (node: Node): Node => (values.has(node) ? anything(node) : withChildren(node, replace));
  return { ...expression, body: replace(expression.body) };
}

function isValue({ kind, start, end }: Node, places: readonly number[]): boolean {
  return kind === "characters" && end === start + 1 && places.includes(start);
}

function anything({ start, end }: Node): Node {
  const any: Node = { kind: "characters", set: ANY_BYTE, isWide: false, start, end };
  return { kind: "quantified", body: any, min: 0, max: Number.POSITIVE_INFINITY, appetite: "greedy", start, end };
}
