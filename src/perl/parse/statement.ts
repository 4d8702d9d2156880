/** Statements and their modifiers (perlsyn). */
import type { Block, Branch, Expression, Statement, Variable } from "../ast.js";
import { isQuotedByArrow } from "./expression.js";
import { functionName } from "./names.js";
import type { Parser } from "./parser.js";

/** Up to a closing brace or the end of the text. */
export function parseStatements(parser: Parser): Statement[] {
  const statements: Statement[] = [];
  for (;;) {
    while (parser.take(";")) {}
    parser.scopes.introduce();
    if (parser.isAtEnd || parser.peek("}")) return statements;
    if (!takePragma(parser) && !takeFunction(parser)) statements.push(parseStatement(parser));
  }
}

/**
 * Pragmas that change nothing here: warnings are not printed, and what strict forbids at
 * run time is left to the real Perl anyway.
 */
function takePragma(parser: Parser): boolean {
  const pragma = parser.matching(
    /(?:(?:use|no)\s+warnings(?:\s+(?:'\w+'|"\w+"|qw\s*\([\w\s]*\)))?|use\s+strict)\s*(?:;|(?=\}))/y,
  );
  if (pragma === null) return false;
  if (pragma.includes("FATAL")) parser.unsupported("fatal warnings");
  if (pragma.includes("strict")) parser.scopes.beStrict();
  return true;
}

