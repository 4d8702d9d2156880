/**
 * Regular expressions, ours against Perl's: those of the manual's examples and of the corpus
 * (test/regexp/corpus.txt), each on the texts of its group, with all captures taken.
 *
 *   npm run bench:regexp -- [--record] [--slow]
 *
 * Prints nanoseconds per match and the ratio for each group: how many times faster we are.
 * --record keeps the table in bench/records/, --slow names the expressions that are slower.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { protectMatches } from "../src/io/regexps.js";
import { compileRegExp } from "../src/regexp/index.js";
import { type CorpusEntry, readCorpus } from "../test/regexp/corpus.js";

const ROUNDS = 7;
const ROUND_MS = 3;

/** Reads groups of lines in hexadecimal (an expression, then its texts); prints nanoseconds per match. */
const PROGRAM = `
use Time::HiRes qw(clock);
while (my $line = <STDIN>) {
  chomp $line;
  my ($pattern, @subjects) = map { pack "H*", $_ } split /,/, $line;
  my $re = qr/$pattern/;
  my $named = "" =~ /$pattern|/ && $pattern =~ /\\(\\?P?[<']\\w/;
  my ($best, $turns) = (9e9, 1);
  for (my $round = 0; $round < ${ROUNDS}; ) {
    my $start = clock();
    for (1 .. $turns) {
      for my $subject (@subjects) {
        if (my @found = $subject =~ $re) { if ($named) { my %names = %+; } }
      }
    }
    my $took = clock() - $start;
    if ($took < ${ROUND_MS / 1000}) { $turns *= 2; next; }
    my $each = $took * 1e9 / $turns / @subjects;
    $best = $each if $each < $best;
    $round++;
  }
  print "$best\\n";
}
`;

interface Row {
  readonly group: string;
  readonly pattern: string;
  readonly ours: number;
  perl: number;
}

/** Nanoseconds per match in the best round. */
function measure(pattern: string, subjects: readonly string[]): number {
  const compiled = compileRegExp(pattern);
  if (compiled.kind !== "compiled") throw new Error(`${pattern}: ${compiled.kind}`);
  const { regexp } = compiled;
  let best = Number.POSITIVE_INFINITY;
  let turns = 1;
  for (let round = 0; round < ROUNDS; ) {
    const start = process.cpuUsage();
    for (let turn = 0; turn < turns; turn++) for (const subject of subjects) regexp.match(subject);
    const { user, system } = process.cpuUsage(start);
    const took = (user + system) / 1000;
    if (took < ROUND_MS) {
      turns *= 2;
      continue;
    }
    best = Math.min(best, (took * 1e6) / turns / subjects.length);
    round++;
  }
  return best;
}

function hexadecimal(text: string): string {
  return Buffer.from(text, "latin1").toString("hex");
}

function askPerl(questions: readonly string[]): number[] {
  const { stdout } = spawnSync("perl", ["-e", PROGRAM], { input: `${questions.join("\n")}\n`, encoding: "latin1" });
  return stdout.trimEnd().split("\n").map(Number);
}

/** Each group in turn: what disturbs the machine meanwhile disturbs both. */
function run(corpus: readonly CorpusEntry[]): Row[] {
  const rows: Row[] = [];
  for (const group of new Set(corpus.map((entry) => entry.group))) {
    const entries = corpus.filter((entry) => entry.group === group);
    const subjects = entries.flatMap((entry) => entry.subjects);
    const ours = entries.map(({ pattern }) => measure(pattern, subjects));
    const perl = askPerl(entries.map(({ pattern }) => [pattern, ...subjects].map(hexadecimal).join(",")));
    entries.forEach(({ pattern }, at) => {
      rows.push({ group, pattern, ours: ours[at] as number, perl: perl[at] as number });
    });
    if (process.stderr.isTTY) process.stderr.write(`\r${rows.length} of ${corpus.length} `);
  }
  return rows;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

function line(name: string, rows: readonly Row[]): string {
  const ours = sum(rows.map((row) => row.ours)) / rows.length;
  const perl = sum(rows.map((row) => row.perl)) / rows.length;
  const slower = rows.filter((row) => row.ours > row.perl).length;
  const numbers = [rows.length, ours.toFixed(0), perl.toFixed(0), (perl / ours).toFixed(2), slower];
  return `| ${[name, ...numbers].join(" | ")} |`;
}

protectMatches(1);
const rows = run(readCorpus());
const groups = [...new Set(rows.map(({ group }) => group))];
const table = [
  "| group | expressions | ours, ns | Perl, ns | ratio | slower than Perl |",
  "| --- | ---: | ---: | ---: | ---: | ---: |",
  ...groups.map((group) =>
    line(
      group,
      rows.filter((row) => row.group === group),
    ),
  ),
  line("all", rows),
].join("\n");
console.log(table);
if (process.argv.includes("--slow")) {
  for (const { pattern, ours, perl } of rows.filter((row) => row.ours > row.perl)) {
    console.log(`${(perl / ours).toFixed(2)} ${ours.toFixed(0)} ns against ${perl.toFixed(0)}: ${pattern}`);
  }
}
if (process.argv.includes("--record")) {
  const date = new Date().toISOString().slice(0, 10);
  mkdirSync("bench/records", { recursive: true });
  const about = `\`npm run bench:regexp\`, ${date}, Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model}`;
  writeFileSync(`bench/records/${date}-regexp.md`, `${about}\n\n${table}\n`);
}
