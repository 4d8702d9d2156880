#!/usr/bin/env node
// Writes the table of snippets into docs/perl.md, in place of the one that is there.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { collectSnippets, snippetTable, summary } from "../build/scripts/perl-snippets.js";

const root = new URL("../", import.meta.url);
const document = fileURLToPath(new URL("docs/perl.md", root));
const snippets = collectSnippets(["conformance", "examples"].map((name) => fileURLToPath(new URL(name, root))));
const { own, compiled } = summary(snippets);
const text = readFileSync(document, "utf8");
const start = text.indexOf("## All snippets");
const head = start < 0 ? `${text}\n` : text.slice(0, start);
writeFileSync(
  document,
  `${head}## All snippets

Made by \`npm run docs:perl\`: all Perl code of the conformance cases, which hold the manual's examples. Of ${own} snippets
that use no module, file, process or internal structure, print nothing and are valid, ${compiled} run as JavaScript
(${((100 * compiled) / own).toFixed(1)} %).

${snippetTable(snippets)}
`,
);
