/** The graph for Graphviz. Rules are in a box of their rule file. */
import type { EdgeKind, GraphEdge, GraphNode, NodeKind, RuleGraph } from "./model.js";
import { splitGraph } from "./split.js";

const NODES: Readonly<Record<NodeKind, string>> = {
  rule: 'shape=box style="rounded,filled" fillcolor="#eaf2fb"',
  context: 'shape=ellipse style=filled fillcolor="#fdf3d8"',
  event: 'shape=octagon style=filled fillcolor="#e9f7e6"',
  entry: 'shape=note style=filled fillcolor="#f3eafa"',
  output: 'shape=box style=filled fillcolor="#fbe5e1"',
  fileset: 'shape=folder style=filled fillcolor="#eeeeee"',
  file: 'shape=tab style=filled fillcolor="#eeeeee"',
  input: 'shape=invhouse style=filled fillcolor="#ffffff"',
};
const COLOURS: Partial<Readonly<Record<EdgeKind, string>>> = {
  forbids: "#b3261e",
  ends: "#b3261e",
  allows: "#1b6e3c",
  creates: "#8a6100",
  "goes to": "#3b5b92",
  "jumps to": "#3b5b92",
};

/** Bytes of rule files to text for people. */
type Decode = (bytes: string) => string;

/** Nodes are named n0, n1, ... by their index in the graph; scripts find them by that ID. */
export function toDot(graph: RuleGraph, decode: Decode): string {
  const writer = new DotWriter(graph, decode);
  const lines = [];
  const files = [...new Set(graph.nodes.flatMap((each) => (each.file === null ? [] : [each.file])))];
  files.forEach((file, number) => {
    lines.push(`  subgraph cluster_${number} {`, `    label=${writer.quoted(file)}; color="#bbbbbb"; style=rounded;`);
    for (const each of graph.nodes) if (each.file === file) lines.push(`    ${writer.node(each)}`);
    lines.push("  }");
  });
  for (const each of graph.nodes) if (each.file === null) lines.push(`  ${writer.node(each)}`);
  for (const each of graph.edges) lines.push(`  ${writer.edge(each)}`);
  return framed(lines);
}

/** Rules beyond which a picture is drawn in groups. */
const TOGETHER_MAX = 30;

/** What the page shows: the graph, or when that is large its groups (split.ts), whose copies are named n7_2. */
export function toPictureDots(graph: RuleGraph, decode: Decode): string[] {
  if (graph.nodes.filter((node) => node.kind === "rule").length <= TOGETHER_MAX) return [toDot(graph, decode)];
  const writer = new DotWriter(graph, decode);
  return splitGraph(graph).map(({ nodes, edges }) =>
    framed([
      ...nodes.map(({ node, copy }) => `  ${writer.node(node, copy)}`),
      ...edges.map(({ edge, from, to }) => `  ${writer.edge(edge, from, to)}`),
    ]),
  );
}

function framed(lines: readonly string[]): string {
  const head = [
    "digraph rules {",
    '  rankdir=LR; fontname="Helvetica"; nodesep=0.25; ranksep=0.7;',
    '  node [fontname="Helvetica" fontsize=11 margin="0.12,0.06"];',
    '  edge [fontname="Helvetica" fontsize=9 color="#666666" fontcolor="#444444" arrowsize=0.7];',
  ];
  return `${[...head, ...lines].join("\n")}\n}\n`;
}

class DotWriter {
  private readonly index: ReadonlyMap<string, number>;
  private readonly decode: Decode;
  private readonly severalFiles: boolean;

  constructor(graph: RuleGraph, decode: Decode) {
    this.index = new Map(graph.nodes.map((node, at) => [node.id, at]));
    this.decode = decode;
    this.severalFiles = graph.nodes.filter((node) => node.kind === "file").length > 1;
  }

  quoted(text: string): string {
    return `"${this.decode(text).replace(/[\\"]/g, "\\$&")}"`;
  }

  node(node: GraphNode, copy = 0): string {
    const [first, ...rest] = node.label;
    const place = node.kind === "rule" && this.severalFiles ? `${node.file}, ` : "";
    const lines = [`${place}${first}`, ...rest, ...(node.remark === null ? [] : [`(${node.remark})`])];
    const label = this.quoted(lines.join("\n")).replaceAll("\n", "\\n");
    const red = node.remark === null ? "" : ' color="#b3261e" penwidth=2';
    const name = this.name(node.id, copy);
    return `${name} [label=${label} ${NODES[node.kind]}${red} class="${node.kind}" id="${name}"];`;
  }

  edge({ from, to, kind, note, possible }: GraphEdge, fromCopy = 0, toCopy = 0): string {
    const colour = COLOURS[kind];
    const dashes = possible ? " style=dashed" : "";
    const paint = colour === undefined ? "" : ` color="${colour}" fontcolor="${colour}"`;
    const label = this.quoted(note === "" ? kind : `${kind} ${note}`);
    return `${this.name(from, fromCopy)} -> ${this.name(to, toCopy)} [label=${label}${dashes}${paint}];`;
  }

  private name(id: string, copy: number): string {
    return `n${this.index.get(id)}${copy === 0 ? "" : `_${copy}`}`;
  }
}
