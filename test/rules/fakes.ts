/** Stand-ins for what rules are compiled with, for tests that have no Perl. */
import { spawnSync } from "node:child_process";
import type { CodeReference, PerlHost } from "../../src/perl/host.js";
import { type CompiledRegExp, compileRegExp } from "../../src/regexp/index.js";
import type { Compilers } from "../../src/rules/index.js";

/**
 * A Perl that knows functions by their looks: `sub { ... }` with balanced braces, at most
 * in parentheses. Regular expressions that are left to it are all valid but `unknown` ones.
 */
export class FakePerl implements PerlHost {
  /** The functions that were compiled, in order. */
  readonly compiled: string[] = [];
  /** The regular expressions that it was asked for. */
  readonly expressions: string[] = [];

  available(): boolean {
    return true;
  }

  compileFunction(source: string): ReturnType<PerlHost["compileFunction"]> {
    if (!isFunction(source)) return { ok: false, message: "it is not a code reference" };
    this.compiled.push(source);
    const code: CodeReference = { kind: "code", handle: this.compiled.length, text: "CODE(0x1)" };
    return { ok: true, value: code };
  }

  compileRegExp(source: string): ReturnType<PerlHost["compileRegExp"]> {
    this.expressions.push(source);
    return { ok: false, message: "the fake knows no regular expressions" };
  }

  call(): ReturnType<PerlHost["call"]> {
    return { ok: true, value: [] };
  }

  evaluate(): ReturnType<PerlHost["evaluate"]> {
    return { ok: true, value: [undefined] };
  }

  forgetEntries(): void {}
}

/** Asks the perl of this machine about the regular expressions that we leave to Perl. */
export class ExpressionPerl extends FakePerl {
  isThere(): boolean {
    return spawnSync("perl", ["-e", "1"]).status === 0;
  }

  override compileRegExp(source: string): ReturnType<FakePerl["compileRegExp"]> {
    const asked = spawnSync("perl", ["-we", "my $e = $ARGV[0]; eval { qr/$e/ }; exit($@ ? 1 : 0)", source]);
    if (asked.status !== 0) return super.compileRegExp(source);
    const value: CompiledRegExp = { source, engine: "perl", wasStopped: false, match: () => null, test: () => false };
    return { ok: true, value };
  }
}

function isFunction(source: string): boolean {
  const text = source.trim();
  if (text.startsWith("(") && text.endsWith(")")) return isFunction(text.slice(1, -1));
  if (!/^sub\s*\{/.test(text)) return false;
  let depth = 0;
  for (const [index, character] of [...text].entries()) {
    if (character === "{") depth++;
    if (character === "}") depth--;
    if (depth === 0 && character === "}") return index === text.length - 1;
  }
  return false;
}

export function makeCompilers(perl: PerlHost | null = new FakePerl()): Compilers {
  return { regexp: compileRegExp, perl, bufsize: 0 };
}
