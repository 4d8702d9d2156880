/** A spawned child writes without end and without a newline: memory stays bounded. */
import { readFileSync } from "node:fs";
import type { Daemon } from "../testing/daemon.js";
import type { Fault } from "./fault.js";
import { rule } from "./rules.js";

const MEBIBYTE = 1024 * 1024;
/** More than this is not waited for, and less than this in memory is all that may stay of it. */
const WRITTEN_MAX = 1536 * MEBIBYTE;
const MEMORY_MAX = 768 * MEBIBYTE;
/** A child that has written nothing for so long is being held back. */
const STILL_MS = 2000;

function findChild(daemon: Daemon): number | undefined {
  return daemon.children.find(({ name }) => name === "cat")?.pid;
}

/** Bytes that the process has written. */
function writtenBy(pid: number): number {
  return Number(/^wchar: (\d+)/m.exec(readFileSync(`/proc/${pid}/io`, "latin1"))?.[1]);
}

export const endlessChild: Fault = {
  name: "endless-child",
  what: "a spawned child writes without end and without newline",
  quick: false,
  setUp(place) {
    place.write("in", "");
    return {
      rules:
        rule("^start", "spawn cat /dev/zero") + rule("^again", "spawn echo heard") + rule("^heard", "write out heard"),
      options: ["--input=in"],
      async break(daemon) {
        place.append("in", "start\n");
        await daemon.until("the child runs", () => findChild(daemon) !== undefined);
        const pid = findChild(daemon) as number;
        let [written, since] = [0, performance.now()];
        await daemon.until("it has written much, or is held back", () => {
          const now = findChild(daemon) === undefined ? written : writtenBy(pid);
          if (now > written) [written, since] = [now, performance.now()];
          return written > WRITTEN_MAX || performance.now() > since + STILL_MS;
        });
        if (daemon.memory > MEMORY_MAX) {
          const [has, after] = [daemon.memory, written].map((bytes) => Math.round(bytes / MEBIBYTE));
          throw new Error(`it takes ${has} MiB of memory after ${after} MiB without newline`);
        }
      },
      said: [],
      mend: (daemon) => {
        const pid = findChild(daemon);
        if (pid !== undefined) process.kill(pid, "SIGKILL");
      },
      async after(daemon) {
        place.append("in", "again\n");
        await daemon.until("another child is heard", () => place.lines("out").includes("heard"));
        await daemon.until("no child is left", () => daemon.children.length === 0);
      },
    };
  },
};
