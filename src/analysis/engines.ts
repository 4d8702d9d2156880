/** Where the regular expressions and the Perl code of a rule run, and why there. */
import type { Span } from "../base/source.js";
import type { Pattern } from "../patterns/pattern.js";
import { compileRegExp } from "../regexp/index.js";
import type { Action, ContextExpression, Rule } from "../rules/ast.js";
import { conditionsOf, contextsOf, everyAction, listsOf } from "./fields.js";

export interface PlacedCode {
  readonly what: "regular expression" | "Perl function" | "Perl miniprogram";
  readonly span: Span;
  /** "later": it is known only at run time. */
  readonly engine: "V8" | "Perl" | "later";
  /** Null where there is nothing to explain. */
  readonly why: string | null;
}

/** In the order of the fields. */
export function codeOf(rule: Rule): readonly PlacedCode[] {
  const patterns = conditionsOf(rule).map(({ condition }) => condition.pattern);
  if (rule.type === "EventGroup" && rule.egpattern !== null) patterns.push(rule.egpattern);
  return [
    ...patterns.flatMap(codeOfPattern),
    ...contextsOf(rule).flatMap(({ context }) => codeOfExpression(context.expression)),
    ...listsOf(rule).flatMap(({ list }) => [...everyAction(list)].flatMap(({ action }) => codeOfAction(action))),
  ].sort((one, other) => one.span.start - other.span.start);
}

function codeOfPattern(pattern: Pattern): PlacedCode[] {
  const { span } = pattern;
  switch (pattern.type) {
    case "RegExp":
    case "NRegExp":
      return [{ what: "regular expression", span, ...engineOf(pattern) }];
    case "PerlFunc":
    case "NPerlFunc":
      return [inPerl("Perl function", span)];
    default:
      return [];
  }
}

function engineOf(pattern: Extract<Pattern, { type: "RegExp" | "NRegExp" }>): Pick<PlacedCode, "engine" | "why"> {
  if (pattern.regexp === null) return { engine: "later", why: "it has match variables of the first pattern" };
  if (pattern.regexp.engine === "v8") return { engine: "V8", why: null };
  const compiled = compileRegExp(pattern.source);
  if (compiled.kind === "unsupported") {
    return { engine: "Perl", why: `${compiled.feature} is not the same in V8 (at character ${compiled.offset + 1})` };
  }
  return { engine: "Perl", why: compiled.kind === "invalid" ? "only Perl can read it" : null };
}

function inPerl(what: PlacedCode["what"], span: Span): PlacedCode {
  return { what, span, engine: "Perl", why: null };
}

function codeOfExpression(expression: ContextExpression): PlacedCode[] {
  switch (expression.kind) {
    case "function":
      return [inPerl("Perl function", expression.function.span)];
    case "program":
      return [inPerl("Perl miniprogram", expression.span)];
    case "not":
      return codeOfExpression(expression.operand);
    case "combination":
      return expression.groups.flat().flatMap(codeOfExpression);
    default:
      return [];
  }
}

function codeOfAction(action: Action): PlacedCode[] {
  if (action.type === "lcall") return [inPerl("Perl function", action.function.span)];
  return action.type === "eval" ? [inPerl("Perl miniprogram", action.span)] : [];
}
