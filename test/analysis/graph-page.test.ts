/** The page of evcorr graph in a real browser, without network. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const EVCORR = fileURLToPath(new URL("../../../bin/evcorr", import.meta.url));
const DEMO = fileURLToPath(new URL("../../../examples/demo.sec", import.meta.url));
const BROWSER = ["chromium", "chromium-browser", "google-chrome"].find(
  (name) => spawnSync(name, ["--version"]).status === 0,
);
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const skip = BROWSER === undefined && "there is no Chromium on this machine";

const directory = mkdtempSync(join(tmpdir(), "evcorr-graph-"));
after(() => rmSync(directory, { recursive: true }));

function makePage(rules: string): string {
  const page = join(directory, "rules.html");
  const { status, stderr } = spawnSync(process.execPath, [EVCORR, "graph", `--output=${page}`, rules]);
  assert.equal(status, 0, String(stderr));
  return page;
}

/** The document after its scripts have run. */
function rendered(page: string, node: string): string {
  const profile = mkdtempSync(join(directory, "profile-"));
  const args = [...FLAGS, `--user-data-dir=${profile}`, "--dump-dom", `file://${page}#${node}`];
  return spawnSync(BROWSER as string, args, { encoding: "utf8", timeout: 120_000 }).stdout;
}

test("the page names no other place than itself", () => {
  const text = readFileSync(makePage(DEMO), "utf8").replaceAll(/http:\/\/www\.w3\.org\/[^"]*/g, "");
  assert.doesNotMatch(text, /https?:|\bsrc=|@import|\bhref="(?!#)/);
});

test("a small rule set is drawn, and a rule that is asked for is shown with its connections", { skip }, () => {
  const page = makePage(DEMO);
  const document = rendered(page, "n4");
  assert.match(document, /<html[^>]* data-ready="15"/);
  assert.equal(document.match(/<g id="n\d+" class="node rule/g)?.length, 8);
  assert.match(document, /<h2>SingleWithThreshold, line 20 five failed logins from \$1<\/h2>/);
  assert.match(document, /<pre>type=SingleWithThreshold\n/);
  assert.match(document, /<li>forbids <a>context REPORTED_\$1<\/a><\/li>/);
});

test("three hundred rules are drawn in groups, each rule once", { skip }, () => {
  const rule = (k: number): string =>
    `type=Single\nptype=SubStr\npattern=problem ${k}\ndesc=rule ${k}\naction=create C_${k} 60; write - %s\n\n` +
    `type=Single\nptype=SubStr\npattern=again ${k}\ncontext=C_${k}\ndesc=again ${k}\naction=write - %s\n\n`;
  const file = join(directory, "large.sec");
  writeFileSync(file, Array.from({ length: 150 }, (_, k) => rule(k)).join(""));
  const document = rendered(makePage(file), "n9");
  assert.match(document, /<html[^>]* data-ready="453"/);
  const rules = [...document.matchAll(/<g id="(n\d+)" class="node rule/g)].map(([, id]) => id);
  assert.equal(new Set(rules).size, 300);
  assert.equal(rules.length, 300);
  assert.equal(document.match(/class="node output/g)?.length, 150);
  // Each line has its words, and only those of the chosen node stand out.
  for (const [words, count] of Object.entries({ creates: 150, writes: 300, allows: 150 })) {
    assert.equal(document.match(new RegExp(`>${words}</text>`, "g"))?.length, count, words);
  }
  assert.equal(document.match(/class="node output(?! dim)/g)?.length, 1);
  assert.equal(document.match(/class="edge"/g)?.length, 2);
});
