#!/usr/bin/env node
// Asks the reference what it makes of command lines, by what its rules then do, and
// compares with, or records into, test/cli/options-recorded.jsonl. The unit tests hold
// our parser to that table. The reference is used strictly as a black box.
//
//   record-options.mjs [--write]
//
// Exit status: 0 the table is what the reference does, 1 it is not.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const TABLE = fileURLToPath(new URL("../../test/cli/options-recorded.jsonl", import.meta.url));
const BASE = ["--conf=r.sec", "--input=in.log", "--notail", "--log=sec.log"];

const say = (text) => `desc=${text}\naction=write - ${text}\n`;
const RULES = [
  `type=Single\nptype=SubStr\npattern=SEC_STARTUP\ncontext=SEC_INTERNAL_EVENT\n${say("intevents")}`,
  `type=Single\nptype=SubStr\npattern=first\ncontext=_FILE_EVENT_in.log\ncontinue=TakeNext\n${say("intcontexts")}`,
  `type=Single\nptype=RegExp2\npattern=first\\nsecond$\ncontinue=TakeNext\n${say("two lines")}`,
  `type=Single\nptype=SubStr\npattern=second\ncontinue=TakeNext\ndesc=size\naction=${"add A x; ".repeat(12)}getsize %n A; write - size %n\n`,
].join("\n");
const ANOTHER = (name) => `type=Single\nptype=SubStr\npattern=second\n${say(`file ${name}`)}`;
/** What the reference does with a command line (and a resource file), by the rules above. */
async function observe({ args, resourceFile }) {
  const directory = mkdtempSync(join(tmpdir(), "evcorr-options-"));
  const file = (name, text) => writeFileSync(join(directory, name), text);
  file("r.sec", RULES);
  file("in.log", "first\nsecond\n");
  for (const name of ["b.sec", "--intevents", "=", "=b.sec"]) file(name, ANOTHER(name));
  const environment = { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };
  if (resourceFile !== undefined) {
    file("secrc", resourceFile);
    environment.SECRC = "secrc";
  }
  const { exit, stdout, stderr } = await execute([...BASE, ...args], directory, environment);
  const log = readFileSync(join(directory, "sec.log"), "latin1");
  rmSync(directory, { recursive: true });
  // The option parser complains on standard error, the check of the values in the log.
  const complains = stderr !== "" || /'--\w[\w-]*' option requires/.test(log);
  return {
    exit,
    complains,
    intevents: /^intevents$/m.test(stdout),
    intcontexts: /^intcontexts$/m.test(stdout),
    twoLines: /^two lines$/m.test(stdout),
    storeSize: Number(/^size (\d+)$/m.exec(stdout)?.[1]),
    files: [...stdout.matchAll(/^file (.*)$/gm)].map((found) => found[1]),
  };
}

function execute(args, directory, environment) {
  return new Promise((done) => {
    const child = spawn("sec", args, { cwd: directory, env: environment, stdio: ["ignore", "pipe", "pipe"], timeout: 20_000 });
    const texts = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"]) child[name].setEncoding("latin1").on("data", (text) => (texts[name] += text));
    child.on("error", (error) => done({ ...texts, exit: error.message }));
    child.on("close", (code, signal) => done({ ...texts, exit: code ?? signal }));
  });
}

const lines = readFileSync(TABLE, "utf8").trimEnd().split("\n");
const rows = lines.map((line) => JSON.parse(line));
const seen = new Array(rows.length);
let next = 0;
async function work() {
  for (let index = next++; index < rows.length; index = next++) {
    const { args, resourceFile } = rows[index];
    seen[index] = { args, resourceFile, seen: await observe(rows[index]) };
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
if (process.argv.includes("--write")) {
  writeFileSync(TABLE, seen.map((row) => `${JSON.stringify(row)}\n`).join(""));
}
const wrong = seen.filter((row, index) => JSON.stringify(row) !== lines[index]);
for (const row of wrong) console.log(`${process.argv.includes("--write") ? "changed" : "FAIL"} ${JSON.stringify(row)}`);
console.log(`${rows.length - wrong.length} of ${rows.length} command lines as recorded`);
process.exitCode = wrong.length > 0 && !process.argv.includes("--write") ? 1 : 0;
