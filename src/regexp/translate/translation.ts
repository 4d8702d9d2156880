import { type Expression, everyNode, type Node, type UnsupportedExpression } from "../ast.js";
import type { ByteSet } from "../byte-set.js";
import { Slot, type Target } from "../target.js";

/** Thrown to leave a translation; compile.ts turns it into a value. */
export class TranslationStop {
  readonly problem: UnsupportedExpression;

  constructor(feature: string, offset: number) {
    this.problem = { kind: "unsupported", feature, offset };
  }
}

export function untranslatable(feature: string, node: Node): never {
  throw new TranslationStop(feature, node.start);
}

/** What surrounds the node that is being translated. */
export interface Surroundings {
  /** The nodes that have matched before, on every way that leads here. */
  readonly before: readonly Node[];
  /** The bodies of the loops that we are in. */
  readonly loops: readonly Node[];
  /** At least one byte has been matched before, on every way that leads here. */
  readonly afterWidth: boolean;
  /** Something before may match in another way too, so that this may be tried more than once. */
  readonly afterChoice: boolean;
  /** With which bytes what follows must begin; "nothing": a match is complete; null: unknown. */
  readonly next: ByteSet | "nothing" | null;
  /** Inside a look-behind V8 matches from right to left. */
  readonly backwards: boolean;
}

export const OUTERMOST: Surroundings = {
  before: [],
  loops: [],
  afterWidth: false,
  afterChoice: false,
  next: "nothing",
  backwards: false,
};

/** For which subjects and uses an expression is translated. */
export interface Variant {
  /** Subjects have no newline, so anchors are simpler. */
  readonly withoutNewlines: boolean;
  /** `\G` holds wherever V8 is told to begin, not only at the start of the subject. */
  readonly here?: boolean;
  /** Matches must not end where they begin. */
  readonly notEmpty?: boolean;
}

/** An expression is too large when its translation has more nodes. */
const NODES_MAX = 50_000;

/** What a translation collects. */
export class Translation {
  readonly expression: Expression;
  readonly variant: Variant;
  /** V8 must ignore case, for references that ignore it; all sets must then allow it. */
  ignoresCase = false;
  /** By group (0 for `\K`), the slots that have its value, the first one that is set counts. */
  slots: Map<number, Slot[]> = new Map();
  /** Slots of what stands around the part that is being translated once more. */
  private outerSlots: ReadonlyMap<number, Slot[]> = new Map();
  /** Groups that a reference compares with case. */
  readonly comparedWithCase = new Set<number>();
  /** There are atomic groups or possessive quantifiers. */
  readonly hasAtomic: boolean;
  private readonly translators: Translators;
  private nodes = 0;

  constructor(expression: Expression, variant: Variant, translators: Translators) {
    this.expression = expression;
    this.variant = variant;
    this.translators = translators;
    this.hasAtomic = everyNode(expression.body).some(isAtomic);
  }

  translate(node: Node, surroundings: Surroundings): Target {
    if (++this.nodes > NODES_MAX) untranslatable("an expression that becomes too large", node);
    const translator = this.translators[node.kind] as Translator<Node["kind"]>;
    return translator(node, this, surroundings);
  }

  /** A new slot for a group's value. */
  addSlot(group: number): Slot {
    const slot = new Slot();
    this.slots.set(group, [...(this.slots.get(group) ?? []), slot]);
    return slot;
  }

  /** The slots of a group's value, of which one at most is set, or the first one that is set counts. */
  slotsOf(group: number): readonly Slot[] {
    return this.slots.get(group) ?? this.outerSlots.get(group) ?? [];
  }

  /** Translates something once more, whose groups' values count before those of the first translation. */
  preferred(translateAgain: () => Target): Target {
    const first = this.slots;
    const outer = this.outerSlots;
    this.outerSlots = new Map([...outer, ...first]);
    this.slots = new Map();
    const target = translateAgain();
    this.outerSlots = outer;
    for (const [group, slots] of first) this.slots.set(group, [...(this.slots.get(group) ?? []), ...slots]);
    return target;
  }
}

function isAtomic(node: Node): boolean {
  return node.kind === "atomic" || (node.kind === "quantified" && node.appetite === "possessive");
}

/** How one kind of node is translated. */
export type Translator<Kind extends Node["kind"]> = (
  node: Extract<Node, { kind: Kind }>,
  translation: Translation,
  surroundings: Surroundings,
) => Target;

export type Translators = { readonly [Kind in Node["kind"]]: Translator<Kind> };
