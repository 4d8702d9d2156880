/** The pages of docs/, carried out as a reader would: their commands print what the pages say. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Place } from "../../testing/place.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

type Block =
  /** A command with its output, or a file that the reader is told to write. */
  | { readonly kind: "command"; readonly command: string; readonly output: readonly string[]; readonly line: number }
  | { readonly kind: "file"; readonly name: string; readonly text: string };

/** Indented blocks: behind a paragraph that ends in "`name`:" a file, otherwise commands if they begin with "$ ". */
function blocksOf(page: string): Block[] {
  const blocks: Block[] = [];
  const lines = page.split("\n");
  for (let at = 0; at < lines.length; at++) {
    if (!isIndented(lines[at]) || lines[at - 1] !== "") continue;
    const start = at;
    while (isIndented(lines[at]) || (lines[at] === "" && isIndented(lines[at + 1]))) at++;
    const block = lines.slice(start, at).map((line) => line.slice(4));
    const name = /`([^`]+)`:$/.exec(lines[start - 2] ?? "")?.[1];
    if (block[0]?.startsWith("$ ")) blocks.push(...commandsOf(block, start + 1));
    else if (name !== undefined) blocks.push({ kind: "file", name, text: `${block.join("\n")}\n` });
  }
  return blocks;
}

function isIndented(line: string | undefined): boolean {
  return line?.startsWith("    ") === true;
}

function commandsOf(block: readonly string[], firstLine: number): Block[] {
  return block.flatMap((text, index) => {
    if (!text.startsWith("$ ")) return [];
    const rest = block.slice(index + 1);
    const next = rest.findIndex((line) => line.startsWith("$ "));
    const output = next < 0 ? rest : rest.slice(0, next);
    return [{ kind: "command" as const, command: text.slice(2), output, line: firstLine + index }];
  });
}

/** Three dots stand for any number of lines, or for the rest of one; blanks at ends of lines, and empty lines at the end, do not count. */
function patternOf(output: readonly string[]): RegExp {
  const parts = output.map((line) => {
    if (line.trim() === "...") return "(?:.*\\n)*";
    const isCut = line.endsWith(" ...");
    const shown = isCut ? line.slice(0, -4) : line;
    return `${shown.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}${isCut ? ".*" : " *"}\\n`;
  });
  return new RegExp(`^${parts.join("")}\\n*$`);
}

/** Pages that show commands, each with at least so many. */
const COMMANDS_MIN: Readonly<Record<string, number>> = {
  "explain.md": 4,
  "graph.md": 3,
  "lints.md": 5,
  "replay.md": 2,
  "testing-rules.md": 8,
  "writing-rules.md": 20,
};

const PAGES = readdirSync(`${ROOT}docs`)
  .filter((name) => name.endsWith(".md"))
  .map((name) => ({ name, blocks: blocksOf(readFileSync(`${ROOT}docs/${name}`, "utf8")) }));

test("the pages show as many commands as they should", () => {
  for (const { name, blocks } of PAGES) {
    const count = blocks.filter(({ kind }) => kind === "command").length;
    assert.ok(count >= (COMMANDS_MIN[name] ?? 0), `docs/${name} shows ${count} commands`);
  }
});

for (const { name, blocks } of PAGES.filter((page) => page.blocks.some(({ kind }) => kind === "command"))) {
  test(`docs/${name}: every command prints what the page says`, (t) => {
    const place = new Place();
    t.after(() => place.remove());
    mkdirSync(place.path("bin"));
    symlinkSync(`${ROOT}bin/evcorr`, place.path("bin/evcorr"));
    mkdirSync(place.path("empty"));
    // Pages about the examples are read in a clone.
    if (name !== "writing-rules.md") symlinkSync(`${ROOT}examples`, place.path("empty/examples"));
    const env = { PATH: `${place.path("bin")}:${process.env.PATH}`, EVCORR: ROOT, LC_ALL: "C" };
    for (const block of blocks) {
      if (block.kind === "file") {
        mkdirSync(dirname(place.path(`empty/${block.name}`)), { recursive: true });
        place.write(`empty/${block.name}`, block.text);
        continue;
      }
      const { command, output, line } = block;
      // In the order in which a terminal shows both streams.
      const run = spawnSync("sh", ["-c", `{ ${command}\n} 2>&1`], { cwd: place.path("empty"), env, encoding: "utf8" });
      const where = `docs/${name}:${line}: ${command}`;
      assert.match(run.stdout, patternOf(output), `${where}\nprints\n${run.stdout}`);
    }
  });
}
