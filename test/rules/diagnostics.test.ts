/** The exact text and place of every diagnostic. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { positionOf } from "../../src/base/source.js";
import { CATALOGUE, DIAGNOSTICS_MAX, type DiagnosticId, makeDiagnostic } from "../../src/rules/index.js";
import { FakePerl, makeCompilers } from "./fakes.js";
import { readFile } from "./reading.js";

/** What is in the text, the place that a diagnostic points at between « and ». */
interface Row {
  readonly id: DiagnosticId;
  readonly text: string;
  readonly message: string;
  readonly hint: string | null;
  /** Rules that load. */
  readonly rules?: number;
  readonly withoutPerl?: boolean;
  readonly bufsize?: number;
}

const EVENT = "ptype=SubStr\npattern=x\n";
const SINGLE = `type=Single\n${EVENT}desc=d\n`;
const PAIR = `type=Pair\n${EVENT}desc=d\naction=none\ndesc2=e\naction2=none\n`;

const ROWS: readonly Row[] = [
  {
    id: "stray-line",
    text: `${SINGLE}  «some text»  \naction=none\n`,
    message: "this line is no keyword=value field and is ignored",
    hint: "write keyword=value; put # before a comment between rules, rem= before one inside a rule",
    rules: 1,
  },
  {
    id: "empty-field",
    text: `${SINGLE}action=none\n «context =» \n`,
    message: "context has no value and is ignored",
    hint: "give it a value or remove the line",
    rules: 1,
  },
  {
    id: "lost-line",
    text: `${SINGLE}action=none\n\n«label=x\\»`,
    message: "the file ends inside a continued line, which is therefore ignored",
    hint: "remove the backslash at the end of the last line",
    rules: 1,
  },
  {
    id: "missing-type",
    text: "«desc»=d\naction=none\n",
    message: "the rule has no type",
    hint: "add type=Single or another rule type",
  },
  {
    id: "missing-type",
    text: "desc=d\n«Type»=Single\n",
    message: "the rule has no type",
    hint: 'did you mean "type"?',
  },
  {
    id: "unknown-type",
    text: "desc=d\ntype=«SingelWithThreshold»\n",
    message: 'there is no rule type "SingelWithThreshold"',
    hint: 'did you mean "SingleWithThreshold"?',
  },
  { id: "unknown-type", text: "type=«Watch»\n", message: 'there is no rule type "Watch"', hint: null },
  {
    id: "unknown-field",
    text: `${SINGLE}action=none\n«contxt» = a\n`,
    message: 'rules of type Single have no field "contxt"',
    hint: 'did you mean "context"?',
  },
  {
    id: "unknown-field",
    text: `${SINGLE}action=none\n«window»=5\n`,
    message: 'rules of type Single have no field "window"',
    hint: null,
  },
  {
    id: "missing-field",
    text: `type=«single»\n${EVENT}desc=d\n`,
    message: "this rule of type Single lacks the field action",
    hint: "add action=...",
  },
  {
    id: "repeated-field",
    text: `type=Suppress\n${EVENT}«desc»=a\ndesc=b\n`,
    message: "desc is given again further down: this one does not count",
    hint: "remove one of them; a new rule begins after an empty line",
    rules: 1,
  },
  {
    id: "not-a-number",
    text: `type=SingleWithSuppress\n${EVENT}desc=d\naction=none\nwindow=«5s»\n`,
    message: 'window is "5s", which is no unsigned integer',
    hint: "write digits only",
  },
  {
    id: "not-positive",
    text: `type=SingleWithSuppress\n${EVENT}desc=d\naction=none\nwindow=«00»\n`,
    message: "window must not be 0",
    hint: "write 1 or more",
  },
  {
    id: "not-yes-or-no",
    text: `type=Jump\n${EVENT}constset=«maybe»\n`,
    message: 'constset is "maybe", which is neither Yes nor No',
    hint: "write Yes or No",
  },
  {
    id: "unknown-procallin",
    text: "type=Options\nprocallin=«maybe»\n",
    message: 'procallin is "maybe", which is neither Yes nor No: Yes is assumed',
    hint: "write Yes or No",
  },
  {
    id: "unknown-continue",
    text: `${SINGLE}action=none\ncontinue=«TakNext»\n`,
    message: '"TakNext" is no point to continue from',
    hint: 'did you mean "TakeNext"?',
  },
  {
    id: "unknown-continue",
    text: `${SINGLE}action=none\ncontinue=«GoTo»\n`,
    message: '"GoTo" is no point to continue from',
    hint: "write TakeNext, DontCont, EndMatch or GoTo <label>",
  },
  {
    id: "unknown-label",
    text: `${SINGLE}action=none\ncontinue=GoTo «lastrule»\n\nlabel=lastRule\n`,
    message: 'there is no label "lastrule" in this file: DontCont is assumed',
    hint: 'did you mean "lastRule"?',
    rules: 1,
  },
  {
    id: "unknown-label",
    text: `${SINGLE}action=none\ncontinue=GoTo «end»\n`,
    message: 'there is no label "end" in this file: DontCont is assumed',
    hint: "define it with label=... further down",
    rules: 1,
  },
  {
    id: "backward-label",
    text: `label=a b\n\n${SINGLE}action=none\ncontinue=goto  «a b»\n`,
    message: 'the label "a b" does not follow this rule: DontCont is assumed',
    hint: "GoTo only leads forward: move the label to a place after this rule",
    rules: 1,
  },
  {
    id: "repeated-label",
    text: `label=a\n\nlabel = «a»\n`,
    message: 'the label "a" is defined again: only this last definition counts',
    hint: "give one of them another name",
  },
  {
    id: "unknown-pattern-type",
    text: "type=Suppress\nptype=«RegEx2»\npattern=x\n",
    message: 'there is no pattern type "RegEx2"',
    hint: 'did you mean "RegExp"?',
  },
  {
    id: "pattern-without-lines",
    text: "type=Suppress\nptype=«tvalue2»\npattern=TRUE\n",
    message: "patterns of type TValue do not look at lines and take no number",
    hint: "write TValue",
  },
  {
    id: "no-lines",
    text: "type=Suppress\nptype=«SubStr0»\npattern=x\n",
    message: "a pattern looks at one line at least",
    hint: "write 1 or more after the pattern type, or no number",
  },
  {
    id: "too-many-lines",
    text: "type=Suppress\nptype=«SubStr3»\npattern=x\n",
    bufsize: 2,
    message: "the pattern looks at 3 lines, but an input buffer holds 2",
    hint: "raise --bufsize, or leave it out: then the size follows from the rules",
  },
  {
    id: "invalid-regexp",
    text: "type=Suppress\nptype=RegExp\npattern=a«**»\n",
    message: "invalid regular expression: a test says so",
    hint: null,
  },
  {
    id: "regexp-needs-perl",
    text: "type=Suppress\nptype=RegExp\npattern=a«(?{1})»\n",
    withoutPerl: true,
    message: "this regular expression needs Perl (code), and there is none here",
    hint: "install perl, or write the expression without this construct",
  },
  {
    id: "invalid-regexp",
    text: "type=Suppress\nptype=RegExp\npattern=a«(?{1})»\n",
    message: "invalid regular expression: the fake knows no regular expressions",
    hint: null,
  },
  {
    id: "invalid-truth-value",
    text: "type=Suppress\nptype=TValue\npattern=«yes»\n",
    message: '"yes" is no truth value',
    hint: "write TRUE or FALSE",
  },
  {
    id: "invalid-entry-name",
    text: "type=Suppress\nptype=Cached\npattern=«a-b»\n",
    message: '"a-b" cannot name an entry of the pattern match cache',
    hint: "begin with a letter and go on with letters, digits and underscores",
  },
  {
    id: "ignored-varmap",
    text: `type=Suppress\n${EVENT}varmap= «a=1; b»\n`,
    message: "patterns of type SubStr set no variables and make no cache entry: the variable map is ignored",
    hint: "remove it, or use a pattern type that sets variables",
    rules: 1,
  },
  {
    id: "invalid-varmap",
    text: "type=Suppress\nptype=RegExp\npattern=x\nvarmap=a=1; \\\n  «b=c» ; d\n",
    message: '"b=c" is neither a name nor name=number',
    hint: "write varmap=entry; name=1; other=2",
  },
  {
    id: "unknown-group-pattern-type",
    text: `type=EventGroup\n${EVENT}desc=d\naction=none\nwindow=5\negptype=«TValue»\negpattern=TRUE\n`,
    message: 'event group patterns cannot be of type "TValue"',
    hint: "write SubStr, RegExp, PerlFunc, NSubStr, NRegExp or NPerlFunc, without a number",
  },
  {
    id: "egpattern-alone",
    text: `type=EventGroup\n${EVENT}desc=d\naction=none\nwindow=5\negpattern=«1 2»\n`,
    message: "egpattern is given without egptype",
    hint: "add egptype=...",
  },
  {
    id: "egpattern-alone",
    text: `type=EventGroup\n${EVENT}desc=d\naction=none\nwindow=5\negptype=«SubStr»\n`,
    message: "egptype is given without egpattern",
    hint: "add egpattern=...",
  },
  {
    id: "egtoken-alone",
    text: `type=EventGroup\n${EVENT}desc=d\naction=none\nwindow=5\negtoken=«a»\n`,
    message: "egtoken is given, but there is no event group pattern that would see it",
    hint: "add egptype=... and egpattern=...",
  },
  {
    id: "code-needs-perl",
    text: `${SINGLE}action=lcall %a x -> ( «sub { 1 }» )\n`,
    withoutPerl: true,
    message: "this Perl code needs Perl (it is not compiled), and there is none here",
    hint: "install perl; the other rules do not need it",
  },
  {
    id: "code-needs-perl",
    text: `${SINGLE}action=eval %a «($1)»\n`,
    withoutPerl: true,
    message: "this Perl code needs Perl (it is not compiled), and there is none here",
    hint: "install perl; the other rules do not need it",
  },
  {
    id: "code-needs-perl",
    text: `${SINGLE}action=none\ncontext=A && «=(1)»\n`,
    withoutPerl: true,
    message: "this Perl code needs Perl (it is not compiled), and there is none here",
    hint: "install perl; the other rules do not need it",
  },
  {
    id: "invalid-perl",
    text: "type=Suppress\nptype=PerlFunc\npattern=«sub {»\n",
    message: "this Perl code does not compile to a function: it is not a code reference",
    hint: null,
  },
  {
    id: "unbalanced-parentheses",
    text: `${SINGLE}action=write - (a); write - «(»b\n`,
    message: "this parenthesis has no counterpart in the action list",
    hint: "if it is meant as text, put a backslash before it",
  },
  {
    id: "unbalanced-parentheses",
    text: `${SINGLE}action=none\ncontext=(A)«)» && (B\n`,
    message: "this parenthesis has no counterpart in the context expression",
    hint: "if it is meant as text, put a backslash before it",
  },
  {
    id: "nested-too-deep",
    text: `${SINGLE}action=none\ncontext=${"(".repeat(100)}«(»A${")".repeat(101)}\n`,
    message: "parentheses, negations and lists are nested more than 100 deep",
    hint: null,
  },
  {
    id: "nested-too-deep",
    text: `${SINGLE}action=none\ncontext=${"!".repeat(101)}«A»\n`,
    message: "parentheses, negations and lists are nested more than 100 deep",
    hint: null,
  },
  {
    id: "nested-too-deep",
    text: `${SINGLE}action=${"create A 5 ".repeat(101)}«none»\n`,
    message: "parentheses, negations and lists are nested more than 100 deep",
    hint: null,
  },
  {
    id: "empty-context",
    text: `${SINGLE}action=none\ncontext=A && «»|| B\n`,
    message: "a context expression has an operand missing here",
    hint: "write the name of a context, varset <entry>, -> <function> or =( <code> )",
  },
  {
    id: "invalid-context-name",
    text: `${SINGLE}action=none\ncontext=A && «B C»\n`,
    message: '"B C" is no context name: it holds white space',
    hint: "join operands with && or ||",
  },
  {
    id: "invalid-operand",
    text: `${SINGLE}action=none\ncontext=A && «B (C)»\n`,
    message: '"B (C)" is no operand: parentheses must enclose all of a part of it',
    hint: "join operands with && or ||; enclose all of the parameters, and all of the code, in parentheses",
  },
  {
    id: "invalid-operand",
    text: `${SINGLE}action=none\ncontext=$1 -> «sub { f(1) }» && A\n`,
    message: '"sub { f(1) }" is no operand: parentheses must enclose all of a part of it',
    hint: "join operands with && or ||; enclose all of the parameters, and all of the code, in parentheses",
  },
  {
    id: "empty-action",
    text: `${SINGLE}action=none; «»; none\n`,
    message: "there is an action missing here",
    hint: "remove the surplus semicolon",
  },
  {
    id: "empty-list",
    text: `${SINGLE}action=none; «if» %a () else ()\n`,
    message: "if has nothing to do",
    hint: "give it an action, if only none",
  },
  {
    id: "empty-list",
    text: `${SINGLE}action=«while» %a ( )\n`,
    message: "while has nothing to do",
    hint: "give it an action, if only none",
  },
  {
    id: "unknown-action",
    text: `${SINGLE}action=none;\\\n create A 5 ( none; «wirte» - x )\n`,
    message: 'there is no action "wirte"',
    hint: 'did you mean "write"?',
  },
  {
    id: "missing-parameter",
    text: `${SINGLE}action=none; «write»\n`,
    message: "write lacks its parameter <filename>",
    hint: null,
  },
  {
    id: "missing-parameter",
    text: `${SINGLE}action=«pipe» "x" cat\n`,
    message: "pipe lacks its parameter '<string>' in single quotes, with white space behind",
    hint: null,
  },
  {
    id: "surplus-parameter",
    text: `${SINGLE}action=delete A «B C»; none\n`,
    message: 'delete does not take "B C"',
    hint: "separate actions with semicolons",
  },
  {
    id: "invalid-parameter",
    text: `${SINGLE}action=assign «%.sec» x\n`,
    message: 'assign: "%.sec" is not an action list variable: %name',
    hint: null,
  },
  {
    id: "invalid-parameter",
    text: `${SINGLE}action=getwpos %a «x»\n`,
    message: 'getwpos: "x" is not a rule offset: N, +N or -N',
    hint: null,
  },
  {
    id: "invalid-time",
    text: "type=Calendar\ndesc=d\naction=none\ntime=0 «24» * * *\n",
    message: '"24" does not give hours (0-23)',
    hint: "write *, numbers and ranges like 1-5 separated by commas, and a step like */10 or 0-30/5",
  },
  {
    id: "time-fields",
    text: "type=Calendar\ndesc=d\naction=none\ntime=«0 * * *»\n",
    message: "the time has 4 conditions",
    hint: "give five or six: minutes hours days months weekdays [years]",
  },
];

