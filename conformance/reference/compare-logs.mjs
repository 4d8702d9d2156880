#!/usr/bin/env node
// Feeds whole logs to the installed reference and to evcorr with the same rules
// (--notail) and compares what both write to standard output, byte for byte.
//
//   compare-logs.mjs RULES LOG [RULES LOG ...]
//
// Exit status: 0 all outputs are equal, 1 some are not, 2 wrong usage.
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ours = join(dirname(fileURLToPath(import.meta.url)), "../../bin/sec");
const words = process.argv.slice(2);
if (words.length === 0 || words.length % 2 !== 0) {
  console.error("usage: compare-logs.mjs RULES LOG [RULES LOG ...]");
  process.exit(2);
}

function run(command, args, rules, log) {
  const begun = performance.now();
  const result = spawnSync(command, [...args, `--conf=${rules}`, `--input=${log}`, "--notail"], { maxBuffer: 1 << 30 });
  if (result.error) throw result.error;
  return { output: result.stdout, seconds: (performance.now() - begun) / 1000, status: result.status };
}

let different = 0;
for (let at = 0; at < words.length; at += 2) {
  const [rules, log] = words.slice(at, at + 2);
  const reference = run("sec", ["--debug=1"], rules, log);
  const own = run(process.execPath, [ours], rules, log);
  const equal = reference.output.equals(own.output) && reference.status === own.status;
  if (!equal) different++;
  const lines = reference.output.toString("latin1").split("\n").length - 1;
  const times = `reference ${reference.seconds.toFixed(2)} s, evcorr ${own.seconds.toFixed(2)} s`;
  console.log(`${equal ? "equal" : "DIFFERENT"}  ${rules}  ${log}  ${statSync(log).size} bytes, ${lines} lines out, ${times}`);
}
process.exit(different > 0 ? 1 : 0);
