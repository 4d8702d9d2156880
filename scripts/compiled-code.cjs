#!/usr/bin/env node
// Keeps what V8 compiled of the bundle, as far as a usual start needs it (bin/commands.js):
// runs the example once and writes the code down at the end.
const { writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { setFlagsFromString } = require("node:v8");
const { bundle, exportsOf, script } = require("../bin/commands.js");

/** V8 takes code only where its flags are the same: as they are before a run sets these. */
const FLAGS_OF_A_START = [
  "--parallel-scavenge",
  "--no-enable-experimental-regexp-engine",
  "--no-enable-experimental-regexp-engine-on-excessive-backtracks",
];

const compiled = script();
process.on("exit", () => {
  for (const flag of FLAGS_OF_A_START) setFlagsFromString(flag);
  writeFileSync(`${bundle}.code`, compiled.createCachedData());
});

process.chdir(join(__dirname, "../examples"));
process.argv.push("--conf=demo.sec", "--input=demo.log", "--notail");
const { runProcess, sec } = exportsOf(compiled);
runProcess(sec);
