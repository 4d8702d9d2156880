/** What can be assigned: variables, elements, and what references lead to. */

import { lexicalOf } from "../analyse/walk.js";
import type { Container, Dereference, Expression, Variable } from "../ast.js";
import { checkHeld } from "./aliases.js";
import { checkBraces, text, value } from "./expression.js";
import type { Generator } from "./generator.js";

export interface Place {
  /** Evaluated first, joined by commas; nothing in it may be done twice. */
  readonly setup: readonly string[];
  readonly get: string;
  readonly set: (value: string) => string;
  /** It comes to be when it is looked at in order to change it. */
  readonly isElement?: true;
  /** Whether an element of a hash exists. */
  readonly exists?: string;
}

/** For a change that does not happen: an element exists from now on all the same. */
export function touched(place: Place, otherwise: string): string {
  return place.isElement === true ? `(${place.set(place.get)}, ${otherwise})` : otherwise;
}

export function placeOf(g: Generator, node: Expression): Place {
  switch (node.kind) {
    case "variable":
      if (node.sigil === "$") return scalarPlace(g, node);
      break;
    case "my":
      if (node.variables.length === 1 && node.variables[0]?.sigil === "$")
        return scalarPlace(g, declare(g, node.variables[0]));
      break;
    case "list":
      if (node.items.length === 1) return placeOf(g, node.items[0] as Expression);
      break;
    case "assignment": {
      // `(my $copy = $text) =~ s/.../.../`
      const { left } = node;
      const target = left.kind === "my" && !left.isList ? left.variables[0] : left;
      if (target?.kind !== "variable" || target.sigil !== "$") break;
      const assigned = value(g, node);
      const place = scalarPlace(g, target);
      return { ...place, setup: [assigned, ...place.setup] };
    }
    case "element":
      return elementPlace(g, node);
    case "dereference": {
      if (node.sigil !== "$") break;
      const box = g.temporary();
      return {
        setup: [`${box} = ${g.call("boxOf", value(g, node.reference))}`],
        get: `${box}.v`,
        set: (code) => `(S.dirty = true, ${box}.v = ${code})`,
      };
    }
    case "lastIndex": {
      const array = g.temporary();
      return {
        setup: [`${array} = ${containerOf(g, node.container, "array")}`],
        get: `(${array}.length - 1)`,
        set: (code) => `(${dirtyFor(g, node.container)}${g.call("setLastIndex", array, code)})`,
      };
    }
    default:
      break;
  }
  return g.unsupported("an assignment to this", node);
}

export function declare(g: Generator, variable: Variable): Variable {
  const lexical = lexicalOf(variable);
  if (lexical !== null) g.declare(lexical);
  return variable;
}

function scalarPlace(g: Generator, node: Variable): Place {
  const { binding } = node;
  if (binding?.kind !== "lexical") {
    const name = binding?.name ?? "";
    if (name === "@") return { setup: [], get: "S.error", set: (code) => `(S.error = ${code})` };
    // Compiled map, grep and loops do not set the package's $_ for the subs that they call.
    if (name === "_" && g.sub.isInner) g.unsupported("$_ of the calling code", node);
    const js = `${g.global("$", name)}.v`;
    return { setup: [], get: js, set: (code) => `(S.dirty = true, ${js} = ${code})` };
  }
  const { js, depth } = g.lexical(binding.lexical, node);
  const cell = binding.lexical.isReferenced ? `${js}.v` : js;
  const clear = binding.lexical.hasPosition ? `${js}_p.clear(), ` : "";
  const before = g.dirty(depth) + clear;
  return {
    setup: [],
    get: cell,
    set: (code) => (before === "" ? `(${cell} = ${code})` : assignedAfter(before, cell, code)),
  };
}

/** The value is worked out before the variable's position is cleared. */
function assignedAfter(before: string, cell: string, code: string): string {
  return `(${cell} = ${code}, ${before}${cell})`;
}

