/** What all snippets of a configuration share: package variables, `$@`, the clock. */

import type { Hash } from "./hash.js";
import {
  Box,
  Code,
  Death,
  Fault,
  type FunctionSlot,
  fault,
  giveUp,
  LIST,
  type Place,
  SCALAR,
  type Value,
  VOID,
  type Want,
} from "./values.js";

/** A time as calendars have it. */
export interface CalendarTime {
  readonly second: number;
  readonly minute: number;
  readonly hour: number;
  readonly day: number;
  readonly month: number;
  readonly year: number;
  readonly weekday: number;
  readonly isSummer: boolean;
}

export interface Surroundings {
  /** Seconds since Epoch. */
  now(): number;
  localTime(instant: number): CalendarTime;
  /** Called now and then by code that loops; throws when the call takes too much time or memory. */
  checkLimits(): void;
}

/** So many iterations and calls happen between two looks at the time. */
const FUEL = 25_000;
/** Perl recurses as deep as memory allows; deeper than this it has to do it itself. */
const DEPTH_MAX = 2000;

export class State {
  readonly scalars = new Map<string, Box>();
  readonly arrays = new Map<string, Value[]>();
  readonly hashes = new Map<string, Hash>();
  readonly functions = new Map<string, FunctionSlot>();
  readonly surroundings: Surroundings;
  /** Something outside of the running call may have been changed by it. */
  dirty = false;
  /** `$@` */
  error: Value = "";
  /** Calls of code by code. */
  depth = 0;
  fuel = FUEL;
  /** A call used its fuel up, and was asked whether it takes too long. */
  wasLookedAt = false;

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings;
  }

  scalar(name: string): Box {
    return present(this.scalars, name, () => new Box());
  }

  array(name: string): Value[] {
    return present(this.arrays, name, () => []);
  }

  hash(name: string): Hash {
    return present(this.hashes, name, () => new Map());
  }

  function(name: string): FunctionSlot {
    return present(this.functions, name, () => ({ code: new Code(() => undefinedFunction(name), null) }));
  }

  define(name: string, code: Code): void {
    this.function(name).code = code;
  }

  refuel(): void {
    this.fuel = FUEL;
    this.wasLookedAt = true;
    this.surroundings.checkLimits();
  }
}

function present<Item>(items: Map<string, Item>, name: string, make: () => Item): Item {
  let item = items.get(name);
  if (item === undefined) {
    item = make();
    items.set(name, item);
  }
  return item;
}

function undefinedFunction(name: string): never {
  // What main holds besides is not known here.
  if (!name.includes("::")) giveUp("a function of main");
  return fault(`Undefined subroutine &main::${name} called`);
}

/** One sub calls another. */
export function callCode(state: State, code: Code, parameters: Value[], want: Want): unknown {
  if (state.depth >= DEPTH_MAX) giveUp("deep recursion");
  if (--state.fuel < 0) state.refuel();
  state.depth++;
  try {
    return code.body(parameters, want);
  } catch (error) {
    throw error instanceof Fault && code.place !== null ? new Death(placed(error.message, code.place)) : error;
  } finally {
    state.depth--;
  }
}

export function callForValue(state: State, code: Code, parameters: Value[]): Value {
  return callCode(state, code, parameters, SCALAR) as Value;
}

export function callForList(state: State, code: Code, parameters: Value[]): Value[] {
  return callCode(state, code, parameters, LIST) as Value[];
}

export function callForNothing(state: State, code: Code, parameters: Value[]): unknown {
  return callCode(state, code, parameters, VOID);
}

export function placed(message: string, place: Place): string {
  return `${message} at (eval ${place.evaluation}) line ${place.line}.\n`;
}

/** What ends a block of eval; other exceptions go on. */
export function deathValue(error: unknown, place: Place): Value {
  if (error instanceof Death) return error.value;
  if (error instanceof Fault) return placed(error.message, place);
  if (error instanceof RangeError) giveUp("deep recursion");
  throw error;
}
