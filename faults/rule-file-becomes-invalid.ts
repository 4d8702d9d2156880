/** A rule file becomes invalid and the rules are loaded again; the other files' rules and operations live on. */
import { utimesSync } from "node:fs";
import type { Fault } from "./fault.js";
import { rule } from "./rules.js";

const COUNT_THREE = `type=SingleWithThreshold
ptype=RegExp
pattern=^count
desc=three
action=write out three
window=3600
thresh=3
`;

export const ruleFileBecomesInvalid: Fault = {
  name: "rule-file-becomes-invalid",
  what: "a rule file becomes invalid, SIGABRT; it is mended, SIGABRT",
  quick: true,
  setUp(place) {
    place.write("in", "");
    /** With a time of change that differs from the one before, whatever the file system's resolution. */
    const change = (text: string, hour: number): void => {
      place.write("changing.sec", text);
      utimesSync(place.path("changing.sec"), 1e9 + hour * 3600, 1e9 + hour * 3600);
    };
    change(rule("^which", "write out first"), 1);
    const seen =
      (text: string): (() => boolean) =>
      (): boolean =>
        place.lines("out").includes(text);
    return {
      rules: COUNT_THREE,
      options: ["--input=in", "--conf=changing.sec"],
      async break(daemon) {
        place.append("in", "count\nwhich\n");
        await daemon.until("the rule acts", seen("first"));
        change("type=Single\nptype=RegExp\npattern=(unclosed\ndesc=x\naction=nonsense\n\n\0\xff", 2);
        daemon.signal("ABRT");
      },
      said: [/changing\.sec/],
      async mend(daemon) {
        place.append("in", "count\n");
        await daemon.pulse("with the invalid rule file");
        change(rule("^which", "write out second"), 3);
        daemon.signal("ABRT");
      },
      async after(daemon) {
        await daemon.until("the mended rule acts", () => {
          place.append("in", "which\n");
          return seen("second")();
        });
        if (seen("three")()) throw new Error("two events counted as three");
        place.append("in", "count\n");
        await daemon.until("the operation that was under way ends", seen("three"));
      },
    };
  },
};
