/**
 * An expression as a non-deterministic automaton over bytes, one of many in the same lists of steps:
 *
 *   ^\d+ (a|b)$     0 accept   1 end -> 0   2 [a] -> 1   3 [b] -> 1   4 fork -> 2, 3
 *                   5 [ ] -> 4   6 fork -> 7, 5   7 [0-9] -> 6   8 start -> 7
 *
 * It is built from the end, so that each part knows where it goes on.
 *
 * Contract: it accepts every line that the expression matches. What no automaton of this kind can
 * tell (look-arounds, references, word boundaries, what is not given back) is left out or taken for
 * any text, and then it accepts more lines; `isExact` says that it does not. Lines hold no newline.
 */
import {
  type Backreference,
  type Capture,
  type Expression,
  everyNode,
  type Node,
  type Quantified,
} from "../../../regexp/ast.js";
import { ANY_BYTE, ByteSet } from "../../../regexp/byte-set.js";

export type Step =
  /** A byte of the set, then on. */
  | { readonly kind: "byte"; readonly set: ByteSet; readonly next: number }
  | { readonly kind: "fork"; readonly next: readonly number[] }
  /** Only at the start, or at the end, of the line. */
  | { readonly kind: "start" | "end"; readonly next: number }
  | { readonly kind: "accept" };

/** The steps of one expression: references are to places in the list, the first step is the accepting one. */
export interface Nfa {
  readonly steps: readonly Step[];
  readonly entry: number;
  /** It accepts only lines that the expression matches. */
  readonly isExact: boolean;
}

/** Steps of one expression. */
const STEPS_MAX = 600;
/** Copies that are written out of what is counted; tried in turn until there are few enough steps. */
const COPIES_MAX = [256, 16, 2];
/** Nodes of an expression that is looked at. */
const NODES_MAX = 2000;
/** References in groups that are referred to. */
const REFERENCES_MAX = 2;
/** First bytes of what is referred to are told apart by so many sets: repeated words are rarer than words in a row. */
const BUCKETS = 8;

/** Null: nothing is known of the lines that match. */
export function nfaOf(expression: Expression): Nfa | null {
  const nodes = everyNode(expression.body);
  // Verbs end matches early; what else is not translated may do anything.
  if (nodes.length > NODES_MAX || nodes.some(({ kind }) => kind === "untranslatable")) return null;
  const attempts = COPIES_MAX.map((copies) => new Builder(expression, nodes, copies));
  for (const builder of [new BucketBuilder(expression, nodes, COPIES_MAX[1] as number), ...attempts]) {
    const entry = builder.build();
    if (entry !== null) return { steps: builder.steps, entry, isExact: builder.isExact };
  }
  return null;
}

/** Of lines that hold the text. */
export function nfaOfText(text: string): Nfa | null {
  if (text.length >= STEPS_MAX || text.includes("\n")) return null;
  const steps: Step[] = [{ kind: "accept" }];
  for (let at = text.length - 1; at >= 0; at--) {
    const set = ByteSet.single(text.charCodeAt(at));
    steps.push({ kind: "byte", set, next: steps.length - 1 });
  }
  return { steps, entry: steps.length - 1, isExact: true };
}

class Builder {
  readonly steps: Step[] = [{ kind: "accept" }];
  isExact = true;
  protected readonly expression: Expression;
  protected readonly nodes: readonly Node[];
  private readonly copiesMax: number;
  /** Inside of groups that references stand for: what was true there need not be true here. */
  private references = 0;

  constructor(expression: Expression, nodes: readonly Node[], copiesMax: number) {
    this.expression = expression;
    this.nodes = nodes;
    this.copiesMax = copiesMax;
  }

  /** Where it begins; null: there would be too many steps. */
  build(): number | null {
    const entry = this.add(this.expression.body, 0);
    return this.isFull ? null : entry;
  }

  /** There are too many steps, and not all that there should be. */
  protected get isFull(): boolean {
    return this.steps.length >= STEPS_MAX;
  }

  /** Adds the steps of a node that goes on at `next`; returns where it begins. */
  protected add(node: Node, next: number): number {
    if (this.isFull) return next;
    switch (node.kind) {
      case "empty":
      case "keep":
        return next;
      case "fail":
        return this.step({ kind: "fork", next: [] });
      case "characters":
        return this.step({ kind: "byte", set: node.set, next });
      case "sequence":
        return node.items.reduceRight((onward, item) => this.add(item, onward), next);
      case "alternation":
        return this.step({ kind: "fork", next: node.branches.map((branch) => this.add(branch, next)) });
      case "capture":
        return this.group(node, next);
      case "anchor":
        return this.anchor(node.place, next);
      case "quantified":
        return this.quantified(node, next);
      default:
        this.isExact = false;
        return this.approximate(node, next);
    }
  }

  private approximate(node: Node, next: number): number {
    switch (node.kind) {
      case "atomic":
        return this.add(node.body, next);
      case "look":
      case "wordBoundary":
        return next;
      case "conditional":
        return this.step({ kind: "fork", next: [this.add(node.yes, next), this.add(node.no, next)] });
      case "backreference":
        return this.reference(this.groupOf(node), next);
      default:
        return this.anything(next);
    }
  }

