/**
 * What happens to one file, from a seed alone: pieces that are written, and rotations in
 * between. The same seed gives the same plan, whoever reads the file and however fast.
 */
import { makeRandom, type Random } from "../test/rules/random.js";

export const WAYS = ["rename", "truncate", "remove"] as const;
export type Way = (typeof WAYS)[number];

export type Step =
  /** Appends lines; the last one without its last `cut` bytes, which the next write brings. */
  | { readonly kind: "write"; readonly lines: number; readonly cut: number }
  | {
      readonly kind: "rotate";
      readonly way: Way;
      /** Lines that are still written to the old file (rename, remove), or to the new one before it is waited (truncate). */
      readonly lines: number;
      /** Lines that are written to the old file are waited for before the new one is written to (rename, remove). */
      readonly patient: boolean;
    };

/** Lines of a write, at most; some are single lines. */
const WRITE_MAX = 300;
/** Lines between two rotations of a file, at least: more bytes than LINES_AFTER_TRUNCATION can have. */
const GAP_MIN = 150;
const ROTATIONS_WANTED = 60;
const LATE_MAX = 100;
const LINES_AFTER_TRUNCATION = 10;
const FILLING_MAX = 120;

/** The steps for `lines` lines: they write exactly so many. */
export function makePlan(seed: number, file: number, lines: number): Step[] {
  const random = makeRandom(seed * 1009 + file);
  const gap = Math.max(GAP_MIN, Math.floor(lines / ROTATIONS_WANTED));
  const steps: Step[] = [];
  let left = lines;
  while (left > 0) {
    let generation = Math.min(left, GAP_MIN + random.below(2 * (gap - GAP_MIN) + 50));
    left -= generation;
    while (generation > 0) {
      const step = makeWrite(random, generation);
      generation -= step.lines;
      steps.push(step);
    }
    const rotation = makeRotation(random);
    if (left < rotation.lines) continue;
    left -= rotation.lines;
    steps.push(rotation);
  }
  return steps;
}

function makeWrite(random: Random, most: number): Extract<Step, { kind: "write" }> {
  const lines = Math.min(most, 1 + random.below(random.below(3) === 0 ? 3 : WRITE_MAX));
  return { kind: "write", lines, cut: random.below(2) === 0 ? 0 : 1 + random.below(20) };
}

function makeRotation(random: Random): Extract<Step, { kind: "rotate" }> {
  const way = random.pick(WAYS);
  const lines = way === "truncate" ? 1 + random.below(LINES_AFTER_TRUNCATION) : random.below(LATE_MAX);
  return { kind: "rotate", way, lines, patient: random.below(2) === 0 };
}

/** Line `number` of a file; a part of it matches nothing. */
export function textOf(file: number, number: number): string {
  // Its length from its number, so that the next one seldom has the same.
  return `file ${file} line ${number} <${"x".repeat((number * 37) % FILLING_MAX)}>\n`;
}
