/** More inputs than file descriptors; later there are enough. */
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import type { Fault } from "./fault.js";
import { rule } from "./rules.js";

/** Enough to start with: Node opens its modules all at once. */
const DESCRIPTORS = 500;
const INPUTS = 700;

export const descriptorsExhausted: Fault = {
  name: "descriptors-exhausted",
  what: `${INPUTS} inputs, but no more than ${DESCRIPTORS} file descriptors, later more`,
  quick: false,
  missing: () => (process.getuid?.() === 0 ? null : "raising the limit again takes root"),
  setUp(place) {
    mkdirSync(place.path("inputs"));
    const names = Array.from({ length: INPUTS }, (_, index) => `inputs/${1000 + index}`);
    for (const name of names) place.write(name, "");
    const actedOn = (round: string): number => place.lines("out").filter((line) => line.startsWith(`${round} `)).length;
    const writeToAll = (round: string): void => {
      for (const name of names) place.append(name, `line ${round} ${name}\n`);
    };
    return {
      rules:
        rule("^line (\\w+ \\S+)", "write out $1") +
        rule("^child", "spawn echo heard") +
        rule("^(heard)", "write out $1"),
      // The name comes before that of the pulse's input: what is there first is opened first.
      options: ["--input=inputs/*", "--reopen-timeout=1"],
      start: { wrapper: ["sh", "-c", `ulimit -n ${DESCRIPTORS}; exec "$@"`, "sh"] },
      break(daemon) {
        if (daemon.descriptors.length > DESCRIPTORS) throw new Error("the limit does not hold");
        writeToAll("first");
        place.append("inputs/1000", "child\n");
      },
      said: [/EMFILE|too many open files/i],
      mend: (daemon) => {
        execFileSync("prlimit", [`--pid=${daemon.pid}`, "--nofile=4096:4096"]);
      },
      async after(daemon) {
        await daemon.until("all inputs are read", () => actedOn("first") === INPUTS);
        writeToAll("second");
        await daemon.until("all inputs are followed", () => actedOn("second") === INPUTS);
        place.append("inputs/1000", "child\n");
        await daemon.until("a child is heard", () => place.lines("out").includes("heard"));
      },
    };
  },
};
