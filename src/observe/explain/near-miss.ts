/**
 * What keeps a pattern from a text that it nearly matches: small things that are hard to see
 * in a line, each tried by itself. What is said is true: with it changed the pattern matches.
 */
import { compileRegExp } from "../../regexp/index.js";

/** A SubStr pattern's text, or the source of a regular expression. */
export interface Wanted {
  readonly kind: "text" | "expression";
  readonly source: string;
}

/** Words that complete "it would match", and what is changed then. */
type Change = { readonly words: string } & (
  | { readonly text: (text: string) => string }
  | { readonly ignoresCase: true }
  /** Null: there is nothing to change. */
  | { readonly expression: (source: string) => string | null }
);

/** The first that helps is told: the smaller ones stand first. */
const CHANGES: readonly Change[] = [
  { words: "without the carriage return at the end", text: (text) => text.replace(/\r+(?=\n|$)/g, "") },
  { words: "without the white space at the end", text: (text) => text.replace(/[^\S\n]+(?=\n|$)/g, "") },
  { words: "without the white space at the beginning", text: (text) => text.replace(/(^|\n)[^\S\n]+/g, "$1") },
  { words: "with one blank where there are several, or tabs", text: (text) => text.replace(/[^\S\n]+/g, " ") },
  { words: "if case did not count", ignoresCase: true },
  { words: "without the terminal's colours", text: (text) => text.replace(/\x1b\[[\d;]*m/g, "") },
  { words: "without the quotation marks", text: (text) => text.replace(/["'`]/g, "") },
  { words: "without ::ffff: before the address", text: (text) => text.replace(/::ffff:(?=\d+\.)/gi, "") },
  {
    words: "if it need not be at the beginning",
    expression: (source) => (/^\^[^|]*$/.test(source) ? source.slice(1) : null),
  },
];

/** Null: nothing so small would help. */
export function nearMissOf(wanted: Wanted, text: string): string | null {
  return CHANGES.find((change) => helps(change, wanted, text))?.words ?? null;
}

function helps(change: Change, { kind, source }: Wanted, text: string): boolean {
  if ("text" in change) {
    const changed = change.text(text);
    return changed !== text && (kind === "text" ? changed.includes(source) : matches(source, changed));
  }
  if (kind === "text") return "ignoresCase" in change && lowerCase(text).includes(lowerCase(source));
  const changed = "ignoresCase" in change ? `(?i)${source}` : change.expression(source);
  return changed !== null && matches(changed, text);
}

function matches(source: string, text: string): boolean {
  const compiled = compileRegExp(source);
  return compiled.kind === "compiled" && compiled.regexp.test(text);
}

function lowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
