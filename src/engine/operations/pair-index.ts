/**
 * The open operations of one Pair rule, so that a line meets only those whose values it
 * holds (patterns/second-pattern.ts says where values stand). For `session $1 of $2 closed`:
 *
 *   tree     "7a" -> operation                      found by the value of the first slot,
 *            "7b" -> "bob"   -> operation           and where several share it, by the
 *                    "alice" -> operation           value of the next one, and so on
 *
 *   grams    "n 7a" -> operations                   values that cannot be found by their place
 *                                                   (a blank in them, or no slot that serves):
 *                                                   four bytes of the text that the line must
 *                                                   hold, of all those that touch the value
 *                                                   the ones that fewest others have taken
 *
 *   others   operations without such a text: an empty value
 *
 * Invariant: candidates(line) has every operation that the line can match, oldest first; it
 * may have others. Rejected: turning the template into one expression that extracts the
 * values (it finds one way to match, operations may match in another); a set per value of
 * each slot, intersected (one busy value, and the cost grows with the operations).
 */
import { ChurningMap, ChurningSet } from "../../base/churning-map.js";
import type { SecondPatternShape } from "../../patterns/second-pattern.js";
import type { PairOperation } from "../operation.js";
import { GramIndex } from "./gram-index.js";
import { ValueLookup } from "./value-lookup.js";

/** An operation, several with equal values, or those that share the value of a slot by that of the next one. */
type Tree = ChurningMap<string, Entry>;
type Entry = PairOperation | ChurningSet<PairOperation> | Tree;

export class PairIndex {
  private readonly shape: SecondPatternShape;
  private readonly levels: readonly ValueLookup[];
  private readonly tree = new ChurningMap<string, Entry>();
  private readonly grams: GramIndex;
  private readonly others = new ChurningSet<PairOperation>();
  private readonly valuesOf: (operation: PairOperation) => readonly string[];

  constructor(shape: SecondPatternShape, valuesOf: (operation: PairOperation) => readonly string[]) {
    this.shape = shape;
    this.valuesOf = valuesOf;
    this.levels = levelsOf(shape);
    this.grams = new GramIndex(shape);
  }

  add(operation: PairOperation): void {
    const values = this.foldedValues(operation);
    if (this.isInTree(values)) {
      const keys = this.keysOf(values);
      keys.forEach((key, level) => {
        this.levels[level]?.hold(key);
      });
      put(this.tree, keys, 0, operation, (other) => this.keysOf(this.foldedValues(other)));
    } else if (!this.grams.add(operation, values)) {
      this.others.add(operation);
    }
  }

  remove(operation: PairOperation): void {
    const values = this.foldedValues(operation);
    if (this.isInTree(values)) take(this.tree, this.keysOf(values), 0, operation);
    else if (!this.grams.remove(operation)) this.others.delete(operation);
  }

  /** Hot: runs for every line that may close an operation. */
  candidates(line: string): PairOperation[] {
    const text = this.shape.fold ? line.toLowerCase() : line;
    const found: PairOperation[] = [...this.others];
    if (this.tree.size > 0) this.search(this.tree, 0, text, found);
    this.grams.search(text, found);
    if (found.length < 2) return found.filter((operation) => this.holdsRuns(operation, text));
    const ordered = found.sort((a, b) => a.serial - b.serial);
    return ordered.filter((operation, at) => operation !== ordered[at - 1] && this.holdsRuns(operation, text));
  }

  private search(tree: Tree, level: number, text: string, found: PairOperation[]): void {
    this.levels[level]?.valuesIn(text, (value) => {
      const entry = tree.get(value);
      if (entry === undefined) return;
      if (entry instanceof ChurningMap) this.search(entry, level + 1, text, found);
      else if (entry instanceof ChurningSet) for (const operation of entry) found.push(operation);
      else found.push(entry);
    });
  }

  /** Whether the line holds the texts that the operation needs, before its pattern is compiled. */
  private holdsRuns(operation: PairOperation, text: string): boolean {
    const values = this.foldedValues(operation);
    return this.shape.runs.every((run) => {
      let needed = "";
      for (const part of run) needed += typeof part === "string" ? part : (values[part] as string);
      return text.includes(needed);
    });
  }

  private isInTree(values: readonly string[]): boolean {
    return this.levels.length > 0 && this.levels.every((level) => level.finds(values[level.slot.variable] as string));
  }

  private keysOf(values: readonly string[]): string[] {
    return this.levels.map((level) => values[level.slot.variable] as string);
  }

  private foldedValues(operation: PairOperation): readonly string[] {
    const values = this.valuesOf(operation);
    return this.shape.fold ? values.map((value) => value.toLowerCase()) : values;
  }
}

/** For each variable the slot that is quickest to look up, behind the longest text; such slots come first. */
function levelsOf({ slots }: SecondPatternShape): ValueLookup[] {
  const best = slots.filter(ValueLookup.serves).sort((a, b) => b.before.length - a.before.length);
  return best
    .filter((slot, at) => best.findIndex(({ variable }) => variable === slot.variable) === at)
    .map((slot) => new ValueLookup(slot));
}

function put(
  tree: Tree,
  keys: readonly string[],
  level: number,
  operation: PairOperation,
  keysOf: (operation: PairOperation) => readonly string[],
): void {
  const key = keys[level] as string;
  const entry = tree.get(key);
  if (entry === undefined) {
    tree.set(key, operation);
  } else if (entry instanceof ChurningMap) {
    put(entry, keys, level + 1, operation, keysOf);
  } else if (entry instanceof ChurningSet) {
    entry.add(operation);
  } else if (level + 1 === keys.length) {
    tree.set(key, new ChurningSet([entry, operation]));
  } else {
    const next = new ChurningMap<string, Entry>([[keysOf(entry)[level + 1] as string, entry]]);
    tree.set(key, next);
    put(next, keys, level + 1, operation, keysOf);
  }
}

function take(tree: Tree, keys: readonly string[], level: number, operation: PairOperation): void {
  const key = keys[level] as string;
  const entry = tree.get(key);
  if (entry === operation) {
    tree.delete(key);
  } else if (entry instanceof ChurningSet) {
    entry.delete(operation);
    if (entry.size === 0) tree.delete(key);
  } else if (entry instanceof ChurningMap) {
    take(entry, keys, level + 1, operation);
    if (entry.size === 0) tree.delete(key);
  }
}
