import { OPTIONS, type Option } from "./option-table.js";

/** The options as rows of a help text. */
export function optionHelp(): string {
  const rows = OPTIONS.map((option): [string, string] => [spelling(option), note(option)]);
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join("\n");
}

/** The options as the table of docs/options.md. */
export function optionTable(): string {
  const rows = OPTIONS.map((option) => [`\`${spelling(option).replaceAll(", ", "`, `")}\``, note(option)]);
  const table = [["option", "what it does"], ...rows].map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = [0, 1].map((column) => Math.max(...table.map((row) => (row[column] as string).length)));
  const lines = table.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] as number)).join(" | ")} |`,
  );
  lines.splice(1, 0, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`);
  return `${lines.join("\n")}\n`;
}

function spelling({ names, kind, value, field }: Option): string {
  if (field === "help") return "--help, -?";
  if (kind === "flag") return field === "version" ? "--version" : `--${names[0]}, --no${names[0]}`;
  return `--${names[0]}=${value}`;
}

function note({ help, pending }: Option): string {
  return pending ? `${help} (accepted, without effect yet)` : help;
}

export const SEC_HELP = `Usage: sec --conf=PATTERN ... --input=PATTERN[=CONTEXT] ... [OPTION] ...

Correlates the lines of its inputs by the rules of its rule files: the options, rule
files and behaviour of SEC (Simple Event Correlator), carried out by evcorr.

Options (one or two dashes; the value behind = or as the next word):
${optionHelp()}

The environment variable SECRC may name a file with more options, one word a line.

Exit status: 0 after SIGTERM or, with --notail, the end of all inputs; with --testonly
0 or 1 (faulty rules); 1 after an error that does not allow to go on.
`;

export const EVCORR_HELP = `Usage: evcorr COMMAND [ARGUMENT] ...

Correlates events: matches lines of logs with rules, acts on what they mean together.

Commands:
  run OPTION ...          run rule files over inputs; the options of "evcorr run --help"
  replay OPTION ... LOG   run rule files over logs with the time that is in them
  explain OPTION ... LOG  tell why an action ran, or what the rules make of a line
  check FILE ...          check rule files: faults, and what is probably not meant
  graph FILE ...          draw how rules, contexts and events hang together (HTML, DOT, Mermaid)
  test CASE ...           run test cases (directories) under a scripted clock
  help [COMMAND]          this text, or a command's own

  evcorr run --conf=my.rules --input=/var/log/auth.log
  evcorr run --conf=my.rules --input=- --notail < old.log
  evcorr replay --conf=my.rules /var/log/auth.log.1 /var/log/auth.log
  evcorr check my.rules
  evcorr test tests/

Exit status: 0 success; 1 faulty rules, or a test that failed; 2 wrong usage.
`;

export const CHECK_HELP = `Usage: evcorr check [OPTION] ... FILE-OR-PATTERN ...

Reads rule files as a run would and says what is wrong with them: file, line, column,
the offending text, and what to do. Then lints: what loads and runs, and is probably not
what was meant. Exit status: 0 all rules load, 1 some do not, 2 wrong usage.

  --strict       exit with 1 also when a lint speaks
  --ignore=IDS   lints not to ask, with commas between; docs/lints.md lists them.
                 In a rule file:  # evcorr: ignore IDS  above a rule
  --no-lint      faults only
  --json         one JSON object per finding and line: file, line, column, endLine,
                 endColumn, severity, id, message, hint
  --sarif        SARIF 2.1.0, for code hosts
  --bufsize=N, --quoting, --input=PATTERN=CONTEXT
                 as for a run: lints take them into account
  -v             also say which files were read, how many rules they gave, and where each
                 regular expression and each piece of Perl code runs: in V8 or in Perl, and
                 why; with --json as objects of severity "note": what, engine, why
`;

export const GRAPH_HELP = `Usage: evcorr graph [--format=FORMAT] [--output=FILE] FILE-OR-PATTERN ...

Draws how the rules of rule files hang together: contexts that they create and ask for,
synthetic events that they make and match, entries of the pattern match cache, labels,
file sets, outputs and programs. Dashed lines depend on values known only at run time.

  --format=FORMAT  dot      for Graphviz (the default)
                   html     a page with the picture; needs no network
                   mermaid  a flowchart for wikis and code hosts
                   json     nodes and edges for tools
  --output=FILE    write there; its ending (.html, .dot, .mmd, .json) gives the format

  evcorr graph --output=rules.html /etc/sec/*.conf

Exit status: 0 success, 1 some rules do not load (the others are drawn), 2 wrong usage.
`;

