/** Dumps as text: all that the JSON of the same state has is in them, and nothing that could mislead. */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { parseOptions } from "../../src/cli/options.js";
import { countOf, fieldLines, oneLine, tableLines } from "../../src/observe/layout.js";
import { runCase } from "../../src/runtime/case.js";

const CASES = join(process.cwd(), "test/observe/dumps");

/** What the run, not the state, decides: it is in the text, but not the same in two runs. */
const OF_THE_RUN = new Set(["env", "user", "system", "childuser", "childsystem", "cputime", "inode", "options"]);
/** What the text says in other words. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  Open: "open",
  Closed: "closed",
  "joint buffer for all input sources": "for all inputs",
  "separate buffer for each input source": "for each input",
  "synthetic event": "synthetic and internal events",
  "Connected to pipe input": "(its output becomes events)",
};
const TIMES = new Set(["startuptime", "confloadtime", "dumptime", "loadtime", "creationtime", "time"]);

async function dumpOf(prepare: (directory: string) => void, options: readonly string[] = []): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), "evcorr-test-dump-"));
  try {
    prepare(directory);
    rmSync(join(directory, "dump.recorded"), { force: true });
    const result = await runCase(directory, (args, environment) => {
      return parseOptions([...args, ...options], environment).settings;
    });
    const text = result.actual.get("files/d.json");
    assert.ok(text !== undefined, "a dump file is written");
    return text;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function dumpOfRules(files: Readonly<Record<string, string>>): Promise<string> {
  return dumpOf((directory) => {
    for (const [name, text] of Object.entries({ args: "--dump=d.json\n", ...files })) {
      writeFileSync(join(directory, name), text, "latin1");
    }
  });
}

/** All texts and numbers of a JSON dump as the text must have them. */
function leaves(value: unknown, key = ""): string[] {
  if (OF_THE_RUN.has(key) || isConstant(key)) return [];
  if (Array.isArray(value)) return value.flatMap((each) => leaves(each, key));
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([name, each]) => [...nameLeaves(key, name), ...leaves(each, name)]);
  }
  const isTime = TIMES.has(key) || /^(?:start|window(?:start|end)|event)times?$|^window(?:start|end)$/.test(key);
  if (isTime) return [timeText(Number(value))];
  const text = String(value);
  return [oneLine(OTHER_WORDS[text] ?? text)];
}

/** Variables whose values never change are not listed one by one. */
function isConstant(name: string): boolean {
  return name === "%" || name.startsWith(".chr");
}

/** Some keys are names that the rules or inputs gave. */
function nameLeaves(parent: string, name: string): string[] {
  if (parent === "variables") return isConstant(name) ? [] : [`%${name} = `];
  return ["inputs", "pmatchcache", "operations", "rulestats", "children"].includes(parent) ? [oneLine(name)] : [];
}

function timeText(seconds: number): string {
  const [day, month, date, clock] =
    /^(\w+), (\d+) (\w+) \d+ (\S+)/.exec(new Date(seconds * 1000).toUTCString())?.slice(1) ?? [];
  return `${day} ${date} ${String(Number(month)).padStart(2, " ")} ${clock} ${new Date(seconds * 1000).getUTCFullYear()}`;
}

for (const name of readdirSync(CASES)) {
  test(`the text dump of ${name} has all that the JSON has`, async () => {
    const prepare = (directory: string): void => cpSync(join(CASES, name), directory, { recursive: true });
    const json: unknown = JSON.parse(Buffer.from(await dumpOf(prepare), "latin1").toString("utf8"));
    const text = await dumpOf(prepare, ["--nodumpfjson"]);
    const wanted = leaves(json).map((leaf) => leaf.replace(/\(0x[0-9a-f]+\)/g, "("));
    assert.ok(wanted.length > 100);
    const missing = wanted.filter((leaf) => !text.includes(leaf));
    assert.deepEqual(missing, []);
  });
}

test("contexts: names, event store, and the values that the action list waits with", async () => {
  const text = await dumpOfRules({
    "a.sec": [
      "type=Single",
      "ptype=RegExp",
      "pattern=^make (\\w+)$",
      "desc=made $1",
      "action=create C_$1 100 (write out $1); alias C_$1 ALIAS; add C_$1 a\\tb %.tab; write out x",
    ].join("\n"),
    events: "1 input.log: make it\n2 !USR1\n",
  });
  const expected = [
    "C_it",
    "  other names        ALIAS",
    "  created            Tue Nov 14 22:13:21 2023",
    "  lifetime           100 seconds",
    "  action at the end  write out $1",
    "  values",
    "    %s = made it",
    "    $1 = it",
    "    $+{_inputsrc} = input.log",
    "  event store: 1 string",
    "    a\\tb \\t",
    "",
    "total: 1",
  ].join("\n");
  assert.ok(text.includes(`Contexts\n========\n${expected}\n`), text);
  assert.ok(text.includes("Outputs\n=======\nout\n  written  1 write, 2 bytes\n"), text);
});

test("a Pair operation without end, and its shadowed values", async () => {
  const text = await dumpOfRules({
    "a.sec": [
      "type=Pair",
      "ptype=RegExp",
      "pattern=^down (\\w+)$",
      "desc=$1 is down",
      "action=none",
      "ptype2=RegExp",
      "pattern2=^up $1 (\\d+)$",
      "desc2=up %1",
      "action2=logonly",
      "window=0",
    ].join("\n"),
    events: "1 input.log: down gw\n2 !USR1\n",
  });
  for (const line of [
    "  window ends      no end",
    "  window           unlimited",
    "    $1 = gw",
    "    %s = gw is down",
  ]) {
    assert.ok(text.includes(`${line}\n`), `${line} in ${text}`);
  }
});

test("control characters are shown, not sent to the terminal", () => {
  assert.equal(oneLine("a\x1b[2J\nb\t\x00\x7f\xe9"), "a\\x1b[2J\\nb\\t\\x00\\x7f\xe9");
});

test("fields stand below each other, tables in columns", () => {
  assert.deepEqual(
    fieldLines([
      ["a", 1],
      ["empty", ""],
      ["long", "x"],
    ]),
    ["a     1", "long  x"],
  );
  assert.deepEqual(
    tableLines(
      ["n", "text"],
      [
        [1, "x"],
        [100, "y\n"],
      ],
    ),
    ["  n  text", "  1  x", "100  y\\n"],
  );
  assert.equal(countOf(1, "write"), "1 write");
  assert.equal(countOf(2, "write"), "2 writes");
});
