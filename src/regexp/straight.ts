/**
 * What every match of an expression goes through, one after the other: its top level with
 * groups that are passed exactly once taken apart. Over `a(b+)c\b(?:d|e)`:
 *
 *   byte a | some b | byte c | edge \b | other
 *
 * Neighbours in the list are neighbours in the subject.
 */
import { everyNode, type Node } from "./ast.js";
import { ByteSet, NEWLINE, NO_BYTE } from "./byte-set.js";
import { parseRegExp } from "./parse.js";

/**
 *   byte   one byte of `set`
 *   some   at least one byte of `set`, and nothing else
 *   edge   nothing itself; next to it, on the sides that it speaks of, is a byte of `set`, or
 *          the subject's end if `atEnd`
 *   other  anything
 */
export interface StraightItem {
  readonly kind: "byte" | "some" | "edge" | "other";
  readonly set: ByteSet;
  readonly atEnd: boolean;
  /** Of an edge: whether it speaks of what is before it, and of what is behind it. */
  readonly before: boolean;
  readonly behind: boolean;
  /** Its place in the expression's source. */
  readonly start: number;
  readonly end: number;
}

/** Null: the expression is invalid, or has something that we do not know. */
export function straightItems(source: string): readonly StraightItem[] | null {
  const parsed = parseRegExp(source);
  if (parsed.kind !== "expression") return null;
  const { body } = parsed.expression;
  if (everyNode(body).some((node) => node.kind === "untranslatable")) return null;
  const items: StraightItem[] = [];
  takeApart(body, items);
  return items;
}

function takeApart(node: Node, items: StraightItem[]): void {
  switch (node.kind) {
    case "sequence":
      for (const item of node.items) takeApart(item, items);
      return;
    case "capture":
      takeApart(node.body, items);
      return;
    case "empty":
      return;
    default:
      items.push({ ...describe(node), start: node.start, end: node.end });
  }
}

type Description = Omit<StraightItem, "start" | "end">;

const OTHER: Description = { kind: "other", set: NO_BYTE, atEnd: false, before: false, behind: false };

function describe(node: Node): Description {
  switch (node.kind) {
    case "characters":
      return { ...OTHER, kind: "byte", set: node.set };
    case "quantified":
      return node.min > 0 && node.body.kind === "characters" ? { ...OTHER, kind: "some", set: node.body.set } : OTHER;
    case "anchor":
      switch (node.place) {
        case "start":
        case "position":
          return { ...OTHER, kind: "edge", atEnd: true, before: true };
        case "lineStart":
          return { ...OTHER, kind: "edge", set: NEWLINE, atEnd: true, before: true };
        case "end":
          return { ...OTHER, kind: "edge", atEnd: true, behind: true };
        case "finalEnd":
        case "lineEnd":
          return { ...OTHER, kind: "edge", set: NEWLINE, atEnd: true, behind: true };
      }
      return OTHER;
    case "wordBoundary":
      // Next to a word character is none: who uses this looks that the other side is one.
      return node.negative
        ? OTHER
        : { ...OTHER, kind: "edge", set: node.word.complement(), atEnd: true, before: true, behind: true };
    default:
      return OTHER;
  }
}

/** The text of a set that is one byte; a letter in both cases is a small letter. Null for larger sets. */
export function letterOf(set: ByteSet): string | null {
  const [first, second] = set.size > 2 ? [] : set.bytes().map((byte) => String.fromCharCode(byte));
  if (first === undefined || second === undefined) return first ?? null;
  return first.toLowerCase() === second.toLowerCase() ? first.toLowerCase() : null;
}

export { ByteSet };
