/** What an expression wants at a place, in words, where its source does not show it. */
import type { Node, Place } from "./ast.js";

const PLACES: Readonly<Record<Place, string>> = {
  start: "the beginning of the line",
  end: "the end of the line",
  finalEnd: "the end of the line",
  lineStart: "the beginning of a line",
  lineEnd: "the end of a line",
  position: "the place where the last match ended",
};

const INVISIBLE: Readonly<Record<number, string>> = {
  9: "a tab",
  10: "a newline",
  13: "a carriage return",
  32: "a blank",
};

/** A byte that is hard to see. */
export function nameOfByte(byte: number): string | null {
  return INVISIBLE[byte] ?? (byte < 32 || byte === 127 ? "a control character" : null);
}

/** Null: its source says it. */
export function wantedBy(node: Node): string | null {
  switch (node.kind) {
    case "anchor":
      return PLACES[node.place];
    case "wordBoundary":
      return node.negative ? "no word's beginning or end" : "a word's beginning or end";
    case "characters":
      return node.set.size === 1 ? nameOfByte(node.set.bytes()[0] as number) : null;
    case "quantified":
      return node.min === 0 ? null : wantedBy(node.body);
    case "look":
      if (node.behind) return `${node.negative ? "no" : "a"} match of this before here`;
      return node.negative ? "no match of this from here on" : null;
    case "lineBreak":
      return "a line break";
    case "backreference":
      return "what the group has matched, again";
    case "fail":
      return "nothing: this never matches";
    default:
      return null;
  }
}

/** Whether nothing that matches can stand behind it. */
export function isAtEnd(node: Node): boolean {
  return node.kind === "anchor" && (node.place === "end" || node.place === "finalEnd");
}
