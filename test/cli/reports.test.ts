/** evcorr test for build servers and for authors who have it running beside their editor. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const EVCORR = fileURLToPath(new URL("../../../bin/evcorr", import.meta.url));
const directory = mkdtempSync(join(tmpdir(), "evcorr-reports-"));
after(() => rmSync(directory, { recursive: true }));

function makeCase(name: string, expected: string, events = "1 input.log: x\n"): void {
  const at = join(directory, name);
  mkdirSync(join(at, "expected"), { recursive: true });
  writeFileSync(join(at, "r.sec"), 'type=Single\nptype=SubStr\npattern=x\ndesc=d\naction=write - <a> & "b"\n');
  writeFileSync(join(at, "events"), events);
  writeFileSync(join(at, "expected/stdout"), expected);
  writeFileSync(join(at, "expected/exit"), "0\n");
}
makeCase("cases/good", '<a> & "b"\n');
makeCase("cases/bad #1", "something else\n");
makeCase("cases/wrong", "", "soon input.log: x\n");

function report(...args: string[]): { status: number | null; out: string } {
  const { status, stdout } = spawnSync(process.execPath, [EVCORR, "test", ...args, "cases"], {
    cwd: directory,
    encoding: "utf8",
  });
  return { status, out: stdout };
}

test("TAP: a test point for each case, with the difference as its diagnostic", () => {
  const { status, out } = report("--format=tap");
  assert.equal(status, 1);
  assert.equal(
    out.replace(/duration_ms: [\d.]+/g, "duration_ms: N"),
    [
      "TAP version 14",
      "1..3",
      "not ok 1 - cases/bad \\#1",
      "  ---",
      "  duration_ms: N",
      '  message: "stdout not as expected"',
      "  diff: |",
      "    stdout (- expected, + what came out):",
      "      - something else",
      '      + <a> & "b"',
      "  ...",
      "ok 2 - cases/good",
      "  ---",
      "  duration_ms: N",
      "  ...",
      "not ok 3 - cases/wrong",
      "  ---",
      "  duration_ms: N",
      '  message: "events:1: \\"soon input.log: x\\" is neither \\"<offset> <file>: <text>\\", \\"@ <file>: <text>\\" nor \\"<offset> !<directive>\\""',
      "  ...",
      "",
    ].join("\n"),
  );
});

test("JUnit: failures and errors are counted, and texts are escaped", () => {
  const { status, out } = report("--format=junit", "--output=report.xml");
  assert.deepEqual([status, out], [1, ""]);
  const xml = readFileSync(join(directory, "report.xml"), "utf8").replace(/time="[\d.]+"/g, 'time="N"');
  const lines = xml.split("\n");
  assert.equal(lines[2], '<testsuite name="evcorr" tests="3" failures="1" errors="1" time="N">');
  assert.equal(
    lines[3],
    '<testcase classname="cases" name="bad #1" time="N"><failure type="difference" message="stdout not as expected">stdout (- expected, + what came out):',
  );
  assert.equal(lines[5], "  + &lt;a&gt; &amp; &quot;b&quot;</failure></testcase>");
  assert.ok(lines.includes('<testcase classname="cases" name="good" time="N"/>'));
  assert.match(xml, /name="wrong" time="N"><error type="case" message="events:1: &quot;soon /);
});

test("an unknown format is wrong usage", () => {
  const { status, stderr } = spawnSync(process.execPath, [EVCORR, "test", "--format=html", directory], {
    encoding: "utf8",
  });
  assert.equal(status, 2);
  assert.equal(stderr, 'evcorr test: there is no format "html", use one of text, tap, junit\n');
});

test("watching: a change of a file runs the cases again", async () => {
  makeCase("watched/one", "something else\n");
  const child = spawn(process.execPath, [EVCORR, "test", "--watch", "watched"], { cwd: directory });
  after(() => child.kill("SIGKILL"));
  let text = "";
  let told = (): void => {};
  child.stdout.on("data", (data) => {
    text += data;
    told();
  });
  const until = (wanted: RegExp): Promise<void> =>
    new Promise((resolve) => {
      told = () => {
        if (wanted.test(text)) resolve();
      };
      told();
    });
  await until(/0 passed, 1 failed\nwaiting for changes\n$/);
  writeFileSync(join(directory, "watched/one/expected/stdout"), '<a> & "b"\n');
  await until(/1 passed, 0 failed\nwaiting for changes\n$/);
  const ended = new Promise((resolve) => child.on("exit", (_, signal) => resolve(signal)));
  child.kill("SIGINT");
  assert.equal(await ended, "SIGINT");
});
