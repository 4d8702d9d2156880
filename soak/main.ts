/**
 * Writers, rotations and signals around a running daemon, until millions of lines have been
 * acted on: `npm run soak` (docs/soak.md). Exit status 1 when a line was not acted on once
 * and in order, or when something is left over.
 */
import { execFileSync } from "node:child_process";
import { OUR_SEC } from "../testing/daemon.js";
import { HELP, readOptions } from "./options.js";
import { perform, type Result } from "./perform.js";
import { Progress } from "./progress.js";

/** The reference goes on without a line after so long; evcorr has to bring it within that time. */
const PATIENCE_MS = { reference: 3000, evcorr: 60_000 };

/** With fewer the start still shows in the memory after a tenth of the lines. */
const LINES_FOR_MEMORY = 1_000_000;

const options = readOptions(process.argv.slice(2));
if (typeof options === "string") {
  console.error(`${options}\n\n${HELP}`);
  process.exit(2);
}
if (options.help) {
  console.log(HELP);
  process.exit(0);
}
const { lines, seed, reference } = options;
if (reference !== null) {
  try {
    execFileSync(reference, ["--version"], { stdio: "ignore" });
  } catch {
    console.error(`the reference is not there: ${reference}`);
    process.exit(2);
  }
}

console.log(`4 writers, 8 files, ${lines.toLocaleString("en")} lines, seed ${seed}`);
const result = await run("evcorr", OUR_SEC);
if (reference !== null) await run("reference", [reference]);
process.exit(result.faults.length > 0 ? 1 : 0);

async function run(name: "reference" | "evcorr", program: readonly string[]): Promise<Result> {
  const progress = new Progress(name, lines);
  const onProgress = (acted: number): void => progress.show(acted);
  const strict = name === "evcorr";
  const checkMemory = lines >= LINES_FOR_MEMORY;
  const terms = { lines, seed, program, strict, checkMemory, patienceMs: PATIENCE_MS[name], onProgress };
  const outcome = await perform(terms);
  progress.end();
  report(name, outcome);
  return outcome;
}

function report(name: string, { seconds, account, rotations, signals, memory, faults, lastWords }: Result): void {
  const counts = (of: Readonly<Record<string, number>>): string =>
    Object.entries(of)
      .map(([what, count]) => `${count} ${what}`)
      .join(", ");
  const [first, last] = memory.map((bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MiB`);
  console.log(`${name}: ${faults.length === 0 ? "passed" : "failed"}`);
  console.log(`  lines      ${account.lost} lost, ${account.doubled} doubled, ${account.reordered} reordered`);
  console.log(`  rotations  ${counts(rotations)}`);
  console.log(`  signals    ${counts(signals)}`);
  console.log(`  time       ${seconds.toFixed(1)} s`);
  console.log(`  memory     ${first} after a tenth of the lines, ${last} at the end`);
  for (const fault of faults) console.log(`  fault      ${fault}`);
  for (const example of account.examples) console.log(`  example    ${example}`);
  if (faults.length > 0 && name === "evcorr") for (const line of lastWords) console.log(`  log        ${line}`);
}
