/** With which bytes a match of a node can begin. */
import { everyNode, type Node } from "./ast.js";
import { ANY_BYTE, ByteSet, NO_BYTE } from "./byte-set.js";
import { VERTICAL_SPACE } from "./character-rules.js";

export interface First {
  /** The first byte of a match that is not empty. */
  readonly set: ByteSet;
  /** It may match without taking a byte. */
  readonly mayBeEmpty: boolean;
}

const EMPTY: First = { set: NO_BYTE, mayBeEmpty: true };
const ANYTHING: First = { set: ANY_BYTE, mayBeEmpty: true };

/** More bytes than can be, never less. */
export function firstOf(node: Node): First {
  switch (node.kind) {
    case "characters":
      return { set: node.set, mayBeEmpty: false };
    case "fail":
      return { set: NO_BYTE, mayBeEmpty: false };
    case "sequence":
      return firstOfAll(node.items);
    case "alternation": {
      const firsts = node.branches.map(firstOf);
      return {
        set: firsts.map(({ set }) => set).reduce((all, set) => all.union(set), NO_BYTE),
        mayBeEmpty: firsts.some(({ mayBeEmpty }) => mayBeEmpty),
      };
    }
    case "capture":
    case "atomic":
      return firstOf(node.body);
    case "quantified": {
      if (node.max === 0) return EMPTY;
      const { set, mayBeEmpty } = firstOf(node.body);
      return { set, mayBeEmpty: mayBeEmpty || node.min === 0 };
    }
    case "lineBreak":
      return { set: VERTICAL_SPACE, mayBeEmpty: false };
    case "grapheme":
      return { set: ANY_BYTE, mayBeEmpty: false };
    case "empty":
    case "anchor":
    case "wordBoundary":
    case "keep":
    case "look":
      return EMPTY;
    default:
      return ANYTHING;
  }
}

function firstOfAll(items: readonly Node[]): First {
  let set = NO_BYTE;
  for (const item of items) {
    const first = firstOf(item);
    set = set.union(first.set);
    if (!first.mayBeEmpty) return { set, mayBeEmpty: false };
  }
  return { set, mayBeEmpty: true };
}

/**
 * The bytes that must follow for the items, with `after` behind them, to match; what looks
 * at the next byte finds that out. Null: anything, or nothing, or it takes longer to find out.
 */
export function nextOf(items: readonly Node[], after: ByteSet | null): ByteSet | null {
  let set = NO_BYTE;
  for (const item of items) {
    if (item.kind === "anchor" && item.place === "end") return set;
    if (item.kind === "anchor" && (item.place === "finalEnd" || item.place === "lineEnd")) {
      return set.union(ByteSet.single(10));
    }
    if (everyNode(item).some(({ kind }) => kind === "look" || kind === "backreference")) return null;
    const first = firstOf(item);
    set = set.union(first.set);
    if (!first.mayBeEmpty) return set;
  }
  return after === null ? null : set.union(after);
}
