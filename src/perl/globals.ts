/** Package variables that move from compiled code to the real Perl: Perl code that makes them there. */
import { isHash } from "./runtime/hash.js";
import type { State } from "./runtime/state.js";
import { Box, Code, Pattern, type Place, type Reference, type Value } from "./runtime/values.js";

/**
 * What the variables hold is data, with references among them: every array, hash, scalar and
 * sub that is pointed to gets a place in a list first, then all are filled. Subs are made
 * from their texts, beside variables that are the ones that they had (`refaliasing`).
 */
class Transfer {
  private readonly numbers = new Map<Reference, number>();
  private readonly makes: string[] = [];
  private readonly fills: string[] = [];
  private readonly subs: string[] = [];
  private readonly undefinedNames = new Map<Code, string>();
  /** The list's name: no sub may mean another variable by it. */
  private objects = "o";

  /** A container of a name. */
  named(name: string, sigil: string, container: Reference): void {
    const full = name.includes("::") ? name : `main::${name}`;
    this.enter(container, `\\${sigil}${full}`);
  }

  /** A named function as it is defined at present. */
  function(name: string, code: Code): void {
    const full = name.includes("::") ? name : `main::${name}`;
    // That alone would change what the name means without parentheses.
    if (code.place === null) this.undefinedNames.set(code, full);
    else this.defined(full, code);
  }

  private defined(full: string, code: Code): void {
    const number = this.numbers.size;
    this.numbers.set(code, number);
    this.subs.push(`${definition(code, `sub ${full} `)} ${this.place(number)} = \\&${full};`);
  }

  /** `results`: the code's value, a list. */
  source(results: readonly Code[]): string {
    const values = results.map((code) => this.literal(code));
    this.fillAll();
    const steps = [...this.makes, ...this.subs, ...this.fills].join(" ");
    return `my @${this.objects}; ${steps} ${results.length === 0 ? "undef" : `(${values.join(", ")})`}`;
  }

  avoid(source: string): void {
    while (new RegExp(`\\b${this.objects}\\b`).test(source)) this.objects += "o";
  }

  private place(number: number): string {
    return `$${this.objects}[${number}]`;
  }

  private enter(container: Reference, make: string): number {
    const number = this.numbers.size;
    this.numbers.set(container, number);
    this.makes.push(`${this.place(number)} = ${make};`);
    return number;
  }

  /** After all names are known. */
  private fillAll(): void {
    for (const [container, number] of this.numbers) this.fill(container, this.place(number));
  }

  /** An anonymous sub, once its variables have their places. */
  private enterSub(code: Code): number {
    const name = this.undefinedNames.get(code);
    if (name !== undefined) return this.enter(code, `\\&${name}`);
    const number = this.numbers.size;
    this.numbers.set(code, number);
    const names = code.origin?.names ?? [];
    const aliases = (code.captured?.() ?? []).map(
      (container, index) => `\\my ${names[index]} = ${this.literal(container)};`,
    );
    const feature = aliases.length === 0 ? "" : "use feature 'refaliasing'; no warnings 'experimental::refaliasing'; ";
    this.subs.push(`${this.place(number)} = do { ${feature}${aliases.join(" ")} ${definition(code, "sub ")} };`);
    return number;
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
    let number = this.numbers.get(value);
    if (number === undefined && value instanceof Code) number = this.enterSub(value);
    if (number === undefined) {
      const make = Array.isArray(value) ? "[]" : value instanceof Box ? "\\my $s" : "{}";
      number = this.enter(value, value instanceof Box ? `do { ${make} }` : make);
    }
    return this.place(number);
  }
}

/** The text of a sub; its messages name the place where it was. */
function definition(code: Code, head: string): string {
  const { origin } = code;
  const place = code.place as Place;
  if (origin === null || code.captured === null) return `${head}{ die("it cannot move to the real Perl\\n") }`;
  const quiet = origin.isQuiet ? " no warnings;" : "";
  return `\n# line ${origin.line} "(eval ${place.evaluation})"\n${head}{${quiet}${origin.source.slice(1)}`;
}

function quoted(text: string): string {
  if (/^[\w .,:-]*$/.test(text)) return `'${text}'`;
  return `pack('H*','${[...text].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("")}')`;
}

/**
 * Perl code that gives all variables their values and defines all functions; null when there
 * are none. Its value is a list of `subs`.
 */
export function transferSource(state: State, subs: readonly Code[] = []): string | null {
  const transfer = new Transfer();
  const tables = [
    ["$", state.scalars],
    ["@", state.arrays],
    ["%", state.hashes],
  ] as const;
  let count = subs.length;
  for (const text of textsOf(state, subs)) transfer.avoid(text);
  for (const [sigil, table] of tables) {
    for (const [name, container] of table) {
      if (name === "_") continue;
      transfer.named(name, sigil, container);
      count++;
    }
  }
  for (const [name, { code }] of state.functions) {
    transfer.function(name, code);
    if (code.place !== null) count++;
  }
  return count === 0 ? null : transfer.source(subs);
}

/** Of all subs that may have to move. */
function textsOf(state: State, subs: readonly Code[]): string[] {
  const texts = new Set<string>();
  const seen = new Set<unknown>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    if (Array.isArray(value)) value.forEach(visit);
    else if (value instanceof Box) visit(value.v);
    else if (value instanceof Code) {
      if (value.origin !== null) texts.add(value.origin.source);
      value.captured?.().forEach(visit);
    } else if (isHash(value as Value)) for (const item of (value as Map<string, Value>).values()) visit(item);
  };
  for (const table of [state.scalars, state.arrays, state.hashes]) for (const value of table.values()) visit(value);
  for (const { code } of state.functions.values()) visit(code);
  subs.forEach(visit);
  return [...texts];
}
