/** docs/writing-rules.md, carried out as a reader would: its commands print what the page says. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
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

/** Lines of three dots stand for any number of lines; blanks at ends of lines do not count. */
function patternOf(output: readonly string[]): RegExp {
  const parts = output.map((line) =>
    line.trim() === "..." ? "(?:.*\\n)*" : `${line.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")} *\\n`,
  );
  return new RegExp(`^${parts.join("")}$`);
}

test("every command of the page prints what the page says", (t) => {
  const place = new Place();
  t.after(() => place.remove());
  mkdirSync(place.path("bin"));
  symlinkSync(`${ROOT}bin/evcorr.mjs`, place.path("bin/evcorr"));
  mkdirSync(place.path("empty"));
  const env = { PATH: `${place.path("bin")}:${process.env.PATH}`, EVCORR: ROOT, LC_ALL: "C" };
  const blocks = blocksOf(readFileSync(`${ROOT}docs/writing-rules.md`, "utf8"));
  assert.ok(blocks.filter(({ kind }) => kind === "command").length > 20);
  for (const block of blocks) {
    if (block.kind === "file") {
      place.write(`empty/${block.name}`, block.text);
      continue;
    }
    const { command, output, line } = block;
    // In the order in which a terminal shows both streams.
    const run = spawnSync("sh", ["-c", `{ ${command}\n} 2>&1`], { cwd: place.path("empty"), env, encoding: "utf8" });
    const where = `docs/writing-rules.md:${line}: ${command}`;
    assert.match(run.stdout, patternOf(output), `${where}\nprints\n${run.stdout}`);
  }
});
