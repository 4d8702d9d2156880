/** Operators and their precedence (perlop). */
import type { Expression, RegExpLiteral } from "../ast.js";
import type { Parser } from "./parser.js";
import { parseTerm } from "./term.js";

type Level = "assignment" | "conditional" | "unaryArgument";

/** Binary operators by precedence, the weakest first. */
const LEVEL: Readonly<Record<string, number>> = {
  "..": 3,
  "||": 4,
  "//": 4,
  "&&": 5,
  "|": 6,
  "^": 6,
  "&": 7,
  "==": 8,
  "!=": 8,
  "<=>": 8,
  eq: 8,
  ne: 8,
  cmp: 8,
  "<": 9,
  ">": 9,
  "<=": 9,
  ">=": 9,
  lt: 9,
  gt: 9,
  le: 9,
  ge: 9,
  "<<": 11,
  ">>": 11,
  "+": 12,
  "-": 12,
  ".": 12,
  "*": 13,
  "/": 13,
  "%": 13,
  x: 13,
  "=~": 14,
  "!~": 14,
  "**": 16,
};
const ASSIGNMENT = 1;
const CONDITIONAL = 2;
/** Arguments of named unary operators bind tighter than comparisons. */
const UNARY_ARGUMENT = 10;
const PREFIX = 15;
const NOT_CHAINED = new Set([3, 8, 9]);
const STARTS: Readonly<Record<Level, number>> = {
  assignment: ASSIGNMENT,
  conditional: CONDITIONAL,
  unaryArgument: UNARY_ARGUMENT,
};
const OPERATOR =
  /\*\*=?|\|\|=?|&&=?|\/\/=?|<=>|<<=?|>>=?|[=!]~|[<>=!]=|\.\.\.?|[-+*/%.|&^]=?|[<>?]|=(?!>)|(?:x(?==(?![=~])))=|x(?=\d+\b(?!\s*=>))|(?:eq|ne|lt|gt|le|ge|cmp|x)\b/y;

export function parseExpression(parser: Parser, level: Level): Expression {
  return parseBinary(parser, STARTS[level]);
}

/** Weak operators: `not`, `and`, `or`, commas. */
export function parseList(parser: Parser): Expression {
  let left = parseAnd(parser);
  while (takeWord(parser, "or")) left = { kind: "logical", at: left.at, operator: "||", left, right: parseAnd(parser) };
  if (parser.peekWord() === "xor") parser.unsupported("xor");
  return left;
}

function parseAnd(parser: Parser): Expression {
  let left = parseNot(parser);
  while (takeWord(parser, "and")) {
    left = { kind: "logical", at: left.at, operator: "&&", left, right: parseNot(parser) };
  }
  return left;
}

