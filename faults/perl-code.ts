/** Perl code of a rule does what code should not; the daemon and its other rules go on, and Perl is there again. */
import { childrenOf, type Daemon } from "../testing/daemon.js";
import type { Fault } from "./fault.js";
import { noPerl } from "./perl.js";
import { mustEqual, rule } from "./rules.js";

interface Misdeed {
  readonly name: string;
  readonly what: string;
  /** The body of the function, called for one line. */
  readonly code: string;
  readonly options?: readonly string[];
  readonly said: readonly RegExp[];
  /** The values that the call gives; none when it fails. */
  readonly result?: string;
  readonly quick?: boolean;
  /** Whether a global variable outlives it. */
  readonly keepsVariables: boolean;
  readonly alsoAfter?: (daemon: Daemon) => void;
}

const LOST = /variables set by Perl code are lost/;

function perlFault(misdeed: Misdeed): Fault {
  return {
    name: misdeed.name,
    what: misdeed.what,
    quick: misdeed.quick ?? true,
    missing: noPerl,
    setUp(place) {
      place.write("in", "");
      const doubled = "lcall %o $1 -> ( sub { ++$lines . ' ' . $_[0] * 2 } ); write out %o";
      const done = `assign %o failed; lcall %o -> ( sub { ${misdeed.code} } ); write result %o`;
      return {
        rules: rule("^line (\\d+)", doubled) + rule("^misdeed", done),
        options: ["--input=in", "--noperl-compile", ...(misdeed.options ?? [])],
        async break(daemon) {
          place.append("in", "line 1\nmisdeed\n");
          await daemon.until("the call is over", () => place.lines("result").length > 0);
        },
        said: misdeed.said,
        mend: () => {},
        async after(daemon) {
          place.append("in", "line 2\n");
          await daemon.until("Perl answers again", () => place.lines("out").length > 1);
          mustEqual("out", place.lines("out"), ["1 2", misdeed.keepsVariables ? "2 4" : "1 4"]);
          mustEqual("result", place.lines("result"), [misdeed.result ?? "failed"]);
          misdeed.alsoAfter?.(daemon);
        },
      };
    },
  };
}

/** Perl code that has been ended has left no process behind, and no second Perl runs. */
function onePerlOnly({ children }: Daemon): void {
  if (children.length !== 1) throw new Error(`${children.length} children`);
  const left = children.flatMap(({ pid }) => childrenOf(pid));
  if (left.length > 0) throw new Error(`children of Perl are left: ${left.map(({ name }) => name).join(" ")}`);
}

export const PERL_CODE_FAULTS: readonly Fault[] = [
  perlFault({
    name: "perl-code-dies",
    what: "Perl code dies",
    code: "die('on purpose')",
    said: [/lcall: on purpose/],
    keepsVariables: true,
  }),
  perlFault({
    name: "perl-code-loops",
    what: "Perl code loops for ever",
    code: "1 while 1",
    options: ["--perl-timeout=1"],
    said: [/Perl code ran for more than 1 seconds and was stopped/, LOST],
    keepsVariables: false,
    alsoAfter: onePerlOnly,
  }),
  perlFault({
    name: "perl-code-loops-compiled",
    what: "Perl code that runs as JavaScript loops for ever",
    code: "1 while 1",
    options: ["--perl-compile", "--perl-timeout=1"],
    said: [/Perl code ran for more than 1 seconds and was stopped/],
    keepsVariables: true,
  }),
  perlFault({
    name: "perl-code-fills-memory-compiled",
    what: "Perl code that runs as JavaScript fills memory",
    code: "my @kept; push(@kept, [1 .. 50]) while 1",
    options: ["--perl-compile", "--perl-timeout=0"],
    said: [/Perl code used too much memory and was stopped/],
    quick: false,
    keepsVariables: true,
  }),
  perlFault({
    name: "perl-code-recurses",
    what: "Perl code recurses without end",
    code: "my $down; $down = sub { my ($n) = @_; 1 + $down->($n + 1) }; $down->(0)",
    options: ["--perl-timeout=1"],
    said: [/Perl code .* was stopped/, LOST],
    quick: false,
    keepsVariables: false,
    alsoAfter: onePerlOnly,
  }),
  perlFault({
    name: "perl-code-prints",
    what: "Perl code prints a lot, then closes standard output and error",
    code: "print STDERR \"on purpose\\n\"; print 'x' x 1000 for 1 .. 20000; close(STDOUT); close(STDERR); print 'y'; 'printed'",
    said: [/on purpose/],
    result: "printed",
    keepsVariables: true,
  }),
  perlFault({
    name: "perl-code-forks",
    what: "Perl code forks children that come back",
    code: "my @p; for (1 .. 20) { my $p = fork(); if (!$p) { print STDERR \"on purpose\\n\"; return 'child' } push(@p, $p) } waitpid($_, 0) for @p; 'parent'",
    said: [/on purpose/],
    result: "parent",
    keepsVariables: true,
    alsoAfter: onePerlOnly,
  }),
  perlFault({
    name: "perl-code-kills-itself",
    what: "Perl code kills its own process",
    code: "kill('KILL', $$); sleep(5)",
    said: [/the Perl process has ended/, LOST],
    keepsVariables: false,
    alsoAfter: onePerlOnly,
  }),
  perlFault({
    name: "perl-code-leaves",
    what: "Perl code ends its process by _exit",
    code: "POSIX::_exit(3)",
    said: [/the Perl process has ended/, LOST],
    quick: false,
    keepsVariables: false,
    alsoAfter: onePerlOnly,
  }),
  perlFault({
    name: "perl-code-becomes-another-program",
    what: "Perl code runs another program in its place",
    code: "exec('sh', '-c', 'exec sleep 1000')",
    options: ["--perl-timeout=1"],
    said: [/the Perl process has ended/, LOST],
    quick: false,
    keepsVariables: false,
    alsoAfter: onePerlOnly,
  }),
  perlFault({
    name: "perl-code-ignores-signals",
    what: "Perl code sleeps for ever, with all signals ignored",
    code: "$SIG{$_} = 'IGNORE' for keys(%SIG); while (1) { eval { sleep(100) } }",
    options: ["--perl-timeout=1"],
    said: [/Perl code ran for more than 1 seconds and was stopped/, LOST],
    quick: false,
    keepsVariables: false,
    alsoAfter: onePerlOnly,
  }),
];
