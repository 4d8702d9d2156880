/** Our JSON dumps against those that the reference wrote for the same rules and events (docs/dump.md). */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { parseOptions } from "../../src/cli/options.js";
import { runCase } from "../../src/runtime/case.js";

const ROOT = process.cwd();
const CASES = join(ROOT, "test/observe/dumps");
const { canonicalDump } = (await import(join(ROOT, "conformance/reference/dump-mask.mjs"))) as {
  canonicalDump: (dump: unknown) => string;
};

for (const name of readdirSync(CASES)) {
  test(`the dump of ${name} is the reference's`, async () => {
    const directory = mkdtempSync(join(tmpdir(), "evcorr-test-dump-"));
    cpSync(join(CASES, name), directory, { recursive: true });
    rmSync(join(directory, "dump.recorded"));
    try {
      const result = await runCase(directory, (args, environment) => parseOptions(args, environment).settings);
      const text = result.actual.get("files/d.json");
      assert.ok(text !== undefined, "a dump file is written");
      const recorded = readFileSync(join(CASES, name, "dump.recorded"), "utf8");
      const dump: unknown = JSON.parse(Buffer.from(text, "latin1").toString("utf8"));
      assert.deepEqual(JSON.parse(canonicalDump(dump)), JSON.parse(recorded));
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
}
