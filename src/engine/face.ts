/** The engine as the runtime sees it. */
import type { Seconds } from "../base/seconds.js";
import type { Scanner } from "../patterns/prefilter/index.js";
import type { RuleSet } from "../rules/ast.js";

/** Where a line came from. */
export interface LineSource {
  /** The input's name, e.g. `/var/log/messages` or `-`. */
  readonly name: string;
  /** The internal context given for it (--input=FILE=CONTEXT, addinput); null: `_FILE_EVENT_<name>`. */
  readonly context: string | null;
}

export interface EngineSettings {
  /** Lines per input buffer; 0: as many as the rules' patterns need. */
  readonly bufsize: number;
  /** Null: not given. */
  readonly jointbuf: boolean | null;
  /** Strings per event store; 0: no limit. */
  readonly evstoresize: number;
  readonly intcontexts: boolean;
  readonly quoting: boolean;
  /** Rules are tried only on lines that hold what their patterns require; otherwise on all. */
  readonly prefilter: boolean;
}

/** What a scan found in a line before it was a string. The object is used again for the next line. */
export interface LineHits {
  readonly scanner: Scanner | null;
  /** The scanner's subjects that it found in the line: the first `count` of `values`. */
  readonly subjects: { readonly values: Int32Array; readonly count: number };
}

/** Lines that were skipped, while their bytes are there. */
export interface SkippedLines {
  /** The last `count` of them, the newest one last. */
  last(count: number): string[];
}

/** How inputs pass lines by that no rule is to be tried on. */
export interface LineFilter {
  /** What to look for in the inputs; null: nothing. It changes with the rules. */
  readonly scanner: Scanner | null;
  /** Whether, until a line is accepted or time has passed, lines of the source without a subject that wakes can be skipped. */
  skips(source: LineSource, now: Seconds): boolean;
  /** `count` lines of the source were skipped. `lines` is asked for the last ones until settle(). */
  skip(count: number, lines: SkippedLines, source: LineSource, now: Seconds): void;
  /** The subjects at `from` to before `to` were found in lines that are to come: an occasion to get ready. */
  expect(subjects: Int32Array, from: number, to: number): void;
  /** The bytes of skipped lines are about to go. */
  settle(): void;
}

/**
 * Order of work that the runtime keeps (manual: INPUT PROCESSING AND TIMING): pending
 * synthetic events one by one, then one input line, then `tick` when a second is over,
 * then signals and children.
 */
export interface EngineFace extends LineFilter {
  /** Start and full restart: the rule set replaces the old one and all state is dropped. */
  load(rules: RuleSet, settings: EngineSettings): void;
  /** Soft restart: operations of files whose modification time is unchanged live on, as do contexts and variables. */
  reload(rules: RuleSet, settings: EngineSettings): void;
  /**
   * One input line without its newline. With what a scan has found in it, or when it is to be
   * scanned, it is tried on the rules that this leads to; otherwise on all.
   */
  accept(line: string, source: LineSource, now: Seconds, hits?: LineHits | "scan"): void;
  /** An input has gone, and its buffer of lines with it. */
  forgetInput(name: string): void;
  /** A line of a child's output: it becomes a synthetic event. `context` null: the default internal context. */
  addEvent(line: string, context: string | null): void;
  /** Synthetic events wait to be processed. */
  readonly hasPendingEvents: boolean;
  readonly pendingEvents: number;
  /** Processes the oldest pending synthetic event; false when there was none. */
  processPendingEvent(now: Seconds): boolean;
  /** An internal event such as SEC_STARTUP is matched at once, with the context SEC_INTERNAL_EVENT set up. */
  internalEvent(name: string, now: Seconds): void;
  /** The periodic work: expired contexts and operations, calendar rules, delayed events. */
  tick(now: Seconds): void;
  /** The earliest second after `now` in which tick() has something to do, or may have; null: there is none. */
  nextWork(now: Seconds): Seconds | null;
  /** A SingleWithScript child ended; `failed` unless its exit status was 0. */
  childExited(script: number, failed: boolean, now: Seconds): void;
}
