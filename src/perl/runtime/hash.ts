/** Hashes. Their order is that of insertion, and never seen: what could show it runs in the real Perl. */
import { CANONICAL_NUMBER, type MatchVariables } from "../../base/match-variables.js";
import { textOf } from "./text.js";
import { Box, Code, giveUp, Pattern, type Value } from "./values.js";

export interface HashLike {
  readonly size: number;
  get(key: string): Value;
  has(key: string): boolean;
  set(key: string, value: Value): unknown;
  delete(key: string): unknown;
  clear(): void;
  keys(): Iterable<string>;
  values(): Iterable<Value>;
  entries(): Iterable<[string, Value]>;
}

export type Hash = Map<string, Value>;

/** A pattern match cache entry: a hash of its match variables, `_inputsrc` and `_intcontext`. */
export class EntryHash implements HashLike {
  /** How often any entry was changed here: other copies of them are out of date then. */
  static changes = 0;
  readonly entry: MatchVariables;

  constructor(entry: MatchVariables) {
    this.entry = entry;
  }

  /** Hot. */
  get(key: string): Value {
    const { named, numbered } = this.entry;
    if (isIndex(key)) return numbered[Number(key)];
    if (named !== null) {
      const value = named[key];
      // What objects inherit is no text.
      if (typeof value === "string" || Object.hasOwn(named, key)) return value;
    }
    if (key === "_inputsrc") return this.entry.inputSource;
    return key === "_intcontext" ? this.entry.internalContext : undefined;
  }

  has(key: string): boolean {
    const { named, numbered } = this.entry;
    if (isIndex(key)) return Object.hasOwn(numbered, key);
    if (named !== null && (typeof named[key] === "string" || Object.hasOwn(named, key))) return true;
    return key === "_inputsrc" || key === "_intcontext";
  }

  set(key: string, value: Value): void {
    if (typeof value === "object") giveUp("a reference in a pattern match cache entry");
    const text = value === undefined ? undefined : textOf(value);
    EntryHash.changes++;
    if (isIndex(key)) this.entry.numbered[Number(key)] = text;
    else {
      this.entry.named ??= {};
      this.entry.named[key] = text;
    }
  }

  delete(key: string): void {
    if (key === "_inputsrc" || key === "_intcontext") giveUp("a deleted special match variable");
    EntryHash.changes++;
    if (isIndex(key)) delete this.entry.numbered[Number(key)];
    else if (this.entry.named !== null) delete this.entry.named[key];
  }

  clear(): void {
    giveUp("a cleared pattern match cache entry");
  }

  get size(): number {
    return [...this.keys()].length;
  }

  keys(): string[] {
    const keys = new Set(["_inputsrc", "_intcontext"]);
    this.entry.numbered.forEach((_, index) => void keys.add(String(index)));
    for (const name in this.entry.named) keys.add(name);
    return [...keys];
  }

  values(): Value[] {
    return this.keys().map((key) => this.get(key));
  }

  entries(): [string, Value][] {
    return this.keys().map((key) => [key, this.get(key)]);
  }
}

const INDEX_LENGTH_MAX = 6;

function isIndex(key: string): boolean {
  const code = key.charCodeAt(0);
  if (code > 57 || code < 48) return false;
  return key.length <= INDEX_LENGTH_MAX && CANONICAL_NUMBER.test(key);
}

export function isHash(value: Value): value is HashLike {
  return (
    typeof value === "object" &&
    !Array.isArray(value) &&
    !(value instanceof Code || value instanceof Box || value instanceof Pattern)
  );
}
