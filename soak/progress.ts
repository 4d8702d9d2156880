/** How far a run is: one line that changes on a terminal, a line for each tenth elsewhere. */

const SHOW_EVERY_MS = 200;

export class Progress {
  private readonly name: string;
  private readonly lines: number;
  private readonly isTerminal = process.stdout.isTTY === true;
  private start = 0;
  private shownAt = 0;
  private tenths = 0;

  constructor(name: string, lines: number) {
    this.name = name;
    this.lines = lines;
  }

  show(acted: number): void {
    const now = performance.now();
    if (this.start === 0) this.start = now;
    const share = acted / this.lines;
    if (this.isTerminal) {
      if (now < this.shownAt + SHOW_EVERY_MS) return;
      this.shownAt = now;
      process.stdout.write(`\r${this.line(acted, now)}\x1b[K`);
    } else if (Math.floor(share * 10) > this.tenths) {
      this.tenths = Math.floor(share * 10);
      console.log(this.line(acted, now));
    }
  }

  end(): void {
    if (this.isTerminal) process.stdout.write("\r\x1b[K");
  }

  private line(acted: number, now: number): string {
    const seconds = (now - this.start) / 1000;
    const percent = Math.floor((100 * acted) / this.lines);
    return `${this.name}: ${percent} %, ${acted.toLocaleString("en")} lines in ${seconds.toFixed(0)} s`;
  }
}
