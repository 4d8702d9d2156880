/** Runs with the real clock. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Signal } from "../engine/ports.js";
import { SYSTEM_CLOCK } from "../io/clock.js";
import { becomeUser, isRoot } from "../io/privileges.js";
import { takeEnvironment } from "../io/systemd.js";
import { makeTimeZone } from "../io/timezone.js";
import type { RuleSet } from "../rules/ast.js";
import type { Daemon } from "./daemon.js";
import { Instance } from "./instance.js";
import { Loop } from "./loop.js";
import type { Settings } from "./settings.js";

const SIGNALS: readonly Signal[] = ["HUP", "ABRT", "USR1", "USR2", "INT", "TERM"];
/** Steps between two looks at children, sockets and signals, which arrive through Node's own loop. */
const STEPS_PER_TURN = 1000;
/** Milliseconds that children are given after SEC_SHUTDOWN before they get SIGTERM (manual: INTERNAL EVENTS). */
const SHUTDOWN_MS = 3000;
/** Milliseconds that outputs get at the end to take what waits for them. */
const OUTPUTS_MS = 5000;

export interface LiveOptions {
  /** Reads the command line and resource file anew. */
  readonly readSettings: (report: (problem: string) => void) => Settings;
  /** Writes to standard error, or what stands for it. */
  readonly say: (text: string) => void;
  /** Called with each rule set that was loaded, to print its diagnostics. */
  readonly onRules: (rules: RuleSet) => void;
  /** The process is a daemon that has just been started. */
  readonly daemon: Daemon | null;
}

/** Runs until a signal, the end of all inputs with --notail, or exit() in Perl code; returns the exit status. */
export async function runLive(settings: Settings, options: LiveOptions): Promise<number> {
  if (settings.umask !== null) process.umask(settings.umask);
  const { daemon } = options;
  if (settings.user !== null && isRoot()) becomeUser(settings.user, settings.group);
  const environment = takeEnvironment(process.env);
  const instance = new Instance(settings, {
    clock: SYSTEM_CLOCK,
    zone: makeTimeZone(process.env),
    standardOutput: 1,
    logToStandardError: process.stderr.isTTY ? "all" : "errors",
    writeError: options.say,
    scripted: false,
    waits: true,
    readSettings: options.readSettings,
    onRules: options.onRules,
    environment,
  });
  const sleep = new Sleep();
  // From the beginning: a signal that comes while rules are loaded ends nothing, it waits.
  const stopListening = listenToSignals(instance, sleep);
  const stopRecording = recordFaults(instance);
  try {
    return await live(instance, sleep, daemon);
  } catch (error) {
    recordFault(instance, error as Error);
    throw error;
  } finally {
    stopListening();
    stopRecording();
  }
}

/** A fault of our own ends the run; the log says why, since nobody may see standard error. */
function recordFault(instance: Instance, error: Error): void {
  instance.log.writeToFile(1, `evcorr ends, by a fault of its own: ${error.stack ?? error.message}`);
}

/** The same for faults outside of the loop. */
function recordFaults(instance: Instance): () => void {
  const record = (error: Error): void => recordFault(instance, error);
  process.on("uncaughtExceptionMonitor", record);
  return () => process.off("uncaughtExceptionMonitor", record);
}

async function live(instance: Instance, sleep: Sleep, daemon: Daemon | null): Promise<number> {
  instance.openLog();
  // Names of files are relative to it from now on, that of the log aside.
  if (daemon !== null) process.chdir("/");
  const good = instance.loadRules();
  if (instance.settings.testonly) {
    instance.close();
    return good ? 0 : 1;
  }
  instance.children.onNews = () => sleep.wake();
  instance.inputs.onChange = () => sleep.wake();
  instance.start();
  if (instance.exitStatus === null) daemon?.up();
  await runUntilOver(instance, sleep);
  instance.service?.stopping();
  await endChildren(instance, sleep);
  await instance.endOutputs(OUTPUTS_MS);
  instance.close();
  return instance.exitStatus ?? 0;
}

/** SIGINT from a terminal ends the run, as its user expects; elsewhere it changes the log level. */
function listenToSignals(instance: Instance, sleep: Sleep): () => void {
  const listeners = SIGNALS.map((signal) => {
    const meant = signal === "INT" && process.stdin.isTTY ? "TERM" : signal;
    const listener = (): void => {
      instance.raise(meant);
      sleep.wake();
    };
    process.on(`SIG${signal}`, listener);
    return { signal, listener };
  });
  return () => {
    for (const { signal, listener } of listeners) process.off(`SIG${signal}`, listener);
  };
}

async function runUntilOver(instance: Instance, sleep: Sleep): Promise<void> {
  const loop = new Loop(instance);
  while (instance.exitStatus === null) {
    instance.inputs.poll(steadyMs());
    instance.service?.alive(steadyMs());
    let busy = true;
    for (let steps = 0; busy && steps < STEPS_PER_TURN && instance.exitStatus === null; steps++) busy = loop.step();
    if (instance.exitStatus !== null) return;
    if (busy) {
      instance.files.flush(); // what was done is seen while there is still much to do
      instance.inputs.check(instance.clock.now());
      await nextTurn();
    } else {
      instance.files.flush();
      if (loop.isOver) instance.terminate(0);
      else await sleep.for(millisecondsToWork(instance));
    }
  }
}

/** Until an input is to be polled or the next second begins, whose periodic work may be due. */
function millisecondsToWork(instance: Instance): number {
  const toNextSecond = 1000 - (Date.now() % 1000) + 1;
  return Math.max(0, Math.min(toNextSecond, instance.inputs.poll(steadyMs())));
}

/** A clock that never goes back, in milliseconds; its seconds begin with those of the time of day, steps of that aside. */
function steadyMs(): number {
  return performance.timeOrigin + performance.now();
}

/**
 * With internal events on, children that SEC_SHUTDOWN started get time to prepare for SIGTERM.
 * What they write meanwhile is not heard, as in the reference; when all have ended, nobody waits.
 */
async function endChildren(instance: Instance, sleep: Sleep): Promise<void> {
  instance.files.flush();
  const { children, settings } = instance;
  const deadline = steadyMs() + SHUTDOWN_MS;
  const remains = () => deadline - steadyMs();
  while (settings.intevents && settings.childterm && children.count > 0 && remains() > 0) await sleep.for(remains());
}

/** A sleep that can be ended early. */
class Sleep {
  private end: (() => void) | null = null;
  private woken = false;

  for(milliseconds: number): Promise<void> {
    if (this.woken) {
      this.woken = false;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.end?.(), milliseconds);
      this.end = () => {
        clearTimeout(timer);
        this.end = null;
        this.woken = false;
        resolve();
      };
    });
  }

  wake(): void {
    this.woken = true;
    this.end?.();
  }
}
