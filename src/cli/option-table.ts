/**
 * The reference's options (manual: OPTIONS) and our own, in one table: parsing, --help and
 * the table of docs/options.md follow from it.
 */
import type { Settings } from "../runtime/settings.js";

type Mutable = { -readonly [Name in keyof Settings]: Settings[Name] };

/** How an option's value is read. */
export type OptionKind = "flag" | "string" | "strings" | "integer" | "number" | "mode" | "inputs" | "choice";

export interface Option {
  /** The first is the one shown. */
  readonly names: readonly string[];
  readonly kind: OptionKind;
  /** What stands for the value in --help. */
  readonly value?: string;
  readonly field: keyof Settings | "help" | "version";
  readonly help: string;
  /** Ours, not the reference's: never abbreviated, so that the reference's abbreviations stay unique. */
  readonly own?: true;
  /** What a choice may be. */
  readonly choices?: readonly string[];
  /** Accepted, but without effect so far. */
  readonly pending?: true;
  /** Numbers outside of these bounds are refused. */
  readonly least?: number;
  readonly most?: number;
}

export const DEFAULTS: Settings = {
  conf: [],
  input: [],
  inputTimeout: 0,
  timeoutScript: null,
  reopenTimeout: 0,
  checkTimeout: 0,
  pollTimeout: 0.1,
  socketTimeout: 60,
  blocksize: 8192,
  bufsize: 0,
  evstoresize: 0,
  cleantime: 1,
  log: null,
  syslog: null,
  debug: 6,
  pid: null,
  dump: "/tmp/sec.dump",
  user: null,
  group: [],
  umask: null,
  ruleperf: false,
  dumpfts: false,
  dumpfjson: false,
  quoting: false,
  tail: true,
  fromstart: false,
  detach: false,
  jointbuf: null,
  keepopen: true,
  rwfifo: true,
  childterm: true,
  intevents: false,
  intcontexts: false,
  testonly: false,
  maxLine: 0,
  threads: false,
  maxChildren: 0,
  childTimeout: 0,
  regexpTimeout: 1,
  perlTimeout: 60,
  logFormat: "text",
  prefilter: true,
  perlCompile: true,
};

export function mutableDefaults(): Mutable {
  return { ...DEFAULTS, conf: [], input: [], group: [] };
}

