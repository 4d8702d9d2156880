/** A snippet's tree to JavaScript, made into a function once. */
import { marksOf } from "../analyse/marks.js";
import { some } from "../analyse/walk.js";
import { type NamedFunction, type Parsed, type Sigil, type Program as Tree, Unsupported } from "../ast.js";
import { parsePerl } from "../parse/index.js";
import { LIBRARY } from "../runtime/index.js";
import type { State } from "../runtime/state.js";
import type { Place, Want } from "../runtime/values.js";
import { Generator } from "./generator.js";
import { statements } from "./statement.js";
import { makeSub } from "./sub.js";

/** A program that runs in a context. */
export type Program = (want: Want) => unknown;

export interface CompiledPerl {
  readonly kind: "compiled";
  /** Names of package variables with their sigils, and of functions (`&`). */
  readonly globals: readonly string[];
  /** The program is one sub and nothing else: it can be made anew anywhere. */
  readonly isPlainSub: boolean;
  /** It makes subs, which may live on. */
  readonly hasSubs: boolean;
  /** Why its subs could not move to the real Perl together with the package variables. */
  readonly immovable: string | null;
  /** The JavaScript, for tests and the curious. */
  readonly code: string;
  instantiate(state: State, place: Place): Program;
}

/** The feature that is outside of the subset, and where. */
export type PerlCompilation = CompiledPerl | Extract<Parsed, { kind: "unsupported" }>;

export function compilePerl(source: string): PerlCompilation {
  const parsed = parsePerl(source);
  if (parsed.kind === "unsupported") return parsed;
  try {
    return generate(source, parsed);
  } catch (stop) {
    if (stop instanceof Unsupported) return { kind: "unsupported", feature: stop.feature, offset: stop.offset };
    if (stop instanceof RangeError) return { kind: "unsupported", feature: "deeply nested code", offset: 0 };
    throw stop;
  }
}

function generate(source: string, program: Tree): CompiledPerl {
  const { body, functions } = program;
  const marks = marksOf(program);
  const g = new Generator(source, marks, program);
  const definitions = functions.map((item) => definition(g, item)).join(" ");
  const main = g.framed(() => statements(g, body, "dynamic"));
  const match = marks.capturing.has(body) ? "let M = null; " : "";
  const globals = [...g.globals.keys()];
  const head = [
    `const { ${[...g.used].join(", ")} } = L;`,
    ...g.constants.map((_, index) => `const k${index} = K[${index}];`),
    ...[...g.globals].map(
      ([key, js]) => `const ${js} = S.${KINDS[key[0] as Sigil | "&"]}(${JSON.stringify(key.slice(1))});`,
    ),
  ];
  const code = `"use strict"; ${head.join(" ")} return (want) => { ${match}${definitions} ${main} };`;
  const { constants } = g;
  let factory: Factory | null = null;
  const instantiate = (state: State, place: Place): Program => {
    factory ??= new Function("L", "S", "X", "K", code) as Factory;
    return factory(LIBRARY, state, place, constants);
  };
  const [only, second] = body.statements;
  const isSub = second === undefined && only?.kind === "expression" && only.expression.kind === "sub";
  const isPlainSub = isSub && functions.length === 0;
  const hasSubs = makesSubs(program);
  const immovable = program.isStrict && hasSubs ? "package variables beside a sub, under strict" : null;
  return { kind: "compiled", globals, isPlainSub, hasSubs, immovable, code, instantiate };
}

/** In order of the text, before the program runs. */
function definition(g: Generator, { name, body, source, at }: NamedFunction): string {
  g.global("&", name);
  return `S.define(${JSON.stringify(name)}, ${makeSub(g, { body, source, at })});`;
}

function makesSubs({ body, functions }: Tree): boolean {
  return functions.length > 0 || some(body, (node) => node.kind === "sub");
}

type Factory = (library: typeof LIBRARY, state: State, place: Place, constants: readonly unknown[]) => Program;

const KINDS: Readonly<Record<Sigil | "&", string>> = { $: "scalar", "@": "array", "%": "hash", "&": "function" };
