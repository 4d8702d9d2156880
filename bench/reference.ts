/** The two programs that benchmarks of the running daemon compare. */
import { execFileSync } from "node:child_process";
import { OUR_SEC } from "../testing/daemon.js";

export interface Program {
  readonly name: string;
  readonly command: readonly string[];
}

/** The reference (--reference=COMMAND, by default the one of its package) and evcorr as built here. */
export function programs(): [reference: Program, evcorr: Program] {
  const command = availableReference(option("reference"));
  if (command === null) process.exit(2);
  return [
    { name: "reference", command },
    { name: "evcorr", command: OUR_SEC },
  ];
}

/** Null, with a message, when it is not there. */
export function availableReference(command = "/usr/bin/sec"): readonly string[] | null {
  try {
    execFileSync(command, ["--version"], { stdio: "ignore" });
    return [command];
  } catch {
    console.error(`the reference is not there (${command}): --reference=COMMAND names it`);
    return null;
  }
}

export function option(name: string): string | undefined {
  const prefix = `--${name}=`;
  return process.argv.find((word) => word.startsWith(prefix))?.slice(prefix.length);
}
