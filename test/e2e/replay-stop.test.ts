/** Replays and explanations that end before their logs do. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, constants, openSync } from "node:fs";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Place } from "../../testing/place.js";

const EVCORR = fileURLToPath(new URL("../../../bin/evcorr", import.meta.url));
const RULE = "type=Single\nptype=RegExp\npattern=(.*)\ndesc=x\naction=write - %u $1\n";
/** Lines that make more output than is collected before it is written. */
const MANY = Array.from({ length: 2000 }, (_, index) => `${1_700_000_000 + index} a line that is told of\n`).join("");

/** A command that reads standard input, and what it has said to standard error. */
function begin(command: string, t: TestContext) {
  const place = new Place();
  t.after(() => place.remove());
  place.write("r.sec", RULE);
  const child = spawn(process.execPath, [EVCORR, command, "--conf=r.sec", "--tz=UTC", "-"], { cwd: place.directory });
  let said = "";
  child.stderr.on("data", (text) => {
    said += text;
  });
  return { child, errors: () => said };
}

for (const command of ["replay", "explain"]) {
  test(`${command}: at Ctrl-C what was found is there, and it says that this is not all`, async (t) => {
    const { child, errors } = begin(command, t);
    const closed = once(child, "close");
    child.stdin.write(MANY);
    await once(child.stdout, "data");
    child.stdout.resume();
    // Standard input stays open: it waits for more.
    child.kill("SIGINT");
    assert.deepEqual(await closed, [130, null]);
    assert.match(errors(), /interrupted: the rest of the logs is left out/);
  });

  test(`${command}: when nobody reads its output it reads on no more`, async (t) => {
    const { child, errors } = begin(command, t);
    // It ends while these lines are written.
    child.stdin.on("error", () => {});
    const closed = once(child, "close");
    const more = (): boolean => child.exitCode === null && child.stdin.write(MANY, () => setImmediate(more));
    more();
    await once(child.stdout, "data");
    child.stdout.destroy();
    assert.deepEqual(await closed, [0, null]);
    assert.match(errors(), /nobody reads the output any more: the rest of the logs is left out/);
  });
}

test("at Ctrl-C a named pipe that nobody writes to is not waited for", async (t) => {
  const place = new Place();
  t.after(() => place.remove());
  place.write("r.sec", RULE);
  place.write("first.log", MANY);
  spawnSync("mkfifo", [place.path("pipe")]);
  const child = spawn(process.execPath, [EVCORR, "replay", "--conf=r.sec", "--tz=UTC", "first.log", "pipe"], {
    cwd: place.directory,
  });
  const closed = once(child, "close");
  // It waits for the pipe's first line, once it has opened it: then there is somebody to write to.
  let writer: number | null = null;
  while (writer === null) {
    try {
      writer = openSync(place.path("pipe"), constants.O_WRONLY | constants.O_NONBLOCK);
    } catch {
      await new Promise(setImmediate);
    }
  }
  t.after(() => closeSync(writer as number));
  child.kill("SIGINT");
  assert.deepEqual(await closed, [130, null]);
});

test("a named pipe is read until its last writer closes it", async (t) => {
  const place = new Place();
  t.after(() => place.remove());
  place.write("r.sec", RULE);
  spawnSync("mkfifo", [place.path("pipe")]);
  const child = spawn(process.execPath, [EVCORR, "replay", "--conf=r.sec", "--tz=UTC", "pipe"], {
    cwd: place.directory,
  });
  let said = "";
  child.stderr.on("data", (text) => {
    said += text;
  });
  child.stdout.resume();
  const closed = once(child, "close");
  spawn("sh", ["-c", "cat > pipe"], { cwd: place.directory }).stdin.end("1700000000 a\n1700000009 b\n");
  assert.deepEqual(await closed, [0, null]);
  assert.match(said, /2 lines from 2023-11-14 22:13:20 to 2023-11-14 22:13:29 UTC/);
});

test("what a log or the command line lacks is said", (t) => {
  const place = new Place();
  t.after(() => place.remove());
  place.write("r.sec", RULE);
  place.write("cr.log", "2023-11-09T07:12:21Z a\r\n2023-11-09T07:12:22Z b\r\n");
  place.write(
    "leap.log",
    "Feb 28 23:59:50 h a\nFeb 29 00:00:10 h b\nFeb 29 00:00:10 h c\nno time\nMar  1 00:00:00 h d\n",
  );
  place.write("leap-only.log", "Feb 29 00:00:10 h b\n");
  place.write("empty.log", "");
  place.write("leap-copied.log", "Dec 31 23:59:59 h a\nFeb 29 00:00:10 h b\n");
  place.write("binary.log", "\u0000\u001b[31m\u00ff\n");
  place.write("cut.bz2", `${Buffer.from("425a6839314159265359", "hex").toString("latin1")}`);
  const says: readonly [string[], number, RegExp][] = [
    [["replay", "--conf=r.sec", "leap-copied.log"], 0, /from 2023-12-31 23:59:59 to 2024-02-29 00:00:10/],
    [["replay", "--conf=r.sec", "binary.log"], 1, /the first is\n {4}\\x00\\x1b\[31m/],
    [
      ["replay", "--conf=r.sec", "cut.bz2"],
      1,
      /^evcorr replay: cut\.bz2: its bzip2 data are damaged or cut off \([^;:\n]*\)\n$/,
    ],
    [["replay", "--conf=r.sec", "-", "-"], 2, /- is named twice: standard input can be read only once/],
    [["replay", "--conf=r.sec", "none.log"], 1, /there is no log none\.log/],
    [["replay", "--conf=r.sec", "."], 1, /\. is a directory: name the files in it/],
    [["replay", "--conf=r.sec", "empty.log"], 0, /there was no line to replay/],
    [["replay", "--conf=r.sec", "cr.log"], 0, /its lines end in CR LF: before \$ in patterns there is a CR/],
    [
      ["replay", "--conf=r.sec", "--year=2023", "leap.log"],
      0,
      /; 1 line without a time; 2 lines with a date that does not exist in that year \(--year\)/,
    ],
    [["replay", "--conf=r.sec", "--year=2023", "leap-only.log"], 1, /do not exist in 2023: give another --year/],
    [["replay", "--conf=none*.sec", "cr.log"], 2, /no file matches --conf=none\*\.sec/],
    [["explain", "--conf=r.sec", "empty.log"], 0, /no action would have been run, over 0 lines/],
    [["explain", "--conf=r.sec", "--at=9", "cr.log"], 1, /there is no line 9; there are 2 in all/],
  ];
  for (const [args, expected, message] of says) {
    const { status, stderr } = spawnSync(process.execPath, [EVCORR, ...args], {
      cwd: place.directory,
      encoding: "utf8",
    });
    assert.match(stderr, message);
    assert.equal(status, expected, stderr);
  }
});

test("explain shows characters that a terminal would obey as rules write them", (t) => {
  const place = new Place();
  t.after(() => place.remove());
  place.write("r.sec", "type=Single\nptype=RegExp\npattern=a (\\w+)$\ndesc=x\naction=none\n");
  const args = [EVCORR, "explain", "--conf=r.sec", "--at=1", "a.log"];
  place.write("a.log", "2023-11-09T07:12:21Z \u001b[1m a b\r\n");
  const { stdout } = spawnSync(process.execPath, args, { cwd: place.directory, encoding: "utf8" });
  assert.match(stdout, /^a\.log:1: 2023-11-09T07:12:21Z \\x1b\[1m a b\\r\n/);
});
