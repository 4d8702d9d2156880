/**
 * Coverage of rule files by runs: what there is to come to (items.ts), how often it was
 * come to (collector.ts), and what that makes together.
 */
import type { CoveredFile, CoveredItem } from "./collector.js";
import type { ItemKind } from "./items.js";

export { CoverageCollector, type CoveredFile, type CoveredItem } from "./collector.js";
export type { ItemKind } from "./items.js";

/** Of an operand both outcomes count. */
export interface Tally {
  reached: number;
  total: number;
}

const KINDS: readonly ItemKind[] = ["rule", "pattern", "action", "operand"];

export function tallies({ items }: CoveredFile): ReadonlyMap<ItemKind, Tally> {
  const tally = new Map(KINDS.map((kind) => [kind, { reached: 0, total: 0 }]));
  for (const item of items) {
    const of = tally.get(item.kind) as Tally;
    const outcomes = outcomesOf(item);
    of.total += outcomes.length;
    of.reached += outcomes.filter((count) => count > 0).length;
  }
  return tally;
}

/** How often each thing happened that can happen to the item. */
export function outcomesOf({ kind, count, falseCount }: CoveredItem): readonly number[] {
  return kind === "operand" ? [count, falseCount] : [count];
}

/** Rounded down, so that 100 means all. */
export function percentage(tallied: Iterable<Tally>): number {
  let [reached, total] = [0, 0];
  for (const tally of tallied) {
    reached += tally.reached;
    total += tally.total;
  }
  return total === 0 ? 100 : Math.floor((100 * reached) / total);
}

/**
 * Items that were not come to, without those that stand in something that was not come to
 * itself: of a rule that no event met and none of whose patterns matched there is nothing more to say.
 */
export function notReached({ items }: CoveredFile): CoveredItem[] {
  const missed: CoveredItem[] = [];
  let inMissedRule = false;
  for (let index = 0; index < items.length; index++) {
    const item = items[index] as CoveredItem;
    if (item.kind === "rule") inMissedRule = !isTouched(items, index);
    else if (inMissedRule) continue;
    if (outcomesOf(item).some((count) => count === 0)) missed.push(item);
  }
  return missed;
}

/** An event met the rule at `index`, or one of its patterns at least. */
function isTouched(items: readonly CoveredItem[], index: number): boolean {
  for (let at = index; at < items.length && (at === index || items[at]?.kind !== "rule"); at++) {
    const { kind, count } = items[at] as CoveredItem;
    if (kind !== "operand" && count > 0) return true;
  }
  return false;
}
