/**
 * What a text with variables can become, without running anything: literals and gaps.
 * `SEEN_$1` and `SEEN_$+{ip}` are one shape, written SEEN_*; whether two shapes can be the
 * same text is decided like the intersection of two wildcard patterns.
 */
import type { OutlinePart, Round, Template } from "../base/template.js";

export interface Shape {
  /** Literals in turn with gaps: `parts[0] gap parts[1] gap parts[2] ...`. */
  readonly literals: readonly string[];
  /** As it is written, variables included. */
  readonly text: string;
}

export function shapeOf(template: Template, rounds: readonly Round[]): Shape {
  const literals = [""];
  let text = "";
  for (const part of template.outline(rounds)) {
    text += part.text;
    if (part.kind === "literal") literals[literals.length - 1] += part.text;
    else literals.push("");
  }
  return { literals, text };
}

export function literalShape(text: string): Shape {
  return { literals: [text], text };
}

export function isConstant(shape: Shape): boolean {
  return shape.literals.length === 1;
}

/** Shapes that differ in the names of their variables only have one key. */
export function keyOf(shape: Shape): string {
  return JSON.stringify(withoutNeighbours(shape.literals));
}

/** Whether some values of the variables make the two the same text. */
export function mayBeEqual(a: Shape, b: Shape): boolean {
  return overlap(flatten(a), flatten(b));
}

/** The text with each variable replaced by `value`. */
export function filled(shape: Shape, value: string): string {
  return shape.literals.join(value);
}

export function variablesOf(template: Template, rounds: readonly Round[]): readonly OutlinePart[] {
  return template.outline(rounds).filter((part) => part.kind === "variable");
}

/** Two gaps beside each other are one. */
function withoutNeighbours(literals: readonly string[]): string[] {
  return literals.filter((literal, index) => literal !== "" || index === 0 || index === literals.length - 1);
}

const GAP = null;

function flatten(shape: Shape): (string | null)[] {
  const tokens: (string | null)[] = [];
  shape.literals.forEach((literal, index) => {
    if (index > 0 && tokens.at(-1) !== GAP) tokens.push(GAP);
    tokens.push(...literal);
  });
  return tokens;
}

/** Reachable positions in `b` after each token of `a`: a gap on either side takes any number of characters. */
function overlap(a: readonly (string | null)[], b: readonly (string | null)[]): boolean {
  const known = new Map<number, boolean>();
  const width = b.length + 1;
  const meet = (i: number, j: number): boolean => {
    const at = i * width + j;
    const before = known.get(at);
    if (before !== undefined) return before;
    known.set(at, false);
    const result = decide(i, j);
    known.set(at, result);
    return result;
  };
  const decide = (i: number, j: number): boolean => {
    if (i === a.length && j === b.length) return true;
    if (i < a.length && a[i] === GAP) return meet(i + 1, j) || (j < b.length && meet(i, j + 1));
    if (j < b.length && b[j] === GAP) return meet(i, j + 1) || (i < a.length && meet(i + 1, j));
    return i < a.length && j < b.length && a[i] === b[j] && meet(i + 1, j + 1);
  };
  return meet(0, 0);
}
