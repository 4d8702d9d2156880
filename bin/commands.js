// Starts the commands: from the bundle of scripts/bundle.mjs or, in a clone whose modules were
// compiled since (tsc alone), from the modules. What is here loads without Node's loader of ES
// modules, which would take a quarter of the time to a first action.
const { readFileSync, statSync } = require("node:fs");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");
const { Script } = require("node:vm");

const build = join(__dirname, "../build");
const bundle = join(build, "bundle/cli/evcorr.cjs");

const timeOf = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const contentOf = (file) => (timeOf(file) > 0 ? readFileSync(file) : undefined);

/**
 * The bundle as a script, with what V8 compiled of it when it was built. Another version of
 * Node.js does not take that, and compiles it anew.
 */
function script() {
  // All of the bundle is ASCII: one byte for each character, as V8 keeps it.
  const source = readFileSync(bundle, "latin1");
  return new Script(source, { filename: bundle, cachedData: contentOf(`${bundle}.code`) });
}

/** What the bundle exports (src/cli/main.ts); `script` is compiled from it. */
function exportsOf(script) {
  const module = { exports: {} };
  script.runInThisContext()(require, module, pathToFileURL(bundle).href);
  return module.exports;
}

/** Runs the command `name` (a function of src/cli/main.ts) as this process. */
async function start(name) {
  const isCurrent = timeOf(bundle) >= timeOf(join(build, ".tsbuildinfo"));
  const commands = isCurrent ? exportsOf(script()) : await import("../build/src/cli/main.js");
  await commands.runProcess(commands[name]);
}

module.exports = { bundle, exportsOf, script, start };
