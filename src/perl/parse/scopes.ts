/** Which names are declared where the parser is. */
import { type Binding, type Lexical, type NamedFunction, type Sigil, Unsupported } from "../ast.js";

interface Scope {
  readonly names: Map<string, Lexical>;
  /** The body of a sub: `$_`, `$a` and `$b` of a surrounding block are not those that it sees when it runs. */
  readonly isSub: boolean;
  /** Under `use strict`, from here on. */
  isStrict: boolean;
}

/** Names that a block binds for what it calls, not for what stands in it. */
const DYNAMIC = new Set(["$_", "$a", "$b"]);
/** In every package they mean the variable of main. */
const OF_MAIN = /^(?:_|ENV|ARGV|INC|STDIN|STDOUT|STDERR|ARGVOUT)$/;
/** Special variables that only the real Perl has. */
const FOREIGN = /^(?:ENV|ARGV|INC|STDIN|STDOUT|STDERR|ARGVOUT|SIG|ISA|EXPORT|EXPORT_OK|AUTOLOAD|VERSION|context_list)$/;

export class Scopes {
  private readonly scopes: Scope[] = [{ names: new Map(), isSub: false, isStrict: false }];
  private pending: Lexical[] = [];
  private nextId = 1;
  /** Those that were defined so far. */
  readonly functions: NamedFunction[] = [];
  /** `use strict` was read: package variables need a package name or `our`. On the safe side, to the end of the text. */
  isStrict = false;

  open(isSub = false): void {
    this.introduce();
    this.scopes.push({ names: new Map(), isSub, isStrict: this.isStrictHere });
  }

  /** `use strict`, which holds to the end of the block. */
  beStrict(): void {
    this.isStrict = true;
    this.present.isStrict = true;
  }

  /** Whether the present place is under `use strict`. */
  get isStrictHere(): boolean {
    return this.present.isStrict;
  }

  private get present(): Scope {
    return this.scopes.at(-1) as Scope;
  }

  close(): void {
    this.introduce();
    this.scopes.pop();
  }

  get isInSub(): boolean {
    return this.scopes.some(({ isSub }) => isSub);
  }

  /** Declared from the next statement on. */
  declare(sigil: Sigil, name: string, global: string | null = null): Lexical {
    const lexical = this.make(sigil, name, global);
    this.pending.push(lexical);
    return lexical;
  }

  /** Declared at once. */
  bind(sigil: Sigil, name: string): Lexical {
    this.introduce();
    const lexical = this.make(sigil, name, null);
    this.enter(lexical);
    return lexical;
  }

  /** A new statement: what the one before declared is visible. */
  introduce(): void {
    for (const lexical of this.pending) this.enter(lexical);
    this.pending = [];
  }

  private make(sigil: Sigil, name: string, global: string | null): Lexical {
    return { sigil, name, id: this.nextId++, isReferenced: false, hasPosition: false, global };
  }

  private enter(lexical: Lexical): void {
    this.present.names.set(lexical.sigil + lexical.name, lexical);
  }

  /** Whether `my` has declared the name, sigil included. */
  hasLexical(key: string): boolean {
    return this.scopes.some(({ names }) => names.get(key)?.global === null);
  }

  resolve(sigil: Sigil, name: string, at: number): Binding {
    const key = sigil + name;
    let leftSub = false;
    for (const scope of [...this.scopes].reverse()) {
      const lexical = scope.names.get(key);
      if (lexical !== undefined) {
        if (leftSub && DYNAMIC.has(key)) throw new Unsupported(`${key} of the code around a sub`, at);
        if (lexical.global !== null) return { kind: "global", name: lexical.global };
        return { kind: "lexical", lexical };
      }
      leftSub ||= scope.isSub;
    }
    if (this.isStrict && /^[A-Za-z_]\w+$|^[A-Zac-z]$/.test(name) && name !== "_") {
      throw new Unsupported("an undeclared variable under strict", at);
    }
    return { kind: "global", name: globalName(name, sigil, at) };
  }
}

/** The full name, seen from the package main::SEC; main:: is left out. */
export function globalName(name: string, sigil: Sigil, at: number): string {
  let full = name.replaceAll("'", "::");
  if (full.includes("::")) {
    while (/^(?:main)?::/.test(full)) full = full.replace(/^(?:main)?::/, "");
  } else if (!OF_MAIN.test(full)) full = `SEC::${full}`;
  const last = full.split("::").at(-1) ?? "";
  if (FOREIGN.test(last) || full.endsWith("::") || full === "")
    throw new Unsupported(`the variable ${sigil}${name}`, at);
  return full;
}
