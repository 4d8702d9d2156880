/** File patterns as Perl's glob() takes them (manual: --conf, --input). */
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { pathOf } from "./path.js";

/**
 * The files of a pattern, which may hold several patterns separated by white space, with
 * { , }, ~, *, ?, [ ]. A pattern without wildcards gives itself, whether the file exists or not.
 */
export function glob(pattern: string): string[] {
  return splitPatterns(pattern).flatMap(expandBraces).flatMap(globOne);
}

/** Quotes and backslashes protect white space. */
function splitPatterns(text: string): string[] {
  const parts = text.match(/(?:\\[\s\S]|"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return parts.map((part) => part.replace(/"([^"]*)"|'([^']*)'/g, (_, a, b) => a ?? b).replace(/\\(\s)/g, "$1"));
}

function expandBraces(pattern: string): string[] {
  const open = /(?:^|[^\\])\{/.exec(pattern);
  if (open === null) return [pattern];
  const start = open.index + open[0].length - 1;
  let depth = 0;
  const commas: number[] = [];
  for (let at = start; at < pattern.length; at++) {
    if (pattern[at] === "{") depth++;
    else if (pattern[at] === "," && depth === 1) commas.push(at);
    else if (pattern[at] === "}" && --depth === 0) {
      const cuts = [start, ...commas, at];
      const rest = expandBraces(pattern.slice(at + 1));
      return cuts.slice(1).flatMap((cut, index) => {
        const choice = pattern.slice((cuts[index] as number) + 1, cut);
        return expandBraces(pattern.slice(0, start) + choice).flatMap((front) => rest.map((back) => front + back));
      });
    }
  }
  return [pattern];
}

function globOne(given: string): string[] {
  const pattern = given.replace(/^~(?=\/|$)/, () => process.env.HOME ?? homedir());
  if (!/[*?[]/.test(pattern)) return [withoutEscapes(pattern)];
  const segments = pattern.split("/").filter((segment) => segment !== "");
  const start = pattern.startsWith("/") ? "/" : "";
  return segments.reduce((found, segment) => found.flatMap((directory) => matchSegment(directory, segment)), [start]);
}

function withoutEscapes(text: string): string {
  return text.replace(/\\(.)/g, "$1");
}

/** `directory` is "" for the current one. */
function matchSegment(directory: string, segment: string): string[] {
  const below = (name: string): string =>
    directory === "" || directory === "/" ? directory + name : `${directory}/${name}`;
  if (!/[*?[]/.test(segment)) {
    const path = below(withoutEscapes(segment));
    return existsSync(pathOf(path)) ? [path] : [];
  }
  const matches = wildcard(segment);
  return namesIn(directory)
    .filter((name) => matches.test(name) && (!name.startsWith(".") || segment.startsWith(".")))
    .sort(byFoldedName)
    .map(below);
}

/** Empty for what is no directory or cannot be read. */
function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory === "" ? "." : pathOf(directory), "latin1");
  } catch {
    return [];
  }
}

/** Perl's order: by bytes of the names in lower case. */
function byFoldedName(a: string, b: string): number {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  if (x !== y) return x < y ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function wildcard(segment: string): RegExp {
  let source = "^";
  for (let at = 0; at < segment.length; at++) {
    const char = segment[at] as string;
    const set = char === "[" ? /^\[([!^]?)(\]?[^\]]*)\]/.exec(segment.slice(at)) : null;
    if (char === "*") source += ".*";
    else if (char === "?") source += ".";
    else if (set !== null) {
      source += `[${set[1] ? "^" : ""}${(set[2] as string).replace(/[\\\]^]/g, "\\$&")}]`;
      at += set[0].length - 1;
    } else if (char === "\\" && at + 1 < segment.length) source += escapeChar(segment[++at] as string);
    else source += escapeChar(char);
  }
  return new RegExp(`${source}$`, "s");
}

function escapeChar(char: string): string {
  return char.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
