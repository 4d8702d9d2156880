/** The commands as processes: what they say, on which stream, with which exit status. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const BIN = fileURLToPath(new URL("../../../bin", import.meta.url));
const directory = mkdtempSync(join(tmpdir(), "evcorr-commands-"));
after(() => rmSync(directory, { recursive: true }));

interface Outcome {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function command(name: "evcorr" | "sec", args: readonly string[], input = ""): Outcome {
  const result = spawnSync(process.execPath, [join(BIN, name), ...args], {
    cwd: directory,
    input,
    encoding: "utf8",
    env: { PATH: process.env.PATH, TZ: "UTC" },
    timeout: 60_000,
  });
  const outcome = { status: result.status, out: result.stdout, err: result.stderr };
  assert.doesNotMatch(outcome.out + outcome.err, /^\s+at .*:\d+:\d+\)?$/m, "a stack trace");
  return outcome;
}
const evcorr = (...args: string[]): Outcome => command("evcorr", args);
const sec = (...args: string[]): Outcome => command("sec", args);

const rule = (action: string, more = ""): string =>
  `type=Single\nptype=SubStr\npattern=x\ndesc=d\naction=${action}\n${more}`;

function file(name: string, text: string): string {
  writeFileSync(join(directory, name), text, "latin1");
  return name;
}
file("good.sec", rule("write - ok"));
file("in.log", "x\n");

const READS = ["--input=in.log", "--notail"];

// --- evcorr, help, versions ---

test("help is on standard output with status 0, wrong usage on standard error with 2", () => {
  for (const args of [
    ["help"],
    ["--help"],
    ["help", "check"],
    ["help", "test"],
    ["help", "graph"],
    ["graph", "--help"],
    ["check", "--help"],
    ["test", "--help"],
  ]) {
    const { status, out, err } = evcorr(...args);
    assert.deepEqual([status, err], [0, ""], args.join(" "));
    assert.match(out, /^Usage: evcorr /);
  }
  const unknown = evcorr("chekc");
  assert.equal(unknown.status, 2);
  assert.match(unknown.err, /^evcorr: there is no command "chekc"\n/);
  for (const args of [
    ["check"],
    ["check", "--nonsense", "good.sec"],
    ["test"],
    ["test", "--nonsense", "."],
    ["test", "nowhere"],
  ]) {
    const { status, out, err } = evcorr(...args);
    assert.deepEqual([status, out], [2, ""], args.join(" "));
    assert.match(err, new RegExp(`^evcorr ${args[0]}: `));
  }
});

test("help of sec names every option", () => {
  for (const spelling of ["--help", "-?"]) {
    const { status, out } = sec(spelling);
    assert.equal(status, 0);
    for (const option of ["--conf=", "--input=", "--bufsize=", "--notail", "--intevents", "--testonly", "--umask="]) {
      assert.ok(out.includes(option), option);
    }
  }
});

test("versions", () => {
  const { version } = JSON.parse(readFileSync(join(BIN, "../package.json"), "utf8")) as { version: string };
  for (const outcome of [sec("--version"), evcorr("--version"), evcorr("run", "--version")]) {
    assert.deepEqual(outcome, { status: 0, out: `evcorr ${version}\n`, err: "" });
  }
});

// --- run ---

test("run and sec are the same; the output is the rules' alone", () => {
  for (const outcome of [sec("--conf=good.sec", ...READS), evcorr("run", "--conf=good.sec", ...READS)]) {
    assert.deepEqual(outcome, { status: 0, out: "ok\n", err: "" });
  }
  assert.deepEqual(command("sec", ["--conf=good.sec", "--input=-", "--notail"], "x\nx\n").out, "ok\nok\n");
});

test("a wrong option is named and left out, the run goes on", () => {
  const { status, out, err } = sec("--conf=good.sec", ...READS, "--bufsze=3", "word");
  assert.deepEqual([status, out], [0, "ok\n"]);
  assert.equal(err, 'evcorr: unknown option --bufsze=3\nevcorr: "word" belongs to no option; ignored\n');
});

test("a missing input is named, the others are read", () => {
  const { status, out, err } = sec("--conf=good.sec", "--input=none.log", ...READS);
  assert.deepEqual([status, out], [0, "ok\n"]);
  assert.match(err, /none\.log/);
  assert.match(err, /no such file/);
});

test("without rule files or inputs it says so and ends", () => {
  const { status, out, err } = sec("--notail");
  assert.deepEqual([status, out], [0, ""]);
  assert.equal(err, "evcorr: no rule files: give --conf=PATTERN\n");
});

// --- bad rule files: the message, and that nothing else is lost ---

interface BadFile {
  readonly name: string;
  readonly make: () => void;
  /** What check prints, in full or as an expression. */
  readonly says: string | RegExp;
  /** 1 if the reference's --testonly counts it as faulty. */
  readonly status: 0 | 1;
}

