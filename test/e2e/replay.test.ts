/** `evcorr replay` as its users call it. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { utimesSync } from "node:fs";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { Place } from "../../testing/place.js";
import { RuleGenerator } from "../../testing/random-rules.js";
import { makeRandom } from "../rules/random.js";

const EVCORR = fileURLToPath(new URL("../../../bin/evcorr", import.meta.url));

function placeFor(t: TestContext): Place {
  const place = new Place();
  t.after(() => place.remove());
  return place;
}

function replay(place: Place, args: readonly string[], input: string | Buffer = "", environment = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [EVCORR, "replay", ...args], {
    cwd: place.directory,
    input,
    env: { ...process.env, TZ: "UTC", ...environment },
  });
  return { status, output: stdout.toString("latin1"), errors: stderr.toString("latin1") };
}

/** Standard output of a replay that must succeed. */
function outputOf(place: Place, args: readonly string[], input: string | Buffer = ""): string {
  const { status, output, errors } = replay(place, args, input);
  assert.equal(status, 0, errors);
  return output;
}

const THRESHOLD = `type=SingleWithThreshold
ptype=RegExp
pattern=failed (\\S+)
desc=failures of $1
action=write - ALERT %s; pipe '%s at %u' mail root
window=60
thresh=2
`;
/** Each line, with its second. */
const ECHO = "type=Single\nptype=RegExp\npattern=(.*)\ndesc=x\naction=write - %u $+{_inputsrc} $1\n";

test("actions are printed with the log's time, the rule and the lines that led to them", (t) => {
  const place = placeFor(t);
  place.write("r.sec", `# rules\n\n${THRESHOLD}`);
  place.write("a.log", "2023-11-09T07:12:21Z failed anna\n2023-11-09T07:12:30Z ok\n2023-11-09T07:13:21Z failed anna\n");
  const { status, output, errors } = replay(place, ["--conf=r.sec", "--tz=Europe/Tallinn", "a.log"]);
  assert.equal(
    output,
    `2023-11-09 09:13:21  r.sec:3  write - ALERT failures of anna
    a.log:1: 2023-11-09T07:12:21Z failed anna
    a.log:3: 2023-11-09T07:13:21Z failed anna
2023-11-09 09:13:21  r.sec:3  pipe mail root
    > failures of anna at 1699514001
    a.log:1: 2023-11-09T07:12:21Z failed anna
    a.log:3: 2023-11-09T07:13:21Z failed anna
`,
  );
  assert.equal(
    errors,
    `evcorr replay: a.log: 3 lines, times as iso8601
evcorr replay: 3 lines from 2023-11-09 09:12:21 to 2023-11-09 09:13:21 EET (1 min); 2 met a rule
evcorr replay: actions that would have been run: 1 write, 1 pipe
evcorr replay: the clock has stopped while these were open: 1 window (--drain=SECONDS)
`,
  );
  assert.equal(status, 0);
});

test("--format=json prints an object a line, with texts as UTF-8", (t) => {
  const place = placeFor(t);
  place.write("r.sec", THRESHOLD);
  const name = Buffer.from("Jürgen", "utf8").toString("latin1");
  place.write("a.log", `1699513941 failed ${name}\n1699513942 failed ${name}\n`);
  const [first] = outputOf(place, ["--conf=r.sec", "--format=json", "--tz=Asia/Kathmandu", "a.log"]).split("\n");
  assert.deepEqual(JSON.parse(Buffer.from(first as string, "latin1").toString("utf8")), {
    time: 1699513942,
    local: "2023-11-09T12:57:22+05:45",
    file: "r.sec",
    line: 1,
    type: "SingleWithThreshold",
    action: "write",
    target: "-",
    data: "ALERT failures of Jürgen\n",
    lines: [
      { log: "a.log", line: 1, time: 1699513941, text: "1699513941 failed Jürgen" },
      { log: "a.log", line: 2, time: 1699513942, text: "1699513942 failed Jürgen" },
    ],
  });
});

