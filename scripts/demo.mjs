#!/usr/bin/env node
// Runs the example rules over the example log, or over the log given as argument.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL("..", import.meta.url));
const rules = "examples/demo.sec";
const [given] = process.argv.slice(2);
const log = given === undefined ? "examples/demo.log" : resolve(process.env.INIT_CWD ?? process.cwd(), given);
if (given !== undefined && !existsSync(log)) {
  console.error(`there is no file ${log}`);
  process.exit(2);
}
const args = ["bin/evcorr", "run", `--conf=${rules}`, `--input=${log}`, "--notail", "--debug=2"];
console.log(`$ evcorr run --conf=${rules} --input=${given ?? log} --notail\n`);
const { status } = spawnSync(process.execPath, args, { cwd: here, stdio: "inherit" });
console.log("\nThat is all that eight rules had to say; read them in examples/demo.sec.");
process.exit(status ?? 1);
