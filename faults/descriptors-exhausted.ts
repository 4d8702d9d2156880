/** The file descriptors run out while inputs are added; later there are enough. */
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import type { Daemon } from "../testing/daemon.js";
import type { Fault } from "./fault.js";
import { rule } from "./rules.js";

const INPUTS = 100;
/** How many of them find a descriptor. */
const FREE = 40;

/** The soft limit: it can be raised again. */
function limit(daemon: Daemon, descriptors: number): void {
  execFileSync("prlimit", [`--pid=${daemon.pid}`, `--nofile=${descriptors}:`]);
}

export const descriptorsExhausted: Fault = {
  name: "descriptors-exhausted",
  what: `${INPUTS} inputs are added, but there are only ${FREE} file descriptors, later more`,
  quick: true,
  setUp(place) {
    mkdirSync(place.path("inputs"));
    const names = Array.from({ length: INPUTS }, (_, index) => `inputs/${100 + index}`);
    for (const name of names) place.write(name, "");
    place.write("in", "");
    const actedOn = (round: string): number => place.lines("out").filter((line) => line.startsWith(`${round} `)).length;
    const writeToAll = (round: string): void => {
      for (const name of names) place.append(name, `line ${round} ${name}\n`);
    };
    return {
      rules:
        rule("^line (.+)", "write out $1") +
        rule("^add (\\S+)", "addinput $1 0") +
        rule("^child", "spawn echo line heard"),
      options: ["--input=in", "--reopen-timeout=1"],
      async break(daemon) {
        place.append("in", "line open\n");
        await daemon.until("the output is open", () => place.lines("out").length > 0);
        limit(daemon, daemon.descriptors.length + FREE);
        writeToAll("first");
        place.append("in", names.map((name) => `add ${name}\n`).join(""));
        place.append("in", "child\n");
      },
      said: [new RegExp(`${names.at(-1)}.*EMFILE`), /(?:child|echo|spawn).*EMFILE/],
      mend: (daemon) => limit(daemon, 4096),
      async after(daemon) {
        await daemon.until("all inputs are read", () => actedOn("first") === INPUTS);
        writeToAll("second");
        await daemon.until("all inputs are followed", () => actedOn("second") === INPUTS);
        place.append("in", "child\n");
        await daemon.until("a child is heard", () => place.lines("out").includes("heard"));
      },
    };
  },
};
