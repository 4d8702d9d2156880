/** The perl process next to the daemon is killed. */
import type { Fault } from "./fault.js";
import { noPerl } from "./perl.js";
import { rule } from "./rules.js";

export const perlKilled: Fault = {
  name: "perl-killed",
  what: "the perl process is killed",
  quick: true,
  missing: noPerl,
  setUp(place) {
    place.write("in", "");
    return {
      rules: rule("^line (\\d+)", "lcall %o $1 -> ( sub { $_[0] * 2 } ); write out %o"),
      options: ["--input=in", "--noperl-compile"],
      async break(daemon) {
        place.append("in", "line 1\n");
        await daemon.until("perl answers", () => place.lines("out").includes("2"));
        const [perl] = daemon.children;
        if (perl === undefined) throw new Error("no perl runs next to the daemon");
        process.kill(perl.pid, "SIGKILL");
        place.append("in", "line 2\n");
      },
      said: [/perl/i],
      mend: () => {},
      async after(daemon) {
        place.append("in", "line 3\n");
        await daemon.until("perl answers again", () => place.lines("out").includes("6"));
      },
    };
  },
};
