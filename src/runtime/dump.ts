/** Writes the dump file (manual: SIGUSR1, --dump, --dumpfts, --dumpfjson). */
import { writeFileSync } from "node:fs";
import type { Seconds } from "../base/seconds.js";
import { dumpText } from "../observe/dump.js";
import { dumpJson } from "../observe/dump-json.js";
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
  const { settings, engine, clock, log } = instance;
  const suffix = settings.dumpfts ? `.${clock.now()}` : "";
  const name = settings.dump + suffix;
  try {
    const text = settings.dumpfjson ? dumpJson(stateOf(instance, times)) : dumpText(engine.core, clock.now());
    writeFileSync(name, text, { encoding: settings.dumpfjson ? "utf8" : "latin1", flag: "wx" });
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
  };
}

function programOf(now: Seconds, times: LoadTimes): ProgramView {
  const { user, system } = process.cpuUsage();
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
  };
}

/** Node decodes its arguments and environment as UTF-8; inside, a string has one byte per character. */
function latin1(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

/** CPU seconds that this process has used. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
