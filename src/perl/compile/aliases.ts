/**
 * Lists in Perl hand on variables and elements themselves, compiled code hands on their
 * values: where the difference could be seen, the code is left to Perl.
 */
import { changedBy, hasEffect, lexicalOf, some } from "../analyse/walk.js";
import type { Block, Container, Expression, Lexical, Statement, Variable } from "../ast.js";
import type { Generator } from "./generator.js";

export function holdsSlices(node: Expression): boolean {
  if (node.kind === "list") return node.items.some(holdsSlices);
  if (node.kind === "sort" || node.kind === "grep") return holdsSlices(node.list);
  if (node.kind === "conditional") return holdsSlices(node.yes) || holdsSlices(node.no);
  if (node.kind === "builtin" && node.name === "reverse") return node.arguments.some(holdsSlices);
  if (node.kind === "binary") return node.operator === "x" && node.left.kind === "list" && holdsSlices(node.left);
  return node.kind === "slice";
}

/** Elements in a list that could change them come to be by that. */
export function holdsElements(node: Expression): boolean {
  if (node.kind === "list") return node.items.some(holdsElements);
  if (node.kind === "conditional") return holdsElements(node.yes) || holdsElements(node.no);
  if (node.kind === "map" || node.kind === "grep" || node.kind === "sort")
    return node.kind !== "map" && holdsElements(node.list);
  if (node.kind === "builtin" && node.name === "reverse") return node.arguments.some(holdsElements);
  if (node.kind === "binary") return node.operator === "x" && node.left.kind === "list" && holdsElements(node.left);
  return node.kind === "slice" || (node.kind === "element" && !isParameter(node));
}

function isParameter(node: Extract<Expression, { kind: "element" }>): boolean {
  const { container } = node;
  return container.kind === "variable" && container.binding?.kind === "global" && container.binding.name === "_";
}

/**
 * Perl looks at the values of a list, or of an operator's sides, when all of them are there:
 * in `($x, $x++)` the first is the new value.
 */
export function checkOrder(g: Generator, items: readonly Expression[]): void {
  for (let at = items.length - 1; at > 0; at--) {
    const item = items[at] as Expression;
    checkCaptures(g, items.slice(0, at), item);
    if (!hasEffect(item)) continue;
    const before = items.slice(0, at).flatMap(aliasesIn);
    if (before.length === 0) continue;
    if (mayChange(g, item, before, null)) g.unsupported("a change of what stands before it", item);
  }
}

/**
 * Perl looks at a variable or an element when all of a list is there: by then it may have come to be a reference, as
 * in `($r, $r->{key})`. `later`: what comes after it.
 */
export function comesToBeLater(item: Expression, later: readonly Expression[]): boolean {
  return later.length > 0 && aliasesIn(item).some((alias) => mayComeToBe(alias, later));
}

function mayComeToBe(alias: Expression, later: readonly Expression[]): boolean {
  return some(later, (node) => {
    const reference =
      "container" in node && node.container.kind === "through"
        ? node.container.reference
        : node.kind === "dereference"
          ? node.reference
          : null;
    return reference !== null && mayBeEqual(alias, reference);
  });
}

/** Whether two expressions may name the same variable or element. */
function mayBeEqual(a: Expression, b: Expression): boolean {
  if (a.kind === "variable" && b.kind === "variable") return isSameVariable(a, b);
  if (a.kind !== "element" || b.kind !== "element" || a.of !== b.of) return false;
  const [x, y] = [a.index, b.index];
  if ((x.kind === "string" || x.kind === "number") && (y.kind === "string" || y.kind === "number")) {
    if (x.value !== y.value) return false;
  }
  const [of, other] = [a.container, b.container];
  return of.kind !== "variable" || other.kind !== "variable" || isSameVariable(of, other);
}

/** Values of a match that are looked at when another one may have been made. */
export function checkCaptures(g: Generator, items: readonly Expression[], code: Block | Expression): void {
  if (items.some(handsOnCaptures) && some(code, isMatch)) g.unsupported("a match after a match's values", code);
}

/** `$1` and its like, which are those of the last match when they are looked at. */
function handsOnCaptures(node: Expression): boolean {
  switch (node.kind) {
    case "list":
      return node.items.some(handsOnCaptures);
    case "conditional":
      return handsOnCaptures(node.yes) || handsOnCaptures(node.no);
    case "logical":
      return handsOnCaptures(node.left) || handsOnCaptures(node.right);
    case "sort":
    case "grep":
    case "listSlice":
      return handsOnCaptures(node.list);
    case "binary":
      return node.operator === "x" && handsOnCaptures(node.left);
    case "builtin":
      return node.name === "reverse" && node.arguments.some(handsOnCaptures);
    default:
      return node.kind === "capture" || node.kind === "namedCapture";
  }
}

function isMatch({ kind }: { readonly kind: string }): boolean {
  return kind === "match" || kind === "substitution";
}

/** Whether code changes one of the variables or elements that a list hands on. */
export function mayChange(
  g: Generator,
  code: Block | Expression,
  aliases: readonly Expression[],
  except: Lexical | null,
): boolean {
  const isReached = aliases.some((alias) => isExposed(g, alias));
  return some(code, (node) => {
    if (isReached && node.kind === "call" && (node.code.kind === "named" || g.marks.callsChange)) return true;
    if (node.kind === "foreach" && isWrittenLoop(g, node)) {
      // Its variable is one of the elements.
      const elements = aliasesIn(node.list).map(anElementOf);
      if (elements.some((place) => aliases.some((alias) => mayBeSame(g, place, alias)))) return true;
    }
    return changedBy(node).some((place) => {
      if (place.kind === "my" || (except !== null && lexicalOf(place) === except)) return false;
      return aliases.some((alias) => mayBeSame(g, place, alias));
    });
  });
}

