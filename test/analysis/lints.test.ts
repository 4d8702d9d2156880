/** Each lint: a rule set in which it speaks, at which line, and one like it in which it is silent. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { LINTS, type LintId, type LintOptions, lint } from "../../src/analysis/lints/index.js";
import { positionOf } from "../../src/base/source.js";
import { readFile } from "../rules/reading.js";

/** Lines of a rule of type Single that nothing is to be said about, `more` lines on top. */
const single = (pattern: string, action: string, ...more: string[]): string =>
  ["type=Single", "ptype=RegExp", `pattern=${pattern}`, "desc=d", `action=${action}`, ...more].join("\n");
const rules = (...texts: string[]): string => `${texts.join("\n\n")}\n`;
const substr = (pattern: string, ...more: string[]): string =>
  ["type=Single", "ptype=SubStr", `pattern=${pattern}`, "desc=d", "action=none", ...more].join("\n");
const pair = (...more: string[]): string =>
  ["type=Pair", "ptype=RegExp", "pattern=down (\\S+)", "desc=down $1", "action=none", ...more].join("\n");
const group = (second: string): string =>
  `type=EventGroup2\nptype=RegExp\npattern=up (\\S+)\nptype2=RegExp\npattern2=${second}\ndesc=both of $1\naction=none\nwindow=9`;
const threshold = (desc: string, window = 60, pattern = "bad (\\S+)"): string =>
  `type=SingleWithThreshold\nptype=RegExp\npattern=${pattern}\ndesc=${desc}\naction=none\nwindow=${window}\nthresh=3`;

/** Rules enough for those lints that speak of large rule sets only. */
const nine = (): string[] => Array.from({ length: 9 }, (_, index) => substr(`word${index}`, "continue=TakeNext"));

interface Case {
  /** Line of the finding in `speaks`. */
  readonly line: number;
  readonly speaks: string;
  readonly silent: string;
}

