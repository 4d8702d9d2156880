/** Runs snippets of Perl in a real perl and compiled, and tells what came of them in one notation. */
import { spawnSync } from "node:child_process";
import { compilePerl } from "../src/perl/compile/index.js";
import { isHash } from "../src/perl/runtime/hash.js";
import { placed, State } from "../src/perl/runtime/state.js";
import { forgetUses, textOf } from "../src/perl/runtime/text.js";
import { Box, Code, Death, Fault, GiveUp, Pattern, type Place, type Value } from "../src/perl/runtime/values.js";

/** A parameter: a string, undef, a list of strings, or the hash of a pattern match cache entry. */
export type SnippetArgument = string | undefined | readonly string[] | Readonly<Record<string, string>>;

/** A function, and the calls of it, in list or scalar context. */
export interface SnippetCase {
  readonly source: string;
  /** Code that yields functions that yield the function of `source`: new ones that share what is beside it. */
  readonly maker?: string | null;
  /** As the maker, or the source where there is none, but without the operator `.=`. */
  readonly withoutAppending?: string | null;
  readonly calls: readonly { readonly list: boolean; readonly arguments: readonly SnippetArgument[] }[];
}

/** What happened: values, error, arguments and package variables after each call; or why it was not compiled. */
export type SnippetResult =
  | { readonly kind: "ran"; readonly text: string }
  | { readonly kind: "left"; readonly reason: string };

/** The package variables that snippets may name. */
export const SCALARS = ["ga", "gb", "main::gm"];
export const ARRAYS = ["gl", "gk"];
export const HASHES = ["gh", "gi"];
/** The functions that they may define. */
export const FUNCTIONS = ["fa", "fb", "fd"];
/** The time that code sees. */
export const TIME = 1_234_567_890;

const PROGRAM = `
package main::SEC;
BEGIN { *CORE::GLOBAL::time = sub () { ${TIME} }; *CORE::GLOBAL::localtime = sub (;$) { CORE::gmtime(@_ ? $_[0] : ${TIME}) };
  *CORE::GLOBAL::gmtime = sub (;$) { CORE::gmtime(@_ ? $_[0] : ${TIME}) }; }
no warnings;
sub Run::append { my $text = join('', $_[0], $_[1]); $_[0] = $text }
sub Run::evaluate { eval $Run::source }
sub Run::call { my $code = shift; &$code }
package Run;
$SIG{ALRM} = sub { print "slow\\n"; exit(1) };
sub show {
  my ($value) = @_;
  return 'u' if !defined($value);
  my $type = ref($value);
  return '=' . unpack('H*', "$value") if $type eq '' || $type eq 'Regexp';
  return '[' . join(',', map { show($_) } @$value) . ']' if $type eq 'ARRAY';
  return '{' . join(',', map { unpack('H*', $_) . show($value->{$_}) } sort keys %$value) . '}' if $type eq 'HASH';
  return $type eq 'CODE' ? 'C' : '$' . show($$value);
}
sub read_argument {
  my ($text) = @_;
  return undef if $text eq 'u';
  return pack('H*', substr($text, 1)) if $text =~ /^=/;
  return [map { pack('H*', substr($_, 1)) } split(/,/, substr($text, 1))] if $text =~ /^\\[/;
  return { map { my ($k, $v) = split(/:/, $_, -1); (pack('H*', $k), pack('H*', $v)) } split(/,/, substr($text, 1)) };
}
my @input = <STDIN>;
close(STDIN);
for my $line (@input) {
  chomp($line);
  my ($hex, @calls) = split(/;/, $line, -1);
  ${SCALARS.map((name) => `undef $${full(name)};`).join(" ")}
  ${ARRAYS.map((name) => `@${full(name)} = ();`).join(" ")}
  ${HASHES.map((name) => `%${full(name)} = ();`).join(" ")}
  delete @main::SEC::{qw(${FUNCTIONS.join(" ")})};
  undef $_;
  $source = pack('H*', $hex);
  alarm(10);
  my $code = evaluate();
  my $error = $@;
  my $function = $code;
  my @answers;
  if (ref($code) ne 'CODE') { push(@answers, 'N' . show($error)); }
  else {
    for my $call (@calls) {
      $code = evaluate() if $ARGV[0] eq 'evaluated anew';
      $code = $function->() if $ARGV[0] eq 'made anew';
      my ($context, @texts) = split(/ /, $call, -1);
      my @arguments = map { read_argument($_) } @texts;
      my @copies = @arguments;
      my @values;
      if ($context eq 'l') { @values = eval { Run::call($code, @arguments) }; } else { $values[0] = eval { Run::call($code, @arguments) }; }
      $error = $@;
      @values = () if $error ne '';
      push(@answers, join(' ', show(\\@values), show($error), show(\\@copies),
        ${[...SCALARS.map((name) => `show($${full(name)})`), ...ARRAYS.map((name) => `show(\\@${full(name)})`), ...HASHES.map((name) => `show(\\%${full(name)})`)].join(", ")}));
    }
  }
  print join(';', @answers), "\\n";
}
`;

function full(name: string): string {
  return name.includes("::") ? name : `main::SEC::${name}`;
}

function hex(text: string): string {
  return Buffer.from(text, "latin1").toString("hex");
}

