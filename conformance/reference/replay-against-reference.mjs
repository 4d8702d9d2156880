#!/usr/bin/env node
// Replays a log with evcorr (evcorr replay --run-actions), feeds the same lines to the
// installed reference at the same seconds under a scripted clock, and compares what both
// write: standard output and files, byte for byte.
//
//   replay-against-reference.mjs [OPTION ...] RULES LOG [RULES LOG ...]
//
// RULES is a rule file, or a directory with some (*.sec) that run together.
// Options of `evcorr replay` about times (--tz=, --year=, --time-format=, --max-lateness=,
// --drain=, ...) and of the engine (--bufsize=, --intcontexts, ...), with = before the value.
// --seconds-max=N: lines that are more than N seconds after the first are left out (the
// reference's clock goes through every second).
//
// Exit status: 0 no difference, 1 some, 2 wrong usage.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildClock } from "./virtual-clock.mjs";

const ours = join(dirname(fileURLToPath(import.meta.url)), "../../bin/evcorr");
const OF_TIMES = ["tz", "year", "time-format", "time-field", "max-lateness", "late", "drain"];
const SAY_ALL = "type=Single\nptype=RegExp\npattern=^\ndesc=x\naction=write - %u $0\n";
const MAX_BUFFER = 1 << 30;

const words = process.argv.slice(2);
const options = words.filter((word) => word.startsWith("-"));
const pairs = words.filter((word) => !word.startsWith("-"));
if (pairs.length === 0 || pairs.length % 2 !== 0) {
  console.error("usage: replay-against-reference.mjs [OPTION ...] RULES LOG [RULES LOG ...]");
  process.exit(2);
}
const valueOf = (name) => options.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const ofTimes = options.filter((word) => OF_TIMES.some((name) => word.startsWith(`--${name}=`)));
const ofEngine = options.filter((word) => !ofTimes.includes(word) && !word.startsWith("--seconds-max="));
const environment = { ...process.env, TZ: valueOf("tz") ?? process.env.TZ ?? "UTC", LC_ALL: "C", PERL_HASH_SEED: "0" };
const drain = Number(valueOf("drain") ?? 0);
const secondsMax = Number(valueOf("seconds-max") ?? Number.POSITIVE_INFINITY);

function must(command, args, cwd, env) {
  const result = spawnSync(command, args, { cwd, env, maxBuffer: MAX_BUFFER });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`${command} ${args.join(" ")}: ${result.stderr}`);
  return result;
}

/** The rule files that are meant, sorted as the wildcard in --conf sorts them. */
function ruleFiles(rules) {
  if (!statSync(rules).isDirectory()) return [rules];
  const names = readdirSync(rules).filter((name) => name.endsWith(".sec"));
  return names.sort().map((name) => join(rules, name));
}

/** Each line with its second, in the order of the replay. */
function timedLines(directory, log) {
  writeFileSync(join(directory, "all.sec"), SAY_ALL);
  const args = [ours, "replay", "--conf=all.sec", "--run-actions", ...ofTimes.filter((word) => !word.startsWith("--drain")), log];
  const { stdout } = must(process.execPath, args, directory, environment);
  const lines = stdout.toString("latin1").split("\n").slice(0, -1);
  rmSync(join(directory, "all.sec"));
  return lines.map((line) => ({ second: Number(line.slice(0, line.indexOf(" "))), text: line.slice(line.indexOf(" ") + 1) }));
}

/** What was written: standard output, and all files that the run left behind. */
function outputsOf(directory, stdout) {
  const outputs = new Map([["standard output", stdout.toString("latin1")]]);
  for (const name of readdirSync(directory)) {
    if (!["rules", "input.log", "sec.log", "events"].includes(name)) {
      outputs.set(name, readFileSync(join(directory, name), "latin1"));
    }
  }
  return outputs;
}

function runReplay(directory, log) {
  const args = [ours, "replay", "--conf=rules/*", "--run-actions", ...ofTimes, ...ofEngine, log];
  return outputsOf(directory, must(process.execPath, args, directory, environment).stdout);
}

function runReference(directory, lines, clock) {
  const start = lines[0].second;
  const events = lines.map(({ second, text }) => `${second - start} input.log:${text === "" ? "" : ` ${text}`}\n`);
  if (drain > 0) events.push(`${lines.at(-1).second - start + drain} !end\n`);
  writeFileSync(join(directory, "events"), events.join(""), "latin1");
  writeFileSync(join(directory, "input.log"), "");
  const scripted = { ...environment, LD_PRELOAD: clock, VT_SCRIPT: join(directory, "events"), VT_START: String(start) };
  const args = ["--conf=rules/*", "--input=input.log", "--log=sec.log", "--debug=1", ...ofEngine];
  return outputsOf(directory, must("sec", args, directory, scripted).stdout);
}

/** The first line that differs. */
function difference(a, b) {
  const [ours, theirs] = [a.split("\n"), b.split("\n")];
  const at = ours.findIndex((line, index) => line !== theirs[index]);
  const index = at < 0 ? ours.length : at;
  return `line ${index + 1}:\n  replay     ${ours[index] ?? "(nothing)"}\n  reference  ${theirs[index] ?? "(nothing)"}`;
}

function compare(rules, log, clock) {
  const work = mkdtempSync(join(tmpdir(), "evcorr-replay-"));
  try {
    for (const name of ["replay", "reference"]) {
      const directory = join(work, name, "rules");
      mkdirSync(directory, { recursive: true });
      for (const file of ruleFiles(rules)) cpSync(file, join(directory, basename(file)));
    }
    // The time when it was last written to has a say in the year.
    const copy = join(work, "replay", "input.log");
    cpSync(log, copy, { preserveTimestamps: true });
    const all = timedLines(join(work, "replay"), "input.log");
    const lines = all.filter(({ second }) => second - all[0].second <= secondsMax);
    if (lines.length < all.length) writeFileSync(copy, lines.map(({ text }) => `${text}\n`).join(""), "latin1");
    const own = runReplay(join(work, "replay"), "input.log");
    const reference = runReference(join(work, "reference"), lines, clock);
    const names = [...new Set([...own.keys(), ...reference.keys()])];
    const different = names.filter((name) => own.get(name) !== reference.get(name));
    const written = [...reference.values()].reduce((sum, text) => sum + text.split("\n").length - 1, 0);
    const span = lines.at(-1).second - lines[0].second;
    const what = `${lines.length} lines over ${span} s, ${written} lines written`;
    console.log(`${different.length === 0 ? "equal" : "DIFFERENT"}  ${rules}  ${log}  ${what}`);
    for (const name of different) console.log(`${name}, ${difference(own.get(name) ?? "", reference.get(name) ?? "")}`);
    return different.length === 0;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const clock = buildClock();
let good = true;
for (let at = 0; at < pairs.length; at += 2) if (!compare(pairs[at], pairs[at + 1], clock)) good = false;
process.exit(good ? 0 : 1);