/** Knows two faulty expressions, whatever the real translator says of them. */
function regexp(source: string): ReturnType<ReturnType<typeof makeCompilers>["regexp"]> {
  if (source === "a**") return { kind: "invalid", message: "a test says so", offset: 1 };
  if (source === "a(?{1})") return { kind: "unsupported", feature: "code", offset: 1 };
  return makeCompilers().regexp(source);
}

test("each diagnostic: its wording, its place, and whether the rule loads", () => {
  for (const row of ROWS) {
    const start = row.text.indexOf("«");
    const end = row.text.indexOf("»") - 1;
    assert.ok(start >= 0 && end >= start, row.text);
    const text = row.text.replace(/[«»]/g, "");
    const perl = row.withoutPerl === true ? null : new FakePerl();
    const compilers = { ...makeCompilers(perl), regexp, bufsize: row.bufsize ?? 0 };
    const { diagnostics, rules, source } = readFile(text, compilers);
    const expected = {
      id: row.id,
      severity: CATALOGUE[row.id].severity,
      message: row.message,
      hint: row.hint,
      span: { file: source, start, end },
      file: "test.sec",
    };
    assert.deepEqual(diagnostics, [expected], row.text);
    assert.equal(rules.length, row.rules ?? 0, row.text);
  }
});

