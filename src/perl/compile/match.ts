/** Matches, substitutions and transliterations. */
import { lexicalOf } from "../analyse/walk.js";
import type { Expression, Interpolation, RegExpLiteral } from "../ast.js";
import { makeMatcher } from "../runtime/matching.js";
import { makeTransliterator, quoteMeta } from "../runtime/strings.js";
import { existing } from "./assignment.js";
import { text, value } from "./expression.js";
import type { Generator, Js } from "./generator.js";
import { placeOf, touched, withSetup } from "./place.js";

type MatchNode = Extract<Expression, { kind: "match" }>;

/** The text of a pattern that is known beforehand; null when it has values in it. */
function constantSource(source: string | Interpolation): string | null {
  if (typeof source === "string") return source;
  const parts = source.parts.map(constantPart);
  return parts.some((part) => part === null) ? null : parts.join("");
}

function constantPart(part: Expression): string | null {
  if (part.kind === "string") return part.value;
  if (part.kind !== "builtin" || part.name !== "quotemeta") return null;
  const [inner] = part.arguments;
  if (inner?.kind !== "interpolation") return null;
  const text = constantSource(inner);
  return text === null ? null : quoteMeta(text);
}

/** JavaScript for the expression's matcher. */
function matcher(g: Generator, regexp: RegExpLiteral): string {
  const source = constantSource(regexp.source);
  if (source === null) {
    const parts = (regexp.source as Interpolation).parts.map((part) => g.call("patternText", value(g, part)));
    return g.call(
      "dynamicMatcher",
      parts.length === 1 ? (parts[0] as string) : `(${parts.join(" + ")})`,
      JSON.stringify(regexp.flags),
    );
  }
  if (source === "") return g.unsupported("the empty pattern", regexp);
  const made = makeMatcher(source, regexp.flags);
  if (typeof made === "string") return g.unsupported(made, regexp);
  return g.constant(made);
}

/** The text that is matched; the target is evaluated once. */
function subject(g: Generator, node: MatchNode): string {
  return text(g, node.target as Expression);
}

/** The variable that remembers where the last match with /g ended. */
function positionOf(g: Generator, target: Expression): string | null {
  const lexical = lexicalOf(target);
  if (lexical === null || !lexical.hasPosition || lexical.isReferenced) return null;
  return `${g.lexical(lexical, target).js}_p`;
}

export function scalarMatch(g: Generator, node: MatchNode): Js {
  g.sub.matches++;
  const target = node.target as Expression;
  const position = positionOf(g, target);
  if (node.isGlobal) {
    if (position === null) return g.unsupported("a match with /g of what is no variable of its own", node);
    const found = g.call("nextMatch", matcher(g, node.regexp), subject(g, node), position, `${node.keepsPosition}`);
    return keeping(g, found);
  }
  const expression = matcher(g, node.regexp);
  if (position !== null && mayStartAtPosition(node.regexp)) {
    return keeping(g, `${expression}.find(${subject(g, node)}, ${position}.at < 0 ? 0 : ${position}.at)`);
  }
  if (!g.sub.capturing) return { code: `${expression}.test(${subject(g, node)})`, type: "boolean" };
  return keeping(g, `${expression}.find(${subject(g, node)}, 0)`);
}

function mayStartAtPosition(regexp: RegExpLiteral): boolean {
  const source = constantSource(regexp.source);
  return source === null || source.includes("\\G");
}

/** A match that is found is the last one from now on. */
function keeping(g: Generator, found: string): Js {
  if (!g.sub.capturing) return { code: `(${found} !== null)`, type: "boolean" };
  const match = g.temporary();
  return { code: `((${match} = ${found}) !== null && (M = ${match}, true))`, type: "boolean" };
}

