/** Writes the dump file (manual: SIGUSR1, --dump, --dumpfts, --dumpfjson). */
import { readFileSync, writeFileSync } from "node:fs";
import type { Seconds } from "../base/seconds.js";
import { pathOf } from "../io/path.js";
import { dumpJson } from "../observe/dump-json.js";
import { dumpText } from "../observe/dump-text.js";
import type { ProgramView, StateView } from "../observe/view.js";
import type { RuleFile } from "../rules/ast.js";
import type { Instance } from "./instance.js";
import { VERSION } from "./version.js";

/** When the program, its rules and each rule file were loaded. A soft restart keeps unchanged files. */
export class LoadTimes {
  started: Seconds = 0;
  rules: Seconds = 0;
  private readonly files = new WeakMap<RuleFile, Seconds>();

  note(files: readonly RuleFile[], now: Seconds): void {
    this.rules = now;
    for (const file of files) if (!this.files.has(file)) this.files.set(file, now);
  }

  of(file: RuleFile): Seconds {
    return this.files.get(file) ?? this.rules;
  }
}

/** A file that is there already is left alone, and that is logged. */
export function writeDump(instance: Instance, times: LoadTimes): void {
  const { settings, clock, log, files } = instance;
  files.flush(); // what was written counts as written
  const suffix = settings.dumpfts ? `.${clock.now()}` : "";
  const name = settings.dump + suffix;
  try {
    const view = stateOf(instance, times);
    const text = settings.dumpfjson ? dumpJson(view) : dumpText(view);
    writeFileSync(pathOf(name), text, { encoding: settings.dumpfjson ? "utf8" : "latin1", flag: "wx" });
  } catch (error) {
    log.write(2, `cannot write the dump file ${name}: ${(error as Error).message}`);
  }
}

function stateOf(instance: Instance, times: LoadTimes): StateView {
  return {
    program: programOf(instance.clock.now(), times),
    core: instance.engine.core,
    inputs: instance.inputs.describe(),
    children: instance.children.describe(),
    childrenWaiting: instance.children.waitingCount,
    outputs: [...instance.files.ledger.all(), ...instance.sockets.ledger.all()],
    zone: instance.zone,
  };
}

function programOf(now: Seconds, times: LoadTimes): ProgramView {
  const { user, system } = process.cpuUsage();
  const children = childCpuSeconds();
  return {
    version: `evcorr ${VERSION}`,
    started: times.started,
    rulesLoaded: times.rules,
    fileLoaded: (file) => times.of(file),
    dumped: now,
    options: process.argv.slice(2).map(latin1).join(" "),
    resourceFile: process.env.SECRC ?? null,
    userId: process.geteuid?.() ?? 0,
    groupId: process.getegid?.() ?? 0,
    otherGroupIds: (process.getgroups?.() ?? []).filter((group) => group !== process.getegid?.()),
    environment: Object.fromEntries(Object.entries(process.env).map(([name, value]) => [name, latin1(value ?? "")])),
    userSeconds: user / 1e6,
    systemSeconds: system / 1e6,
    childUserSeconds: children.user,
    childSystemSeconds: children.system,
  };
}

/** Node decodes its arguments and environment as UTF-8; inside, a string has one byte per character. */
function latin1(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

/** What proc(5) counts in; the same on all of Linux's platforms that Node runs on. */
const TICKS_PER_SECOND = 100;

/** Of the children that have ended. Node does not tell it, Linux does: cutime and cstime of proc(5). */
function childCpuSeconds(): { readonly user: number; readonly system: number } {
  try {
    const text = readFileSync("/proc/self/stat", "latin1");
    // The second field, the program's name in parentheses, may hold anything.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { user: Number(fields[13]) / TICKS_PER_SECOND, system: Number(fields[14]) / TICKS_PER_SECOND };
  } catch {
    return { user: 0, system: 0 };
  }
}

/** CPU seconds that this process has used. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
