/**
 * The tree of an expression for those who come late. It takes some hundred times the room of the
 * text, in thousands of small objects, and once the expression has been translated hardly anybody
 * asks for it: so it is let go, and parsed again when it is needed.
 */
import type { Expression } from "./ast.js";
import { parseRegExp } from "./parse.js";

/** What has a tree, or can make it. */
export interface HasTree {
  readonly expression: Expression;
}

export class TreeOfSource implements HasTree {
  readonly source: string;
  /** There as long as somebody has it, or V8 has not looked for what nobody has. */
  private held: WeakRef<Expression> | null;

  /** `expression` is what `source` says, if it has been parsed. */
  constructor(source: string, expression: Expression | null = null) {
    this.source = source;
    this.held = expression === null ? null : new WeakRef(expression);
  }

  get expression(): Expression {
    return this.held?.deref() ?? this.parse();
  }

  private parse(): Expression {
    const parsed = parseRegExp(this.source);
    if (parsed.kind !== "expression") throw new Error(`not an expression: ${this.source}`);
    this.held = new WeakRef(parsed.expression);
    return parsed.expression;
  }
}
