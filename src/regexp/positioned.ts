/**
 * Matching from an offset on, as Perl does for `m//g`, `\G` and `s///g`. What is needed for
 * it is made at first use: most expressions only ever match a whole line.
 */
import { type Expression, everyNode } from "./ast.js";
import type { MatchAt } from "./index.js";
import { exec, groupIn, makeProgram, mapped, type Program, startOf } from "./program.js";
import { widthOf } from "./width.js";

/** How V8 is to run: `g` from the offset on, `y` at the offset; with `d` it tells the places of groups. */
type Mode = "g" | "y" | "gd" | "yd";

const UNSET = [-1, -1];

interface Found {
  readonly program: Program;
  readonly found: RegExpExecArray;
}

export class PositionedRegExp {
  private readonly expression: Expression;
  /** `\G` holds at the offset only, and so does the whole expression. */
  private readonly isHere: boolean;
  private readonly canBeEmpty: boolean;
  private readonly programs = new Map<string, Program>();
  /** The one that most matches need. */
  private usual: Program | null = null;

  constructor(expression: Expression) {
    this.expression = expression;
    this.isHere = everyNode(expression.body).some((node) => node.kind === "anchor" && node.place === "position");
    this.canBeEmpty = widthOf(expression.body).min === 0;
  }

  match(subject: string, offset: number, mayBeEmpty: boolean): MatchAt | null | "stopped" {
    const result = this.find(subject, offset, mayBeEmpty, "");
    if (result === null || result === "stopped") return result;
    const { program, found } = result;
    return {
      start: startOf(program, found, subject),
      end: found.index + found[0].length,
      numbered: mapped(program, found, subject),
    };
  }

  places(subject: string, offset: number, mayBeEmpty: boolean): number[] | null | "stopped" {
    const result = this.find(subject, offset, mayBeEmpty, "d");
    if (result === null || result === "stopped") return result;
    const { program, found } = result;
    const places = [startOf(program, found, subject), found.index + found[0].length];
    for (let group = 1; group < program.groups.length; group++) {
      const number = groupIn(program, found, group);
      places.push(...((number === undefined ? undefined : found.indices?.[number]) ?? UNSET));
    }
    return places;
  }

  private find(subject: string, offset: number, mayBeEmpty: boolean, places: "" | "d"): Found | null | "stopped" {
    let from = offset;
    if (!mayBeEmpty && this.canBeEmpty) {
      const program = this.program(`y${places}`, true);
      const found = execAt(program, subject, offset);
      if (found === "stopped") return found;
      if (found !== null) return { program, found };
      from++;
      if (this.isHere) return null;
    }
    if (from > subject.length) return null;
    if (places === "") this.usual ??= this.program(this.isHere ? "y" : "g", false);
    const program = places === "" ? (this.usual as Program) : this.program(this.isHere ? "yd" : "gd", false);
    const found = execAt(program, subject, from);
    return found === null || found === "stopped" ? found : { program, found };
  }

  private program(mode: Mode, notEmpty: boolean): Program {
    const key = notEmpty ? `${mode} not empty` : mode;
    let program = this.programs.get(key);
    if (program === undefined) {
      const made = makeProgram({ expression: this.expression }, { withoutNewlines: false, here: true, notEmpty }, mode);
      // It has been translated before, with nearly the same result.
      if ("feature" in made) throw new Error(`${this.expression.source}: ${made.feature}`);
      program = made;
      this.programs.set(key, program);
    }
    return program;
  }
}

function execAt(program: Program, subject: string, offset: number): RegExpExecArray | null | "stopped" {
  program.regexp.lastIndex = offset;
  return exec(program, subject);
}
