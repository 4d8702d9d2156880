/** Where the regular expressions and the Perl code of a rule run, and why there. */
import type { Span } from "../base/source.js";
import { NO_VALUES, type Template, type TemplateValues } from "../base/template.js";
import type { Pattern } from "../patterns/pattern.js";
import { explainPerl, type FullExplanation, withoutMatchVariables } from "../perl/explain.js";
import { compileRegExp } from "../regexp/index.js";
import type { Action, ContextExpression, Rule } from "../rules/ast.js";
import { conditionsOf, contextsOf, everyAction, listsOf } from "./fields.js";

export interface PlacedCode {
  readonly what: "regular expression" | "Perl function" | "Perl miniprogram";
  readonly span: Span;
  /** "later": it is known only at run time. */
  readonly engine: "V8" | "JavaScript" | "Perl" | "later";
  /** Null where there is nothing to explain. */
  readonly why: string | null;
  /** It names Perl's package variables. */
  readonly usesGlobals: boolean;
  /** It sets what handles the warnings or deaths of all code. */
  readonly setsHandlers: boolean;
}

/** Package variables are never split: when any code in Perl may know them, all code that names them runs there. */
export function codeOfAll(rules: readonly Rule[]): readonly PlacedCode[] {
  const codes = rules.flatMap(codeOf);
  const inPerl = codes.filter(({ engine }) => engine === "Perl");
  if (inPerl.some(({ setsHandlers }) => setsHandlers)) {
    return moved(codes, "a handler of warnings or deaths, which sees all code", () => true);
  }
  if (inPerl.some(({ usesGlobals }) => usesGlobals)) {
    return moved(codes, "package variables that code in Perl may use", ({ usesGlobals }) => usesGlobals);
  }
  return codes;
}

function moved(
  codes: readonly PlacedCode[],
  why: string,
  isMoved: (code: PlacedCode) => boolean,
): readonly PlacedCode[] {
  return codes.map((code) => (code.engine === "JavaScript" && isMoved(code) ? { ...code, engine: "Perl", why } : code));
}

/** In the order of the fields. */
function codeOf(rule: Rule): readonly PlacedCode[] {
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
      return [{ what: "regular expression", span, usesGlobals: false, setsHandlers: false, ...engineOf(pattern) }];
    case "PerlFunc":
    case "NPerlFunc":
      return [perlFunction(pattern.source, span)];
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

function perlFunction(source: string, span: Span): PlacedCode {
  return { what: "Perl function", span, ...placeOf(explainPerl(source)) };
}

/** What is known only later counts as the number 1. */
function perlProgram(code: Template, span: Span): PlacedCode {
  return { what: "Perl miniprogram", span, ...placeOf(explainPerl(withoutMatchVariables(code.expand(ONES)))) };
}

const ONES: TemplateValues = { ...NO_VALUES, variable: () => "1" };

function placeOf(explanation: FullExplanation): Omit<PlacedCode, "what" | "span"> {
  const { runsIn, reason, usesGlobals, setsHandlers } = explanation;
  return { engine: runsIn === "perl" ? "Perl" : "JavaScript", why: reason, usesGlobals, setsHandlers };
}

function codeOfExpression(expression: ContextExpression): PlacedCode[] {
  switch (expression.kind) {
    case "function":
      return [perlFunction(expression.function.source, expression.function.span)];
    case "program":
      return [perlProgram(expression.code, expression.span)];
    case "not":
      return codeOfExpression(expression.operand);
    case "combination":
      return expression.groups.flat().flatMap(codeOfExpression);
    default:
      return [];
  }
}

function codeOfAction(action: Action): PlacedCode[] {
  if (action.type === "lcall") return [perlFunction(action.function.source, action.function.span)];
  return action.type === "eval" ? [perlProgram(action.code, action.span)] : [];
}
