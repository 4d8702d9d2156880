/** A named pipe is written to that nobody reads, until somebody does. */
import type { Fault } from "./fault.js";
import { FifoReader, makeFifo } from "./fifo-reader.js";
import { mustAscend, numbered, rule } from "./rules.js";

export const fifoWithoutReader: Fault = {
  name: "fifo-without-reader",
  what: "nobody reads the named pipe of an output",
  quick: true,
  setUp(place) {
    makeFifo(place.path("fifo"));
    place.write("in", "");
    let reader: FifoReader | null = null;
    return {
      rules: rule("^line (\\d+)", "write fifo $1"),
      options: ["--input=in"],
      break: () => place.append("in", numbered(1, 500)),
      said: [/\bfifo\b.*(?:ENXIO|reader)/i],
      mend: () => {
        reader = new FifoReader(place.path("fifo"));
      },
      async after(daemon) {
        const lines = (): string[] => reader?.lines() ?? [];
        place.append("in", numbered(501, 510));
        await daemon.until("the reader gets the last line", () => lines().includes("510"));
        mustAscend("fifo", lines(), /^(\d+)$/);
      },
      cleanUp: () => reader?.close(),
    };
  },
};
