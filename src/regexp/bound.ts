/**
 * Expressions with places for texts that are only known at run time, such as the second
 * patterns of Pair rules: translated once, with a marker in each place, and V8's source then
 * gets each operation's values.
 *
 *   parts   ["session ", 0, " of ", 1, " closed"]
 *   V8      session zqaqz of zqbqz closed       the markers show where V8's source has the values
 *   bind    session 7a of bob closed
 *
 * This holds because the translation of these nodes looks at no neighbour but for whether it
 * may be empty: none of the values is.
 */
import { type Expression, everyNode, type Node } from "./ast.js";
import { writeText } from "./generate.js";
import type { CompiledRegExp } from "./index.js";
import { NativeRegExp } from "./native.js";
import { parseRegExp } from "./parse.js";
import { makeProgram, type Program } from "./program.js";
import { type HasTree, TreeOfSource } from "./tree.js";

type Parts = readonly (string | number)[];

/** What is translated by itself, whatever stands next to it. */
const INDEPENDENT: ReadonlySet<Node["kind"]> = new Set([
  "empty",
  "characters",
  "sequence",
  "alternation",
  "capture",
  "quantified",
  "anchor",
  "wordBoundary",
] as const);

export class BoundRegExp {
  private readonly expression: Expression;
  private readonly general: Template;
  private readonly withoutNewlines: Template;

  private constructor(expression: Expression, general: Template, withoutNewlines: Template) {
    this.expression = expression;
    this.general = general;
    this.withoutNewlines = withoutNewlines;
  }

  /** Null: each expression has to be compiled by itself. */
  static of(parts: Parts): BoundRegExp | null {
    const parsed = parseRegExp(parts.map((part) => (typeof part === "number" ? marker(part) : part)).join(""));
    if (parsed.kind !== "expression" || !everyNode(parsed.expression.body).every(isIndependent)) return null;
    const variables = parts.filter((part) => typeof part === "number");
    const general = templateOf(parsed.expression, false, variables);
    const withoutNewlines = templateOf(parsed.expression, true, variables);
    if (general === null || withoutNewlines === null) return null;
    return new BoundRegExp(parsed.expression, general, withoutNewlines);
  }

  /** With the values of the variables, none of which is empty; `source` is the expression with them. */
  bind(values: readonly string[], source: string): CompiledRegExp {
    const tree = new TreeOfSource(source);
    const general = bound(this.general, values, tree);
    const withoutNewlines = bound(this.withoutNewlines, values, tree);
    return new NativeRegExp(tree, this.expression, general, withoutNewlines);
  }
}

interface Template {
  readonly program: Program;
  /** V8's source and variables in turn. */
  readonly parts: Parts;
}

function isIndependent(node: Node): boolean {
  return INDEPENDENT.has(node.kind) && !(node.kind === "quantified" && node.appetite === "possessive");
}

/** A text that V8's source has as it is, and that no expression has. */
function marker(variable: number): string {
  return `zq${"x".repeat(variable + 1)}qz`;
}

/** Null: V8's source does not have the markers as they are, as when case is ignored. */
function templateOf(expression: Expression, withoutNewlines: boolean, variables: Parts): Template | null {
  const program = makeProgram({ expression }, { withoutNewlines });
  if ("feature" in program || program.regexp.flags !== "") return null;
  const parts = program.regexp.source
    .split(/(zqx+qz)/)
    .map((part, at) => (at % 2 === 0 ? part : part.length - marker(0).length));
  const found = parts.filter((part) => typeof part === "number");
  return found.length === variables.length && found.every((variable, at) => variable === variables[at])
    ? { program, parts }
    : null;
}

function bound({ program, parts }: Template, values: readonly string[], tree: HasTree): Program {
  const source = parts.map((part) => (typeof part === "string" ? part : writeText(values[part] as string))).join("");
  return { ...program, regexp: new RegExp(source), tree };
}