export function listMatch(g: Generator, node: MatchNode): string {
  g.sub.matches++;
  const target = node.target as Expression;
  const [expression, match] = [g.temporary(), g.temporary()];
  const made = `${expression} = ${matcher(g, node.regexp)}`;
  const position = positionOf(g, target);
  const keep = g.sub.capturing ? `M = ${match}, ` : "";
  if (node.isGlobal) {
    if (position === null && lexicalOf(target) !== null) g.unsupported("a match with /g of this variable", node);
    const all = g.call("allMatches", expression, subject(g, node), position ?? "null", `${node.keepsPosition}`);
    const note = g.sub.capturing ? `${match}.last !== null && (M = ${match}.last), ` : "";
    return `(${made}, ${match} = ${all}, ${note}${match}.values)`;
  }
  const from = position !== null && mayStartAtPosition(node.regexp) ? `${position}.at < 0 ? 0 : ${position}.at` : "0";
  return `(${made}, (${match} = ${expression}.find(${subject(g, node)}, ${from})) === null ? [] : (${keep}${g.call("captures", match, expression)}))`;
}

export function scalarSubstitution(g: Generator, node: Extract<Expression, { kind: "substitution" }>): Js {
  g.sub.matches++;
  const target = node.target as Expression;
  const expression = matcher(g, node.regexp);
  const match = g.fresh("f");
  const replacement = g.bounded(null, () => g.framed(() => `return ${text(g, node.replacement)};`));
  const replace = `(${match}) => { ${g.sub.capturing ? `M = ${match}; ` : ""}${replacement} }`;
  const result = g.temporary();
  if (node.returnsResult) {
    // Without a match it is the value as it was, undef too.
    const before = g.temporary();
    const done = g.call(
      "substitute",
      expression,
      g.call("textOf", `(${before} = ${value(g, target)})`),
      `${node.isGlobal}`,
      replace,
    );
    return { code: `((${result} = ${done}).count === 0 ? ${before} : ${result}.text)`, type: "any" };
  }
  const place = placeOf(g, target);
  const { before, get } = existing(g, place, node.replacement);
  const done = g.call("substitute", expression, g.call("textOf", `(${before}${get})`), `${node.isGlobal}`, replace);
  const code = `(${result} = ${done}, ${result}.count === 0 ? ${touched(place, '""')} : (${place.set(`${result}.text`)}, ${result}.count))`;
  return { code: withSetup(place, code), type: "any" };
}

export function scalarTransliteration(g: Generator, node: Extract<Expression, { kind: "transliteration" }>): Js {
  const target = node.target as Expression;
  const table = g.constant(makeTransliterator(node.from, node.to, node.flags));
  const result = g.temporary();
  if (node.flags.includes("r")) {
    return { code: `${g.call("transliterate", text(g, target), table)}.text`, type: "string" };
  }
  const counts = node.to === "" && !/[ds]/.test(node.flags);
  if (counts) return { code: `${g.call("transliterate", text(g, target), table)}.count`, type: "number" };
  const place = placeOf(g, target);
  const before = g.temporary();
  const done = g.call("transliterate", `(${before} = ${g.call("textOf", place.get)})`, table);
  const code = `(${result} = ${done}, ${result}.text === ${before} ? ${touched(place, "0")} : ${place.set(`${result}.text`)}, ${result}.count)`;
  return { code: withSetup(place, code), type: "number" };
}

/** split's separator: a pattern, or an expression that yields one. */
export function splitMatcher(g: Generator, node: Expression): string | "words" {
  if (node.kind === "string")
    return node.value === " " ? "words" : matcher(g, { at: node.at, source: node.value, flags: "" });
  if (node.kind === "match") {
    const { source, flags } = node.regexp;
    if (source === "") return EVERYWHERE(g);
    if (source === "^") return matcher(g, { at: node.at, source, flags: `${flags}m` });
    if (mayStartAtPosition(node.regexp) && typeof source === "string")
      return g.unsupported("split where the last match ended", node);
    if (source === " " && flags === "") return matcher(g, { at: node.at, source: "[ ]", flags });
    return matcher(g, node.regexp);
  }
  if (node.kind === "regexp") return matcher(g, node.regexp);
  return g.unsupported("split with a separator that is computed", node);
}

const EVERYWHERE = (g: Generator): string => g.constant(makeMatcher("(?:)", ""));
