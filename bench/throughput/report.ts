/** What is printed, and kept as a record when that is asked for. */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

export class Report {
  private readonly lines: string[] = [];

  constructor(words: readonly string[]) {
    const command = ["npm run bench", ...(words.length === 0 ? [] : ["--", ...words])].join(" ");
    this.line(`${new Date().toISOString().slice(0, 16)}Z  ${command}`);
    this.line(`${cpus().length} x ${cpus()[0]?.model ?? "?"}, Node.js ${process.version}, commit ${commit()}`);
    this.line("");
  }

  line(text: string): void {
    console.log(text);
    this.lines.push(text);
  }

  /** The record's name from the root of the project. */
  record(): string {
    const stamp = new Date().toISOString().slice(0, 16).replace(/[T:]/g, "-");
    const name = `bench/records/${stamp}.txt`;
    mkdirSync(`${ROOT}bench/records`, { recursive: true });
    writeFileSync(`${ROOT}${name}`, `${this.lines.join("\n")}\n`);
    return name;
  }
}

function commit(): string {
  try {
    const git = (...words: string[]): string => execFileSync("git", words, { cwd: ROOT, encoding: "utf8" }).trim();
    const changed = git("status", "--porcelain", "--untracked-files=no") === "" ? "" : " with changes";
    return git("rev-parse", "--short", "HEAD") + changed;
  } catch {
    return "unknown";
  }
}
