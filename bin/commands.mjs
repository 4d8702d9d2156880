// The commands: the bundle of scripts/bundle.mjs or, in a clone whose modules were compiled
// since (tsc alone), the modules.
import { statSync } from "node:fs";

const timeOf = (name) =>
  statSync(new URL(`../build/${name}`, import.meta.url), { throwIfNoEntry: false })?.mtimeMs ?? 0;
const isCurrent = timeOf("bundle/cli/evcorr.js") >= timeOf(".tsbuildinfo");

export const { evcorr, runProcess, sec } = await import(
  isCurrent ? "../build/bundle/cli/evcorr.js" : "../build/src/cli/main.js"
);