function parseNot(parser: Parser): Expression {
  parser.skip();
  const { place: at } = parser;
  // `not(...)` binds like a function.
  if (parser.look(/not\s*\(/y) !== null || !takeWord(parser, "not")) return parseCommas(parser);
  return { kind: "unary", at, operator: "!", operand: parser.deeper(() => parseNot(parser)) };
}

function takeWord(parser: Parser, word: string): boolean {
  if (parser.peekWord() !== word || isQuotedByArrow(parser, word.length)) return false;
  parser.at += word.length;
  return true;
}

/** A word before `=>` is a string. */
export function isQuotedByArrow(parser: Parser, length: number): boolean {
  const arrow = /\s*=>/y;
  arrow.lastIndex = parser.at + length;
  return arrow.test(parser.source);
}

export function parseCommas(parser: Parser): Expression {
  parser.skip();
  const { place: at } = parser;
  const first = parser.assignment();
  if (!isComma(parser)) return first;
  const items = [first];
  while (takeComma(parser)) {
    if (endsList(parser)) break;
    items.push(parser.assignment());
  }
  return { kind: "list", at, items };
}

function isComma(parser: Parser): boolean {
  return parser.peek(",") || parser.peek("=>");
}

export function takeComma(parser: Parser): boolean {
  if (!parser.take(",") && !parser.take("=>")) return false;
  while (parser.take(",")) {}
  return true;
}

const LIST_END = /^(?:or|and|if|unless|while|until|for|foreach|xor)$/;

/** Nothing that could begin a value follows. */
export function endsList(parser: Parser): boolean {
  parser.skip();
  if (parser.at >= parser.source.length || ")]};:".includes(parser.character)) return true;
  const word = parser.peekWord();
  return word !== null && LIST_END.test(word) && !isQuotedByArrow(parser, word.length);
}

function peekOperator(parser: Parser): string | null {
  parser.skip();
  const operator = parser.look(OPERATOR);
  if (operator !== null && /^[a-z]/.test(operator) && isQuotedByArrow(parser, operator.length)) return null;
  return operator;
}

/** Hot in the parser: precedence climbing. */
function parseBinary(parser: Parser, least: number): Expression {
  parser.skip();
  let left = withTarget(parser, parsePrefix(parser));
  for (;;) {
    const operator = peekOperator(parser);
    if (operator === null) return left;
    if (operator === "?") {
      if (least > CONDITIONAL) return left;
      left = parseConditional(parser, left);
      continue;
    }
    if (operator.endsWith("=") && LEVEL[operator] === undefined) {
      if (least > ASSIGNMENT) return left;
      return parseAssignment(parser, left, operator);
    }
    const level = LEVEL[operator];
    if (level === undefined) return parser.unsupported(`the operator ${operator}`);
    if (level < least) return left;
    parser.at += operator.length;
    const right = parseRight(parser, operator, level);
    left = binary(parser, operator, left, right);
    const next = NOT_CHAINED.has(level) ? peekOperator(parser) : null;
    if (next !== null && LEVEL[next] === level) parser.unsupported("a chain of comparisons");
  }
}

function parseRight(parser: Parser, operator: string, level: number): Expression {
  if (operator === "=~" || operator === "!~") {
    parser.skip();
    return parsePrefix(parser);
  }
  return parseBinary(parser, operator === "**" ? PREFIX : level + 1);
}

/** Without `=~` the target is `$_`. */
function withTarget(parser: Parser, operation: Expression): Expression {
  switch (operation.kind) {
    case "match":
    case "substitution":
    case "transliteration":
      return { ...operation, target: parser.variable("$", "_", operation.at) };
    default:
      return operation;
  }
}

function parseConditional(parser: Parser, condition: Expression): Expression {
  parser.expect("?");
  const yes = parser.assignment();
  parser.expect(":");
  const no = parser.deeper(() => parseBinary(parser, CONDITIONAL));
  // An assignment to the whole would be one to the chosen branch.
  if (/^[^=]?=$/.test(peekOperator(parser) ?? "") && !["==", "!=", "<=", ">="].includes(peekOperator(parser) ?? ""))
    parser.unsupported("an assignment to a choice");
  return { kind: "conditional", at: condition.at, condition, yes, no };
}

function parseAssignment(parser: Parser, left: Expression, operator: string): Expression {
  parser.at += operator.length;
  const right = parser.assignment();
  return { kind: "assignment", at: left.at, operator: operator.slice(0, -1), left, right };
}

function binary(parser: Parser, operator: string, left: Expression, right: Expression): Expression {
  const { at } = left;
  switch (operator) {
    case "&&":
    case "||":
    case "//":
      return { kind: "logical", at, operator, left, right };
    case "..":
      return { kind: "range", at, from: left, to: right };
    case "=~":
    case "!~": {
      const bound = bind(parser, left, right);
      return operator === "=~" ? bound : { kind: "unary", at, operator: "!", operand: bound };
    }
    default:
      return { kind: "binary", at, operator, left, right };
  }
}

/** `=~` gives the operation on its right its target. */
function bind(parser: Parser, target: Expression, operation: Expression): Expression {
  switch (operation.kind) {
    case "match":
    case "substitution":
    case "transliteration":
      if (operation.target === null) return { ...operation, target };
      return parser.unsupported("two targets of one match");
    default: {
      const { at } = operation;
      const source = { kind: "interpolation", at, parts: [operation] } as const;
      const regexp: RegExpLiteral = { at, flags: "", source };
      return { kind: "match", at, target, regexp, isGlobal: false, keepsPosition: false };
    }
  }
}

function parsePrefix(parser: Parser): Expression {
  const { place: at } = parser;
  const operator = parser.look(/\+\+|--|[!~\\+]|-(?![A-Za-z](?!\w))/y);
  if (operator === null) {
    if (parser.character === "-") parser.unsupported("a file test");
    return parsePostfixStep(parser, parseTerm(parser));
  }
  parser.at += operator.length;
  const operand = parser.deeper(() => parseBinary(parser, PREFIX));
  switch (operator) {
    case "++":
    case "--":
      return { kind: "step", at, operator, isPrefix: true, target: operand };
    case "\\":
      return { kind: "reference", at, of: operand };
    case "+":
      // It does nothing, also to a list.
      return operand;
    default:
      return { kind: "unary", at, operator: operator as "!", operand };
  }
}

function parsePostfixStep(parser: Parser, target: Expression): Expression {
  const operator = parser.peek("++") ? "++" : parser.peek("--") ? "--" : null;
  if (operator === null) return target;
  parser.at += 2;
  return { kind: "step", at: target.at, operator, isPrefix: false, target };
}
