/**
 * What the engine asks of the world. Calls are synchronous and return nothing: the
 * engine never waits. A test records them, the daemon carries them out.
 */

/** Log levels (manual: --debug): 1 critical, 2 error, 3 warning, 4 notification, 5 informative, 6 debug. */
export type LogLevel = 1 | 2 | 3 | 4 | 5 | 6;

/** A program to run: a line that a shell parses where it must, or arguments for execvp(3). */
export type Command =
  | { readonly shell: true; readonly line: string }
  | { readonly shell: false; readonly arguments: readonly string[] };

/** What becomes of a child's standard output and exit status. */
export interface ChildTerms {
  /** Written to its standard input, which is then closed; null: no pipe. */
  readonly input: string | null;
  /**
   * Its output's lines become synthetic events with this internal context name (null:
   * the default one); undefined: its output goes where ours goes.
   */
  readonly events: { readonly context: string | null } | undefined;
  /** Identifies a SingleWithScript child: its exit is reported to Engine.childExited(); null: nobody asks. */
  readonly script: number | null;
}

export type Signal = "HUP" | "ABRT" | "USR1" | "USR2" | "INT" | "TERM";

export interface Effects {
  /** Messages above this level are dropped; look before building one on a busy path. */
  readonly verbosity: LogLevel;
  log(level: LogLevel, message: string): void;

  /** write, writen: appends to a file that stays open; "-" is standard output. */
  writeFile(file: string, data: string): void;
  closeFile(file: string): void;
  /** owritecl: opens, appends, closes. */
  writeFileOnce(file: string, data: string): void;

  sendDatagram(file: string, data: string): void;
  closeDatagram(file: string): void;
  sendStream(file: string, data: string): void;
  closeStream(file: string): void;
  /** `peer` is host:port. */
  sendUdp(peer: string, data: string): void;
  closeUdp(peer: string): void;
  sendTcp(peer: string, data: string): void;
  closeTcp(peer: string): void;

  /** Starts a child process. */
  run(command: Command, terms: ChildTerms): void;

  /** addinput: `offset` in bytes or "end"; `context` null for the default internal context. */
  addInput(file: string, offset: number | "end", context: string | null): void;
  dropInput(file: string): void;

  /** sigemul: as if the process had received the signal. */
  raise(signal: Signal): void;
}

/** Local time at an instant, as localtime(3) and strftime(3) give it. */
export interface LocalTime {
  readonly second: number;
  readonly minute: number;
  readonly hour: number;
  /** 1-31 */
  readonly day: number;
  /** 1-12 */
  readonly month: number;
  readonly year: number;
  /** 0-6, Sunday is 0. */
  readonly weekday: number;
  /** Abbreviation of the time zone, e.g. EET. */
  readonly zone: string;
  /** Daylight saving time. */
  readonly isSummer: boolean;
  /** Seconds east of UTC. */
  readonly offset: number;
}
export type TimeZone = (instant: number) => LocalTime;
