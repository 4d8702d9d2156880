import type { Seconds } from "../base/seconds.js";

/** A context's event store: strings in order, each with the second at which it was written. */
export class EventStore {
  private strings: string[] = [];
  private times: Seconds[] = [];
  /** Index of the first string: shift() moves it instead of moving everything else. */
  private first = 0;

  get size(): number {
    return this.strings.length - this.first;
  }

  append(lines: readonly string[], now: Seconds): void {
    for (const line of lines) {
      this.strings.push(line);
      this.times.push(now);
    }
  }

  prepend(lines: readonly string[], now: Seconds): void {
    this.compact();
    this.strings = [...lines, ...this.strings];
    this.times = [...lines.map(() => now), ...this.times];
  }

  clear(): void {
    this.strings = [];
    this.times = [];
    this.first = 0;
  }

  shift(): string | undefined {
    if (this.size === 0) return undefined;
    const string = this.strings[this.first] as string;
    this.strings[this.first] = "";
    this.first++;
    if (this.first > 64 && this.first * 2 > this.strings.length) this.compact();
    return string;
  }

  pop(): string | undefined {
    if (this.size === 0) return undefined;
    this.times.pop();
    return this.strings.pop();
  }

  /** Removes the strings written before `time` and returns them in order. */
  trim(time: Seconds): string[] {
    this.compact();
    const removed = this.strings.filter((_, index) => (this.times[index] as number) < time);
    this.strings = this.strings.filter((_, index) => (this.times[index] as number) >= time);
    this.times = this.times.filter((written) => written >= time);
    return removed;
  }

  toArray(): readonly string[] {
    this.compact();
    return this.strings;
  }

  private compact(): void {
    if (this.first === 0) return;
    this.strings = this.strings.slice(this.first);
    this.times = this.times.slice(this.first);
    this.first = 0;
  }
}
