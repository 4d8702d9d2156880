import { ExpressionProblem } from "./ast.js";
import { requireExact } from "./exactness.js";
import { generate } from "./generate.js";
import type { CompiledRegExp, RegExpCompilation, RegExpMatch } from "./index.js";
import { parse } from "./parse.js";

/** Compiles a Perl regular expression, as matched against byte strings without locale. */
export function compileRegExp(source: string): RegExpCompilation {
  try {
    const expression = parse(source);
    requireExact(expression);
    const regexp = new RegExp(generate(expression.body));
    return { kind: "compiled", regexp: new NativeRegExp(source, regexp, expression.names) };
  } catch (problem) {
    if (!(problem instanceof ExpressionProblem)) {
      // V8 refuses what is too large for it; Perl may have other limits.
      if (problem instanceof SyntaxError || problem instanceof RangeError) {
        return { kind: "unsupported", feature: problem.message, offset: 0 };
      }
      throw problem;
    }
    const { message, offset } = problem;
    return problem.kind === "invalid"
      ? { kind: "invalid", message, offset }
      : { kind: "unsupported", feature: message, offset };
  }
}

class NativeRegExp implements CompiledRegExp {
  readonly source: string;
  readonly engine = "v8";
  private readonly regexp: RegExp;
  private readonly names: readonly { readonly name: string; readonly group: number }[];

  constructor(source: string, regexp: RegExp, names: readonly { readonly name: string; readonly group: number }[]) {
    this.source = source;
    this.regexp = regexp;
    this.names = names;
  }

  /** Hot: runs for every candidate line. */
  match(subject: string): RegExpMatch | null {
    const numbered = this.regexp.exec(subject) as (string | undefined)[] | null;
    if (numbered === null) return null;
    if (this.names.length === 0) return { numbered, named: null };
    const named: Record<string, string | undefined> = {};
    for (const { name, group } of this.names) named[name] = numbered[group];
    return { numbered, named };
  }

  test(subject: string): boolean {
    return this.regexp.test(subject);
  }
}
