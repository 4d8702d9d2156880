/** Perl has ended and cannot be started again, until it can: the program was replaced, say. */
import { unlinkSync } from "node:fs";
import type { Fault } from "./fault.js";
import { directoryWith, linkTo, noPerl } from "./perl.js";
import { numbered, rule } from "./rules.js";

const LINES = 200;

export const perlNotAgain: Fault = {
  name: "perl-not-again",
  what: "perl has ended and cannot be started again for a while",
  quick: true,
  missing: noPerl,
  setUp(place) {
    place.write("in", "");
    const directory = directoryWith(place, "bin", ["sh", "mkfifo", "perl"]);
    return {
      rules:
        rule("^misdeed", "lcall %o -> ( sub { kill(9, $$) } )") +
        rule("^ask (\\d+)", "assign %o none; lcall %o $1 -> ( sub { $_[0] * 2 } ); write answers %o") +
        rule("^line (\\d+)", "assign %o none; lcall %o $1 -> ( sub { $_[0] * 2 } ); write out %o"),
      options: ["--input=in", "--noperl-compile"],
      start: { wrapper: ["env", `PATH=${directory}`] },
      async break(daemon) {
        place.append("in", "ask 1\n");
        await daemon.until("perl answers", () => place.lines("answers").includes("2"));
        unlinkSync(place.path("bin/perl"));
        place.append("in", `misdeed\n${numbered(1, LINES)}`);
        await daemon.until("lines are acted on", () => place.lines("out").length === LINES);
        if (place.lines("out").some((line) => line !== "none")) throw new Error("a call has succeeded");
      },
      said: [/the Perl process has ended/, /^(?!.*lcall).*Perl cannot be started: .*; it is tried again/],
      mend: () => linkTo(directory, "perl"),
      async after(daemon) {
        let asked = 1;
        const isAnswered = (): boolean => {
          place.append("in", `ask ${++asked}\n`);
          return place
            .lines("answers")
            .slice(1)
            .some((line) => line !== "none");
        };
        await daemon.until("perl answers again", isAnswered);
      },
      saidAfter: [/Perl has been started again/],
    };
  },
};
