/** Inputs over files of a temporary directory, with what they say, for tests. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { type InputSettings, Inputs } from "../../../src/io/inputs/index.js";
import type { Notifier } from "../../../src/io/inputs/watching.js";

const SETTINGS: InputSettings = {
  input: [],
  tail: true,
  fromstart: true,
  rwfifo: true,
  maxLine: 0,
  blocksize: 8192,
  reopenTimeout: 0,
  checkTimeout: 0,
  inputTimeout: 0,
  pollTimeout: 0.1,
};

/** Milliseconds after which a test fails instead of waiting on. */
const DEADLINE = 30_000;

export interface Following {
  readonly inputs: Inputs;
  readonly log: readonly string[];
  /** The path of a file in the directory. */
  readonly path: (name: string) => string;
  /** All lines there are now, as "name: line"; rotation is looked for until it brings no more. */
  readonly lines: () => string[];
  /** Resolves at the next notification. */
  readonly change: () => Promise<void>;
  /** Seconds; lines() reads it. */
  now: number;
}

/** Follows the files of `patterns` in a new directory, which is removed after the test. */
export function follow(
  context: TestContext,
  patterns: readonly string[],
  notifier: Notifier | null,
  settings: Partial<InputSettings> = {},
  prepare: (path: (name: string) => string) => void = () => {},
): Following {
  const directory = mkdtempSync(join(tmpdir(), "evcorr-inputs-"));
  const path = (name: string): string => join(directory, name);
  prepare(path);
  const log: string[] = [];
  const input = patterns.map((pattern) => ({ pattern: pattern === "-" ? "-" : path(pattern), context: null }));
  const inputs = new Inputs(
    { ...SETTINGS, input, ...settings },
    {
      standardInput: undefined,
      notifier,
      log: (_level, message) => log.push(message),
      onTimeout: () => {},
      ahead: null,
      onGone: () => {},
    },
  );
  let noticed = (): void => {};
  const following: Following = {
    inputs,
    log,
    path,
    now: 1000,
    lines: () => takeLines(inputs, following.now, directory),
    change: () =>
      new Promise((resolve, reject) => {
        const deadline = setTimeout(() => reject(new Error("nothing was notified")), DEADLINE);
        noticed = () => {
          clearTimeout(deadline);
          resolve();
        };
      }),
  };
  inputs.openAll(following.now);
  inputs.onChange = () => noticed();
  context.after(() => {
    inputs.close();
    rmSync(directory, { recursive: true });
  });
  return following;
}

function takeLines(inputs: Inputs, now: number, directory: string): string[] {
  const lines: string[] = [];
  for (let idle = 0; idle < 2; ) {
    const next = inputs.nextLine(now);
    if (next === "skipped") continue;
    if (next !== undefined) lines.push(`${next.source.name.replace(`${directory}/`, "")}: ${next.line}`);
    else idle++;
    if (next === undefined) inputs.check(now);
  }
  return lines;
}

/** Notifies of nothing, but says that it would. */
export const SILENT: Notifier = { watch: () => () => {} };
/** Cannot watch anything. */
export const BLIND: Notifier = { watch: () => null };
