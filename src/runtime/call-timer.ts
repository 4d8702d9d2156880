/** --perl-timeout for compiled Perl code, which tells now and then that it is still running. */
import { CallTimeout } from "../perl/router.js";

export class CallTimer {
  private readonly secondsMax: () => number;
  /** Milliseconds; null: the running call has not been asked yet. */
  private began: number | null = null;

  constructor(secondsMax: () => number) {
    this.secondsMax = secondsMax;
  }

  /** Hot: most calls are over before they are looked at. */
  begin(): void {
    this.began = null;
  }

  check(): void {
    const seconds = this.secondsMax();
    const now = performance.now();
    this.began ??= now;
    if (seconds > 0 && now - this.began > seconds * 1000) {
      throw new CallTimeout(`Perl code ran for more than ${seconds} seconds and was stopped`);
    }
  }
}
