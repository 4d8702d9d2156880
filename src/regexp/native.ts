import type { Expression } from "./ast.js";
import type { MatchAt, RegExpMatch, RegExpOnV8 } from "./index.js";
import { PositionedRegExp } from "./positioned.js";
import { exec, mapped, type Program } from "./program.js";

interface Name {
  readonly name: string;
  /** Perl's groups of this name: the first that is set counts. */
  readonly groups: readonly number[];
}

export class NativeRegExp implements RegExpOnV8 {
  readonly source: string;
  readonly engine = "v8";
  wasStopped = false;
  /** For any subject. */
  private readonly general: Program;
  /** For subjects without newlines, often simpler. */
  private readonly withoutNewlines: Program;
  private readonly hasTwo: boolean;
  private readonly isPlain: boolean;
  readonly groupCount: number;
  private readonly names: readonly Name[] | null;
  /** What was parsed, for those who look into it. */
  readonly expression: Expression;
  private positioned: PositionedRegExp | null = null;

  constructor(expression: Expression, general: Program, withoutNewlines: Program) {
    this.source = expression.source;
    this.expression = expression;
    this.groupCount = expression.groupCount;
    this.general = general;
    this.withoutNewlines = withoutNewlines;
    this.hasTwo = general !== withoutNewlines;
    this.isPlain = general.isPlain && withoutNewlines.isPlain;
    const names = [...expression.names].map(([name, groups]) => ({ name, groups }));
    this.names = names.length === 0 ? null : names;
  }

  /** Hot: runs for every candidate line. */
  match(subject: string): RegExpMatch | null {
    const program = this.programFor(subject);
    const found = this.unlessStopped(exec(program, subject));
    if (found === null) return null;
    const numbered = this.isPlain ? plain(found, this.groupCount) : mapped(program, found, subject);
    return { numbered, named: this.names === null ? null : namedValues(this.names, numbered) };
  }

  /** Hot. */
  test(subject: string): boolean {
    const program = this.programFor(subject);
    if (subject.length > program.safeLength) return this.unlessStopped(exec(program, subject)) !== null;
    this.wasStopped = false;
    try {
      return program.regexp.test(subject);
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  }

  get groupsOfNames(): ReadonlyMap<string, readonly number[]> {
    return this.expression.names;
  }

  /** What V8 runs, for those who look into it. */
  get programs(): readonly Program[] {
    return this.hasTwo ? [this.general, this.withoutNewlines] : [this.general];
  }

  matchAt(subject: string, offset: number, mayBeEmpty = true): MatchAt | null {
    this.positioned ??= new PositionedRegExp(this.expression);
    return this.unlessStopped(this.positioned.match(subject, offset, mayBeEmpty));
  }

  placesAt(subject: string, offset: number, mayBeEmpty = true): number[] | null {
    this.positioned ??= new PositionedRegExp(this.expression);
    return this.unlessStopped(this.positioned.places(subject, offset, mayBeEmpty));
  }

  private unlessStopped<Value>(result: Value | null | "stopped"): Value | null {
    this.wasStopped = result === "stopped";
    return result === "stopped" ? null : result;
  }

  private programFor(subject: string): Program {
    return this.hasTwo && !hasNewline(subject) ? this.withoutNewlines : this.general;
  }
}

let lastSubject = "";
let lastHasNewline = false;

/** All rules look at the same line one after the other. */
function hasNewline(subject: string): boolean {
  if (subject !== lastSubject) {
    lastSubject = subject;
    lastHasNewline = subject.includes("\n");
  }
  return lastHasNewline;
}

/** Arrays of exactly the length that is needed: one that grows gets room for sixteen more. */
function plain(found: RegExpExecArray, groupCount: number): (string | undefined)[] {
  switch (groupCount) {
    case 0:
      return [found[0]];
    case 1:
      return [found[0], found[1]];
    case 2:
      return [found[0], found[1], found[2]];
    case 3:
      return [found[0], found[1], found[2], found[3]];
    case 4:
      return [found[0], found[1], found[2], found[3], found[4]];
    default:
      return found.slice(0, groupCount + 1);
  }
}

function namedValues(
  names: readonly Name[],
  numbered: readonly (string | undefined)[],
): Record<string, string | undefined> {
  const values: Record<string, string | undefined> = {};
  for (const { name, groups } of names) {
    let value: string | undefined;
    for (let at = 0; value === undefined && at < groups.length; at++) value = numbered[groups[at] as number];
    values[name] = value;
  }
  return values;
}
