/** The disk of an output file fills up. */
import type { Fault } from "./fault.js";
import { mustEqual, numbered, numbers, rule } from "./rules.js";
import { noSmallDisk, SmallDisk } from "./small-disk.js";

/** More than what the file's last page on disk still takes. */
const LINES = 3000;

export const diskFull: Fault = {
  name: "disk-full",
  what: "the disk of an output file fills up",
  quick: true,
  missing: noSmallDisk,
  setUp(place) {
    const disk = new SmallDisk(place.path("disk"));
    place.write("in", "");
    return {
      rules: rule("^line (\\d+)", "write disk/out $1"),
      options: ["--input=in"],
      async break(daemon) {
        place.append("in", numbered(1, 10));
        await daemon.until("lines are written", () => place.lines("disk/out").length === 10);
        disk.fill();
        place.append("in", numbered(11, LINES));
      },
      said: [/disk\/out.*(?:ENOSPC|no space)/i],
      mend: () => disk.free(),
      async after(daemon) {
        place.append("in", numbered(LINES + 1, LINES + 10));
        await daemon.until("the last line is written", () => place.lines("disk/out").at(-1) === String(LINES + 10));
        mustEqual("disk/out", place.lines("disk/out"), numbers(1, LINES + 10));
      },
      saidAfter: [/disk\/out.*(?:again|over|late)/i],
      cleanUp: () => disk.remove(),
    };
  },
};
