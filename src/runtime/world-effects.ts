/** The engine's effects, carried out. */
import type { Effects, LogLevel, Signal } from "../engine/index.js";
import type { ChildTerms, Command } from "../engine/ports.js";
import type { Children } from "../io/children.js";
import type { Clock } from "../io/clock.js";
import type { Inputs } from "../io/inputs/index.js";
import type { Log } from "../io/log/index.js";
import type { OutputFiles } from "../io/outputs/files.js";
import type { Sockets } from "../io/outputs/sockets.js";

export interface EffectTargets {
  readonly log: Log;
  readonly files: OutputFiles;
  readonly sockets: Sockets;
  readonly children: Children;
  readonly inputs: Inputs;
  readonly clock: Clock;
  readonly raise: (signal: Signal) => void;
  /** What Perl code has printed is written at the same moments as in the reference. */
  readonly perl: { flush(): void } | null;
}

export class WorldEffects implements Effects {
  private readonly to: EffectTargets;

  constructor(targets: EffectTargets) {
    this.to = targets;
  }

  get verbosity(): LogLevel {
    return this.to.log.effectiveVerbosity;
  }

  log(level: LogLevel, message: string): void {
    this.to.log.write(level, message);
  }

  writeFile(file: string, data: string): void {
    this.to.files.write(file, data);
  }

  closeFile(file: string): void {
    this.to.files.close(file);
  }

  writeFileOnce(file: string, data: string): void {
    this.to.files.writeOnce(file, data);
  }

  sendDatagram(file: string, data: string): void {
    this.to.sockets.sendDatagram(file, data);
  }

  closeDatagram(file: string): void {
    this.to.sockets.closeDatagram(file);
  }

  sendStream(file: string, data: string): void {
    this.to.sockets.sendStream(file, data);
  }

  closeStream(file: string): void {
    this.to.sockets.closeStream(file);
  }

  sendUdp(peer: string, data: string): void {
    this.to.sockets.sendUdp(peer, data);
  }

  closeUdp(peer: string): void {
    this.to.sockets.closeUdp(peer);
  }

  sendTcp(peer: string, data: string): void {
    this.to.sockets.sendTcp(peer, data);
  }

  closeTcp(peer: string): void {
    this.to.sockets.closeTcp(peer);
  }

  /** What was written before must be there when the child looks. */
  run(command: Command, terms: ChildTerms): void {
    this.to.perl?.flush();
    this.to.files.flush();
    this.to.children.start(command, terms);
  }

  addInput(file: string, offset: number | "end", context: string | null): void {
    this.to.inputs.addInput(file, offset, context, this.to.clock.now());
  }

  dropInput(file: string): void {
    this.to.inputs.dropInput(file);
  }

  raise(signal: Signal): void {
    this.to.raise(signal);
  }
}
