/** Variables, elements, slices, dereferences, and the arrows after them. */
import { some } from "../analyse/walk.js";
import type { Container, Expression, Sigil } from "../ast.js";
import type { Parser } from "./parser.js";
import { parseUntil } from "./term.js";

const NAME = /(?:::)?[A-Za-z_]\w*(?:(?:::|')(?=[A-Za-z_])\w+)*/y;
/** In a text a quote ends a name. */
const NAME_IN_TEXT = /(?:::)?[A-Za-z_]\w*(?:::(?=[A-Za-z_])\w+)*/y;

/** At a sigil. Subscripts that follow directly belong to the variable. */
export function parseVariable(parser: Parser, inText = false): Expression {
  const { place: at } = parser;
  const sigil = parser.character as Sigil;
  parser.at++;
  if (sigil === "$") {
    if (parser.character === "#") return parseLastIndex(parser, at);
    const special = parseSpecial(parser, at, inText);
    if (special !== null) return special;
  }
  const name = parser.matching(inText ? NAME_IN_TEXT : NAME);
  if (name !== null) return afterName(parser, sigil, name, at, inText);
  const reference = parseReference(parser, at, inText);
  // In a text brackets after `${name}` are text.
  if (inText && typeof reference === "string" && sigil !== "%") return parser.variable(sigil, reference, at);
  return typeof reference === "string"
    ? afterName(parser, sigil, reference, at, inText)
    : afterReference(parser, sigil, reference, at, inText);
}

/** `$1`, `$&`, `$@`, `$+{name}` */
function parseSpecial(parser: Parser, at: number, inText: boolean): Expression | null {
  const digits = parser.matching(/[1-9]\d*/y);
  if (digits !== null) {
    if (parser.look(/[[{]/y) !== null && !inText) parser.unsupported("an element of a special variable");
    if (inText && parser.look(/[[{]/y) !== null) parser.unsupported("a capture before a bracket");
    return { kind: "capture", at, group: Number(digits) };
  }
  if (parser.character === "&") {
    parser.at++;
    return { kind: "capture", at, group: 0 };
  }
  if (parser.look(/\+\{/y) !== null) {
    parser.at += 2;
    return { kind: "namedCapture", at, name: parseKey(parser) };
  }
  if (parser.character === "@" && !inText) {
    parser.at++;
    if (parser.look(/[[{]/y) !== null) parser.unsupported("an element of a special variable");
    return { kind: "variable", at, sigil: "$", name: "@", binding: { kind: "global", name: "@" } };
  }
  if (parser.character === "@" && parser.look(/@(?![\w{[$:])/y) !== null) {
    parser.at++;
    return { kind: "variable", at, sigil: "$", name: "@", binding: { kind: "global", name: "@" } };
  }
  if (parser.look(/[A-Za-z_:{$]/y) === null || parser.look(/\$(?![\w:{$])|:(?!:)|\{\^/y) !== null) {
    const name = parser.character;
    return parser.unsupported(`the variable $${name}`);
  }
  return null;
}

function isMatch({ kind }: { readonly kind: string }): boolean {
  return kind === "match" || kind === "substitution";
}

/** What follows the sigil: `{ expression }`, `{name}`, `$name`. */
function parseReference(parser: Parser, at: number, inText: boolean): Expression | string {
  if (parser.character === "{") {
    const name = parser.look(/\{\s*\^?\w+\s*\}/y);
    if (name !== null) {
      parser.at += name.length;
      const word = name.slice(1, -1).trim();
      if (!/^[A-Za-z_]\w*$/.test(word)) parser.unsupported("a special variable in braces");
      return word;
    }
    parser.at++;
    const value = parseUntil(parser, "}");
    if (some(value, isMatch, false)) return { kind: "list", at, items: [value], isBlock: true };
    return value.kind === "list" && value.items.length === 1 ? (value.items[0] as Expression) : value;
  }
  if (parser.character !== "$") return parser.unsupported("this form of a variable");
  const inner = parser.place;
  parser.at++;
  const name = parser.matching(inText ? NAME_IN_TEXT : NAME);
  if (name !== null) return parser.variable("$", name, inner);
  const reference = parseReference(parser, at, inText);
  if (typeof reference === "string") return parser.variable("$", reference, inner);
  return parser.dereference("$", reference, inner);
}

function afterName(parser: Parser, sigil: Sigil, name: string, at: number, inText: boolean): Expression {
  const subscript = nextSubscript(parser, inText);
  if (subscript === null || sigil === "%") {
    if (subscript !== null && sigil === "%") parser.unsupported("a slice of keys and values");
    return parser.variable(sigil, name, at);
  }
  const container = parser.variable(subscript === "[" ? "@" : "%", name, at);
  return parseSubscript(parser, sigil, container, at);
}

function afterReference(parser: Parser, sigil: Sigil, reference: Expression, at: number, inText: boolean): Expression {
  const subscript = nextSubscript(parser, inText);
  if (subscript === null) return parser.dereference(sigil, reference, at);
  if (sigil === "%") parser.unsupported("a slice of keys and values");
  return parseSubscript(parser, sigil, { kind: "through", at, reference }, at);
}

/** In a text no blank may stand before a subscript. */
function nextSubscript(parser: Parser, inText: boolean): string | null {
  if (!inText) parser.skip();
  if (parser.character === "[" || parser.character === "{") return parser.character;
  return null;
}

function parseSubscript(parser: Parser, sigil: Sigil, container: Container, at: number): Expression {
  const of = parser.character === "[" ? "array" : "hash";
  parser.at++;
  if (sigil === "$") {
    const index = of === "array" ? parseIndex(parser) : parseKey(parser);
    return { kind: "element", at, of, container, index };
  }
  return { kind: "slice", at, of, container, indexes: parseUntil(parser, of === "array" ? "]" : "}") };
}

function parseIndex(parser: Parser): Expression {
  const index = parser.expression();
  parser.expect("]");
  return index;
}

/** `{word}` and `{-word}` are strings. */
function parseKey(parser: Parser): Expression {
  const { place: at } = parser;
  const word = parser.matching(/\s*-?[A-Za-z_]\w*\s*\}/y);
  if (word !== null) return { kind: "string", at, value: word.slice(0, -1).trim() };
  const key = parser.expression();
  if (key.kind === "list" && key.items.length !== 1) parser.unsupported("a key of several parts");
  parser.expect("}");
  return key;
}

function parseLastIndex(parser: Parser, at: number): Expression {
  parser.at++;
  const name = parser.matching(NAME);
  if (name !== null) return { kind: "lastIndex", at, container: parser.variable("@", name, at) };
  const reference = parseReference(parser, at, false);
  if (typeof reference === "string") return { kind: "lastIndex", at, container: parser.variable("@", reference, at) };
  return { kind: "lastIndex", at, container: { kind: "through", at, reference } };
}

/** `->[...]`, `->{...}`, `->(...)`, `->@*`, and subscripts that follow subscripts. */
export function parsePostfix(parser: Parser, first: Expression, inText = false): Expression {
  let value = first;
  for (;;) {
    if (!inText) parser.skip();
    const { place: at } = parser;
    const isAfterSubscript = value.kind === "element" || (value.kind === "call" && value !== first);
    const hasArrow = parser.look(inText ? /->(?=[[{])/y : /->/y) !== null;
    if (!hasArrow && !(isAfterSubscript && parser.look(inText ? /[[{]/y : /[[{(]/y) !== null)) return value;
    if (hasArrow) parser.at += 2;
    if (!inText) parser.skip();
    value = parseArrow(parser, value, at);
  }
}

function parseArrow(parser: Parser, reference: Expression, at: number): Expression {
  const next = parser.character;
  if (next === "[" || next === "{") return parseSubscript(parser, "$", { kind: "through", at, reference }, at);
  if (next === "(") {
    parser.at++;
    return { kind: "call", at, code: reference, arguments: parseUntil(parser, ")") };
  }
  const all = parser.matching(/[$@%]\*/y);
  if (all !== null) return parser.dereference(all[0] as Sigil, reference, at);
  return parser.unsupported("a method call");
}
