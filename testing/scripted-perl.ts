/** A Perl whose functions and programs a test writes in TypeScript, found by the text of the Perl code. */
import type { CodeReference, PerlArgument, PerlContext, PerlHost, PerlOutcome, PerlResult } from "../src/perl/host.js";

/** A function's values; what it throws is the message of a failure. */
export type ScriptedFunction = (parameters: readonly PerlArgument[], context: PerlContext) => readonly PerlResult[];

export class ScriptedPerl implements PerlHost {
  /** How often a new input event began. */
  forgotten = 0;
  private readonly functions: Readonly<Record<string, ScriptedFunction>>;
  private readonly byHandle = new Map<number, ScriptedFunction>();

  constructor(functions: Readonly<Record<string, ScriptedFunction>>) {
    this.functions = functions;
  }

  compileFunction(source: string): PerlOutcome<CodeReference> {
    const found = this.functions[source];
    if (found === undefined) return { ok: false, message: `no such function: ${source}` };
    const handle = this.byHandle.size + 1;
    this.byHandle.set(handle, found);
    return { ok: true, value: { kind: "code", handle, text: `CODE(0x${handle})` } };
  }

  call(code: CodeReference, parameters: readonly PerlArgument[], context: PerlContext): ReturnType<PerlHost["call"]> {
    const found = this.byHandle.get(code.handle);
    return found === undefined ? { ok: false, message: "no code reference" } : outcomeOf(found, parameters, context);
  }

  evaluate(source: string, context: PerlContext): ReturnType<PerlHost["evaluate"]> {
    const found = this.functions[source];
    return found === undefined ? { ok: false, message: `no such program: ${source}` } : outcomeOf(found, [], context);
  }

  compileRegExp(source: string): ReturnType<PerlHost["compileRegExp"]> {
    return { ok: false, message: `this Perl has no regular expressions: ${source}` };
  }

  forgetEntries(): void {
    this.forgotten++;
  }
}

function outcomeOf(
  called: ScriptedFunction,
  parameters: readonly PerlArgument[],
  context: PerlContext,
): PerlOutcome<readonly PerlResult[]> {
  try {
    const values = called(parameters, context);
    return { ok: true, value: context === "scalar" ? [values.at(-1)] : values };
  } catch (error) {
    return { ok: false, message: (error as Error).message };
  }
}
