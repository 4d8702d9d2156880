/** The writer of an input's named pipe goes, and another comes: nothing is lost, nothing spins meanwhile. */
import { closeSync, openSync, writeSync } from "node:fs";
import type { Place } from "../testing/place.js";
import type { Fault, Scene } from "./fault.js";
import { makeFifo } from "./fifo-reader.js";
import { mustEqual, numbered, numbers, rule } from "./rules.js";

const WRITERS = 20;

function setUp(place: Place, options: readonly string[]): Scene {
  makeFifo(place.path("fifo"));
  let number = 0;
  /** Opens it for reading as well: a pipe that nobody reads yet does not stop the one who writes. */
  const writeAndGo = (count: number): void => {
    const descriptor = openSync(place.path("fifo"), "r+");
    writeSync(descriptor, numbered(number + 1, number + count));
    number += count;
    closeSync(descriptor);
  };
  const acted = (): boolean => place.lines("out").length >= number;
  return {
    rules: rule("^line (\\d+)", "write out $1"),
    options: ["--input=fifo", "--reopen-timeout=1", ...options],
    async break(daemon) {
      writeAndGo(10);
      await daemon.until("lines are acted on", acted);
    },
    said: [],
    async mend(daemon) {
      const [seconds, start] = [daemon.cpuSeconds, performance.now()];
      await daemon.pulse("without a writer");
      await daemon.until("half a second is over", () => performance.now() > start + 500);
      const share = ((daemon.cpuSeconds - seconds) * 1000) / (performance.now() - start);
      if (share > 0.5) throw new Error(`without a writer it takes ${Math.round(share * 100)} % of a processor`);
    },
    async after(daemon) {
      for (let writer = 0; writer < WRITERS; writer++) {
        writeAndGo(1);
        await daemon.until(`the line of writer ${writer + 1} is acted on`, acted);
      }
      mustEqual("out", place.lines("out"), numbers(1, number));
    },
  };
}

export const inputFifoWriterGoes: Fault = {
  name: "input-fifo-writer-goes",
  what: "the writers of an input's named pipe come and go",
  quick: true,
  setUp: (place) => setUp(place, []),
};
