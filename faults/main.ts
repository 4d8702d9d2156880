/**
 * Brings faults about, one after the other, and looks whether the daemon lives, says what
 * happened, and goes on correctly when the fault is over:
 *
 *   npm run faults [-- --only=NAME[,NAME...]] [--quick] [--list] [--verbose]
 *
 * Exit status 1 when it does not in some case; some faults take root and are skipped without.
 */
import { FAULTS } from "./index.js";
import { abandonAll, type Outcome, perform } from "./perform.js";

const given = process.argv.slice(2);
const only = given
  .find((word) => word.startsWith("--only="))
  ?.slice("--only=".length)
  .split(",");
const known = new Set(FAULTS.map((fault) => fault.name));
const unknown = only?.find((name) => !known.has(name));
if (unknown !== undefined) {
  console.error(`there is no fault ${unknown}; --list lists them`);
  process.exit(2);
}
const wanted = FAULTS.filter((fault) => only?.includes(fault.name) ?? (fault.quick || !given.includes("--quick")));
if (given.includes("--list")) {
  for (const { name, what } of wanted) console.log(`${name.padEnd(26)} ${what}`);
  process.exit(0);
}

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void abandonAll().finally(() => process.exit(1)));

let failed = 0;
let skipped = 0;
for (const fault of wanted) {
  const start = performance.now();
  const outcome = await perform(fault);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${outcome.kind.padEnd(8)}${fault.name.padEnd(26)}${seconds.padStart(6)} s  ${comment(outcome)}`);
  if (outcome.kind === "failed") {
    failed++;
    if (given.includes("--verbose")) for (const line of outcome.lastWords) console.log(`    ${line.slice(0, 200)}`);
  }
  if (outcome.kind === "skipped") skipped++;
}
console.log(`${wanted.length - failed - skipped} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed > 0 ? 1 : 0);

function comment(outcome: Outcome): string {
  if (outcome.kind === "failed") return outcome.message;
  if (outcome.kind === "skipped") return outcome.reason;
  return `meanwhile another line was acted on in ${outcome.pulseMs.toFixed(0)} ms`;
}
