/** V8's settings for regular expressions, and the deadline for those that may run away. */
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";
import { guardMatches, type MatchGuard } from "../regexp/index.js";

/**
 * To be called before expressions are made. V8 goes over to its linear engine where it has
 * gone back 50,000 times in one match; the first flag lets expressions ask whether it can.
 * `seconds`: how long a match may take where it cannot; 0: without a limit.
 */
export function protectMatches(seconds: number): void {
  setFlagsFromString("--enable-experimental-regexp-engine");
  setFlagsFromString("--enable-experimental-regexp-engine-on-excessive-backtracks");
  guardMatches(seconds > 0 ? new Deadline(Math.max(1, Math.round(seconds * 1000))) : null);
}

/** Where the script below finds the match to run. */
const KEY = "evcorr match under a deadline";

/** V8 can be interrupted while it matches, and Node does so for scripts with a time limit: about 60 us a call. */
class Deadline implements MatchGuard {
  private readonly milliseconds: number;
  private readonly script = new Script(`globalThis[${JSON.stringify(KEY)}]()`);
  private regexp = /(?:)/;
  private subject = "";

  constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
    const value = (): RegExpExecArray | null => this.regexp.exec(this.subject);
    Object.defineProperty(globalThis, KEY, { value, configurable: true });
  }

  exec(regexp: RegExp, subject: string): RegExpExecArray | null | "stopped" {
    this.regexp = regexp;
    this.subject = subject;
    try {
      return this.script.runInThisContext({ timeout: this.milliseconds }) as RegExpExecArray | null;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return "stopped";
      throw error;
    } finally {
      this.subject = "";
    }
  }
}
