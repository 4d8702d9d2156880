import type { Expression } from "./ast.js";
import type { CompiledRegExp, RegExpMatch } from "./index.js";

/** A V8 expression and where to find Perl's groups in its results. */
export interface Program {
  readonly regexp: RegExp;
  /** By Perl's group, V8's groups that have its value: the first that is set counts. */
  readonly groups: readonly (readonly number[])[];
  /** V8's groups that hold the rest of the subject from a `\K` on. */
  readonly keeps: readonly number[];
}

interface Name {
  readonly name: string;
  /** Perl's groups of this name: the first that is set counts. */
  readonly groups: readonly number[];
}

export class NativeRegExp implements CompiledRegExp {
  readonly source: string;
  readonly engine = "v8";
  /** For any subject. */
  private readonly general: Program;
  /** For subjects without newlines, often simpler. */
  private readonly withoutNewlines: Program;
  private readonly hasTwo: boolean;
  /** Perl's groups are V8's first groups. */
  private readonly isPlain: boolean;
  private readonly names: readonly Name[];

  constructor(expression: Expression, general: Program, withoutNewlines: Program) {
    this.source = expression.source;
    this.general = general;
    this.withoutNewlines = withoutNewlines;
    this.hasTwo = general !== withoutNewlines;
    this.isPlain = isPlain(general) && isPlain(withoutNewlines);
    this.names = [...expression.names].map(([name, groups]) => ({ name, groups }));
  }

  /** Hot: runs for every candidate line. */
  match(subject: string): RegExpMatch | null {
    const program = this.programFor(subject);
    const found = run(program.regexp, subject);
    if (found === null) return null;
    const numbered: (string | undefined)[] = this.isPlain
      ? found.slice(0, program.groups.length)
      : mapped(program, found, subject);
    return { numbered, named: this.names.length === 0 ? null : this.namedValues(numbered) };
  }

  test(subject: string): boolean {
    try {
      return this.programFor(subject).regexp.test(subject);
    } catch (error) {
      return failed(error);
    }
  }

  private programFor(subject: string): Program {
    return this.hasTwo && !subject.includes("\n") ? this.withoutNewlines : this.general;
  }

  private namedValues(numbered: readonly (string | undefined)[]): Record<string, string | undefined> {
    const values: Record<string, string | undefined> = {};
    for (const { name, groups } of this.names) {
      let value: string | undefined;
      for (let at = 0; value === undefined && at < groups.length; at++) value = numbered[groups[at] as number];
      values[name] = value;
    }
    return values;
  }
}

function run(regexp: RegExp, subject: string): RegExpExecArray | null {
  try {
    return regexp.exec(subject);
  } catch (error) {
    failed(error);
    return null;
  }
}

/**
 * V8 runs out of memory for going back when a loop takes a line of ten million bytes apart.
 * Perl has a limit too, of iterations (65535): in both cases there is no match.
 */
function failed(error: unknown): false {
  if (error instanceof RangeError) return false;
  throw error;
}

function isPlain(program: Program): boolean {
  if (program.keeps.length > 0) return false;
  // A group that is never reached has none of V8's.
  return program.groups.every((numbers, group) => group === 0 || (numbers.length === 1 && numbers[0] === group));
}

/** V8's result with Perl's groups. */
function mapped(program: Program, found: RegExpExecArray, subject: string): (string | undefined)[] {
  const { groups } = program;
  const numbered: (string | undefined)[] = new Array(groups.length);
  numbered[0] = program.keeps.length === 0 ? found[0] : keptPart(program, found, subject);
  for (let group = 1; group < groups.length; group++) {
    const numbers = groups[group] as readonly number[];
    let value: string | undefined;
    for (let at = 0; value === undefined && at < numbers.length; at++) value = found[numbers[at] as number];
    numbered[group] = value;
  }
  return numbered;
}

/** The match from the last `\K` on that was passed: the one with the shortest rest behind it. */
function keptPart(program: Program, found: RegExpExecArray, subject: string): string {
  let start = found.index;
  for (const number of program.keeps) {
    const rest = found[number];
    if (rest !== undefined) start = Math.max(start, subject.length - rest.length);
  }
  return subject.slice(start, found.index + found[0].length);
}