function elementPlace(g: Generator, node: Extract<Expression, { kind: "element" }>): Place {
  checkHeld(g, node.container, [node.index]);
  const container = g.temporary();
  const setup = [`${container} = ${containerOf(g, node.container, node.of)}`];
  const dirty = dirtyFor(g, node.container);
  let index = node.of === "hash" ? text(g, node.index) : indexOf(g, node.index);
  if (!/^(?:"[^"\\]*"|\d+)$/.test(index)) {
    const kept = g.temporary();
    setup.push(`${kept} = ${index}`);
    index = kept;
  }
  if (node.of === "hash") {
    return {
      setup,
      isElement: true,
      exists: `${container}.has(${index})`,
      get: `${container}.get(${index})`,
      set: (code) => `(${dirty}${g.call("hashSet", container, index, code)})`,
    };
  }
  return {
    setup,
    isElement: true,
    get: g.call("arrayGet", container, index),
    set: (code) => `(${dirty}${g.call("arraySet", container, index, code)})`,
  };
}

export function indexOf(g: Generator, index: Expression): string {
  return index.kind === "number" && typeof index.value === "number" && Number.isInteger(index.value)
    ? `${index.value}`
    : value(g, index);
}

export function dirtyFor(g: Generator, container: Container): string {
  if (container.kind === "through") return "S.dirty = true, ";
  if (isParameters(container)) return "";
  const lexical = lexicalOf(container);
  return g.dirty(lexical === null ? null : g.lexical(lexical, container).depth);
}

function isParameters(variable: Variable): boolean {
  return variable.sigil === "@" && variable.binding?.kind === "global" && variable.binding.name === "_";
}

/** JavaScript for an array or hash variable. */
export function aggregate(g: Generator, variable: Variable): string {
  if (isParameters(variable)) {
    if (!g.sub.hasParameters) return g.unsupported("@_ outside of a sub", variable);
    return "A";
  }
  const { binding } = variable;
  if (binding?.kind === "lexical") return g.lexical(binding.lexical, variable).js;
  if (binding?.name === "_") return g.unsupported("the hash %_", variable);
  return g.global(variable.sigil, binding?.name ?? "");
}

/** An array or hash; what a reference should lead to is made where it is undef. */
export function containerOf(g: Generator, container: Container, of: "array" | "hash"): string {
  if (container.kind === "variable") return aggregate(g, container);
  const { reference } = container;
  const isArray = of === "array";
  if (reference.kind === "element") {
    if (g.sub.isInner && reference.container.kind === "variable" && isParameters(reference.container)) {
      // What would come to be would come to be in the caller's variable.
      return g.call(isArray ? "arrayGiven" : "hashGiven", g.call("arrayGet", "A", indexOf(g, reference.index)));
    }
    const parameter = parameterOf(g, reference);
    if (parameter !== null) {
      // Hot: `$_[0]->{key}`.
      const made = g.sub.isInner
        ? g.call("giveUp", JSON.stringify("a caller's variable that comes to be a reference"))
        : g.call(isArray ? "arrayInArray" : "hashInArray", "A", parameter);
      return `(A[${parameter}] === undefined ? ${made} : ${g.call(isArray ? "arrayOf" : "hashOf", `A[${parameter}]`)})`;
    }
    checkHeld(g, reference.container, [reference.index]);
    const outer = containerOf(g, reference.container, reference.of);
    const index = reference.of === "hash" ? text(g, reference.index) : indexOf(g, reference.index);
    const inHash = reference.of === "hash";
    if (isArray) return g.call(inHash ? "arrayInHash" : "arrayInArray", outer, index);
    return g.call(inHash ? "hashInHash" : "hashInArray", outer, index);
  }
  if (reference.kind === "list" && reference.items.length === 1) {
    checkBraces(g, reference);
    return containerOf(g, { ...container, reference: reference.items[0] as Expression }, of);
  }
  const check = isArray ? "arrayOf" : "hashOf";
  if (reference.kind === "variable" && reference.sigil === "$") {
    const place = scalarPlace(g, reference);
    const lexical = lexicalOf(reference);
    if (lexical !== null && g.aliases.has(lexical)) {
      const why = JSON.stringify("a reference that comes to be in a list that is gone through");
      return `(${place.get} === undefined ? ${g.call("giveUp", why)} : ${g.call(check, place.get)})`;
    }
    return `(${place.get} === undefined ? ${place.set(isArray ? "[]" : "new Map()")} : ${g.call(check, place.get)})`;
  }
  if (reference.kind === "dereference" && reference.sigil === "$")
    return g.call(isArray ? "arrayInBox" : "hashInBox", g.call("boxOf", value(g, reference.reference)));
  if (HANDING_ON.has(reference.kind)) return g.call(isArray ? "arrayGiven" : "hashGiven", value(g, reference));
  return g.call(isArray ? "arrayThere" : "hashThere", value(g, reference));
}

