/** The state of a compilation: which JavaScript names there are, and where the code being made stands. */
import type { Marks } from "../analyse/marks.js";
import { isComparison } from "../analyse/order.js";
import { type Block, type Lexical, type Program, type Sigil, Unsupported } from "../ast.js";
import type { LibraryName } from "../runtime/index.js";

export type Type = "number" | "string" | "boolean" | "any";

/** JavaScript for a scalar; a boolean is JavaScript's, Perl's 1 and "" when it becomes a value. */
export interface Js {
  readonly code: string;
  readonly type: Type;
}

/** What a `return` ends and in which context its value is wanted: known (list, scalar) or `want`. */
export type Wanted = "list" | "scalar" | "dynamic";

export interface Loop {
  readonly label: string | null;
  /** JavaScript that goes on with the next pass, or ends the loop. */
  readonly next: string;
  readonly last: string;
}

interface Sub {
  readonly depth: number;
  readonly capturing: boolean;
  /** Compiled code calls it. */
  readonly isInner: boolean;
  /** Has @_. */
  readonly hasParameters: boolean;
  /** How many matches were made in it so far. */
  matches: number;
}

/** What is at hand in an inner function of the made code (do, eval, map). */
interface Boundary {
  readonly loops: Loop[];
  readonly returns: Wanted | null;
}

interface Known {
  readonly js: string;
  readonly depth: number;
}

export class Generator {
  readonly marks: Marks;
  readonly constants: unknown[] = [];
  readonly globals = new Map<string, string>();
  readonly used = new Set<LibraryName>();
  /** A sum may depend on the order in which a hash is gone through. */
  inUnorderedLoop = 0;
  sub: Sub;
  /** Variables that stand for elements of a list, as copies, since nothing assigns to them. */
  readonly aliases = new Set<Lexical>();
  boundary: Boundary = { loops: [], returns: "dynamic" };
  private readonly lexicals = new Map<Lexical, Known>();
  private readonly frames: string[][] = [[]];
  private readonly source: string;
  private names = 0;

  /** Functions of the program that sort may call as it likes. */
  readonly comparisons: ReadonlySet<string>;

  constructor(source: string, marks: Marks, { body, functions }: Program) {
    this.source = source;
    this.marks = marks;
    this.comparisons = new Set(functions.filter((item) => isComparison(item.body)).map(({ name }) => name));
    this.sub = { depth: 0, capturing: marks.capturing.has(body), isInner: false, hasParameters: false, matches: 0 };
  }

  /** Warnings are off somewhere: then they are for code that moves to the real Perl. */
  get isQuiet(): boolean {
    return /\bno\s+warnings\b/.test(this.source);
  }

  unsupported(feature: string, node: { readonly at: number }): never {
    throw new Unsupported(feature, node.at);
  }

  /** A call of a function of the library. */
  call(name: LibraryName, ...parameters: string[]): string {
    this.used.add(name);
    return `${name}(${parameters.join(", ")})`;
  }

  name(name: LibraryName): string {
    this.used.add(name);
    return name;
  }

  constant(value: unknown): string {
    return `k${this.constants.push(value) - 1}`;
  }

  fresh(prefix: string): string {
    return `${prefix}${++this.names}`;
  }

  temporary(): string {
    const name = this.fresh("t");
    this.declared(name);
    return name;
  }

  private declared(declaration: string): void {
    (this.frames.at(-1) as string[]).push(declaration);
  }

  /** JavaScript of a block, with the variables that it declares in front. */
  framed(make: () => string): string {
    this.frames.push([]);
    const code = make();
    const declarations = this.frames.pop() as string[];
    return declarations.length === 0 ? code : `let ${declarations.join(", ")}; ${code}`;
  }

  /** A block's captures are over at its end. */
  scoped(make: () => string): string {
    const { matches } = this.sub;
    const saved = this.fresh("m");
    const code = this.framed(make);
    if (!this.sub.capturing || this.sub.matches === matches) return `{ ${code} }`;
    return `{ const ${saved} = M; ${code} M = ${saved}; }`;
  }

  declare(lexical: Lexical): string {
    const js = `${this.fresh(NAMES[lexical.sigil])}_${lexical.name}`;
    this.lexicals.set(lexical, { js, depth: this.sub.depth });
    if (lexical.sigil === "@") this.declared(`${js} = []`);
    else if (lexical.sigil === "%") this.declared(`${js} = new Map()`);
    else this.declared(lexical.isReferenced ? `${js} = new ${this.name("Box")}()` : js);
    if (lexical.hasPosition) this.declared(`${js}_p = new ${this.name("Position")}()`);
    return js;
  }

  /** A variable that JavaScript declares itself: a parameter, or that of a loop. */
  declareAs(lexical: Lexical, js: string, depth = this.sub.depth): void {
    this.lexicals.set(lexical, { js, depth });
    if (lexical.hasPosition) this.declared(`${js}_p = new ${this.name("Position")}()`);
  }

  lexical(lexical: Lexical, node: { readonly at: number }): Known {
    return this.lexicals.get(lexical) ?? this.unsupported("a variable used before its declaration", node);
  }

  /** Before a change of something that may outlive the call. */
  dirty(depth: number | null): string {
    return depth === this.sub.depth ? "" : "S.dirty = true, ";
  }

  /** `&`: a named function. */
  global(sigil: Sigil | "&", name: string): string {
    const key = sigil + name;
    let js = this.globals.get(key);
    if (js === undefined) {
      js = `g${this.globals.size}`;
      this.globals.set(key, js);
    }
    return js;
  }

  line(at: number): number {
    let line = 1;
    for (let index = this.source.indexOf("\n"); index >= 0 && index < at; index = this.source.indexOf("\n", index + 1))
      line++;
    return line;
  }

  /** Messages name lines: where there are several, each statement says its own. */
  marksLine(at: number): string {
    return this.source.includes("\n") ? `X.line = ${this.line(at)}; ` : "";
  }

  /** Within a function of its own in JavaScript: no loop of outside can be left, and a return is one of `returns`. */
  bounded(returns: Wanted | null, make: () => string): string {
    const { boundary } = this;
    this.boundary = { loops: [], returns };
    const code = make();
    this.boundary = boundary;
    return code;
  }

  /** Within the body of a sub. */
  inSub(body: Block, make: () => string): string {
    const { sub } = this;
    const capturing = this.marks.capturing.has(body);
    const isInner = !this.marks.outermost.has(body);
    this.sub = { depth: sub.depth + 1, capturing, isInner, hasParameters: true, matches: 0 };
    const { inUnorderedLoop } = this;
    this.inUnorderedLoop = 0;
    const code = this.bounded("dynamic", () => this.framed(make));
    this.inUnorderedLoop = inUnorderedLoop;
    this.sub = sub;
    return capturing ? `let M = S.depth === 0 ? null : ${this.name("UNKNOWN")}; ${code}` : code;
  }
}

const NAMES: Readonly<Record<Sigil, string>> = { $: "s", "@": "a", "%": "h" };