export const TEST_HELP = `Usage: evcorr test [OPTION] ... CASE ...
       evcorr test --init CASE RULES ... LOG

Runs cases: directories with rule files (*.sec), a timed script (events) or standard
input (stdin), options (args) and what is to come out (expected/). A directory that is
no case is searched for cases. docs/testing-rules.md describes the files.

  --init           make the directory CASE: copies of the rule files, the log's lines as a
                   script, and what the rules do now as what is to come out; with
                   --lines=N at most N lines of the log (1000), and the options of replay
                   that tell times: --tz, --year, --time-format, --time-field
  --write          record what comes out as expected/, instead of comparing
  --rules=FILE     use FILE for the cases' rule files of that name
  --watch          run again whenever a file of the cases changes
  --noprefilter    try every rule on every line, whatever the cases' own options say
  --filter=TEXT    only cases whose path contains TEXT
  --coverage       say which rules, patterns, actions and outcomes of context expressions
                   no case has come to; --coverage=FILE writes that to a file, by its name
                   as text (.txt), JSON (.json) or for lcov and editors (.info)
  --format=FORMAT  text, tap (Test Anything Protocol) or junit (XML for build servers)
  --output=FILE    write the report there
  -k, --keep       keep the working directories and say where they are
  --noperl-compile run all Perl code in perl
  -v               name each case, show the log of those that fail

Exit status: 0 all cases passed, 1 some failed, 2 wrong usage.
`;

export const REPLAY_HELP = `Usage: evcorr replay --conf=PATTERN ... [OPTION] ... LOG ...

Runs rule files over logs with the time that is in them: windows, contexts, Calendar
rules and delayed events do at each second what they would have done. Actions that touch
the world (files, sockets, programs, signals, standard output) are not run: they are
printed, with the log's time, the rule, and the lines that led to them.

  evcorr replay --conf=my.rules /var/log/auth.log.1 /var/log/auth.log
  evcorr replay --conf=my.rules --year=2022 --tz=Europe/Tallinn old/*.gz
  zcat old.gz | evcorr replay --conf=my.rules --format=json - | jq -r .data

LOG is a file, also compressed (gzip, zstd, bzip2, xz), or - for standard input. Several
are merged by time. --input=PATTERN=CONTEXT names logs as well, with an internal context.

Times. The format is recognised from each log's first lines: syslog (RFC 3164 and 5424,
journald's short formats), ISO 8601, Apache's access and error logs, seconds or milliseconds
since Epoch, klog. A line without a time has that of the line before.
  --time-format=FORMAT   as for strptime(3): '%d.%m.%Y %H:%M:%S', or the name of a known
                         format; further %f (a fraction), %z, %s
  --time-field=REGEXP    where the time stands, when not at the beginning: the first group
                         of a Perl regular expression, 'time="(.*?)"'
  --tz=ZONE              of times without an offset, and of the rules (TZ of the environment)
  --year=YEAR            of each log's first line, for formats without a year; otherwise the
                         last one that fits the time when the log was last written to

Order.
  --max-lateness=SECONDS lines are put in order within this bound (0)
  --late=take|drop       what comes later than that is taken at the time that has been
                         reached, or dropped (take); it is counted in any case

What happens.
  --run-actions          run the actions instead of printing them
  --drain=SECONDS        after the last line the clock goes on for so long, so that windows
                         run out (0: it stops at the last line's second)
  --format=json          print one JSON object per action and line: docs/replay.md

All options of "evcorr run" that are about rules and the engine mean the same here; --log
writes the engine's log. Contexts, variables, synthetic events and Perl code are inside:
they do work, Perl code with all that it does; what it prints goes to standard error. What
programs would have printed (spawn) cannot be known.

Actions are on standard output, the same bytes in every run; what must be known and a
summary on standard error, on a terminal with a progress bar.

Exit status: 0; 1 a log could not be read to its end, or an error that does not allow to
go on; 2 wrong usage; N Perl code in a rule called exit(N).
`;

export const EXPLAIN_HELP = `Usage: evcorr explain --conf=PATTERN ... [OPTION] ... LOG ...

Why did this alert fire? Why did that line not match? Runs rule files over logs as "evcorr
replay" does, with the time that is in them and without running any action, and tells.

  evcorr explain --conf=my.rules auth.log               all actions, with their numbers
  evcorr explain --conf=my.rules --action=7 auth.log    what led to the seventh one
  evcorr explain --conf=my.rules --why=198.51.100 auth.log
  evcorr explain --conf=my.rules --at=1203 auth.log     the way of line 1203 through the rules
  evcorr explain --conf=my.rules --line='Nov  9 07:12:21 gate sshd[1]: ...'

  --action=N     all that led to the N-th action: lines, synthetic events, operations with
                 the events that they counted, contexts and what created them, back to the
                 lines of the logs
  --why=TEXT     the same for every action in whose text TEXT stands
  --at=N         the N-th line (of several logs: --at=LOG:N) in the state that the lines before
                 it have left: each rule, whether it matched, and if not, why: how far the
                 pattern gets, what each operand of its context was, which rule ended the
                 matching before it; operations before and after; then the synthetic events
                 that come of it
  --line=TEXT    the same for a line that comes after the logs; without logs, for one that
                 comes to the rules as they start
  --format=json  one JSON object per line: docs/explain.md

All options of "evcorr replay" about times and order mean the same here, and all options of
"evcorr run" about rules and the engine.

Exit status: 0; 1 there is no such line or action, a log could not be read to its end, or an
error that does not allow to go on; 2 wrong usage.
`;
