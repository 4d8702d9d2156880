/** V8's constructs to the source of a RegExp without flags, or with the flag i. */
import type { ByteSet } from "./byte-set.js";
import type { Slot, Target } from "./target.js";

/** Writes the target down and numbers its slots. */
export function generate(target: Target): string {
  return new Generator().write(target);
}

class Generator {
  private captures = 0;

  write(target: Target): string {
    switch (target.kind) {
      case "set":
        return writeSet(target.set);
      case "sequence":
        return target.items.map((item) => this.writeItem(item)).join("");
      case "alternation":
        return target.branches.map((branch) => this.write(branch)).join("|");
      case "capture":
        this.number(target.slot);
        return `(${this.write(target.body)})`;
      case "look":
        return `(?${target.behind ? "<" : ""}${target.negative ? "!" : "="}${this.write(target.body)})`;
      case "repeat":
        return `${this.writeRepeated(target.body)}${quantifier(target.min, target.max)}${target.lazy ? "?" : ""}`;
      case "again":
        // A digit that follows must not become part of the number.
        return `(?:\\${target.slot.number})`;
      case "start":
        return "^";
      case "end":
        return "$";
      case "wordBoundary":
        return target.negative ? "\\B" : "\\b";
    }
  }

  private number(slot: Slot): void {
    slot.number = ++this.captures;
  }

  /** In a sequence an alternation needs a group around it. */
  private writeItem(target: Target): string {
    return target.kind === "alternation" ? `(?:${this.write(target)})` : this.write(target);
  }

  private writeRepeated(target: Target): string {
    if (hasPositiveLook(target)) return `(?:${this.write(target)}|${NEVER})`;
    const isOne = target.kind === "set" || target.kind === "capture" || target.kind === "again";
    return isOne ? this.write(target) : `(?:${this.write(target)})`;
  }
}

/**
 * V8's search for places where a match may begin is wrong about loops over look-arounds
 * (`(?:(?=a)a)*1z` finds only "1z" in "a1z" once it is compiled), unless an iteration may
 * be empty. So one may, as far as V8 can tell.
 */
const NEVER = "(?!)";

function hasPositiveLook(target: Target): boolean {
  switch (target.kind) {
    case "look":
      return !target.negative || hasPositiveLook(target.body);
    case "sequence":
      return target.items.some(hasPositiveLook);
    case "alternation":
      return target.branches.some(hasPositiveLook);
    case "capture":
    case "repeat":
      return hasPositiveLook(target.body);
    default:
      return false;
  }
}

function quantifier(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return min === 0 ? "*" : min === 1 ? "+" : `{${min},}`;
  if (min === 0 && max === 1) return "?";
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

/** Most sets are the same few objects in all expressions. */
const WRITTEN = new WeakMap<ByteSet, string>();

function writeSet(set: ByteSet): string {
  const known = WRITTEN.get(set);
  if (known !== undefined) return known;
  const text = writeNewSet(set);
  WRITTEN.set(set, text);
  return text;
}

function writeNewSet(set: ByteSet): string {
  const ranges = set.ranges();
  const [only] = ranges;
  if (only === undefined) return "[]";
  if (ranges.length === 1 && only[0] === only[1]) return writeByte(only[0]);
  if (ranges.length === 1 && only[0] === 0 && only[1] === 255) return "[^]";
  const others = set.complement().ranges();
  return others.length < ranges.length ? `[^${writeRanges(others)}]` : `[${writeRanges(ranges)}]`;
}

function writeRanges(ranges: readonly (readonly [number, number])[]): string {
  return ranges
    .map(([first, last]) => {
      if (first === last) return writeByte(first);
      return `${writeByte(first)}${last === first + 1 ? "" : "-"}${writeByte(last)}`;
    })
    .join("");
}

/** A text that matches itself. */
export function writeText(text: string): string {
  let written = "";
  for (let at = 0; at < text.length; at++) written += writeByte(text.charCodeAt(at));
  return written;
}

function writeByte(byte: number): string {
  const char = String.fromCharCode(byte);
  return /[A-Za-z0-9 _"'#%&,:;<=>@!`~]/.test(char) ? char : `\\x${byte.toString(16).padStart(2, "0")}`;
}
