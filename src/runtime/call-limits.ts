/** The limits of one call of compiled Perl code, which tells now and then that it is still running. */
import { getHeapStatistics } from "node:v8";
import { CallStopped } from "../perl/router.js";

export class CallLimits {
  private readonly secondsMax: () => number;
  /** When the running call was asked first, and the bytes in use then; null: not yet. */
  private first: { readonly milliseconds: number; readonly bytes: number } | null = null;

  /** `secondsMax`: --perl-timeout, which may change. */
  constructor(secondsMax: () => number) {
    this.secondsMax = secondsMax;
  }

  /** Hot: most calls are over before they are looked at. */
  begin(): void {
    this.first = null;
  }

  check(): void {
    const milliseconds = performance.now();
    const { used_heap_size: bytes, heap_size_limit: bytesMax } = getHeapStatistics();
    this.first ??= { milliseconds, bytes };
    const seconds = this.secondsMax();
    if (seconds > 0 && milliseconds - this.first.milliseconds > seconds * 1000) {
      throw new CallStopped(`Perl code ran for more than ${seconds} seconds and was stopped`);
    }
    // A full heap would end the whole program.
    if (bytes - this.first.bytes > (bytesMax - this.first.bytes) / 2) {
      throw new CallStopped("Perl code used too much memory and was stopped");
    }
  }
}
