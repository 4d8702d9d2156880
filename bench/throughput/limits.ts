/**
 * What the best matchers of lines do with the same patterns on the same traffic, where they
 * are installed: they only say which lines match, so no correlator can be expected to be
 * faster. ripgrep counts the lines that match any pattern; Hyperscan, through its Python
 * package, finds for each line the patterns that match it.
 */
import { spawnSync } from "node:child_process";
import { Place } from "../../testing/place.js";
import type { MeasuringOptions } from "./measure.js";
import type { Scenario } from "./scenario.js";
import { Traffic } from "./traffic.js";

const HYPERSCAN = `
import sys, time, hyperscan
patterns = open('patterns', 'rb').read().split(b'\\n')[:-1]
database = hyperscan.Database()
database.compile(expressions=patterns, ids=list(range(len(patterns))), elements=len(patterns),
                 flags=[hyperscan.HS_FLAG_SINGLEMATCH | hyperscan.HS_FLAG_PREFILTER] * len(patterns))
lines = open('traffic.log', 'rb').read().split(b'\\n')[:-1]
count = 0
def found(*_):
    global count
    count += 1
start = time.perf_counter()
for line in lines:
    database.scan(line, match_event_handler=found)
print(time.perf_counter() - start)
`;

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
    type === "SubStr" ? (pattern as string).replace(/[^A-Za-z0-9_ ]/g, "\\$&") : (pattern as string),
  );
  return `${patterns.join("\n")}\n`;
}

function ripgrep(place: Place): number | string {
  const began = performance.now();
  const words = ["--count", "--threads=1", "--no-config", "--file=patterns", "traffic.log"];
  const { status, error, stderr } = spawnSync("rg", words, { cwd: place.directory, encoding: "utf8" });
  if (error !== undefined) return `not installed (rg: ${error.message})`;
  return status === 0 ? (performance.now() - began) / 1000 : `failed: ${stderr.slice(0, 200)}`;
}

function hyperscan(place: Place): number | string {
  const { status, error, stdout, stderr } = spawnSync("python3", ["-c", HYPERSCAN], {
    cwd: place.directory,
    encoding: "utf8",
  });
  if (error !== undefined || /No module named/.test(stderr))
    return "not installed (python3 with its package hyperscan)";
  return status === 0 ? Number(stdout) : `failed: ${stderr.slice(-200)}`;
}
