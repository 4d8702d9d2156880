/**
 * Counts what runs come to. Cases have copies of rule files, and a restart reads them anew:
 * rule files of one content are one, wherever they stand.
 */
import type { Pattern } from "../../patterns/pattern.js";
import type { Action, Rule, RuleFile } from "../../rules/ast.js";
import { type Item, itemsOf, type Part } from "./items.js";

export interface CoveredItem extends Item {
  /** How often it was come to; of an operand, how often it was true. */
  count: number;
  /** Of an operand: how often it was false. */
  falseCount: number;
}

export interface CoveredFile {
  readonly name: string;
  /** How often it was loaded: once a case, and at each restart. */
  loads: number;
  readonly items: readonly CoveredItem[];
}

export class CoverageCollector {
  private readonly byContent = new Map<string, CoveredFile>();
  private readonly byPart = new Map<Part, CoveredItem>();

  /** In the order in which they were first loaded. */
  get files(): readonly CoveredFile[] {
    return [...this.byContent.values()];
  }

  /** A run has loaded this file; `name` is what it is called if its content is new. */
  addFile(file: RuleFile, name: string): void {
    let covered = this.byContent.get(file.source.text);
    const items = itemsOf(file);
    if (covered === undefined) {
      covered = { name, loads: 0, items: items.map((item) => ({ ...item, count: 0, falseCount: 0 })) };
      this.byContent.set(file.source.text, covered);
    }
    covered.loads++;
    // The same text gives the same items in the same order, unless perl has gone away meanwhile.
    items.forEach(({ part, line, text }, index) => {
      const item = covered.items[index];
      if (item?.line === line && item.text === text) this.byPart.set(part, item);
    });
  }

  /** What was loaded is not run any more: its parts can be forgotten, their counts stay. */
  endRun(): void {
    this.byPart.clear();
  }

  reach(part: Rule | Pattern | Action): void {
    const item = this.byPart.get(part);
    if (item !== undefined) item.count++;
  }

  ask(operand: Part, holds: boolean): void {
    const item = this.byPart.get(operand);
    if (item === undefined) return;
    if (holds) item.count++;
    else item.falseCount++;
  }
}
