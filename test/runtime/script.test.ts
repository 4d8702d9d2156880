import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Script, ScriptError } from "../../src/runtime/script.js";

function inTemporaryDirectory(work: () => void): void {
  const cwd = process.cwd();
  const directory = mkdtempSync(join(tmpdir(), "evcorr-script-"));
  process.chdir(directory);
  try {
    work();
  } finally {
    process.chdir(cwd);
    rmSync(directory, { recursive: true });
  }
}

test("lines are delivered at their second, signals before what follows them", () => {
  inTemporaryDirectory(() => {
    const script = new Script("# comment\n1 a.log: one: x\n1 !HUP\n1 a.log:\n3 !partial a.log half", 100);
    const raised: string[] = [];
    const raise = (signal: string): void => {
      raised.push(signal);
    };
    assert.equal(script.deliver(100, raise), false);
    assert.equal(script.deliver(101, raise), true);
    assert.equal(readFileSync("a.log", "latin1"), "one: x\n");
    assert.deepEqual(raised, ["HUP"]);
    assert.equal(script.deliver(101, raise), true);
    assert.equal(readFileSync("a.log", "latin1"), "one: x\n\n");
    assert.equal(script.deliver(102, raise), false);
    assert.equal(script.deliver(103, raise), true);
    assert.equal(readFileSync("a.log", "latin1"), "one: x\n\nhalf");
    assert.equal(script.deliver(103, raise), true);
    assert.deepEqual(raised, ["HUP", "TERM"]);
    assert.equal(script.deliver(103, raise), false);
  });
});

test("the script's inputs are the files that lines or parts of lines are written to", () => {
  assert.deepEqual(Script.inputsOf("1 a.log: x\n2 !mv a.log b.log\n3 !partial c.log y\n4 a.log: z\n"), [
    "a.log",
    "c.log",
  ]);
});

test("a line that cannot be understood is named with its number", () => {
  assert.throws(
    () => new Script("1 a.log: x\nnonsense", 0),
    (error: unknown) => {
      assert.ok(error instanceof ScriptError);
      assert.match(error.message, /^events:2: "nonsense" is neither/);
      return true;
    },
  );
  assert.throws(() => new Script("1 !fly away", 0).deliver(1, () => {}), {
    message: 'events:1: "!fly away" is no directive',
  });
});
