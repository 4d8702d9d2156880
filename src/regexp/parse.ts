/**
 * Perl's regular expressions (perlre, perlrecharclass, perlrebackslash) to a tree, as
 * the reference hands them over: run-time strings in which nothing is interpolated, read
 * without locale and without `use utf8`. The constructs are in parse/.
 */
import { type Expression, type ExpressionProblem, everyNode, type Node } from "./ast.js";
import type { CharacterRules } from "./character-rules.js";
import { NeedsUnicodeRules, Parser, ParseStop } from "./parse/parser.js";
import { readAlternatives, readSequence } from "./parse/sequence.js";
import { widthOf } from "./width.js";

export type ParsedExpression = { readonly kind: "expression"; readonly expression: Expression } | ExpressionProblem;

/** Perl's limit for what a look-behind may match. */
const LOOK_BEHIND_MAX = 255;

export function parseRegExp(source: string): ParsedExpression {
  try {
    return parseUnder(source, "native");
  } catch (stop) {
    if (!(stop instanceof NeedsUnicodeRules)) throw stop;
    return parseUnder(source, "unicode");
  }
}

/** Throws NeedsUnicodeRules. */
function parseUnder(source: string, rules: CharacterRules): ParsedExpression {
  const parser = new Parser(source, rules, readAlternatives, readSequence);
  try {
    const body = readAlternatives(parser);
    if (!parser.isAtEnd) parser.invalid("a parenthesis is not opened");
    parser.checkExpectations();
    checkLookBehinds(parser, body);
    const { groupCount, names } = parser;
    return { kind: "expression", expression: { source, body, groupCount, names } };
  } catch (stop) {
    if (stop instanceof ParseStop) return stop.problem;
    throw stop;
  }
}

/** Perl rejects look-behinds whose length has no limit. */
function checkLookBehinds(parser: Parser, body: Node): void {
  for (const node of everyNode(body)) {
    if (node.kind !== "look" || !node.behind) continue;
    const inside = everyNode(node.body);
    if (inside.some(hasUnknownWidth)) {
      parser.unsupported("a look-behind of unknown length", node.start);
    }
    if (widthOf(node.body).max > LOOK_BEHIND_MAX) {
      parser.invalid(`a look-behind can match at most ${LOOK_BEHIND_MAX} characters`, node.start);
    }
  }
}

/** Perl has its own idea of the length of what never matches. */
function hasUnknownWidth(node: Node): boolean {
  const neverMatches =
    node.kind === "fail" ||
    (node.kind === "characters" && node.set.size === 0) ||
    (node.kind === "quantified" && node.min > node.max);
  return neverMatches || node.kind === "untranslatable" || node.kind === "recursion";
}
