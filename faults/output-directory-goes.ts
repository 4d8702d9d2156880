/** The directory of an output file is removed and made again, as a rotation gone wrong does it. */
import { mkdirSync, rmSync } from "node:fs";
import type { Fault } from "./fault.js";
import { mustAscend, numbered, rule } from "./rules.js";

export const outputDirectoryGoes: Fault = {
  name: "output-directory-goes",
  what: "the directory of an output file is removed, later it is there again",
  quick: true,
  setUp(place) {
    mkdirSync(place.path("outputs"));
    place.write("in", "");
    return {
      rules: rule("^line (\\d+)", "write outputs/out $1"),
      options: ["--input=in"],
      async break(daemon) {
        place.append("in", numbered(1, 10));
        await daemon.until("lines are written", () => place.lines("outputs/out").length === 10);
        rmSync(place.path("outputs"), { recursive: true });
        daemon.signal("USR2");
        await daemon.until(
          "outputs are closed",
          () => !daemon.descriptors.some((name) => name.includes("outputs/out")),
        );
        place.append("in", numbered(11, 500));
      },
      said: [/outputs\/out.*(?:ENOENT|no such)/i],
      mend: () => mkdirSync(place.path("outputs")),
      async after(daemon) {
        place.append("in", numbered(501, 510));
        await daemon.until("the last line is written", () => place.lines("outputs/out").at(-1) === "510");
        mustAscend("outputs/out", place.lines("outputs/out"), /^(\d+)$/);
      },
    };
  },
};