const CASES: { readonly [Id in LintId]: readonly Case[] } = {
  "unreachable-rule": [
    {
      line: 7,
      speaks: rules(single(".*", "none"), single("abc", "write - x")),
      silent: rules(single(".*", "none", "continue=TakeNext"), single("abc", "write - x")),
    },
    {
      line: 7,
      speaks: rules(substr("login"), substr("login failed")),
      silent: rules(substr("login failed"), substr("login")),
    },
    {
      line: 7,
      speaks: rules(single("^a (\\d+)$", "none"), single("^a (\\d+)$", "write - x")),
      silent: rules(
        single("^a (\\d+)$", "none", "context=[OTHER]"),
        single("^a (\\d+)$", "create OTHER 5; create THIS 5 (none)"),
      ),
    },
    {
      line: 13,
      speaks: rules(substr("x"), substr("abc"), substr("abcd")),
      silent: rules(substr("x", "continue=GoTo far"), substr("abc"), `label=far\n${substr("abcd")}`),
    },
  ],
  "jump-nowhere": [
    {
      line: 1,
      speaks: "type=Jump\nptype=SubStr\npattern=x\ncfset=nowhere\n",
      silent: "type=Options\njoincfset=here\n\ntype=Jump\nptype=SubStr\npattern=x\ncfset=here\n",
    },
  ],
  "file-never-reached": [
    {
      line: 5,
      speaks: `type=Options\njoincfset=here\nprocallin=no\n\n${substr("a")}`,
      silent: `type=Options\njoincfset=here\n\n${substr("a")}`,
    },
  ],
  "context-never-created": [
    {
      line: 6,
      speaks: rules(single("x (\\w+)", "none", "context=SEEN_$1")),
      silent: rules(single("x (\\w+)", "create SEEN_$1 60", "context=!SEEN_$1")),
    },
  ],
  "context-never-used": [
    {
      line: 5,
      speaks: rules(single("x", "create SEEN 60")),
      silent: rules(single("x", "create SEEN 60 (write - over)")),
    },
  ],
  "event-never-matched": [
    {
      line: 5,
      speaks: rules(single("x", "event disk is full")),
      silent: rules(single("x", "event disk is full"), single("^disk is (\\w+)", "none")),
    },
    {
      line: 5,
      speaks: rules(single("trouble (\\w+)", "event disk $1 is full")),
      silent: rules(single("trouble (\\w+)", "event disk $1 is full"), single("^disk sd. is full$", "none")),
    },
  ],
  "event-loop": [
    {
      line: 5,
      speaks: rules(single("problem", "event problem again")),
      silent: rules(single("problem", "event 5 problem again")),
    },
    {
      line: 5,
      speaks: rules(single("problem", "event $0")),
      silent: rules(single("problem (\\w+)", "event $1")),
    },
  ],
  "desc-without-key": [
    { line: 3, speaks: rules(threshold("many")), silent: rules(threshold("many of $1")) },
    { line: 3, speaks: rules(threshold("many")), silent: rules(threshold("many", 60, "bad (?:a|b)")) },
  ],
  "pair-without-key": [
    {
      line: 7,
      speaks: rules(pair("ptype2=RegExp", "pattern2=up", "desc2=up", "action2=none", "window=9")),
      silent: rules(pair("ptype2=RegExp", "pattern2=up $1", "desc2=up", "action2=none", "window=9")),
    },
    {
      line: 7,
      speaks: rules(pair("ptype2=SubStr", "pattern2=up", "desc2=up", "action2=none", "window=9")),
      silent: rules(
        pair(
          "ptype2=RegExp",
          "pattern2=up (\\S+)",
          "context2=[SEEN_%1]",
          "desc2=up",
          "action2=create SEEN_$1 5",
          "window=9",
        ),
      ),
    },
  ],
  "no-required-text": [
    {
      line: 3,
      speaks: rules(single("(\\d+) (\\d+)", "none", "continue=TakeNext"), ...nine()),
      silent: rules(single("port (\\d+)", "none", "continue=TakeNext"), ...nine()),
    },
    {
      line: 3,
      speaks: rules(single("\\w\\w: \\d", "none", "continue=TakeNext"), ...nine()),
      silent: rules(single("\\w\\w: \\d", "none", "continue=TakeNext")),
    },
  ],
  "pair-never-ends": [
    {
      line: 7,
      speaks: rules(pair("ptype2=RegExp", "pattern2=down (\\S+)", "desc2=up", "action2=none", "window=9")),
      silent: rules(pair("ptype2=RegExp", "pattern2=up $1", "desc2=up", "action2=none", "window=9")),
    },
  ],
  "unbounded-operations": [
    {
      line: 1,
      speaks: rules(pair("ptype2=RegExp", "pattern2=up $1", "desc2=up", "action2=none")),
      silent: rules(pair("ptype2=RegExp", "pattern2=up $1", "desc2=up", "action2=none", "window=3600")),
    },
  ],
  "unbounded-contexts": [
    {
      line: 5,
      speaks: rules(single("x (\\w+)", "create SEEN_$1", "context=!SEEN_$1")),
      silent: rules(single("x (\\w+)", "create SEEN_$1 60", "context=!SEEN_$1")),
    },
    {
      line: 5,
      speaks: rules(single("x (\\w+)", "add LOG_$1 $0; report LOG_$1")),
      silent: rules(single("x (\\w+)", "add LOG_$1 $0; report LOG_$1; delete LOG_$1")),
    },
  ],
  "runaway-pattern": [
    { line: 3, speaks: rules(single("^(a+)+b$", "none")), silent: rules(single("^a+b$", "none")) },
    { line: 3, speaks: rules(single("^(\\w+\\s?)*$", "none")), silent: rules(single("^(\\w+(?:\\.\\w+)*)@", "none")) },
    {
      line: 3,
      speaks: rules(single("(.*),(.*),(.*),(.*),(.*),(.*),(.*)x", "none")),
      silent: rules(single("([^,]*),([^,]*),([^,]*),([^,]*),([^,]*),([^,]*),([^,]*)x", "none")),
    },
  ],
  "threshold-never-met": [
    {
      line: 6,
      speaks: rules(
        "type=Calendar\ntime=0 * * * *\ndesc=d\naction=event hour is over",
        threshold("h", 3600, "^hour is over"),
      ),
      silent: rules(
        "type=Calendar\ntime=0 * * * *\ndesc=d\naction=event hour is over",
        threshold("h", 7200, "^hour is over"),
      ),
    },
  ],
  "calendar-never": [
    {
      line: 1,
      speaks: "type=Calendar\ntime=0 0 30 2 *\ndesc=d\naction=none\n",
      silent: "type=Calendar\ntime=0 0 29 2 *\ndesc=d\naction=none\n",
    },
  ],
  "leading-wildcard": [
    { line: 3, speaks: rules(single(".*failed", "none")), silent: rules(single("failed.*", "none")) },
    { line: 3, speaks: rules(single("^.*?failed", "none")), silent: rules(single("^(.*)failed", "none")) },
  ],
  "dot-between-digits": [
    {
      line: 3,
      speaks: rules(single("\\d+.\\d+.\\d+.\\d+", "none")),
      silent: rules(single("\\d+\\.\\d+\\.\\d+", "none")),
    },
    { line: 3, speaks: rules(single("from 10.0.0.1", "none")), silent: rules(single("from 10\\.0\\.0\\.1", "none")) },
  ],
  "command-injection": [
    {
      line: 5,
      speaks: rules(single("user (\\S+)", "shellcmd /bin/notify $1")),
      silent: rules(single("user (\\w+)", "shellcmd /bin/notify $1")),
    },
    {
      line: 5,
      speaks: rules(single("user (.*)", "pipe '%t' /bin/mail $1")),
      silent: rules(single("user (.*)", "pipe '$1' /bin/mail root")),
    },
    {
      line: 5,
      speaks: rules(single("user (\\S+)", "spawn /bin/notify $1")),
      silent: rules(single("user (\\S+)", "spawnexec /bin/notify $1")),
    },
  ],
  "unset-match-variable": [
    { line: 5, speaks: rules(single("a (b) (?:c)", "write - $2")), silent: rules(single("a (b) (c)", "write - $2")) },
    {
      line: 5,
      speaks: rules(single("a (?<host>b)", "write - $+{hots}")),
      silent: rules(single("a (?<host>b)", "write - $+{host} $1 $+{_inputsrc}")),
    },
    { line: 1, speaks: rules(threshold("many of $2")), silent: rules(threshold("many of $1")) },
    {
      line: 5,
      speaks: rules(group("down \\S+")),
      silent: rules(group("down (\\S+)")),
    },
    {
      line: 9,
      speaks: rules(pair("ptype2=SubStr", "pattern2=up $1", "desc2=up", "action2=write - $2", "window=9")),
      silent: rules(pair("ptype2=RegExp", "pattern2=up $1 (a)(b)", "desc2=up", "action2=write - $2 %1", "window=9")),
    },
  ],
  "dollar-without-variables": [
    { line: 5, speaks: rules(substr("x").replace("none", "write - $1")), silent: rules(single("x", "write - $1")) },
    {
      line: 1,
      speaks: rules(substr("x").replace("desc=d", "desc=d $1")),
      silent: rules(single("x (y)", "none").replace("desc=d", "desc=d $1")),
    },
  ],
  "variable-before-match": [
    {
      line: 6,
      speaks: rules(single("x (y)", "create SEEN_$1 5; create SEEN 5", "context=[SEEN && !SEEN_$1]")),
      silent: rules(
        single("x (y)", "create SEEN_$1 5; create SEEN 5", "context=[SEEN] ").replace("[SEEN]", "SEEN && !SEEN_$1"),
      ),
    },
    {
      line: 6,
      speaks: rules(single("x (y)", "create SEEN_y 5", "context=[SEEN_$+{name}]")),
      silent: rules(single("x (y)", "create SEEN_y 5", "context=[SEEN_y]")),
    },
  ],
  "unset-list-variable": [
    {
      line: 5,
      speaks: rules(single("x", "write - %total")),
      silent: rules(single("x", "assign %total 5; write - %total %s %t %u %.year %%x")),
    },
    // The manual's way to have an empty one.
    {
      line: 5,
      speaks: rules(single("x", "owritecl pipe %empty")),
      silent: rules(single("x", "free %empty; owritecl pipe %empty")),
    },
  ],
  "duplicate-rule": [
    {
      line: 8,
      speaks: rules(single("x", "none", "continue=TakeNext"), single("x", "none", "continue = TakeNext", "rem=again")),
      silent: rules(single("x", "none", "continue=TakeNext"), single("x", "write - y")),
    },
  ],
  "cache-entry-never-set": [
    {
      line: 6,
      speaks: rules(single("x", "none", "context=varset E")),
      silent: rules(
        single("x", "none", "varmap=E", "continue=TakeNext"),
        single("y", "write - $:{E:0}", "context=varset E"),
      ),
    },
    {
      line: 5,
      speaks: rules(single("x", "write - $:{E:0}")),
      silent: rules(single("x", "write - $:{E:0}", "varmap=E")),
    },
  ],
  "cached-too-early": [
    {
      line: 3,
      speaks: rules("type=Single\nptype=Cached\npattern=E\ndesc=d\naction=none", single("x", "none", "varmap=E")),
      silent: rules(
        single("x", "none", "varmap=E", "continue=TakeNext"),
        "type=Single\nptype=Cached\npattern=E\ndesc=d\naction=none",
      ),
    },
  ],
  "reset-nowhere": [
    {
      line: 5,
      speaks: rules(single("x", "reset +1 d")),
      silent: rules(single("x", "reset +1 many"), threshold("many $1")),
    },
    { line: 5, speaks: rules(single("x", "reset 0 d")), silent: rules(single("x", "reset d")) },
  ],
  "varmap-without-group": [
    {
      line: 3,
      speaks: rules(single("a (b)", "none", "varmap=w=2")),
      silent: rules(single("a (b)", "none", "varmap=w=1")),
    },
  ],
};

