/**
 * How match variables of the first pattern stand in the second one of a Pair rule: which
 * texts a line must hold for an operation with certain values to match. All of it over-
 * approximates: the real pattern has the last word.
 *
 *   pattern2=login\[\d+\]: session $1 of $2 closed
 *
 *   run    ["]: session ", 0, " of ", 1, " closed"]     one text that the line must hold
 *   slots  0: behind "]: session ", up to the next blank
 *          1: behind " of ", up to the next blank
 *
 * A slot is where a value stands between what is known: behind a text, or behind one of
 * some bytes, and before one of some bytes. If none of these bytes is in the value, then
 * the line itself says at each such place which value it is, and operations can be looked
 * up by it (engine/operations/pair-index.ts).
 *
 * Known from the parsed expression, with several unlike texts in the place of the
 * variables: where these are not simply themselves in the tree (in classes, quantified, in
 * alternatives, behind something that they would go on with), there is no knowledge.
 */
import { ByteSet, type CompileRegExp, letterOf, type StraightItem, straightItems } from "../regexp/index.js";
import type { RegExpPattern, SubStrPattern } from "./pattern.js";

export interface Slot {
  readonly variable: number;
  /** The text directly before the value, as long as it is known; empty: see `beforeSet`. */
  readonly before: string;
  /** When there is no text: the byte before the value is one of these, or it is at the beginning. Null: any. */
  readonly beforeSet: ByteSet | null;
  readonly atBeginning: boolean;
  /** It is so only for values whose first byte is none of these (\\b before the variable). */
  readonly firstNotIn: ByteSet | null;
  /** The byte behind the value is one of these, or it is at the end. Null: any. */
  readonly afterSet: ByteSet | null;
  readonly atEnd: boolean;
}

/** Texts and variables that follow one another directly. */
export type Run = readonly (string | number)[];

export interface SecondPatternShape {
  /** Case does not count at some place: texts, values and lines are compared in lower case. */
  readonly fold: boolean;
  /** All variables are in them. */
  readonly runs: readonly Run[];
  readonly slots: readonly Slot[];
}

/** Null: nothing is known, every operation's pattern must be tried. */
export function shapeOf(pattern: SubStrPattern | RegExpPattern, compile: CompileRegExp): SecondPatternShape | null {
  if (pattern.type === "SubStr") return shapeOfText(pattern.text.matchRound.parts);
  if (pattern.type === "RegExp") return shapeOfExpression(pattern.template.matchRound.parts, compile);
  return null;
}

function shapeOfText(parts: readonly (string | number)[]): SecondPatternShape | null {
  const slots = parts.flatMap((part, at): Slot[] => {
    if (typeof part === "string") return [];
    const [before, after] = [parts[at - 1], parts[at + 1]];
    return [
      {
        variable: part,
        before: typeof before === "string" ? before : "",
        beforeSet: null,
        atBeginning: false,
        firstNotIn: null,
        afterSet: typeof after === "string" ? ByteSet.single(after.charCodeAt(0)) : null,
        atEnd: false,
      },
    ];
  });
  return { fold: false, runs: [parts], slots };
}

/**
 * In the place of the variables, as quoted for expressions: letters that are and are not
 * hexadecimal digits, digits, an underscore, quoted characters, letters that together are
 * another one when case does not count.
 */
const STANDINS = ["ab", "zz", "7", "70", "_", "\\-", "\\ \\#", "ss"];

function shapeOfExpression(parts: readonly (string | number)[], compile: CompileRegExp): SecondPatternShape | null {
  let known: { readonly shape: SecondPatternShape; readonly signature: string } | null = null;
  for (const standin of STANDINS) {
    const reading = read(parts, standin);
    if (reading === null || compile(reading.source).kind !== "compiled") return null;
    const shape = reading.shape();
    const signature = reading.signature();
    if (known !== null && known.signature !== signature) return null;
    // Letters tell whether case counts.
    known ??= { shape, signature };
  }
  return known?.shape ?? null;
}

function read(parts: readonly (string | number)[], standin: string): Reading | null {
  let source = "";
  const places: Place[] = [];
  for (const part of parts) {
    if (typeof part === "number")
      places.push({ variable: part, start: source.length, end: source.length + standin.length });
    source += typeof part === "number" ? standin : part;
  }
  const items = straightItems(source);
  if (items === null) return null;
  const reading = new Reading(source, items, places);
  return reading.findsAll(standin.replaceAll("\\", "").length) ? reading : null;
}

