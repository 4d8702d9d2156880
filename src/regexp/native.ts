import type { Expression } from "./ast.js";
import type { MatchAt, RegExpMatch, RegExpOnV8 } from "./index.js";
import { PositionedRegExp } from "./positioned.js";
import { isPlain, mapped, type Program } from "./program.js";

interface Name {
  readonly name: string;
  /** Perl's groups of this name: the first that is set counts. */
  readonly groups: readonly number[];
}

export class NativeRegExp implements RegExpOnV8 {
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
  private readonly expression: Expression;
  private positioned: PositionedRegExp | null = null;

  constructor(expression: Expression, general: Program, withoutNewlines: Program) {
    this.source = expression.source;
    this.expression = expression;
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

  get groupCount(): number {
    return this.expression.groupCount;
  }

  get groupsOfNames(): ReadonlyMap<string, readonly number[]> {
    return this.expression.names;
  }

  matchAt(subject: string, offset: number, mayBeEmpty = true): MatchAt | null {
    this.positioned ??= new PositionedRegExp(this.expression);
    return this.positioned.match(subject, offset, mayBeEmpty);
  }

  placesAt(subject: string, offset: number, mayBeEmpty = true): number[] | null {
    this.positioned ??= new PositionedRegExp(this.expression);
    return this.positioned.places(subject, offset, mayBeEmpty);
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
