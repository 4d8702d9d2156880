/** The directory of an input is removed, with all that is in it, and made again. */
import { mkdirSync, rmSync } from "node:fs";
import type { Fault } from "./fault.js";
import { mustEqual, numbered, numbers, rule } from "./rules.js";

export const inputDirectoryGoes: Fault = {
  name: "input-directory-goes",
  what: "the directory of an input is removed, later it is there again",
  quick: true,
  setUp(place) {
    mkdirSync(place.path("inputs"));
    place.write("inputs/in", "");
    return {
      rules: rule("^line (\\d+)", "write out $1"),
      options: ["--input=inputs/in", "--reopen-timeout=1"],
      async break(daemon) {
        place.append("inputs/in", numbered(1, 10));
        await daemon.until("lines are acted on", () => place.lines("out").length === 10);
        rmSync(place.path("inputs"), { recursive: true });
      },
      said: [],
      mend() {
        mkdirSync(place.path("inputs"));
        place.write("inputs/in", numbered(11, 20));
      },
      async after(daemon) {
        await daemon.until("the new file's lines are acted on", () => place.lines("out").length >= 20);
        place.append("inputs/in", numbered(21, 30));
        await daemon.until("further lines are acted on", () => place.lines("out").length >= 30);
        mustEqual("out", place.lines("out"), numbers(1, 30));
      },
      saidAfter: [/\binputs\/in\b/],
    };
  },
};
