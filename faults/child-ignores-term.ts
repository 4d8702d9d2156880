/** A child ignores SIGTERM: a restart goes on without it, and --child-timeout ends it. */
import { existsSync } from "node:fs";
import type { Fault } from "./fault.js";
import { rule } from "./rules.js";

/** With --child-timeout=1: SIGTERM after a second, SIGKILL five seconds later. */
const STUBBORN = 'trap "" TERM HUP; echo $$ > child.pid; while :; do sleep 1; done';

export const childIgnoresTerm: Fault = {
  name: "child-ignores-term",
  what: "a child ignores SIGTERM; restart, --child-timeout",
  quick: false,
  setUp(place) {
    place.write("in", "");
    place.write("stubborn.sh", STUBBORN);
    return {
      rules: rule("^start", "shellcmd sh stubborn.sh") + rule("^line (\\d+)", "write out $1"),
      options: ["--input=in", "--child-timeout=1"],
      async break(daemon) {
        place.append("in", "start\n");
        await daemon.until("the child runs", () => place.lines("child.pid").length > 0);
        daemon.signal("HUP");
        await daemon.until("it is up again", () => place.lines("pulse.out").filter((line) => line === "up").length > 1);
      },
      said: [/SIGKILL/],
      mend: () => {},
      async after(daemon) {
        const pid = place.lines("child.pid")[0] as string;
        await daemon.until("the child is gone", () => !existsSync(`/proc/${pid}`));
        place.append("in", "line 1\n");
        await daemon.until("a line is acted on", () => place.lines("out").includes("1"));
        if (daemon.children.length > 0) throw new Error("children are left");
      },
    };
  },
};
