/** A world that only remembers what the engine asked of it. */
import type { ChildTerms, Command, Effects, LogLevel, Signal } from "../src/engine/ports.js";

/** One call of a method of Effects: its name, and what it was given. */
export type Effect = readonly [method: keyof Effects, ...values: readonly unknown[]];

export class Recorder implements Effects {
  readonly verbosity: LogLevel;
  /** All calls but log(), in order, each with the second that `now` gave. */
  readonly effects: { readonly second: number; readonly effect: Effect }[] = [];
  readonly messages: { readonly level: LogLevel; readonly message: string }[] = [];
  private readonly now: () => number;

  constructor(now: () => number = () => 0, verbosity: LogLevel = 3) {
    this.now = now;
    this.verbosity = verbosity;
  }

  /** What was written to standard output, in lines. */
  get output(): string[] {
    const written = this.effects.flatMap(({ effect }) => (isOutput(effect) ? [String(effect[2])] : []));
    const lines = written.join("").split("\n");
    return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
  }

  log(level: LogLevel, message: string): void {
    this.messages.push({ level, message });
  }

  writeFile(file: string, data: string): void {
    this.record("writeFile", file, data);
  }

  closeFile(file: string): void {
    this.record("closeFile", file);
  }

  writeFileOnce(file: string, data: string): void {
    this.record("writeFileOnce", file, data);
  }

  sendDatagram(file: string, data: string): void {
    this.record("sendDatagram", file, data);
  }

  closeDatagram(file: string): void {
    this.record("closeDatagram", file);
  }

  sendStream(file: string, data: string): void {
    this.record("sendStream", file, data);
  }

  closeStream(file: string): void {
    this.record("closeStream", file);
  }

  sendUdp(peer: string, data: string): void {
    this.record("sendUdp", peer, data);
  }

  closeUdp(peer: string): void {
    this.record("closeUdp", peer);
  }

  sendTcp(peer: string, data: string): void {
    this.record("sendTcp", peer, data);
  }

  closeTcp(peer: string): void {
    this.record("closeTcp", peer);
  }

  run(command: Command, terms: ChildTerms): void {
    this.record("run", command, terms);
  }

  addInput(file: string, offset: number | "end", context: string | null): void {
    this.record("addInput", file, offset, context);
  }

  dropInput(file: string): void {
    this.record("dropInput", file);
  }

  raise(signal: Signal): void {
    this.record("raise", signal);
  }

  private record(...effect: Effect): void {
    this.effects.push({ second: this.now(), effect });
  }
}

function isOutput([method, file]: Effect): boolean {
  return (method === "writeFile" || method === "writeFileOnce") && file === "-";
}
