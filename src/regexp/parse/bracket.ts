import type { Node } from "../ast.js";
import { ByteSet, NO_BYTE } from "../byte-set.js";
import { type CharacterRules, classOf, isClassName, SHARP_S, withBothCases } from "../character-rules.js";
import { readCharacter } from "./character.js";
import { classEscape } from "./escape.js";
import type { Parser } from "./parser.js";
import { readProperty } from "./property.js";

/** An element of a class: one character, which may begin or end a range, or a class in the class. */
type Element =
  | { readonly kind: "code"; readonly code: number }
  | { readonly kind: "set"; readonly set: ByteSet }
  | { readonly kind: "untranslatable"; readonly feature: string };

/** What has been read of a class. */
interface Content {
  set: ByteSet;
  /** The first thing in it that is not translated. */
  feature: string | null;
}

/** `[...]` (perlrecharclass, "Bracketed Character Classes"). */
export function readBracketedClass(parser: Parser): Node {
  const start = parser.at;
  parser.at++;
  skipBlanks(parser);
  const negative = parser.takes("^");
  skipBlanks(parser);
  const content: Content = { set: NO_BYTE, feature: null };
  // A bracket that comes first is a literal.
  let isFirst = true;
  for (;;) {
    skipBlanks(parser);
    if (parser.isAtEnd) return parser.invalid("a bracket is not closed", start);
    if (!isFirst && parser.takes("]")) break;
    isFirst = false;
    readRange(parser, content, start);
  }
  const extent = { start, end: parser.at };
  if (content.feature !== null) return { kind: "untranslatable", feature: content.feature, ...extent };
  return { kind: "characters", set: negative ? content.set.complement() : content.set, isWide: false, ...extent };
}

/** Under /xx blanks mean nothing. */
function skipBlanks(parser: Parser): void {
  while (parser.modifiers.extendedClasses && (parser.sees(" ") || parser.sees("\t"))) parser.at++;
}

/** An element, or two with a dash between them. */
function readRange(parser: Parser, content: Content, open: number): void {
  const start = parser.at;
  const first = readElement(parser, open);
  skipBlanks(parser);
  if (!dashMakesRange(parser)) {
    add(parser, content, first);
    return;
  }
  parser.at++;
  skipBlanks(parser);
  // In \w-z the dash is a literal, and what follows begins anew; so it is in a-\w.
  const last = first.kind === "code" ? readElement(parser, open) : DASH;
  if (first.kind !== "code" || last.kind !== "code") {
    for (const element of first.kind === "code" ? [first, DASH, last] : [first, DASH]) add(parser, content, element);
    return;
  }
  if (last.code < first.code) parser.invalid("a range's ends are in the wrong order", start);
  addRange(parser, content, first.code, last.code);
}

const DASH: Element = { kind: "code", code: 0x2d };

/** A dash before the closing bracket is a literal. */
function dashMakesRange(parser: Parser): boolean {
  if (!parser.sees("-")) return false;
  let after = parser.at + 1;
  if (parser.modifiers.extendedClasses) while (/[ \t]/.test(parser.source[after] ?? "")) after++;
  return after < parser.source.length && parser.source[after] !== "]";
}

function add(parser: Parser, content: Content, element: Element): void {
  if (element.kind === "untranslatable") content.feature ??= element.feature;
  else if (element.kind === "set") content.set = content.set.union(element.set);
  else addRange(parser, content, element.code, element.code);
}

function addRange(parser: Parser, content: Content, first: number, last: number): void {
  const { ignoreCase, rules } = parser.modifiers;
  if (last > 255) parser.needUnicodeRules();
  if (ignoreCase && hasSeveralCases(first, last, rules)) {
    content.feature ??= "a character that has several other cases";
    return;
  }
  const set = ByteSet.of([first, last]);
  content.set = content.set.union(ignoreCase ? withBothCases(set, rules) : set);
}

/** Characters above 255 may have bytes as their other case; a sharp s has "ss". */
function hasSeveralCases(first: number, last: number, rules: CharacterRules): boolean {
  if (last > 255) return true;
  return rules !== "native" && rules !== "ascii-restricted" && first === SHARP_S && last === SHARP_S;
}

function readElement(parser: Parser, open: number): Element {
  if (parser.isAtEnd) return parser.invalid("a bracket is not closed", open);
  if (parser.sees("[")) {
    const set = readPosixClass(parser);
    if (set !== null) return { kind: "set", set };
  }
  if (!parser.sees("\\")) {
    const code = parser.source.charCodeAt(parser.at);
    parser.at++;
    return { kind: "code", code };
  }
  return readEscapedElement(parser, open);
}

function readEscapedElement(parser: Parser, open: number): Element {
  const letter = parser.source[parser.at + 1];
  if (letter === undefined) return parser.invalid("a bracket is not closed", open);
  const set = classEscape(parser, letter);
  if (set !== null) {
    parser.at += 2;
    return { kind: "set", set };
  }
  if (letter === "p" || letter === "P") {
    const property = readProperty(parser);
    return property === null
      ? { kind: "untranslatable", feature: "this Unicode property" }
      : { kind: "set", set: property };
  }
  const code = readCharacter(parser, true);
  return code === "sequence"
    ? { kind: "untranslatable", feature: "a named sequence of characters" }
    : { kind: "code", code };
}

const POSIX = /\[:(\^?)([a-z]+):\]/y;
const RESERVED = /\[([.=])[^\].=]*\1\]/y;

/** `[:name:]`, `[:^name:]`; null when the bracket is a literal. */
function readPosixClass(parser: Parser): ByteSet | null {
  const start = parser.at;
  const found = parser.takesPattern(POSIX);
  const name = found?.[2] ?? "";
  if (found !== null && isClassName(name)) {
    const { ignoreCase, rules } = parser.modifiers;
    // Under /i, classes that tell cases apart match letters of any case.
    const set =
      ignoreCase && (name === "upper" || name === "lower")
        ? classOf("upper", rules).union(classOf("lower", rules))
        : classOf(name, rules);
    return found[1] === "^" ? set.complement() : set;
  }
  if (found !== null && name.length >= 4) parser.invalid(`there is no class [:${name}:]`, start);
  parser.at = start;
  if (parser.takesPattern(RESERVED) !== null && parser.sees("]")) parser.invalid("[. .] and [= =] are reserved", start);
  parser.at = start;
  // Perl guesses whether what looks like a class was meant as one.
  const kind = parser.source[start + 1] ?? "";
  if (":.=".includes(kind) && parser.source.indexOf(`${kind}]`, start + 2) >= 0) {
    parser.unsupported("what is nearly a POSIX class", start);
  }
  return null;
}
