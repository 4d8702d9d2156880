/** Balanced and masked parentheses (manual: PARSING ISSUES). A backslash masks the parenthesis after it. */
import type { SourceText } from "../base/source.js";

const OPEN = 40;
const CLOSE = 41;
const BACKSLASH = 92;

/** Calls `visit(index, depth)` for every character outside of a mask; depth counts the open parentheses before it. */
function walk(text: string, visit: (index: number, depth: number, code: number) => boolean | void): number {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === BACKSLASH) {
      const next = text.charCodeAt(index + 1);
      if (next === OPEN || next === CLOSE) {
        index++;
        continue;
      }
    }
    if (code === CLOSE) depth--;
    if (depth < 0 || visit(index, depth, code) === false) return depth;
    if (code === OPEN) depth++;
  }
  return depth;
}

/** Whether each parenthesis has its counterpart, in order. */
export function isBalanced(text: string): boolean {
  return walk(text, () => undefined) === 0;
}

/** Splits at every `separator` outside of parentheses. */
export function splitOutside(text: SourceText, separator: string): SourceText[] {
  const parts: SourceText[] = [];
  let from = 0;
  let skipTo = 0;
  walk(text.text, (index, depth) => {
    if (depth !== 0 || index < skipTo || !text.text.startsWith(separator, index)) return;
    parts.push(text.slice(from, index));
    from = index + separator.length;
    skipTo = from;
  });
  parts.push(text.slice(from));
  return parts;
}

/** Index of the parenthesis that closes the one at `open`; -1 without. */
export function closingOf(text: string, open: number): number {
  let found = -1;
  walk(text.slice(open), (index, depth, code) => {
    if (code !== CLOSE || depth !== 0) return;
    found = open + index;
    return false;
  });
  return found;
}

/** Index of the first of `tokens` outside of parentheses, and which; null without. */
export function findOutside(text: string, tokens: readonly string[]): { index: number; token: string } | null {
  let found: { index: number; token: string } | null = null;
  walk(text, (index, depth) => {
    if (depth !== 0) return;
    const token = tokens.find((candidate) => text.startsWith(candidate, index));
    if (token === undefined) return;
    found = { index, token };
    return false;
  });
  return found;
}

export function hasParentheses(text: string): boolean {
  let found = false;
  walk(text, (_index, _depth, code) => {
    if (code === OPEN) found = true;
  });
  return found;
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
