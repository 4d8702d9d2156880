/** Operations by four bytes of a text that their lines must hold: see pair-index.ts. */
import { ChurningMap, ChurningSet } from "../../base/churning-map.js";
import type { Run, SecondPatternShape } from "../../patterns/second-pattern.js";
import type { PairOperation } from "../operation.js";

/** Bytes of a gram: one number of 32 bits. */
const LENGTH = 4;

export class GramIndex {
  private readonly runs: readonly Run[];
  private readonly byGram = new ChurningMap<number, ChurningSet<PairOperation>>();
  private readonly gramOf = new ChurningMap<PairOperation, number>();

  constructor(shape: SecondPatternShape) {
    this.runs = shape.runs;
  }

  /** False: the texts of this operation are too short. */
  add(operation: PairOperation, values: readonly string[]): boolean {
    let rarest: number | undefined;
    let fewest = Number.POSITIVE_INFINITY;
    for (const gram of this.gramsOf(values)) {
      const others = this.byGram.get(gram)?.size ?? 0;
      if (others < fewest) [rarest, fewest] = [gram, others];
    }
    if (rarest === undefined) return false;
    this.gramOf.set(operation, rarest);
    const sharing = this.byGram.get(rarest);
    if (sharing === undefined) this.byGram.set(rarest, new ChurningSet([operation]));
    else sharing.add(operation);
    return true;
  }

  /** False: it is not here. */
  remove(operation: PairOperation): boolean {
    const gram = this.gramOf.get(operation);
    if (gram === undefined) return false;
    this.gramOf.delete(operation);
    const sharing = this.byGram.get(gram);
    sharing?.delete(operation);
    if (sharing?.size === 0) this.byGram.delete(gram);
    return true;
  }

  search(text: string, found: PairOperation[]): void {
    if (this.byGram.size === 0) return;
    let gram = 0;
    for (let at = 0; at < text.length; at++) {
      gram = (gram << 8) | text.charCodeAt(at);
      if (at < LENGTH - 1) continue;
      const sharing = this.byGram.get(gram);
      // One by one: they may be more than a call takes arguments.
      if (sharing !== undefined) for (const operation of sharing) found.push(operation);
    }
  }

  /** The grams that hold at least a byte of a value. */
  private *gramsOf(values: readonly string[]): Generator<number> {
    for (const run of this.runs) {
      let text = "";
      const inValue: boolean[] = [];
      for (const part of run) {
        const next = typeof part === "string" ? part : (values[part] as string);
        text += next;
        for (let at = 0; at < next.length; at++) inValue.push(typeof part === "number");
      }
      for (let at = 0; at + LENGTH <= text.length; at++) {
        if (inValue.slice(at, at + LENGTH).includes(true)) yield gramAt(text, at);
      }
    }
  }
}

function gramAt(text: string, at: number): number {
  let gram = 0;
  for (let index = at; index < at + LENGTH; index++) gram = (gram << 8) | text.charCodeAt(index);
  return gram;
}
