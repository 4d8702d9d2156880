/**
 * What comes out of action lists. The expectations follow the manual, and runs of the
 * reference where it leaves something open; what loads at all is in acceptance/actions.txt.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ACTION_SYNTAX } from "../../src/rules/actions/index.js";
import { FakePerl, makeCompilers } from "./fakes.js";
import { plain, readFile, readRule } from "./reading.js";

/** Actions of a list, each as `type` and its parameters in the order of their names. */
function read(list: string): string[] {
  const rule = readRule(`type=Calendar\ntime=* * * * *\ndesc=d\naction=${list}\n`);
  assert.ok("action" in rule);
  return (plain(rule.action) as Record<string, unknown>[]).map(({ type, ...parameters }) =>
    [type, ...Object.keys(parameters).map((name) => `${name}=${JSON.stringify(parameters[name])}`)].join(" "),
  );
}

/** One action a row: its text, and what comes out. */
const ROWS: readonly (readonly [string, string])[] = [
  ["none", "none"],
  ["NONE", "none"],
  ["logonly", 'logonly string="%s"'],
  ["logonly a b", 'logonly string="a b"'],
  ["write -", 'write file="-" string="%s"'],
  ["write -   a  b ", 'write file="-" string="a  b"'],
  ["write (-) (a; b)", 'write file="-" string="a; b"'],
  ["write - ()", 'write file="-" string="%s"'],
  ["write - ( a )", 'write file="-" string="a"'],
  ["write - ((a))", 'write file="-" string="(a)"'],
  ["write - (a)(b)", 'write file="-" string="a)(b"'],
  ["write - (a) b", 'write file="-" string="(a) b"'],
  ["write - x(y;z)w", 'write file="-" string="x(y;z)w"'],
  ["write - \\(a", 'write file="-" string="(a"'],
  ["write - \\((a)\\)", 'write file="-" string="((a))"'],
  ["write - (\\)a)", 'write file="-" string=")a"'],
  ["write - \\\\(a", 'write file="-" string="\\\\(a"'],
  ["write - a\\b\\\\c", 'write file="-" string="a\\\\b\\\\\\\\c"'],
  ["write (a b) c", 'write file="(a" string="b) c"'],
  ["write a(b) c", 'write file="a(b)" string="c"'],
  ["writen -", 'writen file="-" string="%s"'],
  ["owritecl f x", 'owritecl file="f" string="x"'],
  ["closef f", 'closef file="f"'],
  ["udgram f x", 'udgram file="f" string="x"'],
  ["closeudgr f", 'closeudgr file="f"'],
  ["ustream f", 'ustream file="f" string="%s"'],
  ["closeustr f", 'closeustr file="f"'],
  ["udpsock h:1 x y", 'udpsock peer="h:1" string="x y"'],
  ["closeudp h:1", 'closeudp peer="h:1"'],
  ["tcpsock h:1", 'tcpsock peer="h:1" string="%s"'],
  ["closetcp h:1", 'closetcp peer="h:1"'],
  ["shellcmd (a; b)", 'shellcmd command="a; b"'],
  ["spawn a  b", 'spawn command="a  b"'],
  ["cspawn C a b", 'cspawn name="C" command="a b"'],
  ["cmdexec a  $1 %b\t'c d'", 'cmdexec arguments=["a","$1","%b","\'c","d\'"]'],
  ["cmdexec (a (b c) d)", 'cmdexec arguments=["a","(b","c)","d"]'],
  ["cmdexec a (b c)", 'cmdexec arguments=["a","(b","c)"]'],
  ["spawnexec a", 'spawnexec arguments=["a"]'],
  ["cspawnexec (C) a b", 'cspawnexec name="C" arguments=["a","b"]'],
  ["pipe 'a b' c d", 'pipe string="a b" command="c d"'],
  ["pipe 'a'", 'pipe string="a" command=null'],
  ["pipe ''", 'pipe string="%s" command=null'],
  ["pipe '' ()", 'pipe string="%s" command=null'],
  ["pipe '()' c", 'pipe string="%s" command="c"'],
  ["pipe '  ' c", 'pipe string="  " command="c"'],
  ["pipe ' a ' c", 'pipe string=" a " command="c"'],
  ["pipe '( a ; b )' (c; d)", 'pipe string="a ; b" command="c; d"'],
  ["pipe '\\(' c", 'pipe string="(" command="c"'],
  ["pipe 'a' 'b' c", 'pipe string="a" command="\'b\' c"'],
  ["pipeexec 'a' (b c)", 'pipeexec string="a" arguments=["b","c"]'],
  ["pipeexec 'a' ()", 'pipeexec string="a" arguments=null'],
  ["create", 'create name="%s" time=null list=null'],
  ["create () ()", 'create name="%s" time=null list=null'],
  ["create A", 'create name="A" time=null list=null'],
  ["create A 5 ()", 'create name="A" time="5" list=null'],
  ["create A 5 (;)", 'create name="A" time="5" list=null'],
  ["create A () none", 'create name="A" time=null list=[{"type":"none"}]'],
  ["create (A) (5) (none; break)", 'create name="A" time="5" list=[{"type":"none"},{"type":"break"}]'],
  [
    "create A 5 create B 6 none",
    'create name="A" time="5" list=[{"type":"create","name":"B","time":"6","list":[{"type":"none"}]}]',
  ],
  ["create A 5 (write - \\()", 'create name="A" time="5" list=[{"type":"write","file":"-","string":"("}]'],
  ["delete", 'delete name="%s"'],
  ["delete ()", 'delete name="%s"'],
  ["obsolete A", 'obsolete name="A"'],
  ["set A -", 'set name="A" time="-" list=null'],
  ["set A 5 (;)", 'set name="A" time="5" list=null'],
  ["set A 5 none", 'set name="A" time="5" list=[{"type":"none"}]'],
  ["alias A", 'alias name="A" alias="%s"'],
  ["alias A ()", 'alias name="A" alias="%s"'],
  ["unalias", 'unalias name="%s"'],
  ["add A x y", 'add name="A" string="x y"'],
  ["prepend A", 'prepend name="A" string="%s"'],
  ["fill A (x; y)", 'fill name="A" string="x; y"'],
  ["report A", 'report name="A" command=null'],
  ["report A ()", 'report name="A" command=null'],
  ["report A (c; d)", 'report name="A" command="c; d"'],
  ["reportexec A c d", 'reportexec name="A" arguments=["c","d"]'],
  ["reportexec A", 'reportexec name="A" arguments=null'],
  ["copy A %b", 'copy name="A" variable="b"'],
  ["empty A", 'empty name="A" variable=null'],
  ["empty A %b_1", 'empty name="A" variable="b_1"'],
  ["pop A %b", 'pop name="A" variable="b"'],
  ["shift A %b", 'shift name="A" variable="b"'],
  ["trim 5 A", 'trim time="5" name="A" variable=null'],
  ["trim -60 A %old", 'trim time="-60" name="A" variable="old"'],
  ["trim +60 A_$1 %old", 'trim time="+60" name="A_$1" variable="old"'],
  ["exists %b A", 'exists variable="b" name="A"'],
  ["getsize %b A", 'getsize variable="b" name="A"'],
  ["getaliases %b A", 'getaliases variable="b" name="A"'],
  ["getltime %b A", 'getltime variable="b" name="A"'],
  ["setltime A", 'setltime name="A" time=null'],
  ["setltime A ()", 'setltime name="A" time=null'],
  ["setltime A %t", 'setltime name="A" time="%t"'],
  ["getctime %b A", 'getctime variable="b" name="A"'],
  ["setctime %u A", 'setctime time="%u" name="A"'],
  ["event", 'event time=0 string="%s"'],
  ["event 5", 'event time=5 string="%s"'],
  ["event 05", 'event time=5 string="%s"'],
  ["event 5 ()", 'event time=5 string="%s"'],
  ["event 1 2 3", 'event time=1 string="2 3"'],
  ["event 3x y", 'event time=0 string="3x y"'],
  ["event -1 x", 'event time=0 string="-1 x"'],
  ["event (5) x", 'event time=0 string="(5) x"'],
  ["event (4)", 'event time=0 string="4"'],
  ["event 5 (a; b)", 'event time=5 string="a; b"'],
  ["event %n x", 'event time=0 string="%n x"'],
  ["tevent %n x", 'tevent time="%n" string="x"'],
  ["tevent (5)", 'tevent time="5" string="%s"'],
  ["cevent C 0", 'cevent name="C" time="0" string="%s"'],
  ["reset", 'reset offset=null string="%s"'],
  ["reset a b", 'reset offset=null string="a b"'],
  ["reset 0", 'reset offset={"kind":"relative","distance":0} string="%s"'],
  ["reset -0 a", 'reset offset={"kind":"relative","distance":0} string="a"'],
  ["reset 007 a", 'reset offset={"kind":"absolute","number":7} string="a"'],
  ["reset +1 a b", 'reset offset={"kind":"relative","distance":1} string="a b"'],
  ["reset -12 (a)", 'reset offset={"kind":"relative","distance":-12} string="a"'],
  ["reset (1) x", 'reset offset=null string="(1) x"'],
  ["reset 1x", 'reset offset=null string="1x"'],
  ["reset - x", 'reset offset=null string="- x"'],
  ["getwpos %b -1 x", 'getwpos variable="b" offset={"kind":"relative","distance":-1} string="x"'],
  ["setwpos %u 2", 'setwpos time="%u" offset={"kind":"absolute","number":2} string="%s"'],
  ["assign %b", 'assign variable="b" string="%s"'],
  ["assign %b ( x )", 'assign variable="b" string="x"'],
  ["assignsq %b x", 'assignsq variable="b" string="x"'],
  ["free %b", 'free variable="b"'],
  ["eval %b (1; 2)", 'eval variable="b" code="1; 2"'],
  ["eval %b ()", 'eval variable="b" code=""'],
  ['eval %b (print "\\)";)', 'eval variable="b" code="print \\")\\";"'],
  ["call %b %f", 'call variable="b" function="f" parameters=[]'],
  ["call %b %f (x $1 y)", 'call variable="b" function="f" parameters=["x","$1","y"]'],
  ["call %b %f (x y) z", 'call variable="b" function="f" parameters=["(x","y)","z"]'],
  ["rewrite 2 x", 'rewrite lines="2" string="x"'],
  ["addinput f", 'addinput file="f" offset="-" name=null'],
  ["addinput f () ()", 'addinput file="f" offset="-" name=null'],
  ["addinput f 0 C", 'addinput file="f" offset="0" name="C"'],
  ["dropinput f", 'dropinput file="f"'],
  ["sigemul HUP", 'sigemul signal="HUP"'],
  ["varset %b E", 'varset variable="b" entry="E"'],
  ["if %b (none)", 'if variable="b" then=[{"type":"none"}] else=null'],
  ["IF %b () Else (break)", 'if variable="b" then=[] else=[{"type":"break"}]'],
  ["if %b (none) else (;)", 'if variable="b" then=[{"type":"none"}] else=[]'],
  ["while %b (continue)", 'while variable="b" list=[{"type":"continue"}]'],
  ["while %b (;)", 'while variable="b" list=[]'],
];