/** Reported elsewhere: by the loader, and when there are too many. */
const NOT_HERE: readonly string[] = ["file-unreadable", "further-problems"];

test("every diagnostic of the catalogue has a row here", () => {
  const shown = new Set<string>([...ROWS.map(({ id }) => id), ...NOT_HERE]);
  assert.deepEqual(
    Object.keys(CATALOGUE).filter((id) => !shown.has(id)),
    [],
  );
});

test("a file that cannot be read has a diagnostic without a place", () => {
  assert.deepEqual(makeDiagnostic("file-unreadable", "a.sec", null, ["it is locked"]), {
    id: "file-unreadable",
    severity: "error",
    message: "the rule file cannot be read: it is locked",
    hint: "check the name given with --conf and the permissions of the file",
    span: null,
    file: "a.sec",
  });
});

test("all faults of a rule are reported, in the order of their places, and the other rules load", () => {
  const { diagnostics, rules } = readFile(
    "type=Pair\nptype=RegExp\npattern=(.)\ncontext=A B\ndesc=d\naction=wirte - x; delete a b; none; copy A b\n" +
      "ptype2=Foo\npattern2=$1\nwindow=x\ncontinue2=x\nfoo=1\n\n" +
      `${SINGLE}action=none\n`,
  );
  const places = diagnostics.map(({ id, span }) => {
    assert.ok(span !== null);
    const { line, column } = positionOf(span.file, span.start);
    return `${line}:${column} ${id}`;
  });
  assert.deepEqual(places, [
    "1:6 missing-field",
    "1:6 missing-field",
    "4:9 invalid-context-name",
    "6:8 unknown-action",
    "6:28 surplus-parameter",
    "6:44 invalid-parameter",
    "7:8 unknown-pattern-type",
    "9:8 not-a-number",
    "10:11 unknown-continue",
    "11:1 unknown-field",
  ]);
  assert.equal(rules.length, 1);
});