test("nothing touches the world unless --run-actions", (t) => {
  const place = placeFor(t);
  const actions = [
    "write out.txt written",
    "owritecl once.txt once",
    "shellcmd echo run > shell.txt",
    "pipe 'piped' cat > pipe.txt",
    "spawn echo spawned",
    "addinput other.log 0",
    "logonly noted",
  ];
  place.write("r.sec", `type=Single\nptype=RegExp\npattern=go\ndesc=d\naction=${actions.join("; ")}\n\n`);
  place.append("r.sec", "type=Single\nptype=RegExp\npattern=^spawned$\ndesc=d\naction=write - heard %u\n\n");
  place.append("r.sec", "type=Single\nptype=RegExp\npattern=^other\ndesc=d\naction=write - other %u\n");
  place.write("other.log", "other line\n");
  place.write("a.log", "1699513941 go\n1699513950 end\n");
  const { output, errors } = replay(place, ["--conf=r.sec", "a.log"]);
  const named = [...output.matchAll(/^\S+ \S+ {2}r\.sec:1 {2}(.*)$/gm)].map((found) => found[1]);
  assert.deepEqual(named, [
    "write out.txt written",
    "owritecl once.txt once",
    "shellcmd echo run > shell.txt",
    "pipe cat > pipe.txt",
    "spawn echo spawned",
    "addinput other.log",
    "logonly noted",
  ]);
  assert.match(errors, /note: what programs print \(spawn, cspawn\) cannot be known/);
  for (const file of ["out.txt", "once.txt", "shell.txt", "pipe.txt"]) assert.equal(place.read(file), "", file);

  assert.equal(outputOf(place, ["--conf=r.sec", "--run-actions", "a.log"]), "other 1699513941\nheard 1699513941\n");
  const written = ["out.txt", "once.txt", "shell.txt", "pipe.txt"].map((file) => place.read(file));
  assert.deepEqual(written, ["written\n", "once", "run\n", "piped\n"]);
});

test("windows, contexts, Calendar rules and delayed events happen at their seconds", (t) => {
  const place = placeFor(t);
  const rules = [
    "type=PairWithWindow\nptype=RegExp\npattern=down (\\S+)\ndesc=$1\naction=write - %u $1 stayed down\nptype2=RegExp\npattern2=up $1\ndesc2=$1\naction2=write - %u %1 is up\nwindow=10",
    "type=Single\nptype=RegExp\npattern=start\ndesc=s\naction=create C 30 (write - %u C ends); event 7 later",
    "type=Single\nptype=RegExp\npattern=^later\ndesc=l\naction=write - %u later",
    "type=Calendar\ntime=0 0 * * *\ndesc=midnight\naction=write - %u midnight",
  ];
  place.write("r.sec", rules.join("\n\n"));
  // Thu Nov  9 23:59:40 2023 UTC
  const lines = [
    [0, "start"],
    [5, "down eth0"],
    [6, "down eth1"],
    [8, "up eth1"],
    [100, "end"],
  ] as const;
  place.write("a.log", lines.map(([second, text]) => `${1699574380 + second} ${text}\n`).join(""));
  const expected = [
    "1699574387 later",
    "1699574388 eth1 is up",
    "1699574396 eth0 stayed down",
    "1699574400 midnight",
    "1699574411 C ends",
  ];
  assert.equal(outputOf(place, ["--conf=r.sec", "--run-actions", "a.log"]), `${expected.join("\n")}\n`);
  place.write("b.log", `${1699574380} start\n`);
  assert.equal(outputOf(place, ["--conf=r.sec", "--run-actions", "b.log"]), "", "the clock stops at the last line");
  const drained = outputOf(place, ["--conf=r.sec", "--run-actions", "--drain=30", "b.log"]);
  assert.equal(drained, "1699574387 later\n1699574400 midnight\n");
});

test("several logs are merged by time, compressed ones too", (t) => {
  const place = placeFor(t);
  place.write("r.sec", ECHO);
  place.write("a.log", "1699513941 a1\nmore of a1\n1699513945 a2\n");
  place.write("c.log", "1699513941 c1\n1699513946 c2");
  const packed = gzipSync(Buffer.from("2023-11-09T07:12:23Z b1\n2023-11-09T07:12:25Z b2\n"));
  place.write("b.log.gz", packed.toString("latin1"));
  const output = outputOf(place, ["--conf=r.sec", "--run-actions", "c.log", "b.log.gz", "a.log"]);
  assert.deepEqual(output.split("\n"), [
    "1699513941 c.log 1699513941 c1",
    "1699513941 a.log 1699513941 a1",
    "1699513941 a.log more of a1",
    "1699513943 b.log.gz 2023-11-09T07:12:23Z b1",
    "1699513945 b.log.gz 2023-11-09T07:12:25Z b2",
    "1699513945 a.log 1699513945 a2",
    "1699513946 c.log 1699513946 c2",
    "",
  ]);
});

