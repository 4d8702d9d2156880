/** Of a thousand inputs one half vanishes and returns. */
import { mkdirSync, rmSync } from "node:fs";
import type { Fault } from "./fault.js";
import { rule } from "./rules.js";

const INPUTS = 1000;

export const thousandInputs: Fault = {
  name: "thousand-inputs",
  what: "of 1,000 inputs 500 vanish and return",
  quick: false,
  setUp(place) {
    mkdirSync(place.path("inputs"));
    const names = Array.from({ length: INPUTS }, (_, index) => `inputs/${1000 + index}`);
    const going = names.filter((_, index) => index % 2 === 0);
    for (const name of names) place.write(name, "");
    /** Appends a line to each of `inputs`, and waits until all are acted on, each once. */
    const writeToAll = (round: string, inputs: readonly string[]): (() => boolean) => {
      for (const name of inputs) place.append(name, `line ${round} ${name}\n`);
      return () => place.lines("out").filter((line) => line.startsWith(`${round} `)).length >= inputs.length;
    };
    let before = 0;
    return {
      rules: rule("^line (\\w+ \\S+)", "write out $1"),
      options: ["--input=inputs/*", "--reopen-timeout=1"],
      async break(daemon) {
        await daemon.until("all lines are acted on", writeToAll("first", names));
        before = daemon.descriptors.length;
        for (const name of going) rmSync(place.path(name));
        const staying = names.filter((name) => !going.includes(name));
        await daemon.until("the others' lines are acted on", writeToAll("second", staying));
      },
      said: [],
      mend: () => {
        for (const name of going) place.write(name, `line back ${name}\n`);
      },
      async after(daemon) {
        const isBack = (): boolean =>
          place.lines("out").filter((line) => line.startsWith("back ")).length >= going.length;
        await daemon.until("the lines of those that returned are acted on", isBack);
        await daemon.until("all lines are acted on again", writeToAll("third", names));
        const out = place.lines("out");
        if (new Set(out).size !== out.length) throw new Error("a line was acted on twice");
        await daemon.until("no descriptor is left of the removed files", () => daemon.descriptors.length <= before);
      },
    };
  },
};
