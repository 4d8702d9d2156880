/** The installed reference as a judge of rule files. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Loaded {
  /** Rules of each file. */
  readonly counts: number[];
  readonly isFaulty: boolean;
}

/** Has it read all the files in one run. */
export function loadInReference(files: readonly string[]): Loaded {
  const directory = mkdtempSync(join(tmpdir(), "acceptance-"));
  try {
    const names = files.map((_, index) => `${index}.sec`);
    files.forEach((text, index) => {
      writeFileSync(join(directory, `${index}.sec`), text, "latin1");
    });
    const options = ["--testonly", "--debug=6", "--log=log", ...names.map((name) => `--conf=${name}`)];
    const { status } = spawnSync("sec", options, { cwd: directory });
    const log = readFileSync(join(directory, "log"), "latin1");
    const loaded = new Map(
      [...log.matchAll(/: (\d+) rules loaded from (\d+)\.sec$/gm)].map((m) => [m[2], Number(m[1])]),
    );
    return { counts: names.map((_, index) => loaded.get(String(index)) ?? 0), isFaulty: status !== 0 };
  } finally {
    rmSync(directory, { recursive: true });
  }
}
