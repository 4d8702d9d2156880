#!/usr/bin/env node
// Writes the table of the options into docs/options.md, in place of the one that is there.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { optionTable } from "../build/src/cli/help.js";

const document = fileURLToPath(new URL("../docs/options.md", import.meta.url));
const text = readFileSync(document, "utf8");
writeFileSync(
  document,
  text.replace(/(?:^\|.*\n)+/m, () => optionTable()),
);
