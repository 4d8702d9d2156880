/** A regular expression that runs in Perl backtracks for ever on one line: it is cut off, and named. */
import type { Fault } from "./fault.js";
import { noPerl } from "./perl.js";
import { mustEqual, rule } from "./rules.js";

/** Recursion without limit is nothing for V8; Perl's own means against backtracking do not help here. */
const RUNAWAY = "^((x+x+)+(?1)?)+q$";

export const perlRunawayPattern: Fault = {
  name: "perl-runaway-pattern",
  what: "a regular expression in Perl backtracks for ever",
  quick: true,
  missing: noPerl,
  setUp(place) {
    place.write("in", "");
    return {
      rules: rule(RUNAWAY, "write out $0 matches") + rule("^(x+|other)$", "write out $1 goes on"),
      options: ["--input=in", "--perl-timeout=1"],
      async break(daemon) {
        place.append("in", `${"x".repeat(64)}\n`);
        await daemon.until("the line goes on", () => place.lines("out").length > 0);
      },
      said: [/"\^\(\(x\+x\+\)\+\(\?1\)\?\)\+q\$" took too long on "x+": treated as no match \(.*:\d+\)/],
      mend: () => {},
      async after(daemon) {
        place.append("in", "xxxq\nother\n");
        await daemon.until("lines are matched again", () => place.lines("out").length > 2);
        mustEqual("out", place.lines("out"), [`${"x".repeat(64)} goes on`, "xxxq matches", "other goes on"]);
      },
    };
  },
};
