#!/usr/bin/env node
// The compiled modules as one file: a start then reads one file instead of some three
// hundred, which took most of its time.
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const path = (name) => fileURLToPath(new URL(`../build/${name}`, import.meta.url));

// Parts of earlier bundles have other names.
rmSync(path("bundle"), { recursive: true, force: true });
await build({
  // A thread begins in a file of its own, beside that of its maker.
  entryPoints: {
    evcorr: path("src/cli/main.js"),
    "watchdog-thread": path("src/io/perl/watchdog-thread.js"),
    "scan-ahead-thread": path("src/io/ahead/scan-ahead-thread.js"),
  },
  // As deep as the modules are: package.json is found from there.
  outdir: path("bundle/cli"),
  bundle: true,
  // What only some commands need is a file of its own.
  splitting: true,
  platform: "node",
  target: "node20",
  format: "esm",
  packages: "external",
  sourcemap: true,
  logLevel: "warning",
});