test("every action has a row here", () => {
  const named = new Set([...ROWS.map(([, out]) => out.split(" ")[0]), "lcall", "break", "continue"]);
  assert.deepEqual(
    Object.keys(ACTION_SYNTAX).filter((type) => !named.has(type)),
    [],
  );
});

test("the parameters of each action", () => {
  for (const [text, expected] of ROWS) assert.deepEqual(read(text), [expected], text);
});

test("lists are split at semicolons outside of parentheses", () => {
  assert.deepEqual(read("write - a;write - (b;c) ; break;continue ; ;"), [
    'write file="-" string="a"',
    'write file="-" string="b;c"',
    "break",
    "continue",
  ]);
  assert.deepEqual(read(";;"), []);
});

test("lcall: parameters before the arrow are split now, the code behind it is compiled", () => {
  const perl = new FakePerl();
  const list =
    "lcall %a $1 (b) :> (sub { f(1); });lcall %a -> sub{1};lcall %a (x y)->((sub{2}));lcall %a \\(x -> (sub { '\\)' })";
  const { rules, diagnostics } = readFile(
    `type=Calendar\ntime=* * * * *\ndesc=d\naction=${list}\n`,
    makeCompilers(perl),
  );
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(perl.compiled, ["sub { f(1); }", "sub{1}", "(sub{2})", "sub { ')' }"]);
  const [rule] = rules;
  assert.ok(rule !== undefined && "action" in rule);
  const lcalls = rule.action.actions.map((action) => {
    assert.ok(action.type === "lcall");
    return [action.variable, action.operator, plain(action.parameters), action.function.source];
  });
  assert.deepEqual(lcalls, [
    ["a", ":>", ["$1", "(b)"], "sub { f(1); }"],
    ["a", "->", [], "sub{1}"],
    ["a", "->", ["x", "y"], "(sub{2})"],
    ["a", "->", ["(x"], "sub { ')' }"],
  ]);
});

test("actions know their places, over continuation lines too", () => {
  const { rules, source } = readFile(
    "type=Calendar\ntime=* * * * *\ndesc=d\naction=none;\\\n  if %a (write - x; \\\n none)\n",
  );
  const [rule] = rules;
  assert.ok(rule !== undefined && "action" in rule);
  const cover = ({ span }: { span: { start: number; end: number } }) => source.text.slice(span.start, span.end);
  const { actions } = rule.action;
  assert.deepEqual(actions.map(cover), ["none", "if %a (write - x; \\\n none)"]);
  const [, second] = actions;
  assert.ok(second?.type === "if");
  assert.deepEqual(second.then.actions.map(cover), ["write - x", "none"]);
});