for (const program of ["gzip", "bzip2", "xz", "zstd"]) {
  const isThere = spawnSync(program, ["--version"]).error === undefined;
  test(`a log packed by ${program}, as a file and as standard input`, { skip: !isThere && `no ${program}` }, (t) => {
    const place = placeFor(t);
    place.write("r.sec", ECHO);
    const lines = Array.from({ length: 20_000 }, (_, number) => `${1699513941 + number} line ${number}\n`).join("");
    const packed = spawnSync(program, ["-c"], { input: lines }).stdout;
    place.write("packed", packed.toString("latin1"));
    const expected = lines.replace(/^(\d+) (.*)$/gm, "$1 packed $1 $2");
    assert.equal(outputOf(place, ["--conf=r.sec", "--run-actions", "packed"]), expected);
    const fromPipe = outputOf(place, ["--conf=r.sec", "--run-actions", "-"], packed);
    assert.equal(fromPipe, expected.replaceAll(" packed ", " - "));
    place.write("cut", packed.subarray(0, packed.length >> 1).toString("latin1"));
    const cut = replay(place, ["--conf=r.sec", "--run-actions", "cut"]);
    assert.equal(cut.status, 1);
    assert.match(cut.errors, /cut: its \w+ data are damaged or cut off/);
  });
}

test("a program for decompression that is missing is named, with what to do", (t) => {
  const place = placeFor(t);
  place.write("r.sec", ECHO);
  place.write("a.bz2", "BZh91AY&SY");
  const { status, errors } = replay(place, ["--conf=r.sec", "a.bz2"], "", { PATH: place.directory });
  assert.equal(status, 1);
  assert.match(errors, /a\.bz2: it is compressed with bzip2: install bzip2, or decompress it yourself and give -/);
});

test("late lines are counted, and taken or dropped; within the bound they are put in order", (t) => {
  const place = placeFor(t);
  place.write("r.sec", ECHO);
  place.write("a.log", "1699513950 a\n1699513945 b\n1699513960 c\n1699513950 d\nmore of d\n");
  const run = (...options: string[]) => replay(place, ["--conf=r.sec", "--run-actions", ...options, "a.log"]);
  const seconds = (output: string) => output.split("\n").map((line) => line.replace(/ a\.log(?: \d+)?/, ""));
  const taken = run();
  assert.deepEqual(seconds(taken.output), [
    "1699513950 a",
    "1699513950 b",
    "1699513960 c",
    "1699513960 d",
    "1699513960 more of d",
    "",
  ]);
  assert.match(taken.errors, /a\.log: 5 lines, .*; 1 line without a time; 2 lines came too late/);
  assert.deepEqual(seconds(run("--late=drop").output), ["1699513950 a", "1699513960 c", ""]);
  const ordered = ["1699513945 b", "1699513950 a", "1699513950 d", "1699513950 more of d", "1699513960 c", ""];
  const inTime = run("--max-lateness=10");
  assert.deepEqual(seconds(inTime.output), ordered);
  assert.doesNotMatch(inTime.errors, /too late/);
  const some = run("--max-lateness=5");
  assert.deepEqual(seconds(some.output)[0], "1699513945 b");
  assert.match(some.errors, /1 line came too late/);
});

