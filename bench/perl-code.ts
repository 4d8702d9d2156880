/**
 * Compiled Perl code against the same code in a loop of perl, in one run. CPU time, so that what
 * else the machine does matters less. Ours are called in a loop, too, as perl's are, and as the
 * engine does it: through the router, with values that cross the border.
 *
 * `npm run bench:perl`; exits with 1 when a snippet, called as the engine does it, is farther than a factor of two
 * from what its translation by hand gained over perl.
 */
import { spawnSync } from "node:child_process";
import { compilePerl } from "../src/perl/compile/index.js";
import type { PerlArgument } from "../src/perl/host.js";
import { PerlRouter } from "../src/perl/router.js";
import { EntryHash } from "../src/perl/runtime/hash.js";
import { State } from "../src/perl/runtime/state.js";
import type { Code, Value } from "../src/perl/runtime/values.js";

interface Measured {
  readonly name: string;
  readonly source: string;
  readonly arguments: readonly PerlArgument[];
  /** The arguments as Perl code. */
  readonly perl: string;
  readonly list: boolean;
  /** How many times as fast as perl a translation by hand was. */
  readonly byHand?: number;
}

const IPTABLES =
  "Nov 27 07:17:26 host kernel: iptables: IN=eth0 OUT= MAC=00:11:22:33:44:55 SRC=10.1.2.3 DST=10.0.0.2 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=4711 DF PROTO=TCP SPT=40000 DPT=22 WINDOW=29200 RES=0x00 SYN URGP=0";
const ENTRY = { PROTO: "TCP", SYN: "", FIN: "", SRC: "10.1.2.3" };

const SNIPPETS: readonly Measured[] = [
  {
    name: "numeric comparison",
    source: "sub { $_[0] < 1024 }",
    arguments: ["22"],
    perl: "'22'",
    list: false,
    byHand: 0.14 / 0.011,
  },
  {
    name: "three-way test of a cache entry",
    source: 'sub { return exists($_[0]->{"SYN"}) && exists($_[0]->{"FIN"}) && $_[0]->{"PROTO"} eq "TCP" }',
    arguments: [
      { kind: "entry", entry: { numbered: ["x"], named: { ...ENTRY }, inputSource: "in", internalContext: undefined } },
    ],
    perl: `{ ${Object.entries(ENTRY)
      .map(([key, value]) => `${key} => '${value}'`)
      .join(", ")}, 0 => 'x', _inputsrc => 'in', _intcontext => undef }`,
    list: false,
    byHand: 0.22 / 0.03,
  },
  {
    name: "the manual's iptables parser",
    source:
      'sub { my(%var); my($line) = $_[0]; if ($line !~ /kernel: iptables:/g) { return 0; } while ($line =~ /\\G\\s*([A-Z]+)(?:=(\\S*))?/g) { $var{$1} = defined($2)?$2:""; } return \\%var; }',
    arguments: [IPTABLES],
    perl: `'${IPTABLES}'`,
    list: true,
    byHand: 7.1 / 1.7,
  },
  {
    name: "distinct hosts of a list",
    source: "sub { my(%hosts) = map { $_ => 1 } @{$_[1]}; return scalar(keys %hosts) >= 3; }",
    arguments: ["a b c a", { kind: "list", values: ["a", "b", "c", "a"] }],
    perl: "'a b c a', ['a', 'b', 'c', 'a']",
    list: false,
  },
  {
    name: "counting in a package variable",
    source: "sub { $count{$_[0]}++; $count{$_[0]} > 10 }",
    arguments: ["10.1.2.3"],
    perl: "'10.1.2.3'",
    list: false,
  },
  {
    name: "split, sprintf, join",
    source: 'sub { my @p = split(/\\./, $_[0]); return join("-", map { sprintf("%03d", $_) } @p); }',
    arguments: ["10.1.2.30"],
    perl: "'10.1.2.30'",
    list: true,
  },
];

const ROUNDS = 5;
const SECONDS = 0.3;

