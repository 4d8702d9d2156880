/**
 * Several expressions looked for in one pass over a line: a deterministic automaton, of which only
 * the states are made that lines lead to.
 *
 *   expressions   0: \d{2}   1: ^a.*b$           one row of the table per state,
 *                                                one column per class of bytes
 *   line   a   7   7   b                 a      b     0-9   other
 *          |   |   |   |          1:     2      0      0      0       1: the start
 *     (1) (2) (3) (4) (5)         2:     0      0      3      0       0: not known yet
 *                                 3:     0      0      4      0
 *   4 and 5: expression 0 has     4:     0      5      0      0
 *   accepted; 5: 1 does when the line ends there
 *
 * A state is what is reached of all expressions, and which have accepted (steps.ts). An expression
 * that has accepted is no longer looked for, so that sets become smaller; a state in which none is
 * looked for any more (a negative number in the table) ends the line.
 *
 * Bounds: beyond STATES_MAX states all are forgotten, and made again as lines lead to them. Where
 * that happens often, bytes cost more than trying the expressions would: then it has failed.
 */
import type { ByteSet } from "../../../regexp/byte-set.js";
import type { Shape } from "./shape.js";
import { type Reached, Steps } from "./steps.js";

export interface DfaBounds {
  readonly statesMax: number;
  /** Bytes that there must be for each transition that is worked out, when all are forgotten. */
  readonly bytesPerTransitionMin: number;
}

export const DFA_BOUNDS: DfaBounds = { statesMax: 8192, bytesPerTransitionMin: 200 };
const ROWS_AT_FIRST = 64;
const START = 1;

interface State extends Reached {
  /** Numbers of the shapes that a line has which ends here; null: not worked out. */
  atEnd: readonly number[] | null;
}

export class Dfa {
  /** It does not pay any more. */
  hasFailed = false;
  private readonly shapes: readonly Shape[];
  private readonly steps: Steps;
  private readonly bounds: DfaBounds;
  private readonly classes: Uint8Array;
  /** By class: one of its bytes. */
  private readonly bytes: readonly number[];
  /** By row times number of classes, plus class: the next state in the same measure. */
  private table: Int32Array;
  /** By row; there is no row 0. */
  private readonly states: State[] = [];
  private readonly rows = new Map<string, number>();
  /** Since all was forgotten. */
  private readBytes = 0;
  private transitions = 0;

  constructor(shapes: readonly Shape[], bounds = DFA_BOUNDS) {
    this.shapes = shapes;
    this.steps = new Steps(shapes.map(({ nfa }) => nfa));
    this.bounds = bounds;
    const { classes, bytes } = classesOf(this.steps.byteSets);
    this.classes = classes;
    this.bytes = bytes;
    this.table = new Int32Array(ROWS_AT_FIRST * bytes.length);
    this.forget();
  }

  get stateCount(): number {
    return this.rows.size;
  }

  /** Numbers of the shapes that the line from `from` to `end` (its newline) has. Hot. */
  run(text: Uint8Array, from: number, end: number): readonly number[] {
    const { classes } = this;
    let { table } = this;
    let state = START * this.bytes.length;
    for (let at = from; at < end; at++) {
      const by = classes[text[at] as number] as number;
      let next = table[state + by] as number;
      if (next <= 0) {
        if (next === 0) {
          next = this.transition(state, by);
          table = this.table;
        }
        if (next < 0) {
          state = -next;
          break;
        }
      }
      state = next;
    }
    this.readBytes += end - from;
    return this.atEnd(state);
  }

  private atEnd(state: number): readonly number[] {
    const known = this.states[state / this.bytes.length] as State;
    known.atEnd ??= this.wantedAtEnd(known);
    return known.atEnd;
  }

  private wantedAtEnd(reached: Reached): readonly number[] {
    const accepted = new Set(this.steps.acceptedAtEnd(reached));
    return this.shapes.flatMap(({ negative }, number) => (accepted.has(number) === negative ? [] : [number]));
  }

  private transition(state: number, by: number): number {
    this.transitions++;
    const from = this.states[state / this.bytes.length] as State;
    const reached = this.steps.after(from, this.bytes[by] as number);
    const key = keyOf(reached);
    let row = this.rows.get(key);
    if (row === undefined) {
      if (this.rows.size >= this.bounds.statesMax) {
        this.checkCost();
        this.forget();
        return this.signed(this.addRow(key, reached));
      }
      row = this.addRow(key, reached);
    }
    const next = this.signed(row);
    this.table[state + by] = next;
    return next;
  }

  /** Negative where nothing is looked for any more. */
  private signed(row: number): number {
    const { steps } = this.states[row] as State;
    return steps.length === 0 ? -row * this.bytes.length : row * this.bytes.length;
  }

  private addRow(key: string, reached: Reached): number {
    const row = this.states.push({ ...reached, atEnd: null }) - 1;
    this.rows.set(key, row);
    const room = (row + 1) * this.bytes.length;
    if (room > this.table.length) {
      const larger = new Int32Array(2 * this.table.length);
      larger.set(this.table);
      this.table = larger;
    }
    return row;
  }

  private forget(): void {
    this.states.length = 0;
    this.rows.clear();
    this.table.fill(0);
    const start = this.steps.start();
    // In the place of row 0, which stands for what is not known.
    this.states.push({ ...start, atEnd: null });
    this.addRow(keyOf(start), start);
  }

  private checkCost(): void {
    if (this.readBytes < this.transitions * this.bounds.bytesPerTransitionMin) this.hasFailed = true;
    this.readBytes = 0;
    this.transitions = 0;
  }
}

function keyOf({ steps, accepted, isStart }: Reached): string {
  return `${isStart ? "^" : ""}${String.fromCharCode(...steps)},${accepted.join()}`;
}

/** Bytes that no set tells apart are of one class. */
function classesOf(sets: ReadonlySet<ByteSet>): { classes: Uint8Array; bytes: readonly number[] } {
  const classes = new Uint8Array(256);
  for (const set of sets) {
    const numbers = new Map<number, number>();
    for (let byte = 0; byte < 256; byte++) {
      const told = 2 * (classes[byte] as number) + (set.has(byte) ? 1 : 0);
      if (!numbers.has(told)) numbers.set(told, numbers.size);
      classes[byte] = numbers.get(told) as number;
    }
  }
  const bytes: number[] = [];
  for (let byte = 255; byte >= 0; byte--) bytes[classes[byte] as number] = byte;
  return { classes, bytes };
}
