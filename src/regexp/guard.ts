/**
 * Matches that may take for ever. V8 has two ways to match: by trying one way after the
 * other, which is fast but can run away, and in linear time, which is slow and knows no
 * look-arounds, references and large counts. When it is told so (io/regexps.ts), it goes
 * over to the second where the first takes too long. The expressions that it cannot do
 * so are known when they are compiled (program.ts); those whose effort may grow too much
 * are matched under a guard, which has a deadline.
 */

/** A match under a deadline. */
export interface MatchGuard {
  /** "stopped" when it took too long. */
  exec(regexp: RegExp, subject: string): RegExpExecArray | null | "stopped";
}

let guard: MatchGuard | null = null;

/** For the whole process, as V8's own settings are: null for no deadline, as it is at the beginning. */
export function guardMatches(by: MatchGuard | null): void {
  guard = by;
}

export function execGuarded(regexp: RegExp, subject: string): RegExpExecArray | null | "stopped" {
  return guard === null ? regexp.exec(subject) : guard.exec(regexp, subject);
}

/**
 * Whether V8 can go over to matching in linear time. Not where that has not been switched
 * on: the flag is not known then.
 */
export function hasLinearEngine(regexp: RegExp): boolean {
  if (/[id]/.test(regexp.flags)) return false;
  try {
    new RegExp(regexp.source, `${regexp.flags}l`);
    return true;
  } catch {
    return false;
  }
}
