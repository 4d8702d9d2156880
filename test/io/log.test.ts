import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { Log, type StandardError } from "../../src/io/log/index.js";
import { isFacility, Syslog } from "../../src/io/log/syslog.js";
import { makeTimeZone } from "../../src/io/timezone.js";

const zone = makeTimeZone({ TZ: "XYZ-5:30" });

function makeLog(context: TestContext, standardError: StandardError = "errors") {
  const directory = mkdtempSync(join(tmpdir(), "evcorr-log-"));
  context.after(() => rmSync(directory, { recursive: true, force: true }));
  const clock = { time: 1_700_000_000_250, now: () => Math.floor(clock.time / 1000), milliseconds: () => clock.time };
  const errors: string[] = [];
  const writeError = (text: string): void => void errors.push(text);
  const log = new Log({ clock, zone, verbosity: 6, standardError, writeError });
  return { log, clock, errors, path: (name: string) => join(directory, name) };
}

const read = (file: string): string => readFileSync(file, "latin1");

test("a message as text: local time, level, message, its bytes as they are", (t) => {
  const { log, path } = makeLog(t);
  log.open(path("log"));
  log.write(4, "caf\xc3\xa9 \xff");
  assert.equal(read(path("log")), "Wed Nov 15 03:43:20 2023 notice: caf\xc3\xa9 \xff\n");
});

test("a message as JSON: ISO 8601 time, level and its name, text as UTF-8", (t) => {
  const { log, path } = makeLog(t);
  log.format = "json";
  log.open(path("log"));
  log.write(2, 'caf\xc3\xa9 "\xff"');
  const line = readFileSync(path("log"), "utf8");
  assert(line.endsWith("}\n"));
  assert.deepEqual(JSON.parse(line), {
    time: "2023-11-15T03:43:20.250+05:30",
    level: 2,
    severity: "error",
    message: 'café "\ufffd"',
    pid: process.pid,
  });
});

test("messages above the level are dropped; the level goes round", (t) => {
  const { log, path } = makeLog(t);
  log.open(path("log"));
  log.verbosity = 4;
  log.write(5, "no");
  log.write(4, "yes");
  assert.equal(read(path("log")).match(/: .*/gm)?.length, 1);
  log.verbosity = 6;
  log.cycleVerbosity();
  assert.equal(log.verbosity, 1);
  const [, ...said] = read(path("log")).match(/: .*/gm) as string[];
  assert.deepEqual(said, [": log level is 1"], "it is said at every level");
});

test("without any other log errors go to standard error, and only they", (t) => {
  const { log, errors } = makeLog(t);
  log.write(2, "wrong");
  log.write(3, "odd");
  assert.equal(errors.length, 1);
  assert.match(errors[0] as string, /error: wrong\n$/);
  assert.equal(log.effectiveVerbosity, 2, "others need not be built");
});

test("a log whose directory is gone: said once, tried again every second, what was lost is counted", (t) => {
  const { log, clock, errors, path } = makeLog(t);
  log.open(path("gone/log"));
  assert.equal(errors.length, 1);
  assert.match(errors[0] as string, /cannot open the log file .*ENOENT/);
  log.write(4, "lost 1");
  log.write(4, "lost 2");
  mkdirSync(path("gone"));
  log.write(4, "lost 3: it is not time yet");
  assert.equal(errors.length, 1, "said once");
  clock.time += 1000;
  log.write(4, "back");
  const lines = read(path("gone/log")).split("\n");
  assert.match(lines[0] as string, /warning: the log file could not be written: 3 messages are lost$/);
  assert.match(lines[1] as string, /notice: back$/);
  assert.equal(lines.length, 3);
});

test("a full disk: the same", (t) => {
  const { log, clock, errors } = makeLog(t);
  log.open("/dev/full");
  log.write(4, "x");
  log.write(4, "y");
  clock.time += 1000;
  log.write(4, "z");
  assert.equal(errors.filter((text) => text.includes("ENOSPC")).length, 1);
});

test("a log that was moved away is made anew when it is opened again", (t) => {
  const { log, path } = makeLog(t);
  log.open(path("log"));
  renameSync(path("log"), path("log.1"));
  log.write(4, "old");
  log.open(path("log"));
  log.write(4, "new");
  assert.match(read(path("log.1")), /old\n$/);
  assert.match(read(path("log")), /: new\n$/);
});

test("the system's log gets facility, severity, local time, name and process", (t) => {
  const { log } = makeLog(t);
  const sent: string[] = [];
  log.syslog = new Syslog("local3", { send: (path, data) => sent.push(`${path} ${data}`), end: () => {} }, "/log");
  for (const level of [1, 2, 3, 4, 5, 6] as const) log.write(level, `level ${level}`);
  // The reference's datagrams: 19 * 8 + 2 to 19 * 8 + 7.
  assert.deepEqual(
    sent,
    [154, 155, 156, 157, 158, 159].map(
      (priority, index) => `/log <${priority}>Nov 15 03:43:20 sec[${process.pid}]: level ${index + 1}\n`,
    ),
  );
});

test("facilities are those of syslog(3)", () => {
  assert(["local0", "LOCAL7", "daemon", "LOG_USER", "authpriv"].every(isFacility));
  assert(!["", "local8", "toString", "nofac"].some(isFacility));
});
