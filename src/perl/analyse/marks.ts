/** What the compiler has to know of a variable or a sub before it comes to it. */
import type { Block, Expression, Lexical } from "../ast.js";
import { changedBy, lexicalOf, some, walk } from "./walk.js";

export interface Marks {
  /** Variables that are assigned after their declaration, or changed in place. */
  readonly written: ReadonlySet<Lexical>;
  /** Bodies of subs, and the program, that ask for captures. */
  readonly capturing: ReadonlySet<Block>;
  /** Subs within the code change variables or elements of outside: a call may change what was looked at before it. */
  readonly callsChange: boolean;
}

export function marksOf(program: Block): Marks {
  const written = new Set<Lexical>();
  const capturing = new Set<Block>();
  const bodies: Block[] = [program];
  walk(program, (node) => {
    for (const place of changedBy(node)) {
      const lexical = lexicalOf(place);
      if (lexical !== null) written.add(lexical);
    }
    if (node.kind === "sub") bodies.push(node.body);
    markReferences(node);
    markPositions(node);
    return true;
  });
  const isPlainSub = program.statements.length === 1 && bodies.length > 1;
  const inner = bodies.slice(isPlainSub ? 2 : 1);
  const callsChange = inner.some((body) => some(body, (node) => changedBy(node).some(({ kind }) => kind !== "my")));
  for (const body of bodies) if (asksForCaptures(body)) capturing.add(body);
  return { written, capturing, callsChange };
}

function asksForCaptures(body: Block): boolean {
  return some(body, (node) => node.kind === "capture" || node.kind === "namedCapture", false);
}

function markReferences(node: { readonly kind: string }): void {
  if (node.kind !== "reference") return;
  const { of } = node as { kind: "reference"; of: Expression };
  const targets = of.kind === "list" ? of.items : of.kind === "my" ? of.variables : [of];
  for (const target of targets) {
    const lexical = lexicalOf(target);
    if (lexical !== null && lexical.sigil === "$") lexical.isReferenced = true;
  }
}

function markPositions(node: Expression | { readonly kind: string }): void {
  const target =
    node.kind === "match" && (node as { isGlobal: boolean }).isGlobal
      ? (node as { target: Expression | null }).target
      : node.kind === "builtin" && (node as { name: string }).name === "pos"
        ? ((node as unknown as { arguments: readonly Expression[] }).arguments[0] ?? null)
        : null;
  const lexical = lexicalOf(target);
  if (lexical !== null) lexical.hasPosition = true;
}
