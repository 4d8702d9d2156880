/** Reading logs can end before they do: at Ctrl-C, or when nobody reads the output any more (head). */
export class Stop {
  private readonly controller = new AbortController();
  private isInterrupted = false;

  /** From now on the first Ctrl-C stops; the second one kills, as ever. */
  constructor() {
    process.once("SIGINT", () => {
      this.isInterrupted = true;
      this.controller.abort();
    });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  noReader(): void {
    this.controller.abort();
  }

  /** For standard error; null: it has not stopped. */
  get message(): string | null {
    if (!this.signal.aborted) return null;
    return `${this.isInterrupted ? "interrupted" : "nobody reads the output any more"}: the rest of the logs is left out`;
  }

  /** As a shell tells it of programs that Ctrl-C has ended. */
  exitStatus(otherwise: number): number {
    return this.isInterrupted ? 130 : otherwise;
  }
}