test("a log whose lines are shuffled within the bound gives the result of the sorted one", (t) => {
  const place = placeFor(t);
  place.write("r.sec", `${THRESHOLD}\n${ECHO}\ntype=Calendar\ntime=* * * * *\ndesc=c\naction=write - minute %u\n`);
  const seed = Date.now() % 1_000_000;
  for (let round = 0; round < 3; round++) {
    const random = makeRandom(seed + round);
    const bound = 1 + random.below(30);
    let time = 1699513941000;
    const lines = Array.from({ length: 500 }, () => {
      time += 1 + random.below(random.pick([100, 5000]));
      return {
        time,
        arrival: time + random.below(bound * 1000 + 1),
        text: `${time} ${random.pick(["failed a", "ok"])}`,
      };
    });
    place.write("sorted.log", lines.map(({ text }) => `${text}\n`).join(""));
    lines.sort((a, b) => a.arrival - b.arrival);
    place.write("shuffled.log", lines.map(({ text }) => `${text}\n`).join(""));
    const run = (log: string, ...options: string[]): string =>
      outputOf(place, ["--conf=r.sec", "--run-actions", ...options, log]).replaceAll(log, "log");
    const sorted = run("sorted.log");
    assert.equal(run("shuffled.log", `--max-lateness=${bound}`), sorted, `seed ${seed + round}`);
    assert.notEqual(run("shuffled.log"), sorted, "without the bound it does not");
  }
});

function inOrder(output: string): string {
  return output.split("\n").sort().join("\n");
}

test("lines that no rule wants are passed by, and that changes nothing", (t) => {
  const place = placeFor(t);
  const seed = Date.now() % 1_000_000;
  const calendar = "type=Calendar\ntime=*/5 * * * *\ndesc=c\naction=write - %u calendar\n";
  const lastTwo = "type=Single\nptype=RegExp2\npattern=(.*)\\n.*rare\ndesc=l\naction=write - %u before $1\n";
  for (let round = 0; round < 8; round++) {
    const random = makeRandom(seed + round);
    const generated = round % 2 === 0 ? Object.entries(new RuleGenerator(random).ruleSet()) : [["r.sec", THRESHOLD]];
    for (const [file, text] of generated) place.write(`${round}-${file}`, text as string);
    place.write(`${round}-time.sec`, `${calendar}\n${round % 4 === 3 ? lastTwo : ""}`);
    let time = 1699513941;
    const logs = ["", ""];
    for (let number = 0; number < 1500; number++) {
      time += random.below(random.pick([2, 2, 40]));
      const text = random.pick(["noise", "noise", "more noise", "rare", "failed x", `a k${random.below(3)}`, "fill"]);
      logs[random.below(2)] += `${time} ${random.below(3) === 0 ? text : "nothing"} ${number}\n`;
    }
    place.write("one.log", logs[0] as string);
    place.write("two.log", logs[1] as string);
    for (const more of [[], ["--cleantime=7"], ["--run-actions"]] as string[][]) {
      const args = [`--conf=${round}-*.sec`, "--drain=500", ...more, "one.log", "two.log"];
      const [passing, trying] = [replay(place, args), replay(place, ["--noprefilter", ...args])];
      // Programs that are run write when they get to it, and complain in pieces: only what is written counts.
      if (more.includes("--run-actions")) {
        for (const run of [passing, trying]) Object.assign(run, { output: inOrder(run.output), errors: "" });
      }
      assert.deepEqual(passing, trying, `seed ${seed + round} ${more}`);
      assert.equal(passing.status, 0);
    }
  }
});

test("the year is inferred from when the log was last written to, or given", (t) => {
  const place = placeFor(t);
  place.write("r.sec", ECHO);
  place.write("a.log", "Dec 31 23:59:59 gate x\nJan  1 00:00:01 gate y\n");
  utimesSync(place.path("a.log"), 1704100000, 1704100000); // Mon Jan  1 09:06:40 2024 UTC
  const inferred = replay(place, ["--conf=r.sec", "--run-actions", "a.log"]);
  assert.match(inferred.output, /^1704067199 .*\n1704067201 /);
  assert.match(inferred.errors, /it is taken to begin in 2023 \(--year\)/);
  assert.match(outputOf(place, ["--conf=r.sec", "--run-actions", "--year=1999", "a.log"]), /^946684799 .*\n946684801 /);
});

test("times of one's own format, in a field", (t) => {
  const place = placeFor(t);
  place.write("r.sec", ECHO);
  place.write("a.log", 'level=info time="09.11.2023 07:12:21" msg=x\nlevel=info msg=y\n');
  const args = ["--conf=r.sec", "--run-actions", '--time-field=time="(.*?)"'];
  assert.match(outputOf(place, [...args, "--time-format=%d.%m.%Y %T", "a.log"]), /^1699513941 .*x\n1699513941 .*y\n$/);
  place.write("b.log", 'level=info time="2023-11-09T07:12:21Z" msg=x\n');
  assert.match(outputOf(place, [...args, "b.log"]), /^1699513941 /, "known formats are recognised in the field");
});

