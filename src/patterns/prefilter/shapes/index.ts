/**
 * Patterns that no literal tells: which of them can match a line is found in one pass over its
 * bytes for all of them together.
 *
 *   shape.ts   which lines a pattern can match, as an automaton
 *   nfa.ts     an expression's automaton
 *   steps.ts   those of several expressions, side by side
 *   dfa.ts     made deterministic where lines lead, and run
 */
import type { Block } from "../block.js";
import type { Numbers } from "../hits.js";
import { DFA_BOUNDS, Dfa } from "./dfa.js";
import type { Shape } from "./shape.js";

export { type Shape, shapeOf } from "./shape.js";

/** With fewer shapes it is as cheap to try their patterns. */
export const SHAPES_MIN = 3;
/** Shapes of one automaton: the more there are, the more states lines lead to. */
const TOGETHER_MAX = 24;

/** Shapes that are looked for together. */
interface Group {
  readonly shapes: readonly Shape[];
  readonly dfa: Dfa;
}

/** A shape, and the subject that is found by it. */
export interface ShapedSubject {
  readonly shape: Shape;
  readonly subject: number;
}

export class ShapeScanner {
  private groups: readonly Group[];
  /** Subjects by shape. */
  private readonly subjects: ReadonlyMap<Shape, readonly number[]>;
  /** Subjects whose shapes are not worth to be looked for: found in every line. */
  private everyLine: readonly number[] = [];
  private readonly bounds: typeof DFA_BOUNDS;

  constructor(shaped: readonly ShapedSubject[], bounds = DFA_BOUNDS) {
    const subjects = new Map<Shape, number[]>();
    for (const { shape, subject } of shaped) {
      const known = subjects.get(shape);
      if (known === undefined) subjects.set(shape, [subject]);
      else known.push(subject);
    }
    this.subjects = subjects;
    this.bounds = bounds;
    const shapes = [...subjects.keys()];
    const count = Math.ceil(shapes.length / TOGETHER_MAX);
    this.groups = Array.from({ length: count }, (_, at) =>
      this.group(shapes.filter((_, index) => index % count === at)),
    );
  }

  /** States of all automata: what they take of memory. */
  get stateCount(): number {
    return this.groups.reduce((sum, { dfa }) => sum + dfa.stateCount, 0);
  }

  /** Looks at the lines of the block from number `first` on, which begins at `from`. Findings are placed at lines' ends. */
  scan(block: Block, first: number, from: number): void {
    const { ends, bytes, shaped } = block;
    let start = from;
    for (let line = first; line < ends.count; line++) {
      const end = ends.values[line] as number;
      for (const group of this.groups) {
        for (const number of group.dfa.run(bytes, start, end)) {
          for (const subject of this.subjects.get(group.shapes[number] as Shape) as number[]) shaped.add(end, subject);
        }
      }
      for (const subject of this.everyLine) shaped.add(end, subject);
      start = end + 1;
    }
    if (this.groups.some(({ dfa }) => dfa.hasFailed)) this.regroup();
  }

  /** All of its subjects. */
  findAll(found: Numbers): void {
    for (const subjects of this.subjects.values()) for (const subject of subjects) found.add(subject);
  }

  /** Halves are looked for where the whole led to too many states; what is alone and does is given up. */
  private regroup(): void {
    this.groups = this.groups.flatMap((group) => {
      if (!group.dfa.hasFailed) return [group];
      const { shapes } = group;
      if (shapes.length === 1) {
        this.everyLine = [...this.everyLine, ...shapes.flatMap((shape) => this.subjects.get(shape) as number[])];
        return [];
      }
      const half = shapes.length >> 1;
      return [this.group(shapes.slice(0, half)), this.group(shapes.slice(half))];
    });
  }

  private group(shapes: readonly Shape[]): Group {
    return { shapes, dfa: new Dfa(shapes, this.bounds) };
  }
}
