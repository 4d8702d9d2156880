/** The example rules over the example log: each rule that can speak does. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const COMMAND = fileURLToPath(new URL("../../../bin/evcorr", import.meta.url));

test("every rule of the example is seen at work", () => {
  const args = ["run", "--conf=examples/demo.sec", "--input=examples/demo.log", "--notail"];
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], { encoding: "utf8" });
  assert.deepEqual([status, stderr], [0, ""]);
  for (const line of [
    /^ALERT {2}five failed logins from 203\.0\.113\.5$/m,
    /^ALERT {2}dictionary attack from \S+, beginning with account test$/m,
    /^NOTICE ben logged in from \S+ by publickey after failures$/m,
    /^ALERT {2}root logged in from 203\.0\.113\.5; what the host has tried:\n(?:Failed password for root\n){5}Accepted/m,
    /^NOTICE link eth1 was down for a moment$/m,
    /^ALERT {2}sudo refused ben after 3 attempts$/m,
  ]) {
    assert.match(stdout, line);
  }
  assert.doesNotMatch(stdout, /iptables/);
});