/** The least of some rounds, in microseconds a call. */
function least(run: (count: number) => void): number {
  const timed = (count: number): number => {
    const start = process.cpuUsage().user;
    run(count);
    return process.cpuUsage().user - start;
  };
  // The system's clock of CPU time may be coarse: a short run can seem to take none.
  let count = 20_000;
  let taken = timed(count);
  for (; taken < SECONDS * 1e5; taken = timed(count)) count *= 2;
  count = Math.ceil((SECONDS * 1e6 * count) / taken);
  return Math.min(...Array.from({ length: ROUNDS }, () => timed(count) / count));
}

/** The compiled function alone. */
function measureFunction(snippet: Measured): number {
  const compiled = compilePerl(snippet.source);
  if (compiled.kind === "unsupported") throw new Error(`${snippet.name}: ${compiled.feature}`);
  const state = new State(SURROUNDINGS);
  const code = compiled.instantiate(state, { evaluation: 1, line: 1 })(0) as Code;
  const [first, ...others] = snippet.arguments.map(asValue);
  const want = snippet.list ? 1 : 0;
  if (others.length === 0) {
    return least((count) => {
      for (let at = 0; at < count; at++) code.body([first], want);
    });
  }
  return least((count) => {
    for (let at = 0; at < count; at++) code.body([first, ...others], want);
  });
}

function asValue(argument: PerlArgument): Value {
  if (typeof argument !== "object") return argument;
  if (argument.kind === "entry") return new EntryHash(argument.entry);
  return argument.kind === "list" ? [...argument.values] : undefined;
}

/** As the engine calls it. */
function measureCall(snippet: Measured): number {
  const router = new PerlRouter({ real: null, compiles: true, surroundings: SURROUNDINGS });
  const compiled = router.compileFunction(snippet.source);
  if (!compiled.ok) throw new Error(`${snippet.name}: ${compiled.message}`);
  const context = snippet.list ? "list" : "scalar";
  return least((count) => {
    for (let at = 0; at < count; at++) router.call(compiled.value, snippet.arguments, context);
  });
}

const SURROUNDINGS = {
  now: () => 0,
  checkLimits: () => {},
  localTime: () => ({ second: 0, minute: 0, hour: 0, day: 1, month: 1, year: 1970, weekday: 4, isSummer: false }),
};

/** The call and the loop around it, as in ours. */
function measurePerl(snippet: Measured): number {
  const program = `package main::SEC; no warnings;
    my $code = ${snippet.source}; my @args = (${snippet.perl});
    sub run { my ($n) = @_; my $t = (times)[0]; for (my $i = 0; $i < $n; $i++) { ${
      snippet.list ? "my @r = $code->(@args);" : "my $r = $code->(@args);"
    } } return ((times)[0] - $t) * 1e6 }
    my $n = int(${SECONDS} * 1e6 * 50000 / (run(50000) || 1e4)) + 1; my $best;
    for (1..${ROUNDS}) { my $t = run($n) / $n; $best = $t if !defined($best) || $t < $best } print $best;`;
  return Number(spawnSync("perl", ["-e", program], { encoding: "latin1" }).stdout);
}

process.stdout.write("microseconds of CPU a call              perl  function   ratio  by hand      call   ratio\n");
for (const snippet of SNIPPETS) {
  const [perl, alone, call] = [measurePerl(snippet), measureFunction(snippet), measureCall(snippet)];
  const columns = [
    snippet.name.padEnd(36),
    perl.toFixed(3).padStart(8),
    alone.toFixed(3).padStart(9),
    (perl / alone).toFixed(1).padStart(7),
    (snippet.byHand?.toFixed(1) ?? "").padStart(8),
    call.toFixed(3).padStart(9),
    (perl / call).toFixed(1).padStart(7),
  ];
  process.stdout.write(`${columns.join(" ")}\n`);
  if (snippet.byHand !== undefined && perl / alone < snippet.byHand / 2) process.exitCode = 1;
}
