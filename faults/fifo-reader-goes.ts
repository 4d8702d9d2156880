/** The reader of a named pipe goes, and another comes. */
import type { Fault } from "./fault.js";
import { FifoReader, makeFifo } from "./fifo-reader.js";
import { mustAscend, numbered, rule } from "./rules.js";

export const fifoReaderGoes: Fault = {
  name: "fifo-reader-goes",
  what: "the reader of an output's named pipe goes, later another comes",
  quick: true,
  setUp(place) {
    makeFifo(place.path("fifo"));
    place.write("in", "");
    let reader = new FifoReader(place.path("fifo"));
    return {
      rules: rule("^line (\\d+)", "write fifo $1"),
      options: ["--input=in"],
      async break(daemon) {
        place.append("in", numbered(1, 10));
        await daemon.until("the first reader gets lines", () => reader.lines().includes("10"));
        reader.close();
        place.append("in", numbered(11, 500));
      },
      said: [/\bfifo\b.*(?:EPIPE|ENXIO|reader)/i],
      mend: () => {
        reader = new FifoReader(place.path("fifo"));
      },
      async after(daemon) {
        place.append("in", numbered(501, 510));
        await daemon.until("the second reader gets the last line", () => reader.lines().includes("510"));
        mustAscend("fifo", reader.lines(), /^(\d+)$/);
      },
      cleanUp: () => reader.close(),
    };
  },
};
