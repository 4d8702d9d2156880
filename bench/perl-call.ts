/**
 * What a call of Perl code costs: `node build/bench/perl-call.js [calls]`, best under
 * `taskset -c 0`, where both processes share a core. Prints microseconds per call: the
 * best of several rounds, next to a bare exchange of 20 bytes with a Perl loop that does
 * nothing else (what the machine allows at that moment).
 */
import type { MatchVariables } from "../src/base/match-variables.js";
import { CoProcess } from "../src/io/perl/co-process.js";
import { makePerlHost } from "../src/io/perl/host.js";
import { FrameWriter } from "../src/io/perl/protocol.js";
import type { PerlArgument } from "../src/perl/host.js";

/** Short rounds: one of them is undisturbed even on a busy machine. */
const ROUNDS = 60;
const calls = Number(process.argv[2] ?? 500);

/** Microseconds per call in the best round. */
function measure(work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (let index = 0; index < calls; index++) work();
    best = Math.min(best, ((performance.now() - start) * 1000) / calls);
  }
  return best;
}

const echo = new CoProcess({
  perl: "perl",
  arguments: ["-e", "open(I,'<&=',3);open(O,'>&=',4);while(sysread(I,$x,65536)){syswrite(O,$x)}"],
  standardInput: "ignore",
  standardOutput: 1,
  standardError: 2,
});
const frames = new FrameWriter();
function exchange(): void {
  frames.begin("v");
  frames.rest("0123456789abcde");
  frames.end();
  echo.send(frames);
  echo.receive();
}

const host = makePerlHost({
  flushOutput: () => {},
  exit: () => {},
  clock: null,
  timeout: 60,
  contexts: null,
  log: (_level, message) => console.error(message),
});

function caller(source: string, ...parameters: PerlArgument[]): () => void {
  const outcome = host.compileFunction(source);
  if (!outcome.ok) throw new Error(outcome.message);
  return () => void host.call(outcome.value, parameters, "list");
}

const entry: MatchVariables = {
  numbered: ["a line of a log", "alpha", "10.0.0.1", "22"],
  named: { user: "alpha", ip: "10.0.0.1", port: "22" },
  inputSource: "/var/log/messages",
  internalContext: undefined,
};
const onEntry = caller("sub { $_[0]->{port} < 1024 }", { kind: "entry", entry });
function passedFirst(): void {
  host.forgetEntries();
  onEntry();
}
const expression = host.compileRegExp("(?<user>\\w+) from (\\S+)");
if (!expression.ok) throw new Error(expression.message);

const rows: [string, () => void][] = [
  ["bare exchange of bytes", exchange],
  ["call of sub { 1 } with a short string", caller("sub { 1 }", "foo")],
  ["call with two strings, three values back", caller("sub { (1, $_[0], $_[1]) }", "alpha", "beta")],
  ["pattern match cache entry, passed first in an event", passedFirst],
  ["pattern match cache entry, passed again", onEntry],
  ["miniprogram 1 + 1", () => void host.evaluate("1 + 1", "scalar")],
  ["regular expression, two groups", () => void expression.value.match("login of alpha from 10.0.0.1")],
];
for (const [name, work] of rows) console.log(`${measure(work).toFixed(1).padStart(6)} us  ${name}`);
echo.close();
host.close();
