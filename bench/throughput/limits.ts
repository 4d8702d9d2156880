/**
 * What the best matchers of lines do with the same patterns on the same traffic, where they
 * are installed: they only say which lines match, so no correlator can be expected to be
 * faster. ripgrep counts the lines that match any pattern; Hyperscan, by a small program that is
 * compiled here, finds for each line the patterns that match it.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Place } from "../../testing/place.js";
import type { MeasuringOptions } from "./measure.js";
import type { Scenario } from "./scenario.js";
import { Traffic } from "./traffic.js";

const HYPERSCAN = fileURLToPath(new URL("../../../bench/throughput/hyperscan.c", import.meta.url));

/** A line for each of the tools; none for scenarios whose patterns they are not about. */
export async function limitsOf(scenario: Scenario, options: MeasuringOptions): Promise<string[]> {
  if (!/^(?:cold|hot)-/.test(scenario.name)) return [];
  const place = new Place();
  try {
    new Traffic(place.path("traffic.log"), options.lines, options.seed, scenario.traffic());
    place.write("patterns", patternsOf(scenario));
    return [
      describe("ripgrep", options.lines, ripgrep(place)),
      describe("Hyperscan by line", options.lines, hyperscan(place)),
    ];
  } finally {
    place.remove();
  }
}

function describe(tool: string, lines: number, seconds: number | string): string {
  const what = typeof seconds === "string" ? seconds : `${Math.round(lines / seconds)} lines/s, scan only`;
  return `  ${tool}: ${what}`;
}

/** The patterns of all rules, a line each; texts to find as expressions. */
function patternsOf({ rules }: Scenario): string {
  const text = Object.values(rules).join("\n");
  const patterns = [...text.matchAll(/^ptype=(\w+)\npattern=(.*)$/gm)].map(([, type, pattern]) =>
    type === "SubStr" ? (pattern as string).replace(/[\\^$.|?*+()[\]{}]/g, "\\$&") : (pattern as string),
  );
  return `${patterns.join("\n")}\n`;
}

function ripgrep(place: Place): number | string {
  const began = performance.now();
  // It joins them, and a name may then stand for one group only.
  place.write("patterns.rg", place.read("patterns").replaceAll(/\(\?<\w+>/g, "("));
  const words = ["--count", "--threads=1", "--no-config", "--file=patterns.rg", "traffic.log"];
  const { status, error, stderr } = spawnSync("rg", words, { cwd: place.directory, encoding: "utf8" });
  if (error !== undefined) return `not installed (rg: ${error.message})`;
  return status === 0 ? (performance.now() - began) / 1000 : `failed: ${stderr.slice(-200)}`;
}

function hyperscan(place: Place): number | string {
  const compiled = spawnSync("cc", ["-O2", "-o", place.path("hyperscan"), HYPERSCAN, "-lhs"], { encoding: "utf8" });
  if (compiled.error !== undefined || /hs\.h: No such file|cannot find -lhs/.test(compiled.stderr))
    return "not installed (cc and Debian's libhyperscan-dev)";
  if (compiled.status !== 0) return `failed: ${compiled.stderr.slice(-200)}`;
  const { status, stdout, stderr } = spawnSync(place.path("hyperscan"), { cwd: place.directory, encoding: "utf8" });
  return status === 0 ? Number(stdout) : `failed: ${stderr.slice(-200)}`;
}
