/** SARIF as code hosts want it: what the standard demands, and what GitHub's code scanning demands beyond it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { LINTS } from "../../src/analysis/lints/index.js";
import type { Diagnostic } from "../../src/base/diagnostic.js";
import { toSarif } from "../../src/cli/render/sarif.js";
import { CATALOGUE, type DiagnosticId } from "../../src/rules/index.js";

/** One of every id, at a place and, every second one, about a whole file. */
function oneOfEach(): Diagnostic[] {
  const file = { name: "rules/my.sec", text: "type=Single\ndesc=gr\xc3\xbc\xc3\x9fe $1\n" };
  const span = { file, start: file.text.indexOf("$1"), end: file.text.indexOf("$1") + 2 };
  return [...Object.keys(CATALOGUE), ...Object.keys(LINTS)].map((id, index) => ({
    id,
    severity: id in CATALOGUE ? CATALOGUE[id as DiagnosticId].severity : "warning",
    message: "it is wrong",
    hint: index % 3 === 0 ? null : "mend it",
    span: index % 2 === 0 ? span : null,
    file: file.name,
  }));
}

const isText = (value: unknown): boolean => typeof value === "string" && value.trim() !== "";
const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 1;

test("every finding has what code hosts require", () => {
  const log = JSON.parse(toSarif(oneOfEach()));
  assert.match(log.$schema, /^https:\/\/.*sarif.*2\.1\.0.*\.json$/);
  assert.equal(log.version, "2.1.0");
  assert.equal(log.runs.length, 1);
  const [{ tool, results, columnKind }] = log.runs;
  assert.equal(columnKind, "utf16CodeUnits");
  const { name, version, rules } = tool.driver;
  assert.ok(isText(name) && isText(version));
  assert.equal(new Set(rules.map(({ id }: { id: string }) => id)).size, rules.length);
  for (const rule of rules) {
    for (const part of ["shortDescription", "fullDescription", "help"]) assert.ok(isText(rule[part].text), rule.id);
    assert.match(rule.name, /^[A-Z][A-Za-z]+$/);
    assert.ok(["error", "warning"].includes(rule.defaultConfiguration.level));
    // Messages of faults without their values: nothing that came from missing ones.
    assert.doesNotMatch(rule.shortDescription.text, /undefined|NaN|null/);
  }
  assert.equal(results.length, oneOfEach().length);
  for (const { ruleId, ruleIndex, level, message, locations } of results) {
    assert.equal(rules[ruleIndex].id, ruleId);
    assert.ok(["error", "warning"].includes(level));
    assert.match(message.text, /^it is wrong\.( Hint: mend it\.)?$/);
    assert.equal(locations.length, 1);
    const { artifactLocation, region } = locations[0].physicalLocation;
    assert.equal(artifactLocation.uri, "rules/my.sec");
    for (const part of ["startLine", "startColumn", "endLine", "endColumn"]) assert.ok(isCount(region[part]), part);
    assert.ok(region.endLine > region.startLine || region.endColumn >= region.startColumn);
  }
});

test("columns count characters of UTF-16, not bytes", () => {
  const [first] = oneOfEach();
  const { region } = JSON.parse(toSarif([first as Diagnostic])).runs[0].results[0].locations[0].physicalLocation;
  assert.deepEqual(region, { startLine: 2, startColumn: 12, endLine: 2, endColumn: 14, snippet: { text: "$1" } });
});

test("names of files become URIs that stay relative", () => {
  const uriOf = (file: string): string => {
    const [first] = oneOfEach();
    const log = JSON.parse(toSarif([{ ...(first as Diagnostic), file }]));
    return log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri;
  };
  assert.equal(uriOf("./a b/100%#1.sec"), "a%20b/100%25%231.sec");
  assert.equal(uriOf("c:x.sec"), "c%3Ax.sec");
  assert.equal(uriOf("gr\xc3\xbcn\xff.sec"), "gr%C3%BCn%FF.sec");
  assert.equal(uriOf("/etc/sec/../my.sec"), "file:///etc/my.sec");
});

test("nothing found is a run without results", () => {
  const [run] = JSON.parse(toSarif([])).runs;
  assert.deepEqual([run.results, run.tool.driver.rules], [[], []]);
});
