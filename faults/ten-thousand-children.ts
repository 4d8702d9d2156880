/** Very many children: none may be lost, none left. */

import type { Place } from "../testing/place.js";
import type { Fault, Scene } from "./fault.js";
import { numbered, numbers, rule } from "./rules.js";

function setUp(place: Place, count: number): Scene {
  place.write("in", "");
  let before = 0;
  return {
    rules: rule("^line (\\d+)", "spawn echo child $1") + rule("^child (\\d+)", "write out $1"),
    options: ["--input=in"],
    break(daemon) {
      before = daemon.descriptors.length;
      place.append("in", numbered(1, count));
    },
    said: [],
    mend: async (daemon) => {
      await daemon.until("all children have been heard", () => place.lines("out").length >= count, 120_000);
    },
    async after(daemon) {
      const heard = new Set(place.lines("out"));
      const missing = numbers(1, count).filter((number) => !heard.has(number));
      if (missing.length > 0) throw new Error(`${missing.length} children were not heard, the first is ${missing[0]}`);
      await daemon.until("no child is left", () => daemon.children.length === 0);
      await daemon.until("no descriptor is left", () => daemon.descriptors.length <= before + 1); // the output
    },
  };
}

export const tenThousandChildren: Fault = {
  name: "ten-thousand-children",
  what: "10,000 children, as fast as they can be started",
  quick: false,
  setUp: (place) => setUp(place, 10_000),
};

export const manyChildren: Fault = {
  name: "many-children",
  what: "300 children, as fast as they can be started",
  quick: true,
  setUp: (place) => setUp(place, 300),
};
