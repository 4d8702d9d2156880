#!/usr/bin/env node
// Assembles the WebAssembly of the prefilter (scan.wat) as a module, which the bundle then takes in.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import assemblers from "wabt";

const FOLDER = "src/patterns/prefilter/kernel";
const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

const source = path(`${FOLDER}/scan.wat`);
const { parseWat } = await assemblers();
const { buffer } = parseWat(source, readFileSync(source, "utf8")).toBinary({});
writeFileSync(path(`build/${FOLDER}/code.js`), `export const CODE = Uint8Array.of(${buffer.join(", ")});\n`);
