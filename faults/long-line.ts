/** A line of 64 MiB: taken whole, or cut with --max-line. */
import { appendFileSync } from "node:fs";
import type { Place } from "../testing/place.js";
import type { Fault, Scene } from "./fault.js";
import { rule } from "./rules.js";

const MEBIBYTE = 1024 * 1024;
const PART = Buffer.alloc(MEBIBYTE, "x");
const MEMORY_MAX = 1024 * MEBIBYTE;

function setUp(place: Place, options: readonly string[], expected: string): Omit<Scene, "said"> {
  place.write("in", "");
  return {
    rules: rule("^(begin) x*( end)?$", "write out $1$2") + rule("^line (\\d+)", "write out $1"),
    options: ["--input=in", ...options],
    async break(daemon) {
      place.append("in", "begin ");
      for (let part = 0; part < 64; part++) appendFileSync(place.path("in"), PART);
      await daemon.pulse("while the line has no end");
      place.append("in", " end\nline 1\n");
    },
    mend: () => {},
    async after(daemon) {
      await daemon.until("the line after it is acted on", () => place.lines("out").includes("1"));
      if (place.lines("out")[0] !== expected) throw new Error(`of the long line came "${place.lines("out")[0]}"`);
      if (daemon.memory > MEMORY_MAX) throw new Error(`it takes ${Math.round(daemon.memory / 1e6)} MB of memory`);
    },
  };
}

export const longLine: Fault = {
  name: "long-line",
  what: "a line of 64 MiB",
  quick: false,
  setUp: (place) => ({ ...setUp(place, [], "begin end"), said: [] }),
};

export const longLineCut: Fault = {
  name: "long-line-cut",
  what: "a line of 64 MiB where --max-line allows a megabyte",
  quick: true,
  setUp: (place) => ({ ...setUp(place, ["--max-line=1000000"], "begin"), said: [], saidAfter: [/\bin\b.*\bcut\b/] }),
};
