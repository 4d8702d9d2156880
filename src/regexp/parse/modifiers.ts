import type { Node } from "../ast.js";
import type { CharacterRules } from "../character-rules.js";
import { initialModifiers, type Modifiers, type Parser } from "./parser.js";

type Switch = "ignoreCase" | "multipleLines" | "dotMatchesNewline" | "withoutCaptures";

const SWITCHES: Readonly<Record<string, Switch>> = {
  i: "ignoreCase",
  m: "multipleLines",
  s: "dotMatchesNewline",
  n: "withoutCaptures",
};

/** Letters that change nothing here: they keep copies or belong to the operator, not to the expression. */
const IGNORED = "pogc";

/**
 * The letters of `(?i)`, `(?i-m:...)`, `(?^x:...)` with the cursor on the first of them.
 * Sets the modifiers and stops at the colon or parenthesis. Returns a node when a modifier
 * is not translated.
 */
export function readModifiers(parser: Parser, open: number): Node | null {
  const isReset = parser.takes("^");
  let modifiers: Modifiers = isReset ? initialModifiers(parser.defaultRules) : parser.modifiers;
  let turnsOff = false;
  let letters = "";
  let hasLocale = false;
  for (;;) {
    const letter = parser.char;
    if (letter === undefined) return parser.invalid("modifiers are not closed", open);
    if (letter === ":" || letter === ")") break;
    if (letter === "-" && !turnsOff && !isReset) {
      turnsOff = true;
    } else if (Object.hasOwn(SWITCHES, letter)) {
      modifiers = { ...modifiers, [SWITCHES[letter] as Switch]: !turnsOff };
    } else if (letter === "x") {
      const isDoubled = !turnsOff && letters.includes("x");
      modifiers = { ...modifiers, extended: !turnsOff, extendedClasses: isDoubled };
    } else if ("adlu".includes(letter)) {
      if (turnsOff) parser.invalid(`the modifier ${letter} cannot be turned off`);
      modifiers = { ...modifiers, rules: rulesOf(parser, letters, letter) };
      hasLocale ||= letter === "l";
    } else if (!IGNORED.includes(letter)) {
      parser.invalid("this is not known after (?");
    }
    if (!turnsOff) letters += letter;
    parser.at++;
  }
  parser.modifiers = modifiers;
  return hasLocale ? { kind: "untranslatable", feature: "a locale", start: open, end: parser.at } : null;
}

/** Of a, d, l and u one may be given; a may be doubled. */
function rulesOf(parser: Parser, letters: string, letter: string): CharacterRules {
  const before = letters.replace(/[^adlu]/g, "");
  if (before !== "" && !(letter === "a" && before === "a")) {
    parser.invalid(`the modifiers ${before[0]} and ${letter} exclude each other`);
  }
  switch (letter) {
    case "a":
      return before === "a" ? "ascii-restricted" : "ascii";
    case "u":
      return "unicode";
    default:
      return parser.defaultRules;
  }
}
