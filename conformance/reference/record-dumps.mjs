#!/usr/bin/env node
// Records, or checks, the reference's JSON dumps of the cases in test/observe/dumps, in
// canonical form. The unit tests hold our dumps to them. The reference is used strictly as
// a black box; it needs the Perl module JSON (libjson-perl).
//
//   record-dumps.mjs [--write]
//
// Exit status: 0 the records are what the reference dumps, 1 some are not.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { canonicalDump } from "./dump-mask.mjs";

const CASES = fileURLToPath(new URL("../../test/observe/dumps", import.meta.url));
const RECORDER = fileURLToPath(new URL("record.mjs", import.meta.url));

function dumpOfReference(name) {
  const directory = mkdtempSync(join(tmpdir(), "evcorr-dump-"));
  cpSync(join(CASES, name), directory, { recursive: true });
  rmSync(join(directory, "dump.recorded"), { force: true });
  execFileSync("node", [RECORDER, "--write", directory], { stdio: ["ignore", "ignore", "inherit"] });
  const text = readFileSync(join(directory, "expected/files/d.json"), "utf8");
  rmSync(directory, { recursive: true });
  return canonicalDump(JSON.parse(text));
}

let wrong = 0;
for (const name of readdirSync(CASES)) {
  const record = join(CASES, name, "dump.recorded");
  const seen = dumpOfReference(name);
  if (process.argv.includes("--write")) writeFileSync(record, seen);
  else if (!existsSync(record) || readFileSync(record, "utf8") !== seen) {
    wrong++;
    console.log(`FAIL ${name}`);
  }
}
console.log(`${readdirSync(CASES).length - wrong} of ${readdirSync(CASES).length} dumps as recorded`);
process.exitCode = wrong > 0 ? 1 : 0;
