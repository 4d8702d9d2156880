/** Context expressions: text to tree (manual: CONTEXTS AND CONTEXT EXPRESSIONS). */
import type { SourceText } from "../base/source.js";
import { Template } from "../base/template.js";
import type { ContextExpression, ContextField } from "./ast.js";
import { checkParentheses } from "./check-parentheses.js";
import type { Compilers } from "./compilers.js";
import type { Problems } from "./diagnostics.js";
import { findOutside, groupOf, hasParentheses, NESTING_MAX, splitOutside, stripOuter, unmask } from "./parentheses.js";
import { compilePerlFunction, lackingForProgram } from "./perl-function.js";
import { wordsOf } from "./words.js";

interface Environment {
  readonly compilers: Compilers;
  readonly problems: Problems;
}

const VARSET = /^varset[ \t\r\f\v]+/;
const WHITE_SPACE = /[ \t\r\f\v]/;

/** Null, with a message: the rule is to be rejected. */
export function parseContextField(text: SourceText, environment: Environment): ContextField | null {
  if (!checkParentheses(text, "context expression", environment.problems)) return null;
  const beforePattern = text.text.length > 1 && text.text.startsWith("[") && text.text.endsWith("]");
  const inner = beforePattern ? text.slice(1, text.text.length - 1).trim() : text;
  const expression = parseExpression(inner, environment, 0);
  return expression === null ? null : { expression, beforePattern };
}

/** Groups of && operands joined by ||. */
function parseExpression(text: SourceText, environment: Environment, depth: number): ContextExpression | null {
  const groups = splitOutside(text, "||").map((group) =>
    splitOutside(group, "&&").map((operand) => parseOperand(operand.trim(), environment, depth)),
  );
  if (groups.some((group) => group.includes(null))) return null;
  const complete = groups as ContextExpression[][];
  const [first] = complete as [ContextExpression[]];
  if (complete.length === 1 && first.length === 1) return first[0] as ContextExpression;
  return { kind: "combination", groups: complete, span: text.span() };
}

/**
 * What decides, in this order: a negation; an arrow with something behind it makes a
 * function even of `=1 -> sub {...}` and of `varset x -> sub {...}`; an equal sign; a
 * group; varset; everything else is a context's name.
 */
function parseOperand(text: SourceText, environment: Environment, depth: number): ContextExpression | null {
  const { problems } = environment;
  if (text.text === "") {
    problems.report("empty-context", text.span());
    return null;
  }
  if (depth > NESTING_MAX) {
    problems.report("nested-too-deep", text.span(), String(NESTING_MAX));
    return null;
  }
  if (text.text.startsWith("!")) {
    const operand = parseOperand(text.slice(1).trim(), environment, depth + 1);
    return operand === null ? null : { kind: "not", operand, span: text.span() };
  }
  const arrow = findOutside(text.text, ["->", ":>"]);
  if (arrow !== null && text.text.length > arrow.index + 2) {
    return parseFunction(text, arrow.index, arrow.token, environment);
  }
  if (text.text.startsWith("=") && text.text.length > 1) return parseProgram(text, environment);
  const group = groupOf(text);
  if (group !== null) return parseExpression(group.trim(), environment, depth + 1);
  if (VARSET.test(text.text)) return parseVarset(text, problems);
  return parseName(text, problems);
}

function parseFunction(
  text: SourceText,
  at: number,
  operator: "->" | ":>",
  { compilers, problems }: Environment,
): ContextExpression | null {
  const parameters = wholeGroupOr(text.slice(0, at).trim(), problems);
  const code = wholeGroupOr(text.slice(at + 2).trim(), problems);
  if (parameters === null || code === null) return null;
  const compiled = compilePerlFunction(code, unmask(code.text), compilers, problems);
  if (compiled === null) return null;
  const templates = wordsOf(parameters).map((word) => new Template(unmask(word.text)));
  return { kind: "function", operator, parameters: templates, function: compiled, span: text.span() };
}

function parseProgram(text: SourceText, { compilers, problems }: Environment): ContextExpression | null {
  const code = wholeGroupOr(text.slice(1).trim(), problems);
  if (code === null) return null;
  const lacking = lackingForProgram(unmask(code.text), compilers);
  if (lacking !== null) {
    problems.report("code-needs-perl", text.span(), lacking);
    return null;
  }
  return { kind: "program", code: new Template(unmask(code.text)), span: text.span() };
}

/** `varset entry`. In parentheses anything goes, even what no entry can be called. */
function parseVarset(text: SourceText, problems: Problems): ContextExpression | null {
  const name = text.slice(VARSET.exec(text.text)?.[0].length ?? 0);
  const group = groupOf(name);
  if (group === null && !isName(name, problems)) return null;
  return { kind: "varset", entry: new Template(unmask((group ?? name).text)), span: text.span() };
}

function parseName(text: SourceText, problems: Problems): ContextExpression | null {
  if (!isName(text, problems)) return null;
  return { kind: "context", name: new Template(unmask(text.text)), span: text.span() };
}

function isName(text: SourceText, problems: Problems): boolean {
  const fault = hasParentheses(text.text)
    ? "invalid-operand"
    : WHITE_SPACE.test(text.text)
      ? "invalid-context-name"
      : null;
  if (fault !== null) problems.report(fault, text.span(), text.text);
  return fault === null;
}

/** Parameters and code are all in parentheses, or hold none; null, with a message, when they are neither. */
function wholeGroupOr(text: SourceText, problems: Problems): SourceText | null {
  if (!hasParentheses(text.text)) return text;
  if (groupOf(text) !== null) return stripOuter(text);
  problems.report("invalid-operand", text.span(), text.text);
  return null;
}