export const OPTIONS: readonly Option[] = [
  { names: ["conf"], kind: "strings", value: "PATTERN", field: "conf", help: "rule files; may be given several times" },
  {
    names: ["input"],
    kind: "inputs",
    value: "PATTERN[=CONTEXT]",
    field: "input",
    help: "files, named pipes or - for standard input, with the internal context of their lines",
  },
  {
    names: ["input-timeout", "input_timeout"],
    kind: "integer",
    value: "SECONDS",
    field: "inputTimeout",
    least: 0,
    help: "run --timeout-script when an input has been silent for so long",
  },
  {
    names: ["timeout-script", "timeout_script"],
    kind: "string",
    value: "PROGRAM",
    field: "timeoutScript",
    help: "gets 1 or 0 (silent, or data again) and the input's name",
  },
  {
    names: ["reopen-timeout", "reopen_timeout"],
    kind: "integer",
    value: "SECONDS",
    field: "reopenTimeout",
    least: 0,
    help: "try to open closed inputs at this interval",
  },
  {
    names: ["check-timeout", "check_timeout"],
    kind: "integer",
    value: "SECONDS",
    field: "checkTimeout",
    least: 0,
    help: "leave an input that brought nothing alone for so long",
  },
  {
    names: ["poll-timeout", "poll_timeout"],
    kind: "number",
    value: "SECONDS",
    field: "pollTimeout",
    least: 0,
    help: "sleep when no input has data (0.1)",
  },
  {
    names: ["socket-timeout", "socket_timeout"],
    kind: "integer",
    value: "SECONDS",
    field: "socketTimeout",
    least: 1,
    help: "give a connection up after this time (60)",
  },
  {
    names: ["blocksize"],
    kind: "integer",
    value: "BYTES",
    field: "blocksize",
    least: 1,
    help: "bytes read at once (8192)",
  },
  {
    names: ["bufsize"],
    kind: "integer",
    value: "LINES",
    field: "bufsize",
    least: 0,
    help: "lines in input buffers (0: as the rules need)",
  },
  {
    names: ["evstoresize"],
    kind: "integer",
    value: "STRINGS",
    field: "evstoresize",
    least: 0,
    help: "limit of event stores (0: none)",
  },
  {
    names: ["cleantime"],
    kind: "integer",
    value: "SECONDS",
    field: "cleantime",
    least: 0,
    help: "interval of the periodic work (1)",
  },
  { names: ["log"], kind: "string", value: "FILE", field: "log", help: "log file" },
  {
    names: ["syslog"],
    kind: "string",
    value: "FACILITY",
    field: "syslog",
    help: "log to syslog",
  },
  {
    names: ["debug"],
    kind: "integer",
    value: "LEVEL",
    field: "debug",
    least: 1,
    most: 6,
    help: "1 critical, 2 error, 3 warning, 4 notice, 5 info, 6 debug (6)",
  },
  { names: ["pid"], kind: "string", value: "FILE", field: "pid", help: "file for the process ID" },
  { names: ["dump"], kind: "string", value: "FILE", field: "dump", help: "dump file of SIGUSR1 (/tmp/sec.dump)" },
  { names: ["user"], kind: "string", value: "NAME", field: "user", help: "user to run as" },
  { names: ["group"], kind: "strings", value: "NAME", field: "group", help: "group to run as" },
  {
    names: ["umask"],
    kind: "mode",
    value: "MODE",
    field: "umask",
    least: 0,
    most: 0o777,
    help: "file mode creation mask",
  },
  { names: ["ruleperf"], kind: "flag", field: "ruleperf", help: "measure each rule's CPU time" },
  { names: ["dumpfts"], kind: "flag", field: "dumpfts", help: "dump file names end in the time" },
  { names: ["dumpfjson"], kind: "flag", field: "dumpfjson", help: "dump as JSON" },
  { names: ["quoting"], kind: "flag", field: "quoting", help: "put %s into single quotes in shell command lines" },
  { names: ["tail"], kind: "flag", field: "tail", help: "wait for new lines; --notail ends at the end of all inputs" },
  { names: ["fromstart"], kind: "flag", field: "fromstart", help: "with --tail: read inputs from their beginning" },
  { names: ["detach"], kind: "flag", field: "detach", help: "become a daemon" },
  { names: ["jointbuf"], kind: "flag", field: "jointbuf", help: "one input buffer for all inputs" },
  { names: ["keepopen"], kind: "flag", field: "keepopen", help: "keep inputs open over soft restarts" },
  { names: ["rwfifo"], kind: "flag", field: "rwfifo", help: "open named pipes for reading and writing" },
  { names: ["childterm"], kind: "flag", field: "childterm", help: "SIGTERM to children at the end" },
  { names: ["intevents"], kind: "flag", field: "intevents", help: "make events such as SEC_STARTUP" },
  { names: ["intcontexts"], kind: "flag", field: "intcontexts", help: "a context for the source of each line" },
  { names: ["testonly"], kind: "flag", field: "testonly", help: "check the rule files and exit with 0 or 1" },
  {
    names: ["threads"],
    kind: "flag",
    field: "threads",
    own: true,
    help: "scan files on a second core while lines are matched",
  },
  {
    names: ["max-line"],
    kind: "integer",
    value: "BYTES",
    field: "maxLine",
    own: true,
    least: 0,
    help: "cut longer lines off (0: no limit)",
  },
  {
    names: ["max-children"],
    kind: "integer",
    value: "NUMBER",
    field: "maxChildren",
    own: true,
    least: 0,
    help: "children that run at once, others wait (0: no limit)",
  },
  {
    names: ["child-timeout"],
    kind: "integer",
    value: "SECONDS",
    field: "childTimeout",
    own: true,
    least: 0,
    most: 2_000_000,
    help: "SIGTERM, then SIGKILL, to a child that runs longer (0: no limit)",
  },
  {
    names: ["regexp-timeout"],
    kind: "number",
    value: "SECONDS",
    field: "regexpTimeout",
    own: true,
    least: 0,
    help: "give up a regular expression on a line after this time (1; 0: no limit)",
  },
  {
    names: ["perl-timeout"],
    kind: "number",
    value: "SECONDS",
    field: "perlTimeout",
    own: true,
    least: 0,
    help: "stop Perl code of a rule that runs longer in one call (0: no limit)",
  },
  {
    names: ["log-format"],
    kind: "choice",
    value: "text|json",
    field: "logFormat",
    own: true,
    choices: ["text", "json"],
    help: "log messages as text, or as JSON lines",
  },
  {
    names: ["prefilter"],
    kind: "flag",
    field: "prefilter",
    own: true,
    help: "try rules only on lines that hold what their patterns require",
  },
  {
    names: ["perl-compile"],
    kind: "flag",
    field: "perlCompile",
    own: true,
    help: "compile Perl code where that is exact; --noperl-compile runs all of it in perl",
  },
  { names: ["help", "?"], kind: "flag", field: "help", help: "this text" },
  { names: ["version"], kind: "flag", field: "version", help: "the version" },
];