  /** In a line without newlines, its lines are itself. */
  private anchor(place: string, next: number): number {
    if (this.references > 0) return next;
    if (place === "start" || place === "lineStart") return this.step({ kind: "start", next });
    if (place === "end" || place === "finalEnd" || place === "lineEnd") return this.step({ kind: "end", next });
    this.isExact = false;
    return next;
  }

  private quantified({ body, min, max, appetite }: Quantified, next: number): number {
    const { copiesMax } = this;
    const last = max === Number.POSITIVE_INFINITY ? min : max;
    const isCut = last > copiesMax;
    if (isCut || appetite === "possessive" || min > max) this.isExact = false;
    const required = Math.min(min, copiesMax);
    let entry = isCut || max === Number.POSITIVE_INFINITY ? this.loop(body, next) : next;
    for (let copy = required; !isCut && copy < last; copy++) {
      entry = this.step({ kind: "fork", next: [this.add(body, entry), next] });
    }
    for (let copy = 0; copy < required && !this.isFull; copy++) entry = this.add(body, entry);
    return entry;
  }

  /** Any number of times. */
  private loop(body: Node, next: number): number {
    const fork = this.step({ kind: "fork", next: [next] });
    const entry = this.add(body, fork);
    this.steps[fork] = { kind: "fork", next: [entry, next] };
    return fork;
  }

  /** A reference matches what its group has matched: some text that the group can match. */
  private reference(group: Capture | null, next: number): number {
    if (group === null || this.references === REFERENCES_MAX) return this.anything(next);
    this.references++;
    const entry = this.group(group, next);
    this.references--;
    return entry;
  }

  protected group(node: Capture, next: number): number {
    return this.add(node.body, next);
  }

  /** Null where several groups have the number or name, or case does not count. */
  protected groupOf({ to, fold }: Backreference): Capture | null {
    if (fold !== null) return null;
    const numbers = to.kind === "number" ? [to.group] : (this.expression.names.get(to.name) ?? []);
    const groups = this.nodes.filter(isCapture).filter(({ group }) => numbers.includes(group));
    const [group = null] = groups;
    return groups.length === 1 ? group : null;
  }

  private anything(next: number): number {
    const fork = this.step({ kind: "fork", next: [next] });
    const any = this.step({ kind: "byte", set: ANY_BYTE, next: fork });
    this.steps[fork] = { kind: "fork", next: [any, next] };
    return fork;
  }

  protected step(step: Step): number {
    this.steps.push(step);
    return this.steps.length - 1;
  }
}

/**
 * An expression with a reference, once for each set of first bytes of what is referred to:
 *
 *   (\w+) \1    [08@HP..]\w* [08@HP..]\w*  or  [19AIQ..]\w* [19AIQ..]\w*  or ...
 */
class BucketBuilder extends Builder {
  private bucket = ANY_BYTE;
  private readonly referred: Capture | null;

  constructor(expression: Expression, nodes: readonly Node[], copiesMax: number) {
    super(expression, nodes, copiesMax);
    this.referred = this.findReferred();
  }

  /** Null also where nothing is gained. */
  override build(): number | null {
    if (this.referred === null) return null;
    const entries: number[] = [];
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      this.bucket = ByteSet.where((byte) => byte % BUCKETS === bucket);
      entries.push(this.add(this.expression.body, 0));
    }
    const entry = this.step({ kind: "fork", next: entries });
    return this.isFull ? null : entry;
  }

  protected override group(node: Capture, next: number): number {
    const entry = super.group(node, next);
    return node === this.referred ? this.beginning(entry, next) : entry;
  }

  /** From `entry` on, but with a first byte of the bucket, or to `next` without any. */
  private beginning(entry: number, next: number): number {
    const firsts: number[] = [];
    const seen = new Set([entry]);
    for (const at of seen) {
      const step = this.steps[at] as Step;
      if (at === next || step.kind === "accept") firsts.push(at);
      else if (step.kind === "byte") firsts.push(this.step({ ...step, set: this.inBucket(step.set) }));
      else for (const onward of step.kind === "fork" ? step.next : [step.next]) seen.add(onward);
    }
    return this.step({ kind: "fork", next: firsts });
  }

  private inBucket(set: ByteSet): ByteSet {
    return ByteSet.where((byte) => set.has(byte) && this.bucket.has(byte));
  }

  /** A group that takes part once at most: otherwise it may have had another text before. */
  private findReferred(): Capture | null {
    const { nodes } = this;
    if (nodes.some(({ kind }) => kind === "recursion")) return null;
    const repeated = new Set(nodes.filter(({ kind }) => kind === "quantified").flatMap((node) => everyNode(node)));
    for (const node of nodes) {
      const group = node.kind === "backreference" ? this.groupOf(node) : null;
      if (group !== null && !repeated.has(group)) return group;
    }
    return null;
  }
}

function isCapture(node: Node): node is Capture {
  return node.kind === "capture";
}
