/** The log cannot be written: a full disk, a directory that goes, a directory in its place. */
import { mkdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import type { Daemon } from "../testing/daemon.js";
import type { Place } from "../testing/place.js";
import type { Fault, Scene } from "./fault.js";
import { numbered, rule } from "./rules.js";
import { noSmallDisk, SmallDisk } from "./small-disk.js";

/** Rules that log each line, and the wait until such messages are in the log again. */
function logEachLine(place: Place, log: string): Omit<Scene, "break" | "mend" | "said"> {
  mkdirSync(place.path("logs"), { recursive: true });
  place.write("in", "");
  return {
    rules: rule("^(line \\d+.*)", "logonly saw $1"),
    options: [`--log=${log}`, "--input=in"],
    log,
    async after(daemon: Daemon) {
      let number = 1_000_000;
      await daemon.until("messages are in the log again", () => {
        place.append("in", numbered(++number, number));
        return place.lines(log).some((line) => /saw line 1\d{6}$/.test(line));
      });
    },
  };
}

export const logInTheWay: Fault = {
  name: "log-is-a-directory",
  what: "a directory is where the log should be, when it is opened anew",
  quick: true,
  setUp: (place) => ({
    ...logEachLine(place, "logs/sec.log"),
    break(daemon) {
      renameSync(place.path("logs/sec.log"), place.path("logs/old.log"));
      mkdirSync(place.path("logs/sec.log"));
      daemon.signal("USR2");
    },
    said: [/logs\/sec\.log/],
    mend: () => rmdirSync(place.path("logs/sec.log")),
  }),
};

export const logDirectoryGoes: Fault = {
  name: "log-directory-goes",
  what: "the directory of the log is removed, later it is there again",
  quick: true,
  setUp: (place) => ({
    ...logEachLine(place, "logs/sec.log"),
    break(daemon) {
      rmSync(place.path("logs"), { recursive: true });
      daemon.signal("USR2");
    },
    said: [/logs\/sec\.log/],
    mend: () => mkdirSync(place.path("logs")),
  }),
};

export const logDiskFull: Fault = {
  name: "log-disk-full",
  what: "the disk of the log fills up",
  quick: true,
  missing: noSmallDisk,
  setUp(place) {
    const disk = new SmallDisk(place.path("logs"));
    return {
      ...logEachLine(place, "logs/sec.log"),
      break() {
        disk.fill();
        place.append("in", numbered(1, 500));
      },
      said: [/logs\/sec\.log.*(?:ENOSPC|no space)/i],
      mend: () => disk.free(),
      saidAfter: [/\b\d+ (?:log )?messages\b/],
      cleanUp: () => disk.remove(),
    };
  },
};
