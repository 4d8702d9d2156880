/** What the compiler has to know of a variable or a sub before it comes to it. */
import type { Block, Expression, Lexical, Program, Variable } from "../ast.js";
import { changedBy, lexicalOf, type Node, some, walk } from "./walk.js";

export interface Marks {
  /** Variables that are assigned after their declaration, or changed in place. */
  readonly written: ReadonlySet<Lexical>;
  /** Bodies of subs, and the program, that ask for captures. */
  readonly capturing: ReadonlySet<Block>;
  /** Subs within the code change variables or elements of outside: a call may change what was looked at before it. */
  readonly callsChange: boolean;
  /** Variables that code elsewhere may get at: a reference to them is taken, or a sub uses them. */
  readonly exposed: ReadonlySet<Lexical>;
  /** What each sub uses of the variables around it. */
  readonly captured: ReadonlyMap<Block, readonly Lexical[]>;
  /** Subs that only the engine calls, with values that are nobody's variables. */
  readonly outermost: ReadonlySet<Block>;
}

export function marksOf({ body: program, functions }: Program): Marks {
  const written = new Set<Lexical>();
  const capturing = new Set<Block>();
  const exposed = new Set<Lexical>();
  const captured = new Map<Block, readonly Lexical[]>();
  const bodies: Block[] = [program, ...functions.map(({ body }) => body)];
  const outermost = new Set(subsYielded(program));
  const usesGlobals = functions.length > 0 || some(program, isGlobal);
  walk([program, functions], (node) => {
    for (const place of changedBy(node)) {
      const lexical = lexicalOf(place);
      if (lexical !== null) written.add(lexical);
    }
    if (node.kind === "sub") {
      bodies.push(node.body);
      const lexicals = capturedBy(node.body);
      captured.set(node.body, lexicals);
      for (const lexical of lexicals) {
        exposed.add(lexical);
        // It may have to move to the real Perl, together with the package variables.
        if (usesGlobals) lexical.isReferenced = true;
      }
    }
    for (const lexical of referencedBy(node)) {
      exposed.add(lexical);
      if (lexical.sigil === "$") lexical.isReferenced = true;
    }
    markPositions(node);
    return true;
  });
  const inner = bodies.filter((body) => body !== program && !outermost.has(body));
  const callsChange = inner.some((body) => some(body, (node) => changedBy(node).some(({ kind }) => kind !== "my")));
  for (const body of bodies) if (asksForCaptures(body)) capturing.add(body);
  return { written, capturing, callsChange, exposed, captured, outermost };
}

/** The sub that is the value of the program. */
function subsYielded(block: Block): Block[] {
  const last = block.statements.at(-1);
  if (last?.kind === "block") return subsYielded(last.body);
  if (last?.kind !== "expression") return [];
  const { expression } = last;
  if (expression.kind === "sub") return [expression.body];
  return expression.kind === "do" ? subsYielded(expression.body) : [];
}

/** Package variables and functions; not `@_`, `$_` and `$@`. */
function isGlobal(node: Node): boolean {
  if (node.kind === "named") return true;
  return node.kind === "variable" && node.binding?.kind === "global" && !["_", "@"].includes(node.binding.name);
}

function capturedBy(body: Block): Lexical[] {
  const used = new Set<Lexical>();
  const own = new Set<Lexical>();
  const declare = (variable: Variable | null): void => {
    const lexical = lexicalOf(variable);
    if (lexical !== null) own.add(lexical);
  };
  const binds = (block: Block | null): void => {
    for (const lexical of block?.binds ?? []) own.add(lexical);
  };
  walk(body, (node) => {
    if (node.kind === "my") node.variables.forEach(declare);
    else if (node.kind === "foreach") declare(node.variable);
    else if (node.kind === "map" || node.kind === "grep" || node.kind === "sort") binds(node.block);
    else if (node.kind === "variable") {
      const lexical = lexicalOf(node);
      if (lexical !== null) used.add(lexical);
    }
    return true;
  });
  return [...used].filter((lexical) => !own.has(lexical));
}

function asksForCaptures(body: Block): boolean {
  return some(body, (node) => node.kind === "capture" || node.kind === "namedCapture", false);
}

function referencedBy(node: Node): Lexical[] {
  if (node.kind !== "reference") return [];
  const { of } = node;
  const targets = of.kind === "list" ? of.items : of.kind === "my" ? of.variables : [of];
  return targets.flatMap((target) => lexicalOf(target) ?? []);
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
