/** What a fault is: one module of this folder each, listed in index.ts. */
import type { Daemon, StartTerms } from "../testing/daemon.js";
import type { Place } from "../testing/place.js";

export interface Fault {
  readonly name: string;
  /** What happens, in half a sentence, for the report. */
  readonly what: string;
  /** It is over within a second or two: it is also among the tests. */
  readonly quick: boolean;
  /** Why it cannot be brought about here; null when it can. */
  readonly missing?: () => string | null;
  /** Before the daemon starts: its files, its rules, and what is to be done. */
  readonly setUp: (place: Place) => Scene | Promise<Scene>;
}

/** One performance of a fault. Each step throws an error that says what is not as it must be. */
export interface Scene {
  readonly rules: string;
  readonly options: readonly string[];
  /** The log file, when an option --log sets it. */
  readonly log?: string;
  readonly start?: StartTerms;
  /** Brings the fault about, and gives the daemon work that meets it. */
  readonly break: (daemon: Daemon) => void | Promise<void>;
  /** What must then be said in the log or on standard error, in any order. */
  readonly said: readonly RegExp[];
  readonly mend: (daemon: Daemon) => void | Promise<void>;
  /** What must be true when the fault is over. */
  readonly after: (daemon: Daemon) => void | Promise<void>;
  /** What must have been said by then. */
  readonly saidAfter?: readonly RegExp[];
  /** Releases what the directory's removal does not. */
  readonly cleanUp?: () => void | Promise<void>;
}