const text = (name: string, content: string) => () => void file(name, content);

const BAD_FILES: readonly BadFile[] = [
  {
    name: "missing.sec",
    make: () => {},
    says:
      "missing.sec: error: the rule file cannot be read: there is no such file [file-unreadable]\n" +
      "  hint: check the name given with --conf and the permissions of the file\n",
    status: 1,
  },
  {
    name: "circle.sec",
    make: () => symlinkSync("circle.sec", join(directory, "circle.sec")),
    says:
      "circle.sec: error: the rule file cannot be read: its symbolic links lead in a circle [file-unreadable]\n" +
      "  hint: check the name given with --conf and the permissions of the file\n",
    status: 1,
  },
  {
    name: "directory.sec",
    make: () => mkdirSync(join(directory, "directory.sec")),
    says:
      "directory.sec: warning: the rule file cannot be read: it is a directory [file-unreadable]\n" +
      "  hint: check the name given with --conf and the permissions of the file\n",
    status: 0,
  },
  {
    name: "binary.sec",
    make: text(
      "binary.sec",
      Array.from({ length: 100_000 }, (_, i) => String.fromCharCode((i * i * 7 + i) % 251)).join(""),
    ),
    says: /^binary\.sec:1:1: error: .*\n {2}\| .*\n {2}\| \^/,
    status: 1,
  },
  { name: "empty.sec", make: text("empty.sec", ""), says: "", status: 0 },
  { name: "crlf.sec", make: text("crlf.sec", rule("write - ok").replaceAll("\n", "\r\n")), says: "", status: 0 },
  {
    name: "long.sec",
    make: text("long.sec", rule(`${"none; \\\n".repeat(10_000)}write - (ok`)),
    says:
      "long.sec:10005:9: error: this parenthesis has no counterpart in the action list [unbalanced-parentheses]\n" +
      "  | write - (ok\n  |         ^\n  hint: if it is meant as text, put a backslash before it\n",
    status: 1,
  },
  {
    name: "parentheses.sec",
    make: text("parentheses.sec", rule("none", "context=(A && B\n")),
    says: /^parentheses\.sec:6:9: error: .*parenthesis.*\n {2}\| context=\(A && B\n {2}\| {9}\^\n/,
    status: 1,
  },
  {
    name: "window.sec",
    make: text("window.sec", rule("none", "window=soon\n").replace("Single", "SingleWithSuppress")),
    says:
      'window.sec:6:8: error: window is "soon", which is no unsigned integer [not-a-number]\n' +
      "  | window=soon\n  |        ^^^^\n  hint: write digits only\n",
    status: 1,
  },
];

for (const { name, make, says, status } of BAD_FILES) {
  test(`bad input: ${name}`, () => {
    make();
    const started = performance.now();
    const checked = evcorr("check", name);
    assert.equal(checked.err, "");
    if (typeof says === "string") assert.equal(checked.out, says);
    else assert.match(checked.out, says);
    assert.equal(checked.status, status);
    assert.equal(sec(`--conf=${name}`, "--testonly").status, status);
    // The rules of other files load and run.
    const ran = sec("--conf=good.sec", `--conf=${name}`, ...READS);
    assert.equal(ran.status, 0);
    assert.match(ran.out, /^ok\n/);
    assert.ok(performance.now() - started < 20_000, "quick");
  });
}

test("bad input: 100 MB without rules", () => {
  file("large.sec", `${"no rule ".repeat(12_500)}\n`.repeat(1000));
  const { status, out } = evcorr("check", "large.sec");
  assert.equal(status, 1);
  assert.match(out, /^large\.sec:1:1: error: this line is no keyword=value field and is ignored \[stray-line\]\n/);
  assert.ok(out.length < 1_000_000, "not every line is printed");
});

// --- check ---

test("check: several files, in order, patterns, -v", () => {
  file("faulty.sec", rule("wirte - ok"));
  const { status, out } = evcorr("check", "-v", "good.sec", "faulty.sec");
  assert.equal(status, 1);
  assert.equal(
    out,
    "good.sec: 1 rule loads\n" +
      'faulty.sec:5:8: error: there is no action "wirte" [unknown-action]\n' +
      '  | action=wirte - ok\n  |        ^^^^^\n  hint: did you mean "write"?\n' +
      "faulty.sec: 0 rules load\n",
  );
  assert.equal(evcorr("check", "good.*").status, 0);
  // As with --testonly, a pattern without files is no fault; but nobody should take it for a check that passed.
  assert.deepEqual(evcorr("check", "nosuch*.sec"), {
    status: 0,
    out: "",
    err: "evcorr check: no file matches nosuch*.sec\n",
  });
  assert.equal(evcorr("check", "--conf=faulty.sec").status, 1);
});

test("check --json: one object a line, nothing else", () => {
  file("two.sec", `${rule("wirte - ok")}\n${rule("none", "windwo=5\n")}`);
  const { status, out } = evcorr("check", "--json", "-v", "two.sec", "good.sec");
  assert.equal(status, 1);
  const found = out.trimEnd().split("\n");
  assert.deepEqual(
    found.map((line) => {
      const {
        file: name,
        line: at,
        column,
        endLine,
        endColumn,
        severity,
        id,
      } = JSON.parse(line) as Record<string, unknown>;
      return [name, at, column, endLine, endColumn, severity, id];
    }),
    [
      ["two.sec", 5, 8, 5, 13, "error", "unknown-action"],
      ["two.sec", 12, 1, 12, 7, "error", "unknown-field"],
    ],
  );
  assert.equal(evcorr("check", "--json", "good.sec").out, "");
});

test("check -v: where each regular expression and each piece of Perl code runs, and why", () => {
  file(
    "code.sec",
    `type=Pair
ptype=RegExp
pattern=^(a) \\
  (b|c)*$
context=[A] || =( 1 )
desc=d
action=eval %x ( 1 ); if %x ( lcall %y $1 -> ( sub { 2 } ) )
ptype2=RegExp
pattern2=^$1 x
desc2=d
action2=none
window=10

type=Suppress
ptype=NRegExp
pattern=x(*PRUNE)y

type=Suppress
ptype=PerlFunc
pattern=sub { 1 }
context=$1 -> ( sub { 2 } )

type=Suppress
ptype=RegExp
pattern=one \\
two (three
`,
  );
  const { status, out } = evcorr("check", "--no-lint", "-v", "code.sec");
  assert.equal(status, 1);
  assert.deepEqual(out.split("\n"), [
    "code.sec:26:5: error: invalid regular expression: a parenthesis is not closed [invalid-regexp]",
    "  | two (three",
    "  |     ^^^^^^",
    "code.sec: 3 rules load",
    "code.sec:3:9: regular expression runs in V8",
    "code.sec:5:16: Perl miniprogram runs in JavaScript",
    "code.sec:7:8: Perl miniprogram runs in JavaScript",
    "code.sec:7:48: Perl function runs in JavaScript",
    "code.sec:9:10: regular expression is compiled when it is used: it has match variables of the first pattern",
    "code.sec:16:9: regular expression runs in Perl: the verb PRUNE is not the same in V8 (at character 2)",
    "code.sec:20:9: Perl function runs in JavaScript",
    "code.sec:21:17: Perl function runs in JavaScript",
    "",
  ]);
  const notes = evcorr("check", "--no-lint", "--json", "-v", "code.sec").out.trimEnd().split("\n").slice(1);
  assert.equal(notes.length, 8);
  assert.deepEqual(JSON.parse(notes[5] as string), {
    file: "code.sec",
    line: 16,
    column: 9,
    endLine: 16,
    endColumn: 19,
    severity: "note",
    id: "engine",
    what: "regular expression",
    engine: "Perl",
    why: "the verb PRUNE is not the same in V8 (at character 2)",
  });
});

// --- test ---

test("test: passing, failing, recording, filter, keep", () => {
  mkdirSync(join(directory, "cases/one/expected"), { recursive: true });
  mkdirSync(join(directory, "cases/two"), { recursive: true });
  for (const name of ["one", "two"]) {
    file(`cases/${name}/r.sec`, rule("write - seen"));
    file(`cases/${name}/events`, "0 input.log: x\n5 input.log: y\n9 !end\n");
  }
  file("cases/one/expected/stdout", "seen\n");
  file("cases/one/expected/exit", "0\n");
  assert.deepEqual(evcorr("test", "cases/one"), { status: 0, out: "1 passed, 0 failed\n", err: "" });

  const failing = evcorr("test", "cases");
  assert.equal(failing.status, 1);
  assert.match(failing.out, /^FAIL cases\/two\n/);
  assert.match(failing.out, / {2}\+ seen\n/);
  assert.match(failing.out, /\n1 passed, 1 failed\n$/);
  assert.equal(evcorr("test", "--filter=one", "cases").status, 0);

  assert.equal(evcorr("test", "--write", "cases/two").status, 0);
  assert.equal(readFileSync(join(directory, "cases/two/expected/stdout"), "latin1"), "seen\n");
  assert.deepEqual(evcorr("test", "cases").out, "2 passed, 0 failed\n");

  file("cases/two/expected/stdout", "something else\n");
  const changed = evcorr("test", "cases");
  assert.equal(changed.status, 1);
  assert.match(changed.out, / {2}stdout \(- expected, \+ what came out\):\n {2}- something else\n {2}\+ seen\n/);

  for (const keep of ["--keep", "-k"]) {
    const kept = evcorr("test", keep, "cases/one").out;
    const where = /^cases\/one: (\S+)$/m.exec(kept)?.[1] ?? "";
    assert.equal(readFileSync(join(where, "input.log"), "latin1"), "x\ny\n");
    rmSync(where, { recursive: true });
  }
});

test("test: a script that cannot be understood is named, the other cases run", () => {
  mkdirSync(join(directory, "scripts/bad"), { recursive: true });
  mkdirSync(join(directory, "scripts/good/expected"), { recursive: true });
  for (const name of ["bad", "good"]) file(`scripts/${name}/r.sec`, rule("write - seen"));
  file("scripts/bad/events", "0 input.log: x\nsoon input.log: x\n");
  file("scripts/good/events", "0 input.log: x\n1 !end\n");
  file("scripts/good/expected/stdout", "seen\n");
  file("scripts/good/expected/exit", "0\n");
  const { status, out } = evcorr("test", "scripts");
  assert.equal(status, 1);
  assert.match(out, /^FAIL scripts\/bad\n {2}cannot be run: .*2/);
  assert.match(out, /\n1 passed, 1 failed\n$/);
});

// --- evcorr graph ---

test("graph: formats by option or by the ending of the output", () => {
  assert.match(evcorr("graph", "good.sec").out, /^digraph rules \{\n/);
  assert.match(evcorr("graph", "--format=mermaid", "good.sec").out, /^flowchart LR\n/);
  const made = evcorr("graph", "--output=graph.json", "good.sec");
  assert.deepEqual(made, { status: 0, out: "", err: "" });
  const { nodes } = JSON.parse(readFileSync(join(directory, "graph.json"), "utf8"));
  assert.deepEqual(
    nodes.map((node: { id: string }) => node.id),
    ["file:good.sec", "input", "rule:good.sec:0", "output:-"],
  );
});

test("graph: wrong usage and faulty rules", () => {
  assert.match(evcorr("graph").err, /^evcorr graph: no rule files given\n/);
  assert.match(evcorr("graph", "--format=png", "good.sec").err, /there is no format "png", use one of dot, mermaid/);
  assert.match(evcorr("graph", "--colour", "good.sec").err, /there is no option --colour/);
  assert.equal(evcorr("graph", "nowhere.sec").status, 1);
  file("half.sec", `${rule("write - ok")}\ntype=Singel\nptype=SubStr\npattern=x\n`);
  const half = evcorr("graph", "half.sec");
  assert.equal(half.status, 1);
  assert.match(half.err, /half\.sec:7:6: error: /);
  assert.match(half.out, /label="Single, line 1\\nd"/);
});

// --- lints ---

const risky = (): string =>
  file("risky.sec", "type=Single\nptype=RegExp\npattern=user (\\S+)\ndesc=d\naction=shellcmd /bin/echo $1\n");

test("check: lints are shown and leave the status alone, unless --strict", () => {
  const shown = evcorr("check", risky());
  assert.equal(shown.status, 0);
  assert.match(
    shown.out,
    /^risky\.sec:5:8: warning: \$1 becomes part of .* \[command-injection\]\n {2}\| action=shellcmd/,
  );
  assert.equal(evcorr("check", "--strict", risky()).status, 1);
  for (const option of ["--no-lint", "--ignore=command-injection"]) {
    assert.deepEqual(evcorr("check", "--strict", option, risky()), { status: 0, out: "", err: "" });
  }
  assert.match(evcorr("check", "--ignore=nonsense", risky()).err, /there is no lint "nonsense"/);
});

test("check: contexts of inputs are known when these are given as for a run", () => {
  const asking = file("asking.sec", "type=Single\nptype=SubStr\npattern=x\ncontext=[WEB]\ndesc=d\naction=write - y\n");
  assert.match(evcorr("check", asking).out, /context-never-created/);
  assert.deepEqual(evcorr("check", "--input=web.log=WEB", asking), { status: 0, out: "", err: "" });
});

test("check: SARIF has rule, place and words of each finding", () => {
  const { status, out } = evcorr("check", "--sarif", risky());
  assert.equal(status, 0);
  const { version, runs } = JSON.parse(out);
  assert.equal(version, "2.1.0");
  assert.deepEqual(runs[0].tool.driver.rules, [
    {
      id: "command-injection",
      name: "CommandInjection",
      shortDescription: { text: "A match variable becomes part of a command line that a shell parses." },
      fullDescription: { text: "A match variable becomes part of a command line that a shell parses." },
      help: {
        text: "docs/lints.md of evcorr explains command-injection. A remark above the rule silences it: # evcorr: ignore command-injection",
      },
      defaultConfiguration: { level: "warning" },
    },
  ]);
  const [{ ruleId, ruleIndex, level, locations }] = runs[0].results;
  assert.deepEqual([ruleId, ruleIndex, level], ["command-injection", 0, "warning"]);
  assert.deepEqual(locations, [
    {
      physicalLocation: {
        artifactLocation: { uri: "risky.sec" },
        region: { startLine: 5, startColumn: 8, endLine: 5, endColumn: 29, snippet: { text: "shellcmd /bin/echo $1" } },
      },
    },
  ]);
});
