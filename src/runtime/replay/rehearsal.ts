/** Effects that are not carried out: each is told, with the rule and the lines that led to it. */
import type { Seconds } from "../../base/seconds.js";
import type { Acting, Core } from "../../engine/core.js";
import type { ChildTerms, Command, Effects, LogLevel, Signal } from "../../engine/ports.js";
import type { Rule } from "../../rules/ast.js";
import type { Witness, Witnessed } from "./witness.js";

/** What would have been done. */
export interface RehearsedAction {
  readonly time: Seconds;
  /** The rule that acts; null: none does (code in Perl, say). */
  readonly rule: Rule | null;
  /** The action's name; of a SingleWithScript rule "script". */
  readonly action: string;
  /** File, peer, program, signal. */
  readonly target: string | null;
  /** What would have been written or sent. */
  readonly data: string | null;
  readonly lines: readonly Witnessed[];
}

export interface RehearsalOptions {
  readonly core: () => Core;
  readonly witness: Witness;
  readonly tell: (action: RehearsedAction) => void;
  /** Something that is worth to be said once. */
  readonly note: (text: string) => void;
}

const UNKNOWN_EVENTS =
  "what programs print (spawn, cspawn) cannot be known without running them: the synthetic events of their lines are missing";
const UNKNOWN_EXIT =
  "how programs end (SingleWithScript) cannot be known without running them: neither action list of these rules is run";

export class Rehearsal implements Effects {
  private readonly world: Effects;
  private readonly options: RehearsalOptions;

  constructor(world: Effects, options: RehearsalOptions) {
    this.world = world;
    this.options = options;
  }

  /** logonly is among the notices. */
  get verbosity(): LogLevel {
    return Math.max(4, this.world.verbosity) as LogLevel;
  }

  log(level: LogLevel, message: string): void {
    this.world.log(level, message);
    const core = this.options.core();
    if (level === 4 && core.acting !== null && core.action === "logonly") this.tell("logonly", null, message);
  }

  writeFile(file: string, data: string): void {
    this.tell("write", file, data);
  }

  closeFile(file: string): void {
    this.tell("closef", file);
  }

  writeFileOnce(file: string, data: string): void {
    this.tell("owritecl", file, data);
  }

  sendDatagram(file: string, data: string): void {
    this.tell("udgram", file, data);
  }

  closeDatagram(file: string): void {
    this.tell("closeudgr", file);
  }

  sendStream(file: string, data: string): void {
    this.tell("ustream", file, data);
  }

  closeStream(file: string): void {
    this.tell("closeustr", file);
  }

  sendUdp(peer: string, data: string): void {
    this.tell("udpsock", peer, data);
  }

  closeUdp(peer: string): void {
    this.tell("closeudp", peer);
  }

  sendTcp(peer: string, data: string): void {
    this.tell("tcpsock", peer, data);
  }

  closeTcp(peer: string): void {
    this.tell("closetcp", peer);
  }

  run(command: Command, terms: ChildTerms): void {
    const target = command.shell ? command.line : command.arguments.join(" ");
    if (terms.script !== null) {
      const { scripts } = this.options.core();
      const awaited = scripts.get(terms.script);
      scripts.delete(terms.script);
      this.options.note(UNKNOWN_EXIT);
      this.tell("script", target, null, awaited);
      return;
    }
    if (terms.events !== undefined) this.options.note(UNKNOWN_EVENTS);
    this.tell("run", target, terms.input);
  }

  addInput(file: string): void {
    this.tell("addinput", file);
  }

  dropInput(file: string): void {
    this.tell("dropinput", file);
  }

  raise(signal: Signal): void {
    this.tell("sigemul", signal);
  }

  /** `action` is its name when no action list runs. */
  private tell(action: string, target: string | null, data: string | null = null, by?: Acting): void {
    const { witness, tell } = this.options;
    const core = this.options.core();
    const acting = by ?? core.acting;
    const lines = acting === null ? [] : witness.ledTo(acting.operation ?? null);
    const name = by === undefined && acting !== null ? core.action : action;
    tell({ time: core.now, rule: acting?.rule ?? null, action: name, target, data, lines });
  }
}
