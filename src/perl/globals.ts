/** Package variables that move from compiled code to the real Perl: Perl code that makes them there. */
import { isHash } from "./runtime/hash.js";
import type { State } from "./runtime/state.js";
import { Box, Code, Pattern, type Reference, type Value } from "./runtime/values.js";

/**
 * What the variables hold is plain data, with references among them: every array, hash and
 * scalar that is pointed to gets a place in a list first, then all are filled.
 */
class Transfer {
  private readonly numbers = new Map<Reference, number>();
  private readonly makes: string[] = [];
  private readonly fills: string[] = [];

  /** A container of a name. */
  named(name: string, sigil: string, container: Reference): void {
    const full = name.includes("::") ? name : `main::${name}`;
    this.enter(container, `\\${sigil}${full}`);
  }

  get source(): string {
    return `my @o; ${[...this.makes, ...this.fills].join(" ")} undef`;
  }

  private enter(container: Reference, make: string): number {
    const number = this.numbers.size;
    this.numbers.set(container, number);
    this.makes.push(`$o[${number}] = ${make};`);
    return number;
  }

  /** After all names are known. */
  fillAll(): void {
    for (const [container, number] of this.numbers) this.fill(container, `$o[${number}]`);
  }

  private fill(container: Reference, perl: string): void {
    if (Array.isArray(container)) {
      this.fills.push(`@{${perl}} = (${container.map((value) => this.literal(value)).join(",")});`);
    } else if (container instanceof Box) {
      this.fills.push(`\${${perl}} = ${this.literal(container.v)};`);
    } else if (isHash(container)) {
      const pairs = [...container.entries()].map(([key, value]) => `${quoted(key)},${this.literal(value)}`);
      this.fills.push(`%{${perl}} = (${pairs.join(",")});`);
    }
  }

  private literal(value: Value): string {
    if (value === undefined) return "undef";
    if (typeof value === "string") return quoted(value);
    if (typeof value === "bigint") return value.toString();
    if (typeof value === "number") {
      if (Number.isFinite(value)) return `${value}`;
      return Number.isNaN(value) ? "-sin(9**9**9)" : value > 0 ? "9**9**9" : "-9**9**9";
    }
    if (value instanceof Pattern) return `do { my $p = ${quoted(value.text)}; qr/$p/ }`;
    // Programs that could put functions there are never compiled (router.ts).
    if (value instanceof Code) return "undef";
    let number = this.numbers.get(value);
    if (number === undefined) {
      const make = Array.isArray(value) ? "[]" : value instanceof Box ? "\\my $s" : "{}";
      number = this.enter(value, value instanceof Box ? `do { ${make} }` : make);
    }
    return `$o[${number}]`;
  }
}

function quoted(text: string): string {
  if (/^[\w .,:-]*$/.test(text)) return `'${text}'`;
  return `pack('H*','${[...text].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("")}')`;
}

/** Perl code that gives all variables their values; null when there are none. */
export function transferSource(state: State): string | null {
  const transfer = new Transfer();
  let count = 0;
  for (const [name, box] of state.scalars) {
    if (name === "_") continue;
    transfer.named(name, "$", box);
    count++;
  }
  for (const [name, array] of state.arrays) {
    transfer.named(name, "@", array);
    count++;
  }
  for (const [name, hash] of state.hashes) {
    transfer.named(name, "%", hash);
    count++;
  }
  if (count === 0) return null;
  transfer.fillAll();
  return transfer.source;
}
