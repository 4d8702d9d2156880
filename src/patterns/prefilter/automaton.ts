/**
 * Looks for short literals at every byte: an Aho-Corasick automaton, with a complete table.
 *
 *   literals  su:  usb          table: state x class of byte -> state
 *
 *            s       u       :
 *       (0) ---> (1) ---> (2) ---> (3*)        * a literal ends here
 *        | u       s       b
 *        +----> (4) ---> (5) ---> (6*)
 *
 * Where no edge is drawn, it goes on from the longest end of what was read that begins some
 * literal; (5) has read "s" and goes on with "u" to (2). Bytes that no literal tells apart
 * are of one class, capitals and small letters among them. States are numbered so that
 * those where a literal ends come last: one comparison per byte tells.
 */
import { FOLD } from "./fold.js";
import type { Hits } from "./hits.js";

export class Automaton {
  private readonly classes: Uint8Array;
  /** By state times number of classes, plus class: the next state times number of classes. */
  private readonly table: Int32Array;
  private readonly firstFinal: number;
  private readonly classCount: number;
  /** Needles that end at a final state. */
  private readonly found: readonly Int32Array[];

  /** Lower-case literals with the numbers of their needles. */
  constructor(literals: readonly string[], numbers: readonly number[]) {
    const { classes, count } = classesOf(literals);
    this.classes = classes;
    this.classCount = count;
    const trie = new Trie(count);
    literals.forEach((literal, index) => {
      trie.add(literal, classes, numbers[index] as number);
    });
    const { table, firstFinal, found } = trie.complete();
    this.table = table;
    this.firstFinal = firstFinal;
    this.found = found;
  }

  /** Hot, when there are short literals. `from` is where a line begins; no literal holds a newline. */
  scan(bytes: Uint8Array, from: number, to: number, hits: Hits): void {
    const { table, classes, firstFinal } = this;
    let state = 0;
    for (let at = from; at < to; at++) {
      state = table[state + (classes[bytes[at] as number] as number)] as number;
      if (state >= firstFinal) this.add(state, at, hits);
    }
  }

  private add(state: number, place: number, hits: Hits): void {
    const needles = this.found[(state - this.firstFinal) / this.classCount] as Int32Array;
    for (let index = 0; index < needles.length; index++) hits.add(place, needles[index] as number);
  }
}

/** Class 0 is that of all bytes that are in no literal. */
function classesOf(literals: readonly string[]): { classes: Uint8Array; count: number } {
  const classes = new Uint8Array(256);
  let count = 1;
  for (const char of new Set(literals.join(""))) {
    const byte = char.charCodeAt(0);
    for (let other = 0; other < 256; other++) if (FOLD[other] === byte) classes[other] = count;
    count++;
  }
  return { classes, count };
}

class Trie {
  private readonly classCount: number;
  private readonly edges: Int32Array[] = [];
  private readonly ending: number[][] = [];

  constructor(classCount: number) {
    this.classCount = classCount;
    this.addState();
  }

  add(literal: string, classes: Uint8Array, needle: number): void {
    let state = 0;
    for (let at = 0; at < literal.length; at++) {
      const edges = this.edges[state] as Int32Array;
      const by = classes[literal.charCodeAt(at)] as number;
      if (edges[by] === 0) edges[by] = this.addState();
      state = edges[by] as number;
    }
    (this.ending[state] as number[]).push(needle);
  }

  /** Breadth first, each state takes over the edges that it lacks from where it goes on. */
  complete(): { table: Int32Array; firstFinal: number; found: Int32Array[] } {
    const { classCount, edges, ending } = this;
    const goesOn = new Int32Array(edges.length);
    const order = [0];
    for (let next = 0; next < order.length; next++) {
      const state = order[next] as number;
      const own = edges[state] as Int32Array;
      const fallback = edges[goesOn[state] as number] as Int32Array;
      for (let by = 0; by < classCount; by++) {
        const child = own[by] as number;
        if (child === 0) {
          if (state !== 0) own[by] = fallback[by] as number;
          continue;
        }
        const onward = state === 0 ? 0 : (fallback[by] as number);
        goesOn[child] = onward;
        (ending[child] as number[]).push(...(ending[onward] as number[]));
        order.push(child);
      }
    }
    return this.numbered();
  }

  private numbered(): { table: Int32Array; firstFinal: number; found: Int32Array[] } {
    const { classCount, edges, ending } = this;
    const states = edges.map((_, state) => state);
    const plain = states.filter((state) => (ending[state] as number[]).length === 0);
    const final = states.filter((state) => (ending[state] as number[]).length > 0);
    const place = new Int32Array(edges.length);
    for (const [index, state] of [...plain, ...final].entries()) place[state] = index * classCount;
    const table = new Int32Array(edges.length * classCount);
    for (const state of states) {
      const own = edges[state] as Int32Array;
      for (let by = 0; by < classCount; by++) table[(place[state] as number) + by] = place[own[by] as number] as number;
    }
    const found = final.map((state) => Int32Array.from(ending[state] as number[]));
    return { table, firstFinal: plain.length * classCount, found };
  }

  private addState(): number {
    this.edges.push(new Int32Array(this.classCount));
    this.ending.push([]);
    return this.edges.length - 1;
  }
}
