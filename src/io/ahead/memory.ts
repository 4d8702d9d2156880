/**
 * What the main thread and the one that scans ahead share: one request at a time, and its result.
 *
 *   control   state  asked -> done
 *             what is asked for: a descriptor, a place in its file, how many bytes
 *             what was found: how much is in each of the lists below
 *   text      the line that had begun before the place, then the bytes of the file
 *   lists     as in Block: the ends of lines, and lines with findings
 */
import type { Subject } from "../../patterns/prefilter/index.js";

/** Bytes that are asked for at once, and of the line that had begun. */
export const CHUNK_MAX = 65_536;
export const BEGUN_MAX = 65_536;
const TEXT_MAX = CHUNK_MAX + BEGUN_MAX;
/** Lines of one result; where there are more there is none. */
const LINES_MAX = 32_768;
const SUBJECTS_MAX = 131_072;

/** Places in `control`. */
export const AT = {
  state: 0,
  descriptor: 1,
  /** Of a number of 53 bits: the lower 32 ones and the others. */
  placeLow: 2,
  placeHigh: 3,
  wanted: 4,
  begun: 5,
  /** The result: bytes of the text, line ends, lines with findings, subjects; `filled` is -1 when there is none. */
  filled: 6,
  ends: 7,
  found: 8,
  subjects: 9,
} as const;
const CONTROL_SIZE = 16;

/** Values of its state; at first it has neither. */
export const ASKED = 1;
export const DONE = 2;

export interface SharedMemory {
  readonly control: Int32Array;
  readonly text: Uint8Array;
  readonly ends: Int32Array;
  readonly lines: Int32Array;
  readonly wakes: Int32Array;
  readonly firsts: Int32Array;
  readonly subjects: Int32Array;
}

/** What the thread is started with. */
export interface AheadData {
  readonly memory: SharedMemory;
  /** None of them has a shape. */
  readonly subjects: readonly Subject[];
}

export function makeMemory(): SharedMemory {
  const numbers = (count: number): Int32Array => new Int32Array(new SharedArrayBuffer(4 * count));
  return {
    control: numbers(CONTROL_SIZE),
    text: new Uint8Array(new SharedArrayBuffer(TEXT_MAX)),
    ends: numbers(LINES_MAX),
    lines: numbers(LINES_MAX),
    wakes: numbers(LINES_MAX),
    firsts: numbers(LINES_MAX),
    subjects: numbers(SUBJECTS_MAX),
  };
}
