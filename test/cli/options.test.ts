/**
 * Command lines as the reference understands them: options-recorded.jsonl is recorded from
 * it by conformance/reference/record-options.mjs.
 */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { OPTIONS } from "../../src/cli/option-table.js";
import { type ParsedOptions, parseOptions } from "../../src/cli/options.js";
import { glob } from "../../src/io/glob.js";

interface Row {
  readonly args: readonly string[];
  readonly resourceFile?: string;
  readonly seen: {
    readonly exit: number;
    readonly complains: boolean;
    readonly intevents: boolean;
    readonly intcontexts: boolean;
    readonly twoLines: boolean;
    readonly storeSize: number;
    readonly files: readonly string[];
  };
}

/** What the recording's command line begins with. */
const BASE = ["--conf=r.sec", "--input=in.log", "--notail", "--log=sec.log"];
/** Strings that the recording's rules put into an event store. */
const STORED = 12;

const rows = readFileSync("test/cli/options-recorded.jsonl", "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as Row);

function parse(args: readonly string[], resourceFile?: string): ParsedOptions {
  if (resourceFile === undefined) return parseOptions(args, {});
  const directory = mkdtempSync(join(tmpdir(), "evcorr-options-"));
  const SECRC = join(directory, "secrc");
  writeFileSync(SECRC, resourceFile);
  const parsed = parseOptions(args, { SECRC });
  rmSync(directory, { recursive: true });
  return parsed;
}

test("the table has something to say", () => assert.ok(rows.length > 150));

for (const { args, resourceFile, seen } of rows) {
  test(`sec ${args.join(" ")}${resourceFile === undefined ? "" : `, SECRC ${JSON.stringify(resourceFile)}`}`, () => {
    const { settings, problems, words } = parse([...BASE, ...args], resourceFile);
    const { bufsize, evstoresize, conf } = settings;
    const contextOfFile = settings.input.findLast((input) => input.pattern === "in.log")?.context ?? null;
    assert.deepEqual(
      {
        exit: 0,
        complains: problems.length + words.length > 0,
        intevents: settings.intevents,
        intcontexts: settings.intcontexts && contextOfFile === null,
        twoLines: bufsize === 0 || bufsize >= 2,
        storeSize: evstoresize === 0 ? STORED : Math.min(STORED, evstoresize),
        files: [...new Set(conf.flatMap(glob))].filter((name) => name !== "r.sec"),
      },
      seen,
    );
  });
}

test("all options of the manual, each of its defaults", () => {
  const { settings } = parseOptions([], {});
  // From the manual's OPTIONS: "Default is ..."
  assert.deepEqual(
    [settings.tail, settings.fromstart, settings.detach, settings.keepopen, settings.rwfifo, settings.childterm],
    [true, false, false, true, true, true],
  );
  assert.deepEqual(
    [settings.pollTimeout, settings.socketTimeout, settings.blocksize, settings.bufsize, settings.evstoresize],
    [0.1, 60, 8192, 0, 0],
  );
  assert.deepEqual([settings.cleantime, settings.debug, settings.dump], [1, 6, "/tmp/sec.dump"]);
  assert.deepEqual(
    [settings.inputTimeout, settings.reopenTimeout, settings.checkTimeout, settings.jointbuf],
    [0, 0, 0, null],
  );
});

test("umask in all forms of the manual", () => {
  for (const form of ["0027", "23", "0x17", "0b000010111"]) {
    assert.equal(parseOptions([`--umask=${form}`], {}).settings.umask, 0o27, form);
  }
});

test("problems are sentences that name the option", () => {
  assert.deepEqual(
    parseOptions(
      [
        "--foo",
        "--int",
        "--bufsize=x",
        "--intevents=1",
        "--cleantime=-1",
        "--debug=7",
        "--conf=",
        "--group=g",
        "--log",
      ],
      { SECRC: "/nowhere/secrc" },
    ).problems,
    [
      "the resource file /nowhere/secrc (environment variable SECRC) cannot be read: ENOENT: no such file or directory, open '/nowhere/secrc'",
      "unknown option --foo",
      "option --int may be any of --intevents, --intcontexts",
      'option --bufsize=x: "x" is not a valid LINES; ignored',
      "option --intevents=1: intevents takes no value",
      "option --conf= needs a value: PATTERN",
      "option --log needs a value: FILE",
      "option --cleantime: -1 must be at least 0; the default is used",
      "option --debug: 7 must be from 1 to 6; the default is used",
      "option --group needs --user",
    ],
  );
});

test("no two options share a name", () => {
  const names = OPTIONS.flatMap((option) => option.names);
  assert.equal(new Set(names).size, names.length);
});