/** `sub name { ... }` */
function takeFunction(parser: Parser): boolean {
  const { place: at } = parser;
  const head = parser.look(/sub\s+[\w:]+\s*(?=\{)/y);
  if (head === null) return false;
  const name = functionName(head.slice(3).trim());
  if (name === null) return parser.unsupported("a function of such a name");
  parser.at += head.length;
  const start = parser.at;
  const body = parser.block(true);
  parser.scopes.functions.push({ at, name, body, source: parser.source.slice(start, parser.at) });
  return true;
}

function parseStatement(parser: Parser): Statement {
  const { place: at } = parser;
  const label = parser.matching(/[A-Z_][A-Z0-9_]*(?=\s*:(?!:))/y);
  if (label !== null) parser.expect(":");
  if (parser.peek("{") && label === null && parser.look(HASH) !== null) return parseSimple(parser, at);
  if (parser.look(MAYBE_HASH) !== null) parser.unsupported("a brace that may begin a hash");
  if (parser.peek("{")) return { kind: "block", at, label, body: parser.block() };
  const word = parser.peekWord();
  const compound = word !== null && !isQuotedByArrow(parser, word.length) ? COMPOUNDS[word] : undefined;
  if (compound !== undefined) {
    parser.at += (word as string).length;
    parser.scopes.open();
    const statement = compound(parser, at, label, word as string);
    parser.scopes.close();
    return statement;
  }
  if (label !== null) parser.unsupported("a label at this place");
  return parseSimple(parser, at);
}

/** A statement that begins like this is a hash, not a block. */
const HASH = /\{\s*(?:[a-z]\w*|"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*')\s*=>/y;
const MAYBE_HASH = /\{\s*(?:[$@%]\$*\w+\s*(?:=>|,|\})|\}|\w+\s*(?:,|=>)|["']|q[qwxr]?\b)/y;

type Compound = (parser: Parser, at: number, label: string | null, word: string) => Statement;

const COMPOUNDS: Readonly<Record<string, Compound | undefined>> = {
  if: parseIf,
  unless: parseIf,
  while: parseWhile,
  until: parseWhile,
  for: parseFor,
  foreach: parseFor,
};

function parenthesized(parser: Parser): Expression {
  parser.expect("(");
  const expression = parser.expression();
  parser.expect(")");
  return expression;
}

function parseIf(parser: Parser, at: number, _label: string | null, word: string): Statement {
  const branches: Branch[] = [{ condition: parenthesized(parser), isUnless: word === "unless", body: parser.block() }];
  let otherwise: Block | null = null;
  for (;;) {
    const next = parser.peekWord();
    if (next === "elsif") {
      parser.at += next.length;
      branches.push({ condition: parenthesized(parser), isUnless: false, body: parser.block() });
    } else if (next === "else") {
      parser.at += next.length;
      otherwise = parser.block();
      break;
    } else break;
  }
  return { kind: "if", at, branches, otherwise };
}

function negated(isNegated: boolean, condition: Expression): Expression {
  return isNegated ? { kind: "unary", at: condition.at, operator: "!", operand: condition } : condition;
}

function parseWhile(parser: Parser, at: number, label: string | null, word: string): Statement {
  parser.expect("(");
  const condition = parser.peek(")") ? null : negated(word === "until", parser.expression());
  parser.expect(")");
  const body = parser.block();
  if (parser.peekWord() === "continue") parser.unsupported("a continue block");
  return {
    kind: "while",
    at,
    label,
    condition,
    body,
    initial: null,
    step: null,
    isPostfixDo: false,
    isModifier: false,
  };
}

function parseFor(parser: Parser, at: number, label: string | null): Statement {
  const word = parser.peekWord();
  if (word === "my") {
    parser.at += 2;
    parser.skip();
    const name = parser.matching(/\$[A-Za-z_]\w*/y)?.slice(1);
    if (name === undefined) return parser.unsupported("this form of foreach");
    const list = parseForList(parser);
    const lexical = parser.scopes.bind("$", name);
    const binding = { kind: "lexical", lexical } as const;
    const variable = { kind: "variable", at, sigil: "$", name, binding } as const;
    return finishForeach(parser, { kind: "foreach", at, label, variable, isDeclared: true, list });
  }
  if (parser.peek("$")) return parseForOuter(parser, at, label);
  parser.expect("(");
  const { place } = parser;
  const isEmpty = parser.peek(")");
  const first = isEmpty || parser.peek(";") ? null : parser.expression();
  if (isEmpty || !parser.peek(";")) {
    parser.expect(")");
    const list: Expression = first ?? { kind: "list", at: place, items: [] };
    const variable = topic(parser, at);
    return finishForeach(parser, { kind: "foreach", at, label, variable, isDeclared: false, list });
  }
  parser.expect(";");
  parser.scopes.introduce();
  const condition = parser.peek(";") ? null : parser.expression();
  parser.expect(";");
  const step = parser.peek(")") ? null : parser.expression();
  parser.expect(")");
  const body = parser.block();
  return { kind: "while", at, label, condition, body, initial: first, step, isPostfixDo: false, isModifier: false };
}

/** `$_` of a loop, from here on. */
function topic(parser: Parser, at: number): Variable {
  const lexical = parser.scopes.bind("$", "_");
  return { kind: "variable", at, sigil: "$", name: "_", binding: { kind: "lexical", lexical } };
}

/** `foreach $x (...)` with a `my` variable of outside: in the loop its name means another one. */
function parseForOuter(parser: Parser, at: number, label: string | null): Statement {
  const name = parser.matching(/\$[A-Za-z_]\w*/y)?.slice(1);
  if (name === undefined || parser.scopes.resolve("$", name, at).kind !== "lexical") {
    return parser.unsupported("foreach with a package variable");
  }
  const list = parseForList(parser);
  const lexical = parser.scopes.bind("$", name);
  const variable: Variable = { kind: "variable", at, sigil: "$", name, binding: { kind: "lexical", lexical } };
  return finishForeach(parser, { kind: "foreach", at, label, variable, isDeclared: false, list });
}

function parseForList(parser: Parser): Expression {
  parser.expect("(");
  const { place: at } = parser;
  const list: Expression = parser.peek(")") ? { kind: "list", at, items: [] } : parser.expression();
  parser.expect(")");
  return list;
}

type Foreach = Extract<Statement, { kind: "foreach" }>;

function finishForeach(parser: Parser, head: Omit<Foreach, "body">): Statement {
  const body = parser.block();
  if (parser.peekWord() === "continue") parser.unsupported("a continue block");
  return { ...head, body };
}

function parseSimple(parser: Parser, at: number): Statement {
  const start = parser.at;
  const expression = parser.expression();
  const word = parser.peekWord();
  let statement: Statement;
  if (word === "for" || word === "foreach") {
    // Only now it is known whose $_ the expression means.
    parser.at = start;
    statement = parseTopicModifier(parser, at);
  } else statement = parseModifier(parser, at, expression);
  if (!parser.isAtEnd && !parser.peek("}") && !parser.take(";")) parser.unsupported("a syntax error, it seems");
  return statement;
}

function parseTopicModifier(parser: Parser, at: number): Statement {
  parser.scopes.open();
  const variable = topic(parser, at);
  const expression = parser.expression();
  parser.scopes.close();
  parser.at += (parser.peekWord() as string).length;
  const list = parser.expression();
  const body = { at, statements: [{ kind: "expression", at, expression } as const] };
  return { kind: "foreach", at, label: null, variable, isDeclared: false, list, body };
}

function parseModifier(parser: Parser, at: number, expression: Expression): Statement {
  const word = parser.peekWord();
  switch (word) {
    case "if":
    case "unless": {
      parser.at += word.length;
      const condition = parser.expression();
      if (expression.kind === "my" || (expression.kind === "assignment" && expression.left.kind === "my"))
        parser.unsupported("my with a condition");
      // As a value it is `condition and expression`.
      const operator = word === "if" ? "&&" : "||";
      return {
        kind: "expression",
        at,
        expression: { kind: "logical", at, operator, left: condition, right: expression },
      };
    }
    case "while":
    case "until": {
      parser.at += word.length;
      const condition = negated(word === "until", parser.expression());
      const isPostfixDo = expression.kind === "do";
      const body = isPostfixDo
        ? expression.body
        : { at, statements: [{ kind: "expression", at, expression } as const] };
      const isModifier = !isPostfixDo;
      return { kind: "while", at, label: null, condition, body, initial: null, step: null, isPostfixDo, isModifier };
    }
    default:
      return { kind: "expression", at, expression };
  }
}