function findings(text: string, options: Partial<LintOptions> = {}): { id: string; line: number }[] {
  const file = readFile(text);
  const errors = file.diagnostics.filter(({ severity }) => severity === "error");
  assert.deepEqual(errors, [], text);
  return lint({ files: [file] }, options).map(({ id, span }) => ({
    id,
    line: span === null ? 0 : positionOf(span.file, span.start).line,
  }));
}

for (const [id, cases] of Object.entries(CASES)) {
  cases.forEach(({ line, speaks, silent }, index) => {
    test(`${id} speaks at its place, case ${index + 1}`, () => {
      assert.ok(
        findings(speaks).some((found) => found.id === id && found.line === line),
        `${speaks}\n${JSON.stringify(findings(speaks))}`,
      );
    });
    test(`${id} is silent where all is well, case ${index + 1}`, () => {
      assert.deepEqual(
        findings(silent).filter((found) => found.id === id),
        [],
        silent,
      );
    });
    test(`${id} is silenced in each way, and nothing else is, case ${index + 1}`, () => {
      const idsOf = (text: string, options: Partial<LintOptions> = {}): string[] =>
        findings(text, options).map((found) => found.id);
      const here = blockAt(speaks, line);
      const isSilenced = (found: { id: string; line: number }): boolean =>
        found.id === id && found.line >= here.first && found.line <= here.last;
      const others = findings(speaks)
        .filter((found) => !isSilenced(found))
        .map((found) => found.id);
      assert.deepEqual(idsOf(withLine(speaks, here.first, `# evcorr: ignore some-other, ${id}`)), others, "above");
      assert.deepEqual(idsOf(withLine(speaks, here.first + 1, `rem=evcorr: ignore ${id} some-other`)), others, "in it");
      const inFile = idsOf(speaks).filter((found) => found !== id);
      assert.deepEqual(idsOf(`${speaks}\n# evcorr: ignore-file ${id}\n`), inFile, "for the file");
      assert.deepEqual(idsOf(speaks, { off: new Set([id]) }), inFile, "by --ignore");
      assert.deepEqual(idsOf(withLine(speaks, here.first, "# evcorr: ignore some-other")), idsOf(speaks), "another id");
    });
  });
}

