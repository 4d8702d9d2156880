import type { Expression } from "./ast.js";
import type { MatchAt, RegExpMatch, RegExpOnV8 } from "./index.js";
import { PositionedRegExp } from "./positioned.js";
import { exec, execShort, mapped, type Program } from "./program.js";
import type { TreeOfSource } from "./tree.js";

interface Name {
  readonly name: string;
  /** Perl's groups of this name: the first that is set counts. */
  readonly groups: readonly number[];
}

type Groups = Pick<Expression, "groupCount" | "names">;

export class NativeRegExp implements RegExpOnV8 {
  // First what most matches need, side by side: with thousands of rules each place of memory counts.
  /** Of the program for subjects without newlines. */
  private readonly usual: RegExp;
  private readonly usualLength: number;
  readonly groupCount: number;
  private readonly names: readonly Name[] | null;
  wasStopped = false;
  readonly source: string;
  /** For any subject. */
  private readonly general: Program;
  /** For subjects without newlines, often simpler. */
  private readonly withoutNewlines: Program;
  private readonly hasTwo: boolean;
  private readonly isPlain: boolean;
  private readonly tree: TreeOfSource;
  private positioned: PositionedRegExp | null = null;

  constructor(tree: TreeOfSource, { groupCount, names }: Groups, general: Program, withoutNewlines: Program) {
    this.usual = withoutNewlines.regexp;
    this.isPlain = general.isPlain && withoutNewlines.isPlain;
    this.usualLength = this.isPlain ? withoutNewlines.safeLength : -1;
    this.groupCount = groupCount;
    this.names = names.size === 0 ? null : [...names].map(([name, groups]) => ({ name, groups }));
    this.source = tree.source;
    this.tree = tree;
    this.general = general;
    this.withoutNewlines = withoutNewlines;
    this.hasTwo = general !== withoutNewlines;
  }

  get engine(): "v8" {
    return "v8";
  }

  look(): number {
    return this.usual.lastIndex;
  }

  /** Hot: runs for every candidate line. */
  match(subject: string): RegExpMatch | null {
    if (subject.length <= this.usualLength && !hasNewline(subject)) {
      this.wasStopped = false;
      const short = execShort(this.usual, subject);
      return short === null ? null : this.result(plain(short, this.groupCount));
    }
    const program = this.programFor(subject);
    const found = this.unlessStopped(exec(program, subject));
    if (found === null) return null;
    return this.result(this.isPlain ? plain(found, this.groupCount) : mapped(program, found, subject));
  }

  private result(numbered: (string | undefined)[]): RegExpMatch {
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

  /** What was parsed, for those who look into it. */
  get expression(): Expression {
    return this.tree.expression;
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