test("every failure says what to do", (t) => {
  const place = placeFor(t);
  place.write("r.sec", ECHO);
  place.write("a.log", "no time here\n");
  place.write("good.log", "1699513941 x\n");
  const cases: readonly (readonly [args: readonly string[], status: number, message: RegExp])[] = [
    [["a.log"], 2, /no rule files: give --conf=PATTERN/],
    [["--conf=r.sec"], 2, /no logs: name files, or - for standard input/],
    [
      ["--conf=r.sec", "a.log"],
      1,
      /a\.log: none of its first 1 lines has a time in any known time format[\s\S]*no time here\n[\s\S]*--time-format=/,
    ],
    [["--conf=r.sec", "missing.log"], 1, /there is no log missing\.log/],
    [["--conf=r.sec", "."], 1, /\. is a directory: name the files in it/],
    [["--conf=r.sec", "--tz=Europe/Talinn", "good.log"], 2, /there is no time zone "Europe\/Talinn"; names are/],
    [["--conf=r.sec", "--year=99", "good.log"], 2, /--year: "99" is no year such as 2023/],
    [["--conf=r.sec", "--late=maybe", "good.log"], 2, /--late: "maybe" is neither drop nor take/],
    [
      ["--conf=r.sec", "--time-format=iso", "good.log"],
      2,
      /--time-format: "iso" has no conversion .* is none of syslog/,
    ],
    [["--conf=r.sec", "--time-format=%Y", "good.log"], 2, /--time-format: "%Y": it has no time of day/],
    [["--conf=r.sec", "--time-field=(", "good.log"], 2, /--time-field: /],
    [
      ["--conf=r.sec", "--time-format=%F %T", "good.log"],
      1,
      /none of its first 1 lines has a time in the time format %F %T/,
    ],
    [["--conf=r.sec", "--max-lateness=x", "good.log"], 2, /--max-lateness: "x" is no number of seconds/],
    [["--conf=r.sec", "--nonsense", "good.log"], 2, /unknown option --nonsense/],
  ];
  for (const [args, status, message] of cases) {
    const result = replay(place, args);
    assert.equal(result.status, status, args.join(" "));
    assert.match(result.errors, message);
    assert.equal(result.output, "");
  }
});

test("an empty log, and one without a last newline", (t) => {
  const place = placeFor(t);
  place.write("r.sec", ECHO);
  place.write("empty.log", "");
  const empty = replay(place, ["--conf=r.sec", "empty.log"]);
  assert.deepEqual([empty.status, empty.output], [0, ""]);
  assert.match(empty.errors, /there was no line to replay/);
  assert.match(
    outputOf(place, ["--conf=r.sec", "--run-actions", "-"], "1699513941 x"),
    /^1699513941 - 1699513941 x\n$/,
  );
});

test("Perl code is inside: it runs, sees the log's time, and its exit status counts", (t) => {
  const place = placeFor(t);
  const rules = [
    'type=Single\nptype=RegExp\npattern=perl\ndesc=p\naction=eval %x ( time() ); write - %x; eval %o ( print "printed\\n" )',
    "type=Single\nptype=RegExp\npattern=leave\ndesc=p\naction=eval %o ( exit(7) )",
  ];
  place.write("r.sec", rules.join("\n\n"));
  place.write("a.log", "1699513941 perl\n1699513942 leave\n1699513943 perl\n");
  const { status, output, errors } = replay(place, ["--conf=r.sec", "a.log"]);
  assert.equal(status, 7);
  assert.match(output, /write - 1699513941\n.*perl\n$/);
  assert.match(errors, /printed/);
  assert.match(errors, /2 lines from/);
});

test("rules that feed one another without end are found", (t) => {
  const place = placeFor(t);
  place.write("r.sec", "type=Single\nptype=RegExp\npattern=loop\ndesc=l\naction=event loop\n");
  place.write("a.log", "1699513941 loop\n");
  const { status, errors } = replay(place, ["--conf=r.sec", "a.log"]);
  assert.equal(status, 1);
  assert.match(errors, /rules feed one another without end/);
});
