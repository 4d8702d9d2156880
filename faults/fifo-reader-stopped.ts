/** The reader of a named pipe is stopped for a while; more is written than the pipe holds. */
import type { Fault } from "./fault.js";
import { CopyingReader, makeFifo } from "./fifo-reader.js";
import { mustEqual, numbered, rule } from "./rules.js";

/** With their filling about 1 MB: sixteen times what a pipe holds. */
const LINES = 10_000;
const FILLING = ` ${"x".repeat(100)}`;

export const fifoReaderStopped: Fault = {
  name: "fifo-reader-stopped",
  what: "the reader of an output's named pipe is stopped, then goes on",
  quick: true,
  setUp(place) {
    makeFifo(place.path("fifo"));
    place.write("in", "");
    const reader = new CopyingReader(place.path("fifo"), place.path("copy"));
    return {
      rules: rule("^(line \\d+ x+)$", "write fifo $1"),
      options: ["--input=in"],
      async break(daemon) {
        place.append("in", numbered(1, 10, FILLING));
        await daemon.until("the reader gets lines", () => place.lines("copy").length === 10);
        reader.stop();
        place.append("in", numbered(11, LINES, FILLING));
      },
      said: [/\bfifo\b/],
      mend: () => reader.goOn(),
      async after(daemon) {
        await daemon.until("all lines arrive", () => place.lines("copy").length >= LINES);
        mustEqual("copy", place.lines("copy"), numbered(1, LINES, FILLING).split("\n").slice(0, -1));
      },
      cleanUp: () => reader.kill(),
    };
  },
};
