/** A correlator, started as its users start it and seen from outside: signals, log, /proc. */
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Place, until } from "./place.js";

/** Our drop-in as this build has it. */
export const OUR_SEC: readonly string[] = [process.execPath, fileURLToPath(new URL("../../bin/sec", import.meta.url))];

/** The rules that tell when it is up, and that it is alive: see pulse(). */
const PULSE_RULES = `type=Single
ptype=RegExp
pattern=^(?:SEC_STARTUP|SEC_RESTART)$
context=SEC_INTERNAL_EVENT
desc=it is up
action=write pulse.out up

type=Single
ptype=RegExp
pattern=^pulse (\\d+)$
desc=it is alive
action=write pulse.out $1
`;

export interface StartTerms {
  /** The program and its first arguments. */
  readonly program?: readonly string[];
  /** Words before the program: a shell that sets limits and then becomes it. */
  readonly wrapper?: readonly string[];
  /** User and group to run as. */
  readonly uid?: number;
}

export class Daemon {
  readonly place: Place;
  private readonly process: ChildProcess;
  private errors = "";
  private pulses = 0;
  private readonly end: Promise<number | string>;
  private ended: number | string | null = null;

  /** Starts it in the place's directory; its log is sec.log, and complete, unless the options say otherwise. */
  constructor(place: Place, rules: string, options: readonly string[], terms: StartTerms = {}) {
    this.place = place;
    place.write("pulse.sec", PULSE_RULES);
    place.write("rules.sec", rules);
    place.write("pulse.in", "");
    const given = ["--conf=pulse.sec", "--conf=rules.sec", "--input=pulse.in", "--intevents", ...options];
    for (const option of ["--log=sec.log", "--debug=6"])
      if (!given.some((other) => other.startsWith(option.replace(/=.*/, "=")))) given.push(option);
    const [file, ...words] = [...(terms.wrapper ?? []), ...(terms.program ?? OUR_SEC), ...given];
    this.process = spawn(file as string, words, {
      cwd: place.directory,
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
      ...(terms.uid === undefined ? {} : { uid: terms.uid, gid: terms.uid }),
    });
    this.process.stderr?.setEncoding("latin1").on("data", (text: string) => {
      this.errors += text;
    });
    this.end = new Promise((resolve) => {
      this.process.on("error", (error) => resolve(error.message));
      this.process.on("exit", (status, signal) => resolve(signal ?? status ?? "unknown"));
    });
    void this.end.then((how) => {
      this.ended = how;
    });
  }

  get pid(): number {
    return this.process.pid as number;
  }

  /** All that was written to standard error. */
  get standardError(): string {
    return this.errors;
  }

  /** Waits for `what`, but no longer than the daemon lives. */
  async until(what: string, isSo: () => boolean, patienceMs?: number): Promise<void> {
    await until(what, () => this.ended !== null || isSo(), patienceMs);
    if (this.ended !== null && !isSo()) {
      throw new Error(`the daemon ended (${this.ended}) before: ${what}\n${this.errors.slice(-2000)}`);
    }
  }

  /** Waits until it has opened its inputs. */
  async isUp(): Promise<void> {
    await this.until("it is up", () => this.place.lines("pulse.out").includes("up"));
  }

  /** One line in, its action out: the milliseconds that it took. */
  async pulse(when: string, patienceMs = 20_000): Promise<number> {
    const start = performance.now();
    const number = String(++this.pulses);
    this.place.append("pulse.in", `pulse ${number}\n`);
    const isThere = (): boolean => this.place.lines("pulse.out").includes(number);
    await this.until(`it acts on a line of another input ${when}`, isThere, patienceMs);
    return performance.now() - start;
  }

  signal(name: "HUP" | "ABRT" | "USR1" | "USR2" | "INT" | "TERM"): void {
    this.process.kill(`SIG${name}`);
  }

  /** Sends SIGTERM and waits: the exit status, or the name of the signal that ended it. */
  async terminate(): Promise<number | string> {
    this.signal("TERM");
    await until("it ends after SIGTERM", () => this.ended !== null, 30_000);
    return this.end;
  }

  get hasEnded(): boolean {
    return this.ended !== null;
  }

  /** For the end of a test, whatever the daemon's state; the children that it leaves. */
  kill(): readonly { readonly pid: number; readonly name: string }[] {
    if (this.ended !== null) return [];
    const { children } = this;
    this.process.kill("SIGKILL");
    return children;
  }

  /** Bytes of resident memory. */
  get memory(): number {
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${this.pid}/status`, "latin1"))?.[1];
    return Number(kilobytes) * 1024;
  }

  /** Seconds of processor time so far, those of its threads included. */
  get cpuSeconds(): number {
    return cpuSecondsOf(this.pid);
  }

  /** What each open descriptor leads to. */
  get descriptors(): string[] {
    const directory = `/proc/${this.pid}/fd`;
    return readdirSync(directory).flatMap((name) => {
      try {
        return [readlinkSync(`${directory}/${name}`)];
      } catch {
        return []; // closed meanwhile
      }
    });
  }

  /** Its child processes with their names, zombies included. */
  get children(): { readonly pid: number; readonly name: string }[] {
    return childrenOf(this.pid);
  }
}

/** Of all threads that live, as exact as the kernel's scheduler knows it. */
export function cpuSecondsOf(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  // The first word of schedstat: nanoseconds on a processor.
  const nanoseconds = readdirSync(tasks).map((task) =>
    Number.parseInt(readOrNothing(`${tasks}/${task}/schedstat`), 10),
  );
  return nanoseconds.reduce((sum, of) => sum + (of || 0), 0) / 1e9;
}

export function childrenOf(pid: number): { pid: number; name: string }[] {
  const tasks = `/proc/${pid}/task`;
  return namesIn(tasks).flatMap((task) =>
    readOrNothing(`${tasks}/${task}/children`)
      .split(" ")
      .filter((word) => word !== "")
      .map((word) => ({ pid: Number(word), name: readOrNothing(`/proc/${word}/comm`).trim() })),
  );
}

/** Of a directory of /proc; none when its process is gone. */
function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

/** A file of /proc, empty when its process is gone. */
function readOrNothing(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}
