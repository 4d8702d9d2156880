/** The engine as the runtime sees it. */
import type { Seconds } from "../base/seconds.js";
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
}

/**
 * Order of work that the runtime keeps (manual: INPUT PROCESSING AND TIMING): pending
 * synthetic events one by one, then one input line, then `tick` when a second is over,
 * then signals and children.
 */
export interface EngineFace {
  /** Start and full restart: the rule set replaces the old one and all state is dropped. */
  load(rules: RuleSet, settings: EngineSettings): void;
  /** Soft restart: operations of files whose modification time is unchanged live on, as do contexts and variables. */
  reload(rules: RuleSet, settings: EngineSettings): void;
  /** One input line without its newline. */
  accept(line: string, source: LineSource, now: Seconds): void;
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
