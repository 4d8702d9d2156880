import { writeFileSync } from "node:fs";
import { arrange } from "../../analysis/graph/arrange.js";
import { buildGraph } from "../../analysis/graph/build.js";
import { toDot, toPictureDots } from "../../analysis/graph/dot.js";
import { toMermaid } from "../../analysis/graph/mermaid.js";
import type { RuleGraph } from "../../analysis/graph/model.js";
import { toPage } from "../../analysis/graph/page.js";
import { GRAPH_HELP } from "../help.js";
import { readRules } from "../read-rules.js";

type Format = "dot" | "mermaid" | "html" | "json";

/** How each format is written; bytes of rule files become text for people here. */
const WRITERS: { readonly [Name in Format]: (graph: RuleGraph, title: string) => string | Promise<string> } = {
  dot: (graph) => toDot(graph, decode),
  mermaid: (graph) => toMermaid(graph, decode),
  json: (graph) => `${decode(JSON.stringify(graph, null, 2))}\n`,
  html: async (graph, title) => toPage(graph, await draw(toPictureDots(graph, decode)), title, decode),
};
const ENDINGS: Readonly<Record<string, Format>> = {
  dot: "dot",
  gv: "dot",
  mmd: "mermaid",
  mermaid: "mermaid",
  json: "json",
  html: "html",
  htm: "html",
};

interface Wanted {
  readonly format: Format;
  /** Null: standard output. */
  readonly output: string | null;
  readonly files: readonly string[];
}

/** `evcorr graph`: 0 when it was written, 1 when rules are faulty (the others are shown), 2 for wrong usage. */
export async function graph(args: readonly string[]): Promise<number> {
  if (args.includes("--help")) {
    process.stdout.write(GRAPH_HELP);
    return 0;
  }
  const wanted = parse(args);
  if (typeof wanted === "string") {
    process.stderr.write(`evcorr graph: ${wanted}\n\n${GRAPH_HELP}`);
    return 2;
  }
  const read = readRules("graph", wanted.files);
  const text = await WRITERS[wanted.format](buildGraph(read.rules), wanted.files.join(" "));
  if (wanted.output === null) process.stdout.write(text);
  else writeFileSync(wanted.output, text);
  return read.faulty ? 1 : 0;
}

/** What is wrong, as a sentence, or what is wanted. */
function parse(args: readonly string[]): Wanted | string {
  let format: string | undefined;
  let output: string | null = null;
  const files: string[] = [];
  for (const arg of args) {
    const option = /^--?(format|output|o|conf)=(.*)$/s.exec(arg);
    if (option?.[1] === "format") format = option[2];
    else if (option?.[1] === "conf") files.push(option[2] as string);
    else if (option) output = option[2] as string;
    else if (arg.startsWith("-") && arg !== "-") return `there is no option ${arg}`;
    else files.push(arg);
  }
  if (files.length === 0) return "no rule files given";
  format ??= ENDINGS[output?.split(".").at(-1) ?? ""] ?? "dot";
  if (!Object.hasOwn(WRITERS, format)) {
    return `there is no format "${format}", use one of ${Object.keys(WRITERS).join(", ")}`;
  }
  return { format: format as Format, output, files };
}

/** Graphviz lays the picture out; it is loaded only here. */
async function draw(dots: readonly string[]): Promise<string> {
  const { instance } = await import("@viz-js/viz");
  const viz = await instance();
  return arrange(dots.map((dot) => viz.renderString(dot, { format: "svg" })));
}

function decode(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString("utf8");
}