test("a faulty first pattern does not make the second one look faulty", () => {
  const { diagnostics } = readFile(`${PAIR.replace("SubStr", "Foo")}ptype2=RegExp\npattern2=$1(\n`);
  assert.deepEqual(
    diagnostics.map(({ id }) => id),
    ["unknown-pattern-type"],
  );
});

test("an event group that says it has any number of events is given up at the first that is missing", () => {
  const { diagnostics } = readFile(`type=EventGroup99999999\n${EVENT}desc=d\naction=none\nwindow=5\n`);
  assert.deepEqual(
    diagnostics.map(({ message }) => message),
    [
      "this rule of type EventGroup99999999 lacks the field ptype2",
      "this rule of type EventGroup99999999 lacks the field pattern2",
    ],
  );
});

test("what a message quotes is cut", () => {
  const { diagnostics } = readFile(`type=${"x".repeat(100)}\n`);
  assert.equal(diagnostics[0]?.message, `there is no rule type "${"x".repeat(80)}..."`);
});

test("of very many problems the first are listed and the rest counted", () => {
  const strays = readFile("x\n".repeat(DIAGNOSTICS_MAX + 5));
  assert.equal(strays.diagnostics.length, DIAGNOSTICS_MAX + 1);
  const last = strays.diagnostics.at(-1);
  assert.deepEqual(
    [last?.id, last?.severity, last?.message],
    ["further-problems", "error", "5 further problems of this file are not listed"],
  );
  const warnings = readFile("label=x\n".repeat(DIAGNOSTICS_MAX + 5));
  assert.equal(warnings.diagnostics.at(-1)?.severity, "warning");
});

test("docs/diagnostics.md explains each diagnostic of the catalogue, and no other", () => {
  const text = readFileSync("docs/diagnostics.md", "utf8");
  const headings = [...text.matchAll(/^### `([a-z-]+)` \((error|warning)\)$/gm)].map(([, id, severity]) => [
    id,
    severity,
  ]);
  const expected = Object.entries(CATALOGUE).map(([id, { severity }]) => [id, severity]);
  assert.deepEqual(headings, expected);
});
