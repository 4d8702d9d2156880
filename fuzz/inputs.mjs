#!/usr/bin/env node
// Random happenings to input files through the installed reference and through evcorr, both
// under a scripted clock: lines, unfinished lines, rotation in all its ways, signals,
// addinput and dropinput, random options. Standard output must be the same, byte for byte.
//
//   inputs.mjs [--cases=N] [--seed=S] [--keep]
//
// Exit status: 1 when cases differ.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Choices, option } from "./random.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const count = Number(option("cases", "100"));
const seed = Number(option("seed", "1"));

const INPUTS = ["in-a", "in-b", "in-c"];
const OTHERS = ["old-1", "old-2", "other"];

/** Every line shows its time, source and internal context; some lines act on the inputs. */
const RULES = `
type=Single
ptype=RegExp
pattern=^add (\\S+) (\\S+)
continue=TakeNext
desc=add
action=addinput $1 $2 ADDED

type=Single
ptype=RegExp
pattern=^drop (\\S+)
continue=TakeNext
desc=drop
action=dropinput $1

type=Single
ptype=RegExp
pattern=^event (\\w+)
continue=TakeNext
desc=event
action=event 0 made $1; event 2 later $1

type=Single
ptype=RegExp2
pattern=^(.*)\\n(.*)$
continue=TakeNext
desc=two
action=write - %u two [$1] [$2] $+{_inputsrc}

type=SingleWithThreshold
ptype=RegExp
pattern=^(\\w)
continue=TakeNext
desc=count $1
action=write - %u three %s
window=4
thresh=3

type=Single
ptype=RegExp
pattern=^(.*)$
desc=line
action=write - %u line [$1] $+{_inputsrc} $+{_intcontext}
`;

class Generator extends Choices {
  events() {
    const lines = [];
    for (let second = 0, happened = 0; happened < 45; second += this.pick([0, 0, 0, 1, 1, 2, 4])) {
      lines.push(`${second} ${this.happening()}`);
      happened++;
      if (happened === 45) lines.push(`${second + 12} !end`);
    }
    return `${lines.join("\n")}\n`;
  }

  happening() {
    const input = this.pick(INPUTS);
    const other = this.pick(OTHERS);
    const file = this.pick([input, input, input, other]);
    const number = this.below(1000);
    const line = () => `${file}: ${this.pick(["x", "line", "a rather longer line,", "y"])} ${number}`;
    return this.pick([
      line,
      line,
      line,
      line,
      line,
      line,
      () => `!partial ${file} p${number}`,
      () => `!partial ${file} ${this.pick(["-", "q r"])}`,
      () => `!mv ${input} ${other}`,
      () => `!mv ${other} ${input}`,
      () => `!mv ${input} ${this.pick(INPUTS)}`,
      () => `!touch ${file}`,
      () => `!touch ${input}`,
      () => `!truncate ${file}`,
      () => `!rm ${file}`,
      () => (this.chance(0.5) ? `!cp lines.txt ${file}` : line()),
      () => `!${this.pick(["HUP", "ABRT", "ABRT", "USR2"])}`,
      () => `${file}: event e${number}`,
      () => `${file}: ${this.pick(["add", "drop"])} ${other} ${this.pick(["-", "0", "3"])}`,
    ])();
  }

  args() {
    const lines = this.pick([["--input=in-*"], INPUTS.map((name) => `--input=${name}`), ["--input=in-*=CTX"]]);
    const options = [
      `--reopen-timeout=${1 + this.below(4)}`,
      `--check-timeout=${1 + this.below(4)}`,
      "--fromstart",
      "--nokeepopen",
      "--intevents",
      "--intcontexts",
      "--jointbuf",
      "--cleantime=2",
    ];
    for (const text of options) if (this.chance(0.25)) lines.push(text);
    return [...lines, ""].join("\n");
  }

  /** Input files that are not there at the start, by their marks. */
  absent() {
    return INPUTS.filter(() => this.chance(0.2));
  }
}

const work = mkdtempSync(join(tmpdir(), "evcorr-fuzz-"));
const [theirs, ours] = [join(work, "reference"), join(work, "evcorr")];
for (let index = 0; index < count; index++) {
  const generator = new Generator(seed * 1_000_003 + index);
  const files = { "r.sec": RULES, events: generator.events(), args: generator.args(), "lines.txt": "one\ntwo\nthr" };
  const marks = generator.absent().map((name) => `${name}.absent`);
  for (const side of [theirs, ours]) {
    const directory = join(side, String(index).padStart(5, "0"));
    mkdirSync(directory, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
    for (const name of marks) writeFileSync(join(directory, name), "");
  }
}
execFileSync(process.execPath, [join(root, "conformance/reference/record.mjs"), "--write", theirs]);
spawnSync(process.execPath, [join(root, "bin/evcorr"), "test", "--write", ours], { stdio: "ignore" });
const read = (side, name) => readFileSync(join(side, name, "expected/stdout"), "latin1");
const different = readdirSync(ours).filter((name) => read(theirs, name) !== read(ours, name));
for (const name of different) console.log(`DIFFERENT: case ${Number(name)} of seed ${seed}`);
console.log(
  `${count - different.length} passed, ${different.length} failed${different.length > 0 ? ` (in ${work})` : ""}`,
);
if (different.length === 0 && !process.argv.includes("--keep")) rmSync(work, { recursive: true });
process.exit(different.length > 0 ? 1 : 0);
