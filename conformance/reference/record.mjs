#!/usr/bin/env node
// Runs conformance cases through the reference correlator under a scripted clock and
// compares with, or records, what each case expects. The reference is Debian's package
// `sec`, used strictly as a black box.
//
//   record.mjs [--write] [--keep] [--jobs=N] [--sec=COMMAND] CASE...
//
// A directory that is no case is searched for cases. Needs cc, sec and perl.
// Exit status: 0 all records are what the reference does, 1 some are not, 2 wrong usage.
import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import { buildClock } from "./virtual-clock.mjs";

const START_DEFAULT = "1700000000";
const RUN_MS_MAX = 60_000;
const OWN_FILES = ["args", "events", "stdin", "sec.log"];

const flags = process.argv.slice(2).filter((arg) => arg.startsWith("--"));
const paths = process.argv.slice(2).filter((arg) => !arg.startsWith("--"));
const valueOf = (name) => flags.find((flag) => flag.startsWith(`--${name}=`))?.slice(name.length + 3);
const write = flags.includes("--write");
const keep = flags.includes("--keep");
const jobs = Number(valueOf("jobs") ?? availableParallelism());
const reference = (valueOf("sec") ?? "sec").split(" ");

if (paths.length === 0) {
  console.error("usage: record.mjs [--write] [--keep] [--jobs=N] [--sec=COMMAND] CASE...");
  process.exit(2);
}

function filesBelow(directory, at = directory) {
  return readdirSync(at, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(at, entry.name);
      if (entry.isDirectory()) return filesBelow(directory, path);
      return entry.isFile() ? [relative(directory, path)] : [];
    })
    .sort();
}

function casesBelow(path) {
  if (!statSync(path).isDirectory()) return [];
  const names = readdirSync(path).sort();
  if (names.some((name) => ["events", "args", "stdin", "expected"].includes(name))) return [path];
  return names.flatMap((name) => casesBelow(join(path, name)));
}

/** The case's options and environment, with the defaults of the format. */
function planOf(work) {
  const file = join(work, "args");
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  const environment = {
    PATH: process.env.PATH,
    TZ: "UTC",
    LC_ALL: "C",
    HOME: work,
    PERL_HASH_SEED: "0",
    PERL_PERTURB_KEYS: "0",
  };
  const args = [];
  let start = START_DEFAULT;
  for (const line of lines.filter((one) => one.trim() && !one.startsWith("#"))) {
    const setting = /^([A-Z_]+)=(.*)$/.exec(line);
    if (setting?.[1] === "START") start = setting[2];
    else if (setting) environment[setting[1]] = setting[2];
    else args.push(line);
  }
  const has = (name) => args.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
  if (!has("conf")) args.unshift("--conf=*.sec");
  if (!has("input") && existsSync(join(work, "events"))) args.push("--input=input.log");
  if (!has("log")) args.push("--log=sec.log");
  return { args, environment, start };
}

/** Input files that the script names are made, empty, unless NAME.absent forbids it. */
function makeInputs(work, given) {
  const script = join(work, "events");
  const inputs = new Set();
  if (!existsSync(script)) return inputs;
  for (const line of readFileSync(script, "latin1").split("\n")) {
    const found = /^\s*\d+ (?!!)(\S+?):(?: |$)/.exec(line) ?? /^\s*\d+ !partial (\S+) /.exec(line);
    if (found) inputs.add(found[1]);
  }
  for (const name of inputs) {
    if (!given.has(name) && !existsSync(join(work, `${name}.absent`))) writeFileSync(join(work, name), "");
  }
  return inputs;
}

function execute(work, args, environment) {
  return new Promise((done) => {
    const child = spawn(reference[0], [...reference.slice(1), ...args], { cwd: work, env: environment, timeout: RUN_MS_MAX });
    const outputs = [];
    const messages = [];
    child.stdout.on("data", (bytes) => outputs.push(bytes));
    child.stderr.on("data", (bytes) => messages.push(bytes));
    child.stdin.on("error", () => {});
    child.stdin.end(existsSync(join(work, "stdin")) ? readFileSync(join(work, "stdin")) : "");
    child.on("error", (error) => done({ stdout: "", exit: error.message, log: "" }));
    child.on("close", (code, signal) =>
      done({
        stdout: Buffer.concat(outputs).toString("latin1"),
        exit: `${code ?? signal}`,
        log: Buffer.concat(messages).toString("latin1"),
      }),
    );
  });
}

async function run(caseDirectory, clock) {
  const work = mkdtempSync(join(tmpdir(), "evcorr-reference-"));
  cpSync(caseDirectory, work, { recursive: true, filter: (path) => basename(path) !== "expected" });
  const { args, environment, start } = planOf(work);
  const before = new Map(filesBelow(work).map((name) => [name, readFileSync(join(work, name), "latin1")]));
  const inputs = makeInputs(work, before);
  if (existsSync(join(work, "events"))) {
    Object.assign(environment, { LD_PRELOAD: clock, VT_SCRIPT: join(work, "events"), VT_START: start });
  }
  const { stdout, exit, log } = await execute(work, args, environment);
  const outputs = new Map([
    ["stdout", stdout],
    ["exit", `${exit}\n`],
  ]);
  for (const name of filesBelow(work)) {
    const text = readFileSync(join(work, name), "latin1");
    if (!OWN_FILES.includes(name) && !inputs.has(name) && before.get(name) !== text) outputs.set(`files/${name}`, text);
  }
  if (keep) console.log(`${caseDirectory}: ${work}`);
  else rmSync(work, { recursive: true, force: true });
  return { outputs, log };
}

function record(expected, outputs) {
  rmSync(expected, { recursive: true, force: true });
  for (const [name, text] of outputs) {
    mkdirSync(dirname(join(expected, name)), { recursive: true });
    writeFileSync(join(expected, name), text, "latin1");
  }
}

/** True when the record is what the reference does now. */
async function check(path, clock) {
  const directory = resolve(path);
  const expected = join(directory, "expected");
  const { outputs, log } = await run(directory, clock);
  if (write) {
    record(expected, outputs);
    return true;
  }
  const wanted = existsSync(expected) ? filesBelow(expected) : [];
  const textOf = (name) => (wanted.includes(name) ? readFileSync(join(expected, name), "latin1") : undefined);
  const differing = [...new Set([...wanted, ...outputs.keys()])].filter((name) => outputs.get(name) !== textOf(name));
  if (differing.length === 0) return true;
  console.log(`FAIL ${path}: ${differing.join(", ")}\n${log}`);
  for (const name of differing) console.log(`--- ${name} (reference now)\n${outputs.get(name)}`);
  return false;
}

const clock = buildClock();
const cases = paths.flatMap(casesBelow);
let next = 0;
let failed = 0;
async function work() {
  for (let index = next++; index < cases.length; index = next++) {
    if (!(await check(cases[index], clock))) failed++;
    if (process.stderr.isTTY) process.stderr.write(`\r${index + 1}/${cases.length} `);
  }
}
await Promise.all(Array.from({ length: jobs }, work));
if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
console.log(`${cases.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
