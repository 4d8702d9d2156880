/** A rotation leaves an input that the daemon may not read; then its mode is mended. */
import { accessSync, chmodSync, constants, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { OUR_SEC } from "../testing/daemon.js";
import type { Fault } from "./fault.js";
import { mustEqual, numbered, numbers, rule } from "./rules.js";

/** The user "nobody": root may read everything, whatever the mode. */
const NOBODY = 65534;

/** Whether everybody may read the program, and enter all the directories that lead to it. */
function everybodyMayRun(program: string): boolean {
  const mode = statSync(program).mode;
  if ((mode & constants.S_IROTH) === 0) return false;
  for (let directory = dirname(program); directory !== "/"; directory = dirname(directory))
    if ((statSync(directory).mode & constants.S_IXOTH) === 0) return false;
  accessSync(program);
  return true;
}

const isRoot = process.getuid?.() === 0;

export const inputPermissionTaken: Fault = {
  name: "input-permission-taken",
  what: "a rotated input may not be read, later it may",
  quick: true,
  missing: () =>
    isRoot && !OUR_SEC.every(everybodyMayRun) ? "root may read everything, and others may not read this program" : null,
  setUp(place) {
    place.write("in", "");
    return {
      rules: rule("^line (\\d+)", "write out $1"),
      options: ["--input=in", "--reopen-timeout=1"],
      ...(isRoot ? { start: { uid: NOBODY } } : {}),
      async break(daemon) {
        place.append("in", numbered(1, 10));
        await daemon.until("lines are acted on", () => place.lines("out").length === 10);
        place.write("new", numbered(11, 20));
        chmodSync(place.path("new"), 0);
        renameSync(place.path("new"), place.path("in"));
      },
      said: [/\bin\b.*(?:EACCES|permission)/i],
      mend: () => chmodSync(place.path("in"), 0o644),
      async after(daemon) {
        await daemon.until("the new file's lines are acted on", () => place.lines("out").length >= 20);
        mustEqual("out", place.lines("out"), numbers(1, 20));
      },
    };
  },
};