/**
 * Perl finds the array or hash first, and works out the index, or what is put into it, afterwards. Where it is gone
 * by then, what Perl does depends on its memory.
 */
export function checkHeld(g: Generator, container: Container, later: readonly Expression[]): void {
  if (container.kind === "variable" || !later.some(hasEffect)) return;
  const holders = holdersOf(container.reference);
  const isGone = later.some((code) => {
    const isCalled = g.marks.callsChange && some(code, ({ kind }) => kind === "call");
    return (isCalled && holders.some((holder) => isExposed(g, holder))) || changesOneOf(g, code, holders);
  });
  if (isGone) g.unsupported("a change of what holds an element", container);
}

function changesOneOf(g: Generator, code: Expression, places: readonly Expression[]): boolean {
  return some(code, (node) => changedBy(node).some((place) => places.some((held) => mayBeSame(g, place, held))));
}

/** The variables and elements that lead to what a reference points to. */
function holdersOf(reference: Expression): readonly Expression[] {
  switch (reference.kind) {
    case "element": {
      const { container } = reference;
      return [reference, ...(container.kind === "variable" ? [container] : holdersOf(container.reference))];
    }
    case "dereference":
      return [reference, ...holdersOf(reference.reference)];
    case "list":
      return reference.items.flatMap(holdersOf);
    case "conditional":
      return [...holdersOf(reference.yes), ...holdersOf(reference.no)];
    case "logical":
      return [...holdersOf(reference.left), ...holdersOf(reference.right)];
    case "variable":
      return [reference];
    default:
      return [];
  }
}

function isWrittenLoop(g: Generator, loop: Extract<Statement, { kind: "foreach" }>): boolean {
  const lexical = lexicalOf(loop.variable);
  return lexical === null || g.marks.written.has(lexical);
}

/** Any element of a list's array or hash; other items are their own. */
function anElementOf(alias: Expression): Expression {
  if ((alias.kind !== "variable" && alias.kind !== "dereference") || alias.sigil === "$") return alias;
  const { at } = alias;
  const container: Container = alias.kind === "variable" ? alias : { kind: "through", at, reference: alias.reference };
  const index = { kind: "number", at, value: 0 } as const;
  return { kind: "element", at, of: alias.sigil === "@" ? "array" : "hash", container, index };
}

/** Whether subs can get at it. */
function isExposed(g: Generator, alias: Expression): boolean {
  if (alias.kind === "element" || alias.kind === "slice") {
    return alias.container.kind === "through" || isExposed(g, alias.container);
  }
  if (alias.kind !== "variable") return true;
  const lexical = lexicalOf(alias);
  if (lexical !== null) return g.marks.exposed.has(lexical);
  // What the engine passes is nobody's variables.
  const { binding } = alias;
  return binding?.kind !== "global" || binding.name !== "_" || g.sub.isInner;
}

function mayBeSame(g: Generator, place: Expression, alias: Expression): boolean {
  if (place.kind === "element" || place.kind === "slice") {
    if (alias.kind === "element" || alias.kind === "slice") return place.of === alias.of;
    if (alias.kind === "dereference") return place.of === (alias.sigil === "@" ? "array" : "hash");
    if (alias.kind !== "variable" || alias.sigil === "$") return false;
    if (place.of !== (alias.sigil === "@" ? "array" : "hash")) return false;
    return place.container.kind === "through" || isSameVariable(place.container, alias);
  }
  if (place.kind === "variable" && alias.kind === "variable") return isSameVariable(place, alias);
  if (place.kind === "variable" && place.sigil === "$") return false;
  if (place.kind === "variable" && (alias.kind === "element" || alias.kind === "slice")) {
    if (alias.of !== (place.sigil === "@" ? "array" : "hash")) return false;
    return alias.container.kind === "variable" ? isSameVariable(place, alias.container) : isExposed(g, place);
  }
  return true;
}

function isSameVariable(a: Variable, b: Variable): boolean {
  if (a.sigil !== b.sigil) return false;
  if (a.binding?.kind === "lexical" || b.binding?.kind === "lexical") return lexicalOf(a) === lexicalOf(b);
  return a.binding?.name === b.binding?.name;
}

/** The variables and elements that a list hands on themselves, and not as copies. */
export function aliasesIn(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case "list":
      return node.items.flatMap(aliasesIn);
    case "sort":
    case "grep":
    case "listSlice":
      return aliasesIn(node.list);
    case "conditional":
      return [...aliasesIn(node.yes), ...aliasesIn(node.no)];
    case "logical":
      return [...aliasesIn(node.left), ...aliasesIn(node.right)];
    case "map":
      // What its block yields may be a variable.
      return node.block === null
        ? []
        : node.block.statements.flatMap((statement) =>
            statement.kind === "expression" ? aliasesIn(statement.expression) : [],
          );
    case "binary":
      return node.operator === "x" && node.left.kind === "list" ? aliasesIn(node.left) : [];
    case "builtin":
      return node.name === "reverse" || node.name === "values" ? node.arguments.flatMap(aliasesIn) : [];
    case "variable":
    case "element":
    case "dereference":
    case "slice":
      return [node];
    default:
      return [];
  }
}
