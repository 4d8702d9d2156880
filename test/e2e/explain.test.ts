/** `evcorr explain` as its users call it. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Place } from "../../testing/place.js";

const EVCORR = fileURLToPath(new URL("../../../bin/evcorr", import.meta.url));

const RULES = `type=SingleWithThreshold
ptype=RegExp
pattern=failed (\\S+)
context=!SEEN_$1
desc=failures of $1
action=write - ALERT %s; create SEEN_$1 100; event 0 noticed $1
window=60
thresh=2

type=Single
ptype=RegExp
pattern=noticed (\\S+)
desc=n
action=write - noticed $1
`;
const LOG = "2023-11-09T07:12:21Z failed anna\n2023-11-09T07:12:30Z passed ben\n2023-11-09T07:12:41Z failed anna\n";

function placeFor(t: TestContext): Place {
  const place = new Place();
  t.after(() => place.remove());
  place.write("r.sec", RULES);
  place.write("a.log", LOG);
  return place;
}

function explain(place: Place, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [EVCORR, "explain", "--conf=r.sec", ...args], {
    cwd: place.directory,
    env: { ...process.env, TZ: "UTC" },
  });
  return { status, output: stdout.toString("utf8"), errors: stderr.toString("utf8") };
}

test("all actions by number, and what led to one across rules", (t) => {
  const place = placeFor(t);
  assert.equal(
    explain(place, "a.log").output,
    `#1  2023-11-09 07:12:41  r.sec:1 SingleWithThreshold, action: write - ALERT failures of anna
#2  2023-11-09 07:12:41  r.sec:10 Single, action: write - noticed anna
`,
  );
  const { status, output } = explain(place, "--action=2", "a.log");
  assert.equal(
    output,
    `#2  2023-11-09 07:12:41  r.sec:10 Single, action: write - noticed anna
    [1] r.sec:10 Single, action  2023-11-09 07:12:41
        this event matched
            synthetic event: noticed anna
                made by
                    [2] r.sec:1 SingleWithThreshold, action  2023-11-09 07:12:41
                        operation "failures of anna": counted 2 events
                            a.log:1: 2023-11-09T07:12:21Z failed anna
                            a.log:3: 2023-11-09T07:12:41Z failed anna
                        context SEEN_anna did not exist

`,
  );
  assert.equal(status, 0);
});

test("the end of an operation that has not acted goes back to the events whose window ran out", (t) => {
  const place = placeFor(t);
  place.write(
    "r.sec",
    `type=EventGroup
ptype=RegExp
pattern=failed (\\S+)
thresh=3
desc=failures of $1
action=none
end=pipe '%s are over' mail
window=30
`,
  );
  // Asked for by the action's name.
  assert.equal(
    explain(place, "--why=pipe", "--drain=60", "a.log").output,
    `#1  2023-11-09 07:13:12  r.sec:1 EventGroup, end: pipe mail failures of anna are over
    [1] r.sec:1 EventGroup, end  2023-11-09 07:13:12
        operation "failures of anna": its window was over; in it: 1 event
            a.log:3: 2023-11-09T07:12:41Z failed anna

`,
  );
});

test("a chain names the Jump rules that led to a rule, with their contexts, and the lines that a pattern of several lines has matched", (t) => {
  const place = placeFor(t);
  place.write(
    "r.sec",
    `type=Jump
ptype=TValue
pattern=TRUE
context=!HOLIDAY
continue=TakeNext
cfset=inner
desc=j

type=Single
ptype=SubStr
pattern=passed
desc=p
action=event ping; event pong
`,
  );
  place.write(
    "inner.sec",
    `type=Options
joincfset=inner
procallin=no

type=SingleWithThreshold
ptype=RegExp2
pattern=failed (\\S+)\\n.*passed
continue=TakeNext
desc=d
action=write - %s $1
window=60
thresh=1

type=Single
ptype=RegExp2
pattern=ping\\npong
desc=d
action=write - both
`,
  );
  const all = explain(place, "--conf=inner.sec", "--why=write", "a.log").output;
  assert.equal(
    all,
    `#1  2023-11-09 07:12:30  inner.sec:5 SingleWithThreshold, action: write - d anna
    [1] inner.sec:5 SingleWithThreshold, action  2023-11-09 07:12:30
        operation "d": counted 1 event
            a.log:2: 2023-11-09T07:12:30Z passed ben
                together with what came before it
                    a.log:1: 2023-11-09T07:12:21Z failed anna
        led to the rule by r.sec:1 Jump
        context HOLIDAY did not exist

#2  2023-11-09 07:12:30  inner.sec:14 Single, action: write - both
    [1] inner.sec:14 Single, action  2023-11-09 07:12:30
        this event matched
            synthetic event: pong
                together with what came before it
                    synthetic event: ping
                        made by
                            [2] r.sec:9 Single, action  2023-11-09 07:12:30
                                this event matched
                                    a.log:2: 2023-11-09T07:12:30Z passed ben
                made by
                    [2] r.sec:9 Single, action: see above
        led to the rule by r.sec:1 Jump
        context HOLIDAY did not exist

`,
  );
});

test("the way of a line through the rules, and of the events that it causes", (t) => {
  const place = placeFor(t);
  assert.equal(
    explain(place, "--at=3", "--noprefilter", "a.log").output,
    `a.log:3: 2023-11-09T07:12:41Z failed anna
    at 2023-11-09 07:12:41
r.sec:1 SingleWithThreshold: matched, then DontCont
    RegExp pattern failed (\\S+): match
        $1=anna
    context !SEEN_$1: true
        context SEEN_anna did not exist
    operation "failures of anna"
        before: 1 of 2 events, window from 2023-11-09 07:12:21 to 2023-11-09 07:13:21
        after:  2 of 2 events, window from 2023-11-09 07:12:21 to 2023-11-09 07:13:21, has acted
    ran r.sec:1 SingleWithThreshold, action
        write - ALERT %s
            => write - ALERT failures of anna
        create SEEN_$1 100
        event 0 noticed $1
            => synthetic event: noticed anna
r.sec:10 Single: not tried: the rule at r.sec:1 ended it (DontCont)

synthetic event: noticed anna
    at 2023-11-09 07:12:41
    made by r.sec:1 SingleWithThreshold, action
r.sec:1 SingleWithThreshold: no match
    RegExp pattern failed (\\S+): no match
        not even its beginning is there: failed (\\S+)
r.sec:10 Single: matched, then DontCont
    RegExp pattern noticed (\\S+): match
        $1=anna
    ran r.sec:10 Single, action
        write - noticed $1
            => write - noticed anna

`,
  );
});

test("why not: how far the pattern gets, what it wants there, and what is there instead", (t) => {
  const place = placeFor(t);
  const time = "2023-11-09T07:12:21Z";
  place.write("r.sec", "type=Single\nptype=RegExp\npattern=a (\\w+)$\ndesc=d\naction=none\n");
  assert.equal(
    explain(place, `--line=${time} gr\u00fc\u00dfe\ta b\r`).output,
    `(line):1: ${time} gr\u00fc\u00dfe\ta b\\r
    at 2023-11-09 07:12:21
r.sec:1 Single: no match
    RegExp pattern a (\\w+)$: no match
        it matches as far as  a (\\w+)
                    which is  "a b"
               then it wants  $  (the end of the line)
         but at column 31 is  "\\r"  (a carriage return)
        it would match without the carriage return at the end

`,
  );
  place.write("r.sec", "type=Single\nptype=SubStr\npattern=link  down\ndesc=d\naction=none\n");
  assert.equal(
    explain(place, `--line=${time} the link\tdown`).output,
    `(line):1: ${time} the link\tdown
    at 2023-11-09 07:12:21
r.sec:1 Single: no match
    left out by the prefilter: "link  down" is not in the line
        it matches as far as  link
                    which is  "link"
               then it wants    down  (first a blank)
         but at column 30 is  "\\tdown"  (a tab)

`,
  );
  place.write("r.sec", "type=Single\nptype=RegExp\npattern=^gate\ndesc=d\naction=none\n");
  assert.match(
    explain(place, "--line=to gate").output,
    /as far as {2}\^\n +then it wants {2}gate\n +but at column 1 is {2}"to gate"\n +it would match if it need not be at the beginning\n/,
  );
});

test("a line that comes after the logs, or to rules that have just started", (t) => {
  const place = placeFor(t);
  const after = explain(place, "--line=2023-11-09T07:13:00Z failed anna", "a.log").output;
  assert.match(after, /^\(line\):1: .*\n {4}at 2023-11-09 07:13:00\n/);
  assert.match(after, /context SEEN_anna existed: its lifetime from 2023-11-09 07:12:41 to 2023-11-09 07:14:21/);
  const fresh = explain(place, "--line=2023-11-09T07:13:00Z failed anna").output;
  assert.match(fresh, /operation "failures of anna": started: 1 of 2 events, window from 2023-11-09 07:13:00/);
});

test("--format=json names the causes by their ids", (t) => {
  const { output } = explain(placeFor(t), "--why=noticed", "--format=json", "a.log");
  const found = JSON.parse(output);
  assert.equal(found.number, 2);
  const [last, first, ...none] = found.firings;
  assert.deepEqual(none, []);
  assert.equal(last.id, found.firing);
  assert.equal(last.event.madeBy, first.id);
  assert.deepEqual(
    first.counted.map(({ log, line }: { log: string; line: number }) => `${log}:${line}`),
    ["a.log:1", "a.log:3"],
  );
});

test("what is not there, and wrong usage", (t) => {
  const place = placeFor(t);
  const missing = explain(place, "--action=3", "a.log");
  assert.deepEqual(
    [missing.status, missing.errors],
    [1, "evcorr explain: there is no action 3; the rules led to 2 actions\n"],
  );
  assert.equal(explain(place, "--at=4", "a.log").errors, "evcorr explain: there is no line 4; there are 3 in all\n");
  const usage = explain(place, "--at=1", "--line=x", "a.log");
  assert.equal(usage.status, 2);
  assert.match(usage.errors, /one of --at, --line, --action and --why at a time/);
  assert.match(explain(place, "--at=2", "a.log", "b.log").errors, /of which log\?/);
  assert.match(explain(place, "--run-actions", "a.log").errors, /explain runs no actions/);
});
