/**
 * The tree of a Perl regular expression, as parse.ts builds it. Modifiers are already
 * applied: classes, literals and dots are sets of bytes, anchors know whether they are
 * anchors of lines. Offsets count characters of the expression's source.
 */
import type { ByteSet } from "./byte-set.js";
import type { CharacterRules } from "./character-rules.js";

/** A half-open range of the source. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** A group as a reference names it: by number, or by a name that several groups may have. */
export type GroupReference =
  | { readonly kind: "number"; readonly group: number }
  | { readonly kind: "name"; readonly name: string };

/** How much a quantifier takes, and whether it gives back. */
export type Appetite = "greedy" | "lazy" | "possessive";

/**
 * Zero-width places. `finalEnd` is before a newline at the end, or at the end (`$`, `\Z`).
 * `position` is where the last match ended (`\G`), which here is the start.
 */
export type Place = "start" | "end" | "finalEnd" | "lineStart" | "lineEnd" | "position";

export interface Empty extends Extent {
  readonly kind: "empty";
}

/** Never matches: `(*FAIL)`, a{3,1}. */
export interface Fail extends Extent {
  readonly kind: "fail";
}

/** One byte out of a set. */
export interface Characters extends Extent {
  readonly kind: "characters";
  readonly set: ByteSet;
  /** A literal character above 255, which no subject has. */
  readonly isWide: boolean;
}

export interface Sequence extends Extent {
  readonly kind: "sequence";
  readonly items: readonly Node[];
}

/** In a branch reset the branches' groups have the same numbers. */
export interface Alternation extends Extent {
  readonly kind: "alternation";
  readonly branches: readonly Node[];
}

export interface Capture extends Extent {
  readonly kind: "capture";
  readonly group: number;
  readonly body: Node;
}

export interface Atomic extends Extent {
  readonly kind: "atomic";
  readonly body: Node;
}

export interface Look extends Extent {
  readonly kind: "look";
  readonly behind: boolean;
  readonly negative: boolean;
  readonly body: Node;
}

export interface Quantified extends Extent {
  readonly kind: "quantified";
  readonly body: Node;
  readonly min: number;
  /** Infinity without a limit. */
  readonly max: number;
  readonly appetite: Appetite;
}

export interface Anchor extends Extent {
  readonly kind: "anchor";
  readonly place: Place;
}

/** `\b` and `\B`. */
export interface WordBoundary extends Extent {
  readonly kind: "wordBoundary";
  readonly negative: boolean;
  /** What counts as a word character. */
  readonly word: ByteSet;
}

/** `\R` */
export interface LineBreak extends Extent {
  readonly kind: "lineBreak";
}

/** `\X`: on byte strings, a CR LF or any byte. */
export interface Grapheme extends Extent {
  readonly kind: "grapheme";
}

/** `\K`: the match begins here. */
export interface Keep extends Extent {
  readonly kind: "keep";
}

export interface Backreference extends Extent {
  readonly kind: "backreference";
  readonly to: GroupReference;
  /** The rules by which case is ignored, null where it counts. */
  readonly fold: CharacterRules | null;
}

export type Condition =
  | { readonly kind: "group"; readonly to: GroupReference }
  | { readonly kind: "look"; readonly look: Look }
  /** `(?(R)...)`: inside a recursion. */
  | { readonly kind: "recursing" }
  /** `(?(DEFINE)...)`: never. */
  | { readonly kind: "define" };

export interface Conditional extends Extent {
  readonly kind: "conditional";
  readonly condition: Condition;
  readonly yes: Node;
  readonly no: Node;
  /** Whether the second part is written, if only as an empty one. */
  readonly hasNo: boolean;
}

/** `(?1)`, `(?&name)`; group 0 is the whole expression. */
export interface Recursion extends Extent {
  readonly kind: "recursion";
  readonly to: GroupReference;
}

/** Valid in Perl as far as we know, and not translated. */
export interface Untranslatable extends Extent {
  readonly kind: "untranslatable";
  /** What it is, as a noun phrase for diagnostics. */
  readonly feature: string;
}

export type Node =
  | Empty
  | Fail
  | Characters
  | Sequence
  | Alternation
  | Capture
  | Atomic
  | Look
  | Quantified
  | Anchor
  | WordBoundary
  | LineBreak
  | Grapheme
  | Keep
  | Backreference
  | Conditional
  | Recursion
  | Untranslatable;

export interface Expression {
  readonly source: string;
  readonly body: Node;
  /** How many groups there are; Perl's `$#+`. */
  readonly groupCount: number;
  /** The numbers of the groups of each name, ascending. */
  readonly names: ReadonlyMap<string, readonly number[]>;
}

/** Perl rejects the expression. */
export interface InvalidExpression {
  readonly kind: "invalid";
  /** What is wrong, for people. */
  readonly message: string;
  readonly offset: number;
}

/** The expression has something that is not translated to V8. */
export interface UnsupportedExpression {
  readonly kind: "unsupported";
  readonly feature: string;
  readonly offset: number;
}

export type ExpressionProblem = InvalidExpression | UnsupportedExpression;

/** The direct parts of a node, in the order in which they stand in the source. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case "sequence":
      return node.items;
    case "alternation":
      return node.branches;
    case "capture":
    case "atomic":
    case "look":
    case "quantified":
      return [node.body];
    case "conditional":
      return node.condition.kind === "look" ? [node.condition.look, node.yes, node.no] : [node.yes, node.no];
    default:
      return NO_NODES;
  }
}

const NO_NODES: readonly Node[] = [];

/** The node with its direct parts replaced. */
export function withChildren(node: Node, replace: (child: Node) => Node): Node {
  switch (node.kind) {
    case "sequence":
      return { ...node, items: node.items.map(replace) };
    case "alternation":
      return { ...node, branches: node.branches.map(replace) };
    case "capture":
    case "atomic":
    case "look":
    case "quantified":
      return { ...node, body: replace(node.body) };
    case "conditional":
      return { ...node, condition: withLook(node.condition, replace), yes: replace(node.yes), no: replace(node.no) };
    default:
      return { ...node };
  }
}

function withLook(condition: Condition, replace: (child: Node) => Node): Condition {
  if (condition.kind !== "look") return condition;
  const { look } = condition;
  return { kind: "look", look: { ...look, body: replace(look.body) } };
}

/** A deep copy, whose nodes are others than those of the original. */
export function copyOf(node: Node): Node {
  return withChildren(node, copyOf);
}

/** The node and everything in it, outside in. */
export function everyNode(node: Node): readonly Node[] {
  if (node !== lastRoot) {
    const nodes: Node[] = [];
    addNodes(node, nodes);
    lastRoot = node;
    lastNodes = nodes;
  }
  return lastNodes;
}

/** An expression is asked for its nodes several times in a row, while it is compiled. */
let lastRoot: Node | null = null;
let lastNodes: readonly Node[] = [];

function addNodes(node: Node, nodes: Node[]): void {
  nodes.push(node);
  const children = childrenOf(node);
  for (let index = 0; index < children.length; index++) addNodes(children[index] as Node, nodes);
}
