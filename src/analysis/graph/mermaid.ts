/** The graph as a Mermaid flowchart, for pages that draw them (code hosts, wikis). */
import type { GraphNode, NodeKind, RuleGraph } from "./model.js";

const SHAPES: Readonly<Record<NodeKind, readonly [string, string]>> = {
  rule: ["[", "]"],
  context: ["([", "])"],
  event: [">", "]"],
  entry: ["[/", "/]"],
  output: ["[[", "]]"],
  fileset: ["[(", ")]"],
  file: ["{{", "}}"],
  input: ["((", "))"],
};

export function toMermaid(graph: RuleGraph, decode: (bytes: string) => string): string {
  const index = new Map(graph.nodes.map((node, at) => [node.id, at]));
  const name = (id: string): string => `n${index.get(id)}`;
  const quoted = (text: string): string => `"${escaped(decode(text))}"`;
  const node = (each: GraphNode): string => {
    const [open, close] = SHAPES[each.kind];
    const lines = each.remark === null ? each.label : [...each.label, `(${each.remark})`];
    return `${name(each.id)}${open}${quoted(lines.join("\n"))}${close}`;
  };
  const lines = ["flowchart LR"];
  const files = [...new Set(graph.nodes.flatMap((each) => (each.file === null ? [] : [each.file])))];
  files.forEach((file, number) => {
    lines.push(`  subgraph file${number}[${quoted(file)}]`);
    for (const each of graph.nodes) if (each.file === file) lines.push(`    ${node(each)}`);
    lines.push("  end");
  });
  for (const each of graph.nodes) if (each.file === null) lines.push(`  ${node(each)}`);
  for (const { from, to, kind, note, possible } of graph.edges) {
    const label = quoted(note === "" ? kind : `${kind} ${note}`);
    lines.push(`  ${name(from)} ${possible ? "-.->" : "-->"}|${label}| ${name(to)}`);
  }
  return `${lines.join("\n")}\n`;
}

/** Mermaid's entity codes; a line break is an element. */
function escaped(text: string): string {
  return text
    .replace(/[^\p{L}\p{N} .,:_/()\n-]/gu, (character) => `#${character.codePointAt(0)};`)
    .replaceAll("\n", "<br>");
}
