/** The kernel gives no more inotify watches than a few: polling takes over. */
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import type { Fault } from "./fault.js";
import { rule } from "./rules.js";

const INPUTS = 50;
/** The limit is one of a user namespace of its own: nobody else feels it. */
const NAMESPACE = ["unshare", "--user", "--map-root-user"];
const LIMITED = "echo 10 > /proc/sys/user/max_inotify_watches";

function noNamespaces(): string | null {
  try {
    execFileSync(NAMESPACE[0] as string, [...NAMESPACE.slice(1), "sh", "-c", LIMITED], { stdio: "ignore" });
    return null;
  } catch {
    return "user namespaces are not allowed here";
  }
}

export const watchesExhausted: Fault = {
  name: "watches-exhausted",
  what: "50 inputs, but no more than 10 inotify watches",
  quick: true,
  missing: noNamespaces,
  setUp(place) {
    mkdirSync(place.path("inputs"));
    const names = Array.from({ length: INPUTS }, (_, index) => `inputs/${100 + index}`);
    for (const name of names) place.write(name, "");
    const writeToAll = (round: string): (() => boolean) => {
      for (const name of names) place.append(name, `line ${round} ${name}\n`);
      return () => place.lines("out").filter((line) => line.startsWith(`${round} `)).length === names.length;
    };
    return {
      rules: rule("^line (\\w+ \\S+)", "write out $1"),
      options: ["--input=inputs/*"],
      start: { wrapper: [...NAMESPACE, "sh", "-c", `${LIMITED}; exec "$@"`, "sh"] },
      // It begins with the start; what is said there was said before.
      break: (daemon) => daemon.until("all lines are acted on", writeToAll("first")),
      said: [],
      mend: () => {},
      async after(daemon) {
        await daemon.until("all lines are acted on again", writeToAll("second"));
        if (!/notified.*ENOSPC/.test(place.read("sec.log"))) throw new Error("nothing was said about it");
      },
    };
  },
};
