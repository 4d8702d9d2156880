/** One run of a whole program over a file: what it wrote, and what it cost. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync, rmSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { childrenOf } from "../../testing/daemon.js";
import type { Place } from "../../testing/place.js";
import { OUTPUT } from "./rule-sets.js";

export interface Cost {
  /** From start to end. */
  readonly seconds: number;
  /** Of processors, user and system, of all its threads and children. */
  readonly cpuSeconds: number;
  /** The most resident memory that was seen, in bytes; its children's included. */
  readonly peakBytes: number;
}

export interface RunResult extends Cost {
  /** Of all that its actions wrote. */
  readonly digest: string;
  readonly outputBytes: number;
}

/** Where a program is to be run: its rule files, options and input are there. */
export interface Workplace {
  readonly place: Place;
  readonly options: readonly string[];
  readonly piped: boolean;
  readonly inputName: string;
}

/** Milliseconds between two looks at its memory. */
const LOOK_MS = 100;
/** Tells the processor time of what it ran, exactly, when it is over. */
const TIMING_SHELL = '"$@"; status=$?; times >&3; exit $status';
/** The same with a pipe, as users make it: the feeder's time counts too. */
const PIPING_SHELL = `cat -- "$INPUT" | ${TIMING_SHELL}`;

export async function run(
  command: readonly string[],
  { place, options, piped, inputName }: Workplace,
): Promise<RunResult> {
  rmSync(place.path(OUTPUT), { force: true });
  const input = piped ? "-" : inputName;
  const words = [...command, "--conf=*.sec", `--input=${input}`, "--notail", "--debug=3", ...options];
  const began = performance.now();
  const shell = spawn("sh", ["-c", piped ? PIPING_SHELL : TIMING_SHELL, "sh", ...words], {
    cwd: place.directory,
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    env: { ...process.env, LC_ALL: "C", TZ: "UTC", INPUT: place.path(inputName) },
  });
  let complaints = "";
  shell.stderr?.setEncoding("latin1").on("data", (text: string) => {
    complaints += text;
  });
  let times = "";
  (shell.stdio[3] as NodeJS.ReadableStream).setEncoding("latin1").on("data", (text: string) => {
    times += text;
  });
  let seconds = Number.NaN;
  const end = new Promise<number | null>((resolve) => {
    shell.on("exit", () => {
      seconds = (performance.now() - began) / 1000;
    });
    shell.on("close", resolve);
  });
  const peakBytes = await watchMemory(shell.pid as number, end);
  const status = await end;
  if (status !== 0) throw new Error(`${command[0]} ended with ${status}: ${complaints.slice(-2000)}`);
  return { seconds, cpuSeconds: childSeconds(times), peakBytes, ...(await digestOf(place.path(OUTPUT))) };
}

async function watchMemory(shell: number, end: Promise<unknown>): Promise<number> {
  let peak = 0;
  let over = false;
  void end.then(() => {
    over = true;
  });
  while (!over) {
    const family = childrenOf(shell).flatMap(({ pid }) => [pid, ...childrenOf(pid).map((child) => child.pid)]);
    peak = Math.max(
      peak,
      family.reduce((sum, pid) => sum + peakOf(pid), 0),
    );
    await Promise.race([end, pause(LOOK_MS)]);
  }
  return peak;
}

/** The kernel's own high-water mark, so that nothing between two looks is missed but the very end. */
function peakOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1] ?? 0) * 1024;
  } catch {
    return 0; // it has ended
  }
}

/** The second line of `times`: user and system time of the shell's children, `0m1.25s 0m0.03s`. */
function childSeconds(times: string): number {
  const [, children = ""] = times.trim().split("\n");
  const parts = [...children.matchAll(/(\d+)m([\d.]+)s/g)];
  if (parts.length !== 2) throw new Error(`the shell's times are not as expected: ${times}`);
  return parts.reduce((sum, [, minutes, rest]) => sum + Number(minutes) * 60 + Number(rest), 0);
}

async function digestOf(file: string): Promise<{ digest: string; outputBytes: number }> {
  const hash = createHash("sha256");
  let outputBytes = 0;
  if (existsSync(file)) {
    for await (const chunk of createReadStream(file)) {
      hash.update(chunk as Buffer);
      outputBytes += (chunk as Buffer).length;
    }
  }
  return { digest: hash.digest("hex"), outputBytes };
}
