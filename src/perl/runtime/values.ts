/**
 * Perl's values as compiled code has them. A scalar is undefined, a string (of bytes), a
 * number, or a reference, which is the JavaScript object that it points to.
 *
 * Numbers: a JavaScript number is Perl's NV, or an integer below 1e15; integers from there
 * on are bigints, because Perl prints 1e15 (an NV) and 1000000000000000 (an IV) each in its
 * own way, and because beyond 2**53 only they are exact.
 */
import type { HashLike } from "./hash.js";

export type Value = undefined | string | number | bigint | Reference;
export type Reference = Value[] | HashLike | Code | Box | Pattern;

/** A list's context: what a call is wanted for. */
export const SCALAR = 0;
export const LIST = 1;
export const VOID = 2;
export type Want = 0 | 1 | 2;

/** A scalar that something else than its own name refers to. */
export class Box {
  v: Value = undefined;
}

/** The body of a sub: its values in list context, else the only one. */
export type Body = (parameters: Value[], want: Want) => unknown;

/** What a sub needs to be made anew in the real Perl. */
export interface Origin {
  /** The text of its block. */
  readonly source: string;
  readonly line: number;
  /** The variables of outside that it uses, with their sigils. */
  readonly names: readonly string[];
  /** Under `no warnings`. */
  readonly isQuiet: boolean;
  /** A function that sort may call as often and in which order it likes. */
  readonly isComparison: boolean;
  /** Compiled code may call it, not only the engine. */
  readonly mayBePassedOn: boolean;
}

/** A sub with what it was made from. */
export class Code {
  readonly body: Body;
  /** Null: it is only named so far, and not defined. */
  readonly place: Place | null;
  readonly origin: Origin | null;
  /** What the variables of `origin.names` are; null: they cannot be told. */
  readonly captured: (() => readonly Reference[]) | null;

  constructor(body: Body, place: Place | null, origin: Origin | null = null, captured: Code["captured"] = null) {
    this.body = body;
    this.place = place;
    this.origin = origin;
    this.captured = captured;
  }
}

/** What a name of a function means at present. */
export interface FunctionSlot {
  code: Code;
}

/** Where a snippet is, for messages: `(eval N) line L`. */
export interface Place {
  evaluation: number;
  line: number;
}

/** A compiled pattern (qr//). */
export class Pattern {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Exactness ends here: the real Perl has to run the call. */
export class GiveUp extends Error {}

/** die() */
export class Death extends Error {
  readonly value: Value;
  constructor(value: Value) {
    super("died");
    this.value = value;
  }
}

/** An error of Perl's own, without the place that its message ends with. */
export class Fault extends Error {}

/** Something took too long: the call ends, also within eval. */
export class CallStopped extends Error {}

export function giveUp(reason: string): never {
  throw new GiveUp(reason);
}

export function fault(message: string): never {
  throw new Fault(message);
}

export function isReference(value: Value): value is Reference {
  return typeof value === "object";
}

/** Perl's ref() */
export function refType(value: Value): string {
  if (typeof value !== "object") return "";
  if (Array.isArray(value)) return "ARRAY";
  if (value instanceof Code) return "CODE";
  if (value instanceof Box) return typeof value.v === "object" ? "REF" : "SCALAR";
  return value instanceof Pattern ? "Regexp" : "HASH";
}