interface Place {
  readonly variable: number;
  readonly start: number;
  readonly end: number;
}

/** A straight item, or all those of a variable. */
type Element =
  | { readonly variable: number; readonly fold: boolean }
  | { readonly variable: null; readonly item: StraightItem };

/** An expression with stand-ins, read. */
class Reading {
  readonly source: string;
  private readonly places: readonly Place[];
  private readonly elements: Element[] = [];
  private readonly found: number[] = [];

  constructor(source: string, items: readonly StraightItem[], places: readonly Place[]) {
    this.source = source;
    let lastPlace: Place | undefined;
    for (const item of items) {
      const place = places.find(({ start, end }) => item.start >= start && item.end <= end);
      if (place === undefined || item.kind !== "byte" || letterOf(item.set) === null) {
        this.elements.push({ variable: null, item });
        lastPlace = undefined;
        continue;
      }
      if (place === lastPlace) {
        this.found[this.found.length - 1] = (this.found.at(-1) as number) + 1;
      } else {
        this.elements.push({ variable: place.variable, fold: item.set.size > 1 });
        this.found.push(1);
      }
      lastPlace = place;
    }
    this.places = places;
  }

  /** Each variable is in the tree as so many bytes. */
  findsAll(bytes: number): boolean {
    return this.found.length === this.places.length && this.found.every((count) => count === bytes);
  }

  /** The same for all stand-ins unless they are read in different ways. */
  signature(): string {
    return this.elements
      .map((element) => {
        if (element.variable !== null) return `$${element.variable}`;
        const { item } = element;
        return `${item.kind} ${this.source.slice(item.start, item.end)} ${item.set.ranges().join(" ")}`;
      })
      .join("\n");
  }

  shape(): SecondPatternShape {
    const fold = this.elements.some((element) =>
      element.variable !== null
        ? element.fold
        : element.item.kind === "byte" && letterOf(element.item.set) !== null && element.item.set.size > 1,
    );
    return { fold, runs: this.runs(fold), slots: this.slots(fold) };
  }

  private letterAt(at: number): string | null {
    const element = this.elements[at];
    if (element === undefined || element.variable !== null || element.item.kind !== "byte") return null;
    return letterOf(element.item.set);
  }

  private runs(fold: boolean): Run[] {
    const runs: (string | number)[][] = [];
    let run: (string | number)[] = [];
    const close = (): void => {
      if (run.some((part) => typeof part === "number")) runs.push(run);
      run = [];
    };
    this.elements.forEach((element, at) => {
      const letter = this.letterAt(at);
      const last = run.at(-1);
      if (element.variable !== null) run.push(element.variable);
      else if (letter === null) close();
      else if (typeof last === "string") run[run.length - 1] = last + letter;
      else run.push(letter);
    });
    close();
    return fold ? runs.map((one) => one.map((part) => (typeof part === "string" ? part.toLowerCase() : part))) : runs;
  }

  private slots(fold: boolean): Slot[] {
    return this.elements.flatMap((element, at): Slot[] => {
      if (element.variable === null) return [];
      let before = "";
      for (let index = at - 1, letter = this.letterAt(index); letter !== null; letter = this.letterAt(--index)) {
        before = letter + before;
      }
      const [left, right] = [this.itemAt(at - 1), this.itemAt(at + 1)];
      const leftKnown = left !== undefined && left.kind !== "other" && (left.kind !== "edge" || left.before);
      const rightKnown = right !== undefined && right.kind !== "other" && (right.kind !== "edge" || right.behind);
      return [
        {
          variable: element.variable,
          before: fold ? before.toLowerCase() : before,
          beforeSet: leftKnown ? left.set : null,
          atBeginning: leftKnown && left.atEnd,
          firstNotIn: leftKnown && left.kind === "edge" && left.behind ? left.set : null,
          afterSet: rightKnown ? right.set : null,
          atEnd: rightKnown && right.atEnd,
        },
      ];
    });
  }

  private itemAt(at: number): StraightItem | undefined {
    const element = this.elements[at];
    return element === undefined || element.variable !== null ? undefined : element.item;
  }
}
