/** The two programs that benchmarks of the running daemon compare. */
import { execFileSync } from "node:child_process";
import { OUR_SEC } from "../testing/daemon.js";

export interface Program {
  readonly name: string;
  readonly command: readonly string[];
}

/** The reference (--reference=COMMAND, by default the one of its package) and evcorr as built here. */
export function programs(): [reference: Program, evcorr: Program] {
  const command = option("reference") ?? "/usr/bin/sec";
  try {
    execFileSync(command, ["--version"], { stdio: "ignore" });
  } catch {
    console.error(`the reference is not there (${command}): --reference=COMMAND names it`);
    process.exit(2);
  }
  return [
    { name: "reference", command: [command] },
    { name: "evcorr", command: OUR_SEC },
  ];
}

export function option(name: string): string | undefined {
  const prefix = `--${name}=`;
  return process.argv.find((word) => word.startsWith(prefix))?.slice(prefix.length);
}
