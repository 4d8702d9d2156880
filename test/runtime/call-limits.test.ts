import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { CallStopped } from "../../src/perl/router.js";
import { CallLimits } from "../../src/runtime/call-limits.js";

const PROGRAM = fileURLToPath(new URL("../../../bin/evcorr", import.meta.url));

test("compiled code that fills memory is stopped, and the rest goes on", () => {
  const place = mkdtempSync(join(tmpdir(), "evcorr-memory-"));
  try {
    const code = "sub { my @kept; if ($_[0] eq 'fill') { push(@kept, [1 .. 50]) while 1 } 'done' }";
    writeFileSync(
      join(place, "rules.sec"),
      `type=Single\nptype=RegExp\npattern=(.*)\ndesc=d\naction=assign %o failed; lcall %o $1 -> ( ${code} ); write - $1 %o\n`,
    );
    const options = ["--conf=rules.sec", "--input=-", "--notail", "--log=log", "--perl-timeout=0"];
    const { stdout, status } = spawnSync(process.execPath, ["--max-old-space-size=200", PROGRAM, "run", ...options], {
      cwd: place,
      input: "fill\nfine\n",
      encoding: "latin1",
    });
    assert.equal(stdout, "fill failed\nfine done\n");
    assert.equal(status, 0);
  } finally {
    rmSync(place, { recursive: true });
  }
});

test("the time of a call counts from its first look, and 0 is no limit", (t) => {
  let now = 5000;
  t.mock.method(performance, "now", () => now);
  let secondsMax = 2;
  const limits = new CallLimits(() => secondsMax);
  limits.begin();
  limits.check();
  now += 2000;
  limits.check();
  now += 1;
  assert.throws(() => limits.check(), new CallStopped("Perl code ran for more than 2 seconds and was stopped"));
  secondsMax = 0;
  limits.check();
  secondsMax = 2;
  limits.begin();
  limits.check();
});
