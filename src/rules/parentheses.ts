/**
 * Balanced and masked parentheses (manual: PARSING ISSUES). A backslash masks the
 * parenthesis after it; masks are taken off at the very end, when a text is no longer
 * looked at.
 */
import type { SourceText } from "../base/source.js";

const OPEN = 40;
const CLOSE = 41;
const BACKSLASH = 92;

/** Parentheses, negations and action lists inside one another; bounds the recursion of all who walk over rules. */
export const NESTING_MAX = 100;

/** Return false to stop the walk. */
type Visit = (index: number, depth: number, code: number) => boolean | undefined;

/** Visits every character that is not masked; `depth` counts the parentheses around it, its own pair not. */
function walk(text: string, visit: Visit): void {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === BACKSLASH && isParenthesis(text.charCodeAt(index + 1))) {
      index++;
      continue;
    }
    if (code === CLOSE) depth--;
    if (visit(index, depth, code) === false) return;
    if (code === OPEN) depth++;
  }
}

function isParenthesis(code: number): boolean {
  return code === OPEN || code === CLOSE;
}

/** What is wrong with a text's parentheses: a fault's name and the index of a parenthesis; null when nothing is. */
export function faultIn(text: string): { readonly id: "unbalanced" | "too-deep"; readonly index: number } | null {
  const open: number[] = [];
  let closing: number | null = null;
  let tooDeep: number | null = null;
  walk(text, (index, depth, code) => {
    if (code === OPEN && open.push(index) > NESTING_MAX) tooDeep ??= index;
    else if (code === CLOSE && open.pop() === undefined) closing = index;
    return depth >= 0;
  });
  const unbalanced = closing ?? open[0];
  if (unbalanced !== undefined) return { id: "unbalanced", index: unbalanced };
  return tooDeep === null ? null : { id: "too-deep", index: tooDeep };
}

/**
 * Splits at every `separator` outside of parentheses; it is one character, or one twice. A
 * run of these characters is taken apart from its end: of |||, the first is text.
 */
export function splitOutside(text: SourceText, separator: string): SourceText[] {
  const code = separator.charCodeAt(0);
  const parts: SourceText[] = [];
  let from = 0;
  let runEnd = 0;
  walk(text.text, (index, depth, found) => {
    if (depth !== 0 || found !== code || index < from) return undefined;
    if (index >= runEnd) for (runEnd = index + 1; text.text.charCodeAt(runEnd) === code; ) runEnd++;
    if ((runEnd - index) % separator.length !== 0) return undefined;
    parts.push(text.slice(from, index));
    from = index + separator.length;
    return undefined;
  });
  parts.push(text.slice(from));
  return parts;
}

/** Index of the parenthesis that closes the one with which the text begins; -1 when it begins otherwise. */
export function closingOf(text: string): number {
  let found = -1;
  if (!text.startsWith("(")) return found;
  walk(text, (index, depth, code) => {
    if (code !== CLOSE || depth !== 0) return undefined;
    found = index;
    return false;
  });
  return found;
}

/** The first of `tokens` outside of parentheses; null without. */
export function findOutside<Token extends string>(
  text: string,
  tokens: readonly Token[],
): { readonly index: number; readonly token: Token } | null {
  let found: { index: number; token: Token } | null = null;
  walk(text, (index, depth) => {
    const token = depth === 0 ? tokens.find((candidate) => text.startsWith(candidate, index)) : undefined;
    if (token === undefined) return undefined;
    found = { index, token };
    return false;
  });
  return found;
}

export function hasParentheses(text: string): boolean {
  let found = false;
  walk(text, (_index, _depth, code) => {
    found = isParenthesis(code);
    return !found;
  });
  return found;
}

/** What stands between parentheses that enclose all of the text; null when there are no such. */
export function groupOf(text: SourceText): SourceText | null {
  const end = closingOf(text.text);
  return end >= 0 && end === text.text.length - 1 ? text.slice(1, end) : null;
}

/**
 * Without the outer parentheses: the first character is one and the last is one. They
 * need not belong together, as in (a)(b): the reference takes both away all the same.
 */
export function stripOuter(text: SourceText): SourceText {
  const { length } = text.text;
  if (length < 2 || text.text[0] !== "(" || text.text[length - 1] !== ")") return text;
  return text.slice(1, length - 1).trim();
}

/** The text with \( and \) as plain parentheses. */
export function unmask(text: string): string {
  return text.includes("\\") ? text.replace(/\\([()])/g, "$1") : text;
}
