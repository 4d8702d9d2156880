/**
 * How V8's effort for a match can grow with the subject's length. V8 tries one way after
 * the other: where several loops can share a stretch of the subject between them, the ways
 * multiply. `(a+)+$` doubles with each character.
 *
 * The estimate may be too high, never too low.
 */
import { everyNode, type Node } from "./ast.js";
import type { ByteSet } from "./byte-set.js";
import { firstOf, nextOf } from "./first.js";

/** At most 2 ** choices * length ** exponent steps, times something small. */
export interface Effort {
  /** Infinity where there is no such bound. */
  readonly exponent: number;
  readonly choices: number;
}

/** The ways a node has to match at one place, such that what follows can be tried. */
interface Ways {
  /** At most 2 ** choices * length ** degree. */
  readonly degree: number;
  readonly choices: number;
  /** What going through all of them takes. */
  readonly work: Effort;
}

const LITTLE: Effort = { exponent: 0, choices: 0 };
const LINEAR: Effort = { exponent: 1, choices: 0 };
const ONE: Ways = { degree: 0, choices: 0, work: LITTLE };
const TWO: Ways = { degree: 0, choices: 1, work: { exponent: 0, choices: 1 } };
const WITHOUT_BOUND: Ways = {
  degree: Number.POSITIVE_INFINITY,
  choices: 0,
  work: { exponent: Number.POSITIVE_INFINITY, choices: 0 },
};

/** More iterations count as any number of them. */
const FEW = 8;

export function effortOf(body: Node, isAnchored: boolean): Effort {
  const { work } = waysOf(body, null);
  return isAnchored ? work : after(work, 1, 0);
}

/** Subjects up to this length take at most so many steps. */
export function lengthFor({ exponent, choices }: Effort, steps: number): number {
  if (exponent === Number.POSITIVE_INFINITY) return Math.log2(steps) / 2;
  const left = steps / 2 ** choices;
  return exponent === 0 ? (left < 1 ? 0 : Number.POSITIVE_INFINITY) : left ** (1 / exponent);
}

/**
 * Whether only the first way in which the node matches at a place can lead on, so that there
 * is nothing to give back. `next`: with which bytes what follows must begin.
 */
export function hasOneWay(node: Node, next: ByteSet | null): boolean {
  if (everyNode(node).some(triesLessFirst)) return false;
  const { degree, choices } = waysOf(node, next);
  return degree === 0 && choices === 0;
}

/** Whether the first way may be shorter than the one that leads on. */
function triesLessFirst(node: Node): boolean {
  if (node.kind === "quantified") return node.appetite === "lazy" && node.min !== node.max;
  return node.kind === "alternation" && node.branches.slice(0, -1).some((branch) => firstOf(branch).mayBeEmpty);
}

/** What must be done for each of so many ways. */
function after({ exponent, choices }: Effort, degree: number, more: number): Effort {
  return { exponent: exponent + degree, choices: choices + more };
}

function larger(one: Effort, other: Effort): Effort {
  return { exponent: Math.max(one.exponent, other.exponent), choices: Math.max(one.choices, other.choices) };
}

/** `next`: with which bytes whatever follows must begin; null: unknown, or it may be nothing. */
function waysOf(node: Node, next: ByteSet | null): Ways {
  switch (node.kind) {
    case "capture":
      return waysOf(node.body, next);
    case "sequence":
      return waysOfSequence(node.items, next);
    case "alternation":
      return waysOfAlternation(node.branches, next);
    case "look":
    case "atomic":
      // Once it has matched it is not tried again.
      return { ...ONE, work: waysOf(node.body, null).work };
    case "quantified":
      return node.appetite === "possessive" ? { ...ONE, work: waysOfLoop(node, null).work } : waysOfLoop(node, next);
    case "backreference":
    case "keep":
      return { ...ONE, work: LINEAR };
    case "lineBreak":
    case "grapheme":
      return TWO;
    default:
      return ONE;
  }
}

function waysOfSequence(items: readonly Node[], next: ByteSet | null): Ways {
  let all = ONE;
  for (let at = 0; at < items.length; at++) {
    const item = items[at] as Node;
    if (item.kind === "characters") continue;
    const ways = waysOf(item, nextOf(items.slice(at + 1), next));
    all = {
      degree: all.degree + ways.degree,
      choices: all.choices + ways.choices,
      work: larger(all.work, after(ways.work, all.degree, all.choices)),
    };
  }
  return all;
}

function waysOfAlternation(branches: readonly Node[], next: ByteSet | null): Ways {
  const ways = branches.map((branch) => waysOf(branch, next));
  const choices = Math.max(...ways.map((way) => way.choices));
  return {
    degree: Math.max(...ways.map(({ degree }) => degree)),
    choices: areApart(branches, next) ? choices : choices + Math.log2(branches.length),
    work: after(ways.map(({ work }) => work).reduce(larger), 0, Math.log2(branches.length)),
  };
}

/** Whether the next byte tells which branch it must be. */
function areApart(branches: readonly Node[], next: ByteSet | null): boolean {
  const firsts = branches.map((branch) => nextOf([branch], next));
  return firsts.every(
    (first, at) => first !== null && firsts.slice(at + 1).every((other) => other !== null && !first.intersects(other)),
  );
}

function waysOfLoop(node: Extract<Node, { kind: "quantified" }>, next: ByteSet | null): Ways {
  const { body, min, max } = node;
  if (max === 0 || min > max) return ONE;
  const first = firstOf(body);
  const againOrNext = next === null || first.mayBeEmpty ? null : max === 1 ? next : next.union(first.set);
  const once = waysOf(body, againOrNext);
  const hasOneEnd = min === max || (next !== null && !first.mayBeEmpty && !first.set.intersects(next));
  if (max <= FEW) {
    const more = { degree: once.degree * (max - 1), choices: once.choices * (max - 1) + Math.log2(max - min + 1) };
    return {
      degree: once.degree * max,
      choices: once.choices * max + (hasOneEnd ? 0 : Math.log2(max - min + 1)),
      work: after(once.work, more.degree, more.choices),
    };
  }
  if (once.degree > 0 || once.choices > 0) return WITHOUT_BOUND;
  return { degree: hasOneEnd ? 0 : 1, choices: 0, work: after(once.work, 1, 0) };
}