/** The block of lines around a line, both ends included, from 1. */
function blockAt(text: string, line: number): { first: number; last: number } {
  const lines = text.split("\n");
  let first = line;
  while (first > 1 && lines[first - 2] !== "") first--;
  let last = line;
  while (lines[last] !== undefined && lines[last] !== "") last++;
  return { first, last };
}

/** With a line more, which becomes the one of that number. */
function withLine(text: string, number: number, line: string): string {
  return text
    .split("\n")
    .toSpliced(number - 1, 0, line)
    .join("\n");
}

test("contexts that inputs give to their lines are known", () => {
  const text = rules(single("x", "write - y", "context=[WEB]"));
  assert.deepEqual(
    findings(text).map(({ id }) => id),
    ["context-never-created"],
  );
  assert.deepEqual(findings(text, { inputContexts: ["WEB"] }), []);
  assert.equal(findings(text, { inputContexts: ["MAIL"] }).length, 1);
});

test("remarks silence a lint for a rule, above it or in it, or for a file", () => {
  const speaking = single("\\d+.\\d+.\\d+", "none");
  const ids = (text: string): string[] => findings(text).map(({ id }) => id);
  assert.deepEqual(ids(speaking), ["dot-between-digits"]);
  assert.deepEqual(ids(`# evcorr: ignore desc-without-key, dot-between-digits\n${speaking}`), []);
  assert.deepEqual(ids(`${speaking}\nrem=evcorr: ignore dot-between-digits\ncontinue=TakeNext`), []);
  assert.deepEqual(ids(`${speaking}\n\n# evcorr: ignore-file dot-between-digits\n`), []);
  assert.deepEqual(ids(`# evcorr: ignore desc-without-key\n${speaking}`), ["dot-between-digits"]);
  assert.deepEqual(ids(`# evcorr: ignore dot-between-digits\n\n${speaking}`), ["dot-between-digits"]);
});

test("every lint is documented, and no other", () => {
  const text = readFileSync(new URL("../../../docs/lints.md", import.meta.url), "utf8");
  const documented = [...text.matchAll(/^### `([\w-]+)`/gm)].map(([, id]) => id);
  assert.deepEqual(documented, Object.keys(LINTS));
});
