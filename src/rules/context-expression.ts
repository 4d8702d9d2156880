/** Context expressions: text to tree (manual: CONTEXTS AND CONTEXT EXPRESSIONS). */
import type { SourceText } from "../base/source.js";
import { Template } from "../base/template.js";
import type { ContextExpression, ContextField } from "./ast.js";
import type { Compilers } from "./compilers.js";
import type { Problems } from "./diagnostics.js";
import { findOutside, hasParentheses, isBalanced, splitOutside, stripOuter, unmask } from "./parentheses.js";
import { compilePerlFunction } from "./perl-function.js";
import { wordsOf } from "./words.js";

interface Environment {
  readonly compilers: Compilers;
  readonly problems: Problems;
}

/** Null, with a message: the rule is to be rejected. */
export function parseContextField(text: SourceText, environment: Environment): ContextField | null {
  if (!isBalanced(text.text)) {
    environment.problems.report("unbalanced-parentheses", text.span(), "context expression");
    return null;
  }
  const bracketed = text.text.startsWith("[") && text.text.endsWith("]") && text.text.length > 1;
  const inner = bracketed ? text.slice(1, text.text.length - 1).trim() : text;
  const expression = parseExpression(inner, environment);
  return expression === null ? null : { expression, beforePattern: bracketed };
}

/** Groups of && operands joined by ||. */
function parseExpression(text: SourceText, environment: Environment): ContextExpression | null {
  const groups = splitOutside(text, "||").map((group) =>
    splitOutside(group, "&&").map((operand) => parseOperand(operand.trim(), environment)),
  );
  if (groups.flat().includes(null)) return null;
  const complete = groups as ContextExpression[][];
  const [first] = complete as [ContextExpression[]];
  if (complete.length === 1 && first.length === 1) return first[0] as ContextExpression;
  return { kind: "combination", groups: complete, span: text.span() };
}

function parseOperand(text: SourceText, environment: Environment): ContextExpression | null {
  const { problems } = environment;
  if (text.text === "") {
    problems.report("empty-context", text.span());
    return null;
  }
  if (text.text.startsWith("!")) {
    const operand = parseOperand(text.slice(1).trim(), environment);
    return operand === null ? null : { kind: "not", operand, span: text.span() };
  }
  if (text.text.startsWith("=")) {
    const code = stripOuter(text.slice(1).trim());
    return parseProgram(code, text, environment);
  }
  const operator = findOutside(text.text, ["->", ":>"]);
  if (operator !== null && text.text.slice(operator.index + 2).trim() !== "") {
    return parseFunction(text, operator.index, operator.token as "->" | ":>", environment);
  }
  return parseName(text, environment);
}

function parseProgram(
  code: SourceText,
  text: SourceText,
  { compilers, problems }: Environment,
): ContextExpression | null {
  if (compilers.perl === null) {
    problems.report("code-needs-perl", text.span());
    return null;
  }
  return { kind: "program", code: new Template(unmask(code.text)), span: text.span() };
}

function parseFunction(
  text: SourceText,
  at: number,
  operator: "->" | ":>",
  { compilers, problems }: Environment,
): ContextExpression | null {
  const before = text.slice(0, at).trim();
  const parameters = stripOuter(before);
  if (hasParentheses(before.text) && parameters === before) {
    problems.report("invalid-operand", text.span(), text.text);
    return null;
  }
  const code = stripOuter(text.slice(at + 2).trim());
  const compiled = compilePerlFunction(code, unmask(code.text), compilers, problems);
  if (compiled === null) return null;
  const templates = wordsOf(parameters).map((word) => new Template(unmask(word.text)));
  return { kind: "function", operator, parameters: templates, function: compiled, span: text.span() };
}

/** A group in parentheses, `varset entry`, or a context's name. */
function parseName(text: SourceText, environment: Environment): ContextExpression | null {
  const { problems } = environment;
  const varset = /^varset[ \t\r\f\v]+(?=.)/.exec(text.text);
  const name = varset === null ? text : text.slice(varset[0].length);
  const plain = stripOuter(name);
  if (varset === null && plain !== text) return parseExpression(plain, environment);
  if (hasParentheses(plain.text) || plain.text === "") {
    problems.report("invalid-operand", text.span(), text.text);
    return null;
  }
  if (/[ \t\r\f\v]/.test(plain.text)) {
    problems.report("invalid-context-name", plain.span(), plain.text);
    return null;
  }
  const template = new Template(unmask(plain.text));
  return varset === null
    ? { kind: "context", name: template, span: text.span() }
    : { kind: "varset", entry: template, span: text.span() };
}
