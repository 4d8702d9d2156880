/** The tree of a Perl regular expression. Modifiers are already applied to the nodes. */
import type { ByteSet } from "./byte-set.js";

export type Node =
  | { readonly kind: "sequence"; readonly nodes: readonly Node[] }
  | { readonly kind: "alternation"; readonly branches: readonly Node[] }
  /** One byte out of a set. */
  | { readonly kind: "set"; readonly set: ByteSet }
  | { readonly kind: "capture"; readonly group: number; readonly body: Node }
  | {
      readonly kind: "look";
      readonly direction: "ahead" | "behind";
      readonly negated: boolean;
      readonly body: Node;
      readonly offset: number;
    }
  | {
      readonly kind: "repeat";
      readonly body: Node;
      readonly min: number;
      /** Infinity without limit. */
      readonly max: number;
      readonly lazy: boolean;
      readonly offset: number;
    }
  | { readonly kind: "backreference"; readonly group: number; readonly offset: number }
  | { readonly kind: "assertion"; readonly assertion: Assertion };

/** Zero-width places; "lineStart" and "lineEnd" are ^ and $ under /m. */
export type Assertion =
  | "start"
  | "end"
  | "endOrFinalNewline"
  | "lineStart"
  | "lineEnd"
  | "wordBoundary"
  | "notWordBoundary";

export interface Expression {
  readonly body: Node;
  /** Number of capture groups. */
  readonly groups: number;
  /** Named groups with their numbers, in order. */
  readonly names: readonly { readonly name: string; readonly group: number }[];
}

/** Perl rejects the expression, or it holds something that is not translated. */
export class ExpressionProblem {
  readonly kind: "invalid" | "unsupported";
  readonly message: string;
  readonly offset: number;

  constructor(kind: "invalid" | "unsupported", message: string, offset: number) {
    this.kind = kind;
    this.message = message;
    this.offset = offset;
  }
}
