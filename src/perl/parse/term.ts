/** Values: variables, literals, calls, and what follows them. */
import type { Binding, Block, Expression, Sigil, Variable } from "../ast.js";
import { BUILTINS, foreignWord } from "./builtins.js";
import { endsList, isQuotedByArrow, parseExpression, takeComma } from "./expression.js";
import { functionName } from "./names.js";
import { readNumber } from "./numbers.js";
import type { Parser } from "./parser.js";
import { parseQuoteLike, parseSlashes, QUOTES } from "./quotes.js";
import { parsePostfix, parseVariable } from "./variable.js";

export function parseTerm(parser: Parser): Expression {
  return parsePostfix(parser, parsePrimary(parser));
}

function parsePrimary(parser: Parser): Expression {
  parser.skip();
  const { place: at } = parser;
  const first = parser.character;
  if (/[$@%]/.test(first)) return parseVariable(parser);
  if (/\d/.test(first) || parser.look(/\.\d/y) !== null) return { kind: "number", at, value: readNumber(parser) };
  switch (first) {
    case "&":
      return parseAmpersand(parser);
    case "(":
      return parseParentheses(parser);
    case "[": {
      parser.at++;
      const list = parseUntil(parser, "]");
      return { kind: "anonymousArray", at, list };
    }
    case "{": {
      parser.at++;
      const list = parseUntil(parser, "}");
      return { kind: "anonymousHash", at, list };
    }
    case '"':
    case "'":
    case "`":
    case "/":
      return parseSlashes(parser);
    case "<":
      if (parser.look(/<<["'~A-Za-z_]/y) === null) return parser.unsupported("reading of files");
      return parser.unsupported(
        parser.look(/[^\n]*\n/y) === null ? "a syntax error, it seems" : "text that follows the code",
      );
  }
  const word = parser.peekWord();
  return word === null ? parser.unsupported("a syntax error, it seems") : parseWord(parser, word);
}

/** A list up to the closing character, over it. */
export function parseUntil(parser: Parser, close: string): Expression {
  const { place: at } = parser;
  const list: Expression = parser.peek(close) ? { kind: "list", at, items: [] } : parser.expression();
  parser.expect(close);
  return list;
}

/** `( ... )`, and `( ... )[ ... ]`. A list stays one, also of a single value. */
function parseParentheses(parser: Parser): Expression {
  const { place: at } = parser;
  parser.at++;
  const inner = parseUntil(parser, ")");
  const list: Expression = inner.kind === "list" ? inner : { kind: "list", at, items: [inner] };
  if (!parser.peek("[")) return list;
  parser.at++;
  return { kind: "listSlice", at, list, indexes: parseUntil(parser, "]") };
}

/** `&$code(...)`, `&{$code}(...)`, `&name(...)`; `&name` where that alone has a meaning. */
function parseAmpersand(parser: Parser): Expression {
  const { place: at } = parser;
  parser.at++;
  let code: Expression;
  if (parser.character === "$") {
    const name = parser.matching(/\$[A-Za-z_]\w*(?:::\w+)*/y);
    if (name === null) return parser.unsupported("this form of a call");
    code = parser.variable("$", name.slice(1), at);
  } else if (parser.character === "{") {
    parser.at++;
    code = parseUntil(parser, "}");
  } else {
    const name = functionName(parser.matching(/[\w:]+/y) ?? "");
    if (name === null) return parser.unsupported("a named function");
    code = { kind: "named", at, name };
    if (!parser.peek("(")) return code;
  }
  if (!parser.peek("(")) return parser.unsupported("a call with the arguments of the caller");
  parser.at++;
  return { kind: "call", at, code, arguments: parseUntil(parser, ")") };
}

type WordParser = (parser: Parser, at: number, word: string) => Expression;

const WORDS: ReadonlyMap<string, WordParser> = new Map<string, WordParser>([
  ["not", parseNotCall],
  ["my", parseMy],
  ["our", parseOur],
  ["local", parseLocal],
  ["sub", parseSub],
  ["do", parseBlockValue],
  ["eval", parseBlockValue],
  ["return", parseReturn],
  ["last", parseJump],
  ["next", parseJump],
  ["map", parseBlockList],
  ["grep", parseBlockList],
  ["sort", parseSort],
  ["__PACKAGE__", (_parser, at) => ({ kind: "string", at, value: "main::SEC" })],
]);

function parseWord(parser: Parser, word: string): Expression {
  const { place: at } = parser;
  if (isQuotedByArrow(parser, word.length) && !word.includes(":")) {
    parser.at += word.length;
    return { kind: "string", at, value: word };
  }
  if (QUOTES.has(word)) return parseQuoteLike(parser, word);
  const special = WORDS.get(word);
  if (special !== undefined) {
    parser.at += word.length;
    return special(parser, at, word);
  }
  if (BUILTINS.has(word)) {
    parser.at += word.length;
    return parseBuiltin(parser, at, word);
  }
  const name = functionName(word);
  if (name === null) return parser.unsupported(foreignWord(word));
  parser.at += word.length;
  if (!parser.take("(")) {
    parser.at -= word.length;
    return parser.unsupported(foreignWord(word));
  }
  return { kind: "call", at, code: { kind: "named", at, name }, arguments: parseUntil(parser, ")") };
}

function parseNotCall(parser: Parser, at: number): Expression {
  if (!parser.peek("(")) return parser.unsupported("not within an expression");
  const operand = parseParentheses(parser);
  if (operand.kind !== "list" || operand.items.length !== 1) return parser.unsupported("not of a list");
  return { kind: "unary", at, operator: "!", operand: operand.items[0] as Expression };
}

/** `our` gives package variables short names; beyond that they are what they always are. */
function parseOur(parser: Parser, at: number): Expression {
  const isList = parser.peek("(");
  const variables = parseDeclared(parser, (sigil, name) => {
    const full = `SEC::${name}`;
    parser.scopes.declare(sigil, name, full);
    return { kind: "global", name: full };
  });
  const items = variables.map((variable) => variable ?? parser.unsupported("this declaration"));
  return isList ? { kind: "list", at, items } : (items[0] as Expression);
}

function parseMy(parser: Parser, at: number): Expression {
  const isList = parser.peek("(");
  const variables = parseDeclared(parser, (sigil, name) => ({
    kind: "lexical",
    lexical: parser.scopes.declare(sigil, name),
  }));
  return { kind: "my", at, variables, isList };
}

/** A variable, or several in parentheses; null for undef. */
function parseDeclared(parser: Parser, declare: (sigil: Sigil, name: string) => Binding): readonly (Variable | null)[] {
  if (!parser.take("(")) return [parseDeclaredVariable(parser, declare)];
  const variables: (Variable | null)[] = [];
  for (;;) {
    parser.skip();
    if (parser.take(")")) return variables;
    variables.push(parser.matching(/undef\b/y) === null ? parseDeclaredVariable(parser, declare) : null);
    if (!parser.take(",") && !parser.peek(")")) parser.unsupported("this declaration");
  }
}

function parseDeclaredVariable(parser: Parser, declare: (sigil: Sigil, name: string) => Binding): Variable {
  parser.skip();
  const { place: at } = parser;
  const text = parser.matching(/[$@%][A-Za-z_]\w*/y);
  if (text === null || text === "$_") return parser.unsupported("this declaration");
  const [sigil, name] = [text[0] as Sigil, text.slice(1)];
  return { kind: "variable", at, sigil, name, binding: declare(sigil, name) };
}

/**
 * `local $_` binds it for the rest of the block; other scalars of packages, `$@` and elements
 * of hashes get their values back at its end.
 */
function parseLocal(parser: Parser, at: number): Expression {
  const isList = parser.take("(");
  parser.skip();
  if (!isList && parser.look(/\$@(?![\w{[])|[$@](?:::)?[A-Za-z_]\w*(?:::\w+)*\{/y) !== null) {
    const target = parseTerm(parser);
    const isHashes = (target.kind === "element" || target.kind === "slice") && target.of === "hash";
    if (!isHashes && target.kind !== "variable") parser.unsupported("local");
    return { kind: "local", at, target };
  }
  const name = isList ? null : parser.matching(/\$(?!_\b)(?:::)?[A-Za-z_]\w*(?:::\w+)*(?!\s*[[{(:])/y);
  if (name !== null) {
    const target = parser.variable("$", name.slice(1), at);
    if (target.binding?.kind !== "global") parser.unsupported("local of a my variable");
    return { kind: "local", at, target };
  }
  if (parser.matching(/\$_(?![\w[{])/y) === null) return parser.unsupported("local");
  if (isList) parser.expect(")");
  const lexical = parser.scopes.declare("$", "_");
  const variable: Variable = { kind: "variable", at, sigil: "$", name: "_", binding: { kind: "lexical", lexical } };
  return { kind: "my", at, variables: [variable], isList };
}

function parseSub(parser: Parser, at: number): Expression {
  if (!parser.peek("{")) parser.unsupported(parser.peek("(") ? "a prototype" : "a named function");
  const start = parser.at;
  const body = parser.block(true);
  return { kind: "sub", at, body, source: parser.source.slice(start, parser.at) };
}

function parseBlockValue(parser: Parser, at: number, word: string): Expression {
  if (!parser.peek("{")) return parser.unsupported(word === "do" ? "do with a file" : "eval of a string");
  return { kind: word as "do" | "eval", at, body: parser.block() };
}

function parseReturn(parser: Parser, at: number): Expression {
  return { kind: "return", at, value: endsList(parser) ? null : parseCommaList(parser) };
}

function parseJump(parser: Parser, at: number, word: string): Expression {
  parser.skip();
  const label = parser.matching(/(?!if\b|unless\b|and\b|or\b)[A-Za-z_]\w*/y);
  return { kind: "jump", at, to: word as "last" | "next", label };
}

/** Values joined by commas, without the weak operators. */
function parseCommaList(parser: Parser): Expression {
  const { place: at } = parser;
  const items = [parser.assignment()];
  const [only] = items as [Expression];
  while (takeComma(parser)) {
    if (endsList(parser)) break;
    items.push(parser.assignment());
  }
  return items.length === 1 ? only : { kind: "list", at, items };
}

function parseBlockList(parser: Parser, at: number, word: string): Expression {
  const kind = word as "map" | "grep";
  const isParenthesized = parser.take("(");
  let block: Block;
  if (parser.peek("{") && !(kind === "map" && looksLikeHash(parser))) {
    block = parser.block(false, ["_"]);
    if (parser.peek(",")) parser.unsupported("map with a hash in braces");
  } else {
    const { place } = parser;
    parser.scopes.open();
    const binds = [parser.scopes.bind("$", "_")];
    const expression = parser.assignment();
    parser.scopes.close();
    if (!takeComma(parser)) parser.unsupported(`this form of ${kind}`);
    block = { at: place, binds, statements: [{ kind: "expression", at: place, expression }] };
  }
  return { kind, at, block, list: parseRest(parser, isParenthesized) };
}

/** Perl guesses what `map {` begins; where it may take it for a hash, only the real Perl knows. */
function looksLikeHash(parser: Parser): boolean {
  if (parser.look(MAYBE_HASH) !== null) parser.unsupported("map with a brace that may begin a hash");
  return false;
}

const MAYBE_HASH = /\{\s*(?:(?:\w+|"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*')\s*(?:=>|,)|\}|q[qwxr]?\b)/y;

function parseRest(parser: Parser, isParenthesized: boolean): Expression {
  const { place: at } = parser;
  if (isParenthesized) return parseUntil(parser, ")");
  return endsList(parser) ? { kind: "list", at, items: [] } : parseCommaList(parser);
}

function parseSort(parser: Parser, at: number): Expression {
  const isParenthesized = parser.take("(");
  if (!parser.peek("{")) {
    if (parser.look(/\$\w+\s*[^\s,;)\]}[{\-=+*./<>|&?:]/y) !== null)
      parser.unsupported("sort with a function in a variable");
    const word = parser.peekWord();
    const name =
      word === null || BUILTINS.has(word) || isQuotedByArrow(parser, word.length) ? null : functionName(word);
    if (word !== null && name !== null) {
      const by = { kind: "named", at: parser.place, name } as const;
      parser.at += word.length;
      if (parser.peek(",")) parser.unsupported("a word in a list");
      return { kind: "sort", at, block: null, by, list: parseRest(parser, isParenthesized) };
    }
    return { kind: "sort", at, block: null, list: parseRest(parser, isParenthesized) };
  }
  if (parser.scopes.hasLexical("$a") || parser.scopes.hasLexical("$b"))
    parser.unsupported("a sort beside my $a or my $b");
  const block = parser.block(false, ["a", "b"]);
  if (parser.peek(",") || endsList(parser)) parser.unsupported("sort with a hash in braces");
  return { kind: "sort", at, block, list: parseRest(parser, isParenthesized) };
}

function parseBuiltin(parser: Parser, at: number, name: string): Expression {
  const form = BUILTINS.get(name);
  const args = (...values: Expression[]): Expression => ({ kind: "builtin", at, name, arguments: values });
  if (form === "none") {
    if (parser.take("(")) parser.expect(")");
    return args();
  }
  if (parser.peek("(")) {
    parser.at++;
    const inner = parseUntil(parser, ")");
    const items = inner.kind === "list" && !isParenthesizedItem(parser, inner) ? inner.items : [inner];
    if (name === "split" && items.length === 1) return args(items[0] as Expression, topicOf(parser, at));
    if (form !== "list" && items.length > 1) parser.unsupported(`${name} with several arguments`);
    return args(...(items.length === 0 && form === "unary" ? [topicOf(parser, at)] : items));
  }
  if (form === "list") {
    const rest = parseRest(parser, false);
    if (name === "split" && rest.kind !== "list") return args(rest, topicOf(parser, at));
    return args(...(rest.kind === "list" && !isParenthesizedItem(parser, rest) ? rest.items : [rest]));
  }
  if (endsUnary(parser)) return args(...(form === "unary" ? [topicOf(parser, at)] : []));
  return args(parseExpression(parser, "unaryArgument"));
}

/** `join((1, 2))`: the list is an item itself. */
function isParenthesizedItem(parser: Parser, list: Expression): boolean {
  return parser.source[list.at - parser.base] === "(" && list.kind === "list" && list.items[0]?.at !== list.at;
}

function topicOf(parser: Parser, at: number): Expression {
  return parser.variable("$", "_", at);
}

/** After a function of one argument: an operator that cannot begin a value, or the end. */
function endsUnary(parser: Parser): boolean {
  if (endsList(parser)) return true;
  if (
    parser.look(
      /\?|[=!]~|==|!=|=>?|,|\|\||&&|\.(?!\d)|(?:eq|ne|lt|gt|le|ge|cmp|x|and|or|if|unless|while|until|for|foreach)\b|>/y,
    ) !== null
  )
    return true;
  // Perl decides by what the function expects.
  if (parser.look(/[/<%&*+-](?![\w$@("'])|\/\//y) !== null)
    return parser.unsupported("an operator after a function without argument");
  return false;
}