/** What hands on variables themselves: what a reference should lead to comes to be in these. */
const HANDING_ON: ReadonlySet<string> = new Set(["list", "conditional", "do", "capture", "namedCapture"]);

/** Whether what a reference should lead to comes to be where it is undef. */
export function comesToBe(reference: Expression): boolean {
  if (reference.kind === "list") return reference.items.length === 1 && comesToBe(reference.items[0] as Expression);
  if (reference.kind === "variable" || reference.kind === "dereference") return reference.sigil === "$";
  return reference.kind === "element" || HANDING_ON.has(reference.kind);
}

/** What a hash has under a key. */
export function hashGet(g: Generator, container: Container, key: Expression): string {
  const [hash, named] = namedIn(g, container, key);
  if (named === null) return `${hash}.get(${text(g, key)})`;
  const kept = g.temporary();
  return `(typeof (${kept} = ${named}) === "string" ? ${kept} : ${hash}.get(${text(g, key)}))`;
}

export function hashHas(g: Generator, container: Container, key: Expression): string {
  const [hash, named] = namedIn(g, container, key);
  if (named === null) return `${hash}.has(${text(g, key)})`;
  return `(typeof ${named} === "string" || ${hash}.has(${text(g, key)}))`;
}

/**
 * JavaScript for a hash, and where it may be a pattern match cache entry, for the variable of that name in it, to be
 * evaluated first. Hot: with the name in the made code, V8 knows by the shape of the entry where it is.
 */
function namedIn(g: Generator, container: Container, key: Expression): readonly [hash: string, named: string | null] {
  checkHeld(g, container, [key]);
  const hash = containerOf(g, container, "hash");
  // `$1` and its like are not among the named ones.
  if (container.kind === "variable" || key.kind !== "string" || /^\d/.test(key.value)) return [hash, null];
  const kept = g.temporary();
  const entry = `(${kept} = ${hash}) instanceof ${g.name("EntryHash")}`;
  return [kept, `(${entry} ? ${kept}.entry.named?.[${JSON.stringify(key.value)}] : undefined)`];
}

/** The index of `$_[0]` and its like. */
function parameterOf(g: Generator, node: Extract<Expression, { kind: "element" }>): string | null {
  if (node.container.kind !== "variable" || !isParameters(node.container) || !g.sub.hasParameters) return null;
  const index = indexOf(g, node.index);
  return /^\d+$/.test(index) ? index : null;
}

/** As containerOf, but what is undef is just empty. */
export function readable(g: Generator, { sigil, reference, isStrict }: Dereference): string {
  if (isStrict) return g.call(sigil === "@" ? "arrayThere" : "hashThere", value(g, reference));
  return g.call(sigil === "@" ? "arrayIn" : "hashIn", value(g, reference));
}

export function withSetup(place: Place, code: string): string {
  return place.setup.length === 0 ? code : `(${[...place.setup, code].join(", ")})`;
}
