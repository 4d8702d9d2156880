// The library that replaces the reference's clock (virtual-time.c).
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/** Builds it in a directory that nobody else can have prepared, and that goes with this process. */
export function buildClock() {
  const directory = mkdtempSync(join(tmpdir(), "evcorr-virtual-time-"));
  process.on("exit", () => rmSync(directory, { recursive: true, force: true }));
  const library = join(directory, "virtual-time.so");
  execFileSync("cc", ["-O2", "-shared", "-fPIC", "-o", library, join(here, "virtual-time.c"), "-ldl"]);
  return library;
}
