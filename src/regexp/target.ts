/**
 * What V8 runs: a tree of V8's own constructs, meant exactly as V8 means them. The
 * translations make it, generate.ts writes it down.
 */
import type { ByteSet } from "./byte-set.js";

/** A V8 capture group. Its number is given when the tree is written down. */
export class Slot {
  number = 0;
}

export type Target =
  | { readonly kind: "set"; readonly set: ByteSet }
  | { readonly kind: "sequence"; readonly items: readonly Target[] }
  | { readonly kind: "alternation"; readonly branches: readonly Target[] }
  | { readonly kind: "capture"; readonly slot: Slot; readonly body: Target }
  | { readonly kind: "look"; readonly behind: boolean; readonly negative: boolean; readonly body: Target }
  | {
      readonly kind: "repeat";
      readonly body: Target;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
    }
  /** The text of a slot again; nothing, successfully, when the slot is unset. */
  | { readonly kind: "again"; readonly slot: Slot }
  | { readonly kind: "start" }
  | { readonly kind: "end" }
  /** Between an ASCII word character and another or none. */
  | { readonly kind: "wordBoundary"; readonly negative: boolean };

export const NOTHING: Target = { kind: "sequence", items: [] };
export const START: Target = { kind: "start" };
export const END: Target = { kind: "end" };

export function sequence(...items: readonly Target[]): Target {
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : { kind: "sequence", items };
}

export function either(...branches: readonly Target[]): Target {
  return { kind: "alternation", branches };
}

export function setOf(set: ByteSet): Target {
  return { kind: "set", set };
}

export function repeat(body: Target, min: number, max: number, lazy = false): Target {
  return { kind: "repeat", body, min, max, lazy };
}

export function capture(slot: Slot, body: Target): Target {
  return { kind: "capture", slot, body };
}

export function again(slot: Slot): Target {
  return { kind: "again", slot };
}

export function ahead(body: Target): Target {
  return { kind: "look", behind: false, negative: false, body };
}

export function notAhead(body: Target): Target {
  return { kind: "look", behind: false, negative: true, body };
}

export function behind(body: Target): Target {
  return { kind: "look", behind: true, negative: false, body };
}

export function notBehind(body: Target): Target {
  return { kind: "look", behind: true, negative: true, body };
}

/** Never matches. */
export const FAIL: Target = notAhead(NOTHING);