function argumentText(argument: SnippetArgument): string {
  if (argument === undefined) return "u";
  if (typeof argument === "string") return `=${hex(argument)}`;
  if (Array.isArray(argument)) return `[${argument.map((item) => `=${hex(item)}`).join(",")}`;
  return `{${Object.entries(argument)
    .map(([key, value]) => `${hex(key)}:${hex(value as string)}`)
    .join(",")}`;
}

/** Perl is ended when it prints more than so many bytes: what it printed has to be a string here. */
const OUTPUT_MAX = 2 ** 27;

/** Texts that double in a loop would take all memory of the machine. */
const MEMORY_KILOBYTES_MAX = 2_000_000;

/**
 * How often Perl makes the function: before the first call, by evaluating all of the code before each call, or by
 * making a new function before each call that shares the variables beside it.
 */
export type Making = "once" | "evaluated anew" | "made anew";

/** One line for each case; "slow" where a case took too long or too much: it ends the process. */
export function runInPerl(cases: readonly SnippetCase[], making: Making = "once"): string[] {
  const lines = cases.map(({ source, calls }) =>
    [
      hex(source),
      ...calls.map(({ list, arguments: values }) => [list ? "l" : "s", ...values.map(argumentText)].join(" ")),
    ].join(";"),
  );
  const limited = `ulimit -v ${MEMORY_KILOBYTES_MAX}; exec perl -e "$0" "$1"`;
  const run = spawnSync("sh", ["-c", limited, PROGRAM, making], {
    input: `${lines.join("\n")}\n`,
    maxBuffer: OUTPUT_MAX,
    encoding: "latin1",
  });
  const answers = run.stdout.split("\n").slice(0, -1);
  // Killed, for its use of memory, or for what it printed.
  if (answers.length < cases.length && !answers.includes("slow")) answers.push("slow");
  return answers;
}

export function runCompiled({ source, calls }: SnippetCase, evaluation: number): SnippetResult {
  const compiled = compilePerl(source);
  if (compiled.kind === "unsupported") return { kind: "left", reason: compiled.feature };
  const state = new State({ now: () => TIME, localTime: universal, checkLimits: () => {} });
  const place: Place = { evaluation, line: 1 };
  forgetUses();
  try {
    const code = compiled.instantiate(state, place)(0) as Value;
    if (!(code instanceof Code)) return { kind: "ran", text: "N=" };
    const answers = calls.map((call) => callCompiled(code, call, state, place));
    return { kind: "ran", text: answers.join(";") };
  } catch (error) {
    if (error instanceof RangeError || (error as { code?: string }).code === "ERR_STRING_TOO_LONG")
      return { kind: "left", reason: "gives up: too deep or too long" };
    if (error instanceof GiveUp) return { kind: "left", reason: `gives up: ${error.message}` };
    throw error;
  }
}

function callCompiled(code: Code, call: SnippetCase["calls"][number], state: State, place: Place): string {
  const values = call.arguments.map(argumentValue);
  const copies = [...values];
  state.error = "";
  state.depth = 0;
  state.dirty = false;
  place.line = 1;
  let results: Value[] = [];
  let failure: Value = "";
  try {
    const result = code.body(values, call.list ? 1 : 0);
    results = call.list ? (result as Value[]) : [result as Value];
  } catch (error) {
    if (error instanceof Death) failure = error.value;
    else if (error instanceof Fault) failure = placed(error.message, place);
    else throw error;
  }
  const globals = [
    ...SCALARS.map((name) => show(state.scalar(globalName(name)).v)),
    ...ARRAYS.map((name) => show(state.array(globalName(name)))),
    ...HASHES.map((name) => show(state.hash(globalName(name)))),
  ];
  return [show(results), show(failure), show(copies), ...globals].join(" ");
}

function globalName(name: string): string {
  return name.startsWith("main::") ? name.slice(6) : `SEC::${name}`;
}

function argumentValue(argument: SnippetArgument): Value {
  if (argument === undefined || typeof argument === "string") return argument;
  if (Array.isArray(argument)) return [...argument];
  return new Map(Object.entries(argument as Record<string, string>));
}

function universal(instant: number) {
  const date = new Date(instant * 1000);
  return {
    second: date.getUTCSeconds(),
    minute: date.getUTCMinutes(),
    hour: date.getUTCHours(),
    day: date.getUTCDate(),
    month: date.getUTCMonth() + 1,
    year: date.getUTCFullYear(),
    weekday: date.getUTCDay(),
    isSummer: false,
  };
}

function show(value: Value): string {
  if (value === undefined) return "u";
  if (typeof value !== "object" || value instanceof Pattern) return `=${hex(textOf(value))}`;
  if (Array.isArray(value)) return `[${value.map(show).join(",")}]`;
  if (value instanceof Code) return "C";
  if (value instanceof Box) return `$${show(value.v)}`;
  if (!isHash(value)) return "?";
  const pairs = [...value.entries()].map(([key, item]) => [hex(key), show(item)] as const);
  pairs.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${pairs.map(([key, item]) => key + item).join(",")}}`;
}

/** The notation, for people. */
export function readable(text: string): string {
  return text.replace(/=([0-9a-f]*)/g, (_, digits: string) =>
    JSON.stringify(Buffer.from(digits, "hex").toString("latin1")),
  );
}
