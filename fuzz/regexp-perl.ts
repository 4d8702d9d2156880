/** Perl's answers to the fuzzer's questions: whether it takes an expression, and what it matches. */
import { spawn } from "node:child_process";
import type { PatternCase } from "./regexp-patterns.js";
import { MATCHES_MAX } from "./regexp-places.js";

/** Captures and named captures; null where there is no match. */
export type PerlMatch = {
  readonly numbered: (string | undefined)[];
  readonly named: Record<string, string>;
  /** The places of all matches (`m//g`), for the first subject only; "died" when Perl gave up. */
  readonly places?: readonly (readonly number[])[] | "died";
} | null;

export type PerlAnswer =
  | { readonly kind: "invalid"; readonly message: string }
  /** One per subject; "died" when Perl gave up while matching. */
  | { readonly kind: "matches"; readonly matches: readonly (PerlMatch | "died")[] }
  /** It took too long. */
  | { readonly kind: "slow" };

/** Reads an expression and its subjects in hexadecimal, a line each time, and prints what came of them. */
const PROGRAM = `
no warnings;
$| = 1;
\${^RE_TRIE_MAXBUF} = -1 if @ARGV;
sub places {
  my ($pattern, $subject) = @_;
  my @all;
  eval {
    while ($subject =~ /$pattern/g) {
      push @all, join ":", map { defined $+[$_] ? ($-[$_], $+[$_]) : (-1, -1) } 0 .. $#+;
      last if @all == ${MATCHES_MAX};
    }
    1;
  } or return "D";
  return join "/", @all;
}
while (my $line = <STDIN>) {
  chomp $line;
  my ($pattern, @subjects) = map { pack "H*", $_ } split /,/, $line, -1;
  my $re = eval { qr/$pattern/ };
  if (!defined $re) { my $message = $@; $message =~ s/ at -e line.*//s; print "I", unpack("H*", $message), "\\n"; next; }
  my @answers;
  for my $subject (@subjects) {
    my $found = eval { $subject =~ /$pattern/ ? 1 : 0 };
    if (!defined $found) { push @answers, "D"; next; }
    if (!($subject =~ /$pattern/)) { push @answers, "-"; next; }
    my @numbered = map { defined $+[$_] ? "=" . unpack("H*", substr($subject, $-[$_], $+[$_] - $-[$_])) : "u" } 0 .. $#+;
    $numbered[0] = "=" . unpack("H*", $&);
    my @named = map { unpack("H*", $_) . "=" . unpack("H*", $+{$_}) } sort keys %+;
    push @answers, join(":", @numbered) . ";" . join(":", @named) . (@answers == 0 ? ";" . places($pattern, $subject) : "");
  }
  print "M", join(",", @answers), "\\n";
}
`;

const TIMEOUT_MS = 3000;

function toHexadecimal(text: string): string {
  return Buffer.from(text, "latin1").toString("hex");
}

function fromHexadecimal(text: string): string {
  return Buffer.from(text, "hex").toString("latin1");
}

/** `without tries`: a row of alternatives is tried one by one, not looked up in a tree of their texts. */
export type PerlKind = "as it is" | "without tries";

/** Asks about all cases. An expression that takes too long costs a new process. */
export async function askPerl(cases: readonly PatternCase[], kind: PerlKind = "as it is"): Promise<PerlAnswer[]> {
  const answers: PerlAnswer[] = [];
  while (answers.length < cases.length) {
    const lines = await answersOf(cases.slice(answers.length), kind);
    answers.push(...lines.map(readAnswer));
    const slow = cases[answers.length];
    if (slow === undefined) break;
    // On a busy machine it may just have had to wait.
    const [line] = await answersOf([slow], kind);
    answers.push(line === undefined ? { kind: "slow" } : readAnswer(line));
  }
  return answers;
}

/** The lines that one process printed, all of them or those before it took too long. */
function answersOf(cases: readonly PatternCase[], kind: PerlKind): Promise<string[]> {
  return new Promise((resolve) => {
    const child = spawn("perl", ["-e", PROGRAM, ...(kind === "as it is" ? [] : [kind])], {
      stdio: ["pipe", "pipe", "ignore"],
    });
    const lines: string[] = [];
    let rest = "";
    let timer = setTimeout(() => child.kill("SIGKILL"), TIMEOUT_MS);
    child.stdout.setEncoding("latin1");
    child.stdout.on("data", (text: string) => {
      clearTimeout(timer);
      timer = setTimeout(() => child.kill("SIGKILL"), TIMEOUT_MS);
      const parts = (rest + text).split("\n");
      rest = parts.pop() as string;
      lines.push(...parts);
    });
    child.stdin.on("error", () => {});
    child.on("close", () => {
      clearTimeout(timer);
      resolve(lines);
    });
    for (const { pattern, subjects } of cases) {
      child.stdin.write(`${[pattern, ...subjects].map(toHexadecimal).join(",")}\n`);
    }
    child.stdin.end();
  });
}

function readAnswer(line: string): PerlAnswer {
  if (line.startsWith("I")) return { kind: "invalid", message: fromHexadecimal(line.slice(1)) };
  return { kind: "matches", matches: line.slice(1).split(",").map(readMatch) };
}

function readMatch(text: string): PerlMatch | "died" {
  if (text === "-") return null;
  if (text === "D") return "died";
  const [numbered = "", named = "", places] = text.split(";");
  return {
    numbered: numbered.split(":").map((value) => (value === "u" ? undefined : fromHexadecimal(value.slice(1)))),
    named: Object.fromEntries(
      named
        .split(":")
        .filter((pair) => pair !== "")
        .map((pair) => pair.split("=").map(fromHexadecimal)),
    ),
    ...(places === undefined ? {} : { places: readPlaces(places) }),
  };
}

function readPlaces(text: string): number[][] | "died" {
  return text === "D" ? "died" : text.split("/").map((match) => match.split(":").map(Number));
}
