/**
 * Perl passes a sub the caller's variables themselves, compiled code passes their values. In
 * a sub that looks at its parameters before anything could have changed them, and does not
 * change them itself, there is no difference.
 */
import type { Block, Expression, Lexical, Statement, Variable } from "../ast.js";
import { changedBy, lexicalOf, type Node, some } from "./walk.js";

const CHANGED = "a change of parameters";
const LATE = "parameters that may have changed meanwhile";

/** Why a sub that compiled code calls cannot have copies; null: it can. */
export function parameterFault(body: Block, captured: readonly Lexical[]): string | null {
  return new Reader(captured).readAll(body);
}

/** Whether compiled code may call a sub that the engine got, and passes on as a value. */
export function mayBePassedOn(body: Block, captured: readonly Lexical[]): boolean {
  const asksTopic = some(body, (node) => node.kind === "variable" && node.sigil === "$" && isGlobal(node, "_"));
  return !asksTopic && parameterFault(body, captured) === null;
}

class Reader {
  private readonly captured: readonly Lexical[];
  /** Something happened that could have changed the caller's variables, or what `$1` is. */
  private hasHappened = false;
  private fault: string | null = null;

  constructor(captured: readonly Lexical[]) {
    this.captured = captured;
  }

  readAll(body: Block): string | null {
    this.read(body);
    return this.fault;
  }

  /** In the order in which Perl evaluates. */
  private read(part: unknown): void {
    if (this.fault !== null || typeof part !== "object" || part === null) return;
    if (Array.isArray(part)) {
      for (const item of part) this.read(item);
      return;
    }
    const node = part as Node;
    if (isParameters(node) || isImplicitShift(node)) this.use();
    // The parameters of another sub.
    if (node.kind === "sub") return;
    this.readParts(node);
    this.check(node);
  }

  private use(): void {
    if (this.hasHappened) this.fault = LATE;
  }

  private readParts(node: Node): void {
    switch (node.kind) {
      case "assignment":
        this.read(node.right);
        this.read(node.left);
        return;
      case "while":
      case "foreach":
      case "map":
      case "grep":
      case "sort":
        // What happens in one pass has happened in the next one.
        this.readPasses(node);
        return;
      default:
        this.readEntries(node);
    }
  }

  private readPasses(node: Node): void {
    const { hasHappened } = this;
    this.readEntries(node);
    if (this.hasHappened && !hasHappened) this.readEntries(node);
  }

  private readEntries(node: Node): void {
    for (const [name, value] of Object.entries(node)) if (name !== "binding") this.read(value);
  }

  private check(node: Node): void {
    for (const place of changedBy(node)) {
      if (isElementOfParameters(place)) this.fault = CHANGED;
      if (this.isSeenOutside(place)) this.hasHappened = true;
    }
    if (HAPPENINGS.has(node.kind)) this.hasHappened = true;
    if (node.kind === "reference" && holdsParameters(node.of)) this.fault = CHANGED;
    if (isLoopOverParameters(node) || changesAll(node)) this.fault = CHANGED;
  }

  /** A change of what others have, too: not of a variable of the sub's own, nor of the list of its parameters. */
  private isSeenOutside(place: Expression): boolean {
    if (place.kind === "my" || isParameters(place)) return false;
    if (place.kind === "list") return place.items.some((item) => this.isSeenOutside(item));
    const lexical = lexicalOf(place);
    return lexical === null || this.captured.includes(lexical);
  }
}

const HAPPENINGS: ReadonlySet<string> = new Set(["call", "match", "substitution", "local"]);

function isParameters(node: Node): boolean {
  return node.kind === "variable" && node.sigil === "@" && isGlobal(node, "_");
}

function isGlobal(node: Variable, name: string): boolean {
  return node.binding?.kind === "global" && node.binding.name === name;
}

function isImplicitShift(node: Node): boolean {
  return node.kind === "builtin" && (node.name === "shift" || node.name === "pop") && node.arguments.length === 0;
}

function isElementOfParameters(place: Expression): boolean {
  // `substr($_[0], 0, 1) = "X"`
  if (place.kind === "builtin") return place.arguments.slice(0, 1).some(isElementOfParameters);
  if (place.kind !== "element" && place.kind !== "slice") return false;
  return place.container.kind === "variable" && isParameters(place.container);
}

function holdsParameters(node: Expression): boolean {
  if (node.kind === "list") return node.items.some(holdsParameters);
  return isElementOfParameters(node) || isParameters(node);
}

/** `chomp(@_)` */
function changesAll(node: Node): boolean {
  return (
    node.kind === "builtin" && (node.name === "chomp" || node.name === "chop") && node.arguments.some(isParameters)
  );
}

/** Where `$_` or a loop's variable is a parameter itself, and changed. */
function isLoopOverParameters(node: Node): boolean {
  switch (node.kind) {
    case "foreach":
      return holdsParameters(node.list) && changesTopic(node.body.statements, lexicalOf(node.variable));
    case "map":
    case "grep":
      return holdsParameters(node.list) && changesTopic(node.block?.statements ?? [], node.block?.binds?.[0] ?? null);
    default:
      return false;
  }
}

function changesTopic(statements: readonly Statement[], topic: unknown): boolean {
  let isChanged = false;
  const visit = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    if (Array.isArray(part)) {
      part.forEach(visit);
      return;
    }
    const node = part as Node;
    if ("kind" in node && changedBy(node).some((place) => lexicalOf(place) === topic)) isChanged = true;
    for (const [name, value] of Object.entries(node)) if (name !== "binding") visit(value);
  };
  visit(statements);
  return isChanged;
}
