import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { parseOptions } from "../../src/cli/options.js";
import { type CaseResult, recordCase, runCase } from "../../src/runtime/case.js";

const RULES = `type=Single
ptype=RegExp
pattern=^(.*)$
desc=d
action=write - %u $1; write out.txt $1
`;

async function withCase(
  files: Readonly<Record<string, string>>,
  work: (directory: string) => Promise<void>,
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "evcorr-test-case-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(directory, name, ".."), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  try {
    await work(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function run(directory: string): Promise<CaseResult> {
  return runCase(directory, (args, environment) => parseOptions(args, environment).settings);
}

test("a case passes when everything is as expected, and names what is not", async () => {
  const files = {
    "r.sec": RULES,
    events: "1 input.log: a\n86400 input.log: b\n",
    "expected/stdout": "1700000001 a\n1700086400 b\n",
    "expected/exit": "0\n",
    "expected/files/out.txt": "a\nb\n",
  };
  await withCase(files, async (directory) => {
    assert.deepEqual((await run(directory)).differences, []);
    writeFileSync(join(directory, "expected/files/out.txt"), "a\n");
    writeFileSync(join(directory, "expected/files/more.txt"), "x");
    rmSync(join(directory, "expected/exit"));
    assert.deepEqual((await run(directory)).differences.toSorted(), ["exit", "files/more.txt", "files/out.txt"]);
  });
});

test("recording makes a case pass and leaves the rest of it alone", async () => {
  await withCase(
    { "r.sec": RULES, args: "--input=-\n--notail\n", stdin: "x\ny", "expected/old": "" },
    async (directory) => {
      recordCase(await run(directory));
      assert.equal(existsSync(join(directory, "expected/old")), false);
      assert.equal(readFileSync(join(directory, "expected/files/out.txt"), "latin1"), "x\ny\n");
      assert.equal(existsSync(join(directory, "sec.log")), false);
    },
  );
});

test("working directory, environment and umask are set back", async () => {
  const before = [process.cwd(), process.env.TZ, process.env.HOME, process.umask()];
  await withCase(
    { "r.sec": RULES, args: "TZ=Asia/Tokyo\n--umask=0077\n", events: "1 input.log: a\n" },
    async (directory) => {
      await run(directory);
    },
  );
  assert.deepEqual([process.cwd(), process.env.TZ, process.env.HOME, process.umask()], before);
});
