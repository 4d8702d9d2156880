#!/usr/bin/env node
// The compiled modules as one file: a start then reads one file instead of some three
// hundred, which took most of its time. What V8 makes of that file is kept beside it.
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

const common = {
  // As deep as the modules are: package.json is found from there.
  outdir: path("build/bundle/cli"),
  bundle: true,
  platform: "node",
  target: "node20",
  packages: "external",
  logLevel: "warning",
  // There is less to read; names stay, for who looks at a stack or a profile.
  minifySyntax: true,
  minifyWhitespace: true,
};

rmSync(path("build/bundle"), { recursive: true, force: true });

// A thread begins in a file of its own, beside that of its maker.
await build({
  ...common,
  entryPoints: {
    "watchdog-thread": path("build/src/io/perl/watchdog-thread.js"),
    "scan-ahead-thread": path("build/src/io/ahead/scan-ahead-thread.js"),
  },
  format: "esm",
});

// A function, which bin/commands.js calls with what a CommonJS module is given.
await build({
  ...common,
  entryPoints: { evcorr: path("build/src/cli/main.js") },
  outExtension: { ".js": ".cjs" },
  format: "cjs",
  banner: { js: "(function(require,module,bundleUrl){" },
  footer: { js: "})" },
  define: { "import.meta.url": "bundleUrl" },
  // import() would need a loader of modules, which a script does not have.
  supported: { "dynamic-import": false },
});

execFileSync(process.execPath, [path("scripts/compiled-code.cjs")], { stdio: "pipe" });
