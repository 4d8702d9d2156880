/** There is no perl: rules that need it are rejected, each with its reason, and the others run. */
import type { Fault } from "./fault.js";
import { directoryWith } from "./perl.js";
import { mustEqual, rule } from "./rules.js";

const RECURSIVE = "^balanced (\\((?:[^()]|(?1))*\\))$";

export const perlMissing: Fault = {
  name: "perl-missing",
  what: "there is no perl",
  quick: true,
  setUp(place) {
    place.write("in", "");
    return {
      rules:
        rule("^line (\\d+)", "lcall %o $1 -> ( sub { require POSIX; POSIX::floor($_[0] * 2) } ); write out %o") +
        rule("^line (\\d+)", "eval %o ( require POSIX; POSIX::floor($1 * 2) ); write out evaluated %o") +
        rule(RECURSIVE, "write out $1") +
        "type=Single\nptype=PerlFunc\npattern=sub { require POSIX; $_[0] =~ /line/ }\ndesc=d\naction=write out function\n\n" +
        rule("^line (\\d+)", "write out line $1"),
      options: ["--input=in"],
      start: { wrapper: ["env", `PATH=${directoryWith(place, "bin", ["sh", "mkfifo"])}`] },
      async break(daemon) {
        daemon.signal("HUP");
        await daemon.until("it is up again", () => place.lines("pulse.out").filter((line) => line === "up").length > 1);
      },
      said: [
        /rules\.sec:5: this Perl code needs Perl/,
        /rules\.sec:11: this Perl code needs Perl/,
        /rules\.sec:15: this regular expression needs Perl/,
      ],
      mend: () => {},
      async after(daemon) {
        place.append("in", "line 1\nbalanced (())\nline 2\n");
        await daemon.until("lines are acted on", () => place.lines("out").includes("line 2"));
        mustEqual("out", place.lines("out"), ["line 1", "line 2"]);
      },
    };
  },
};
