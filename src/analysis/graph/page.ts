/**
 * A page that stands alone: the picture, a search, and the definition of what is clicked.
 * Nothing is loaded from anywhere, so it can be mailed, archived and opened years later.
 */
import type { RuleGraph } from "./model.js";
import { PAGE_SCRIPT } from "./page-script.js";
import { PAGE_STYLE } from "./page-style.js";

const LEGEND: readonly (readonly [kind: string, words: string])[] = [
  ["rule", "rule"],
  ["context", "context"],
  ["event", "synthetic event"],
  ["entry", "match cache entry"],
  ["output", "output"],
];

/** `svg` is the picture, whose nodes and edges are marked with ids of toDot(). */
export function toPage(graph: RuleGraph, svg: string, title: string, decode: (bytes: string) => string): string {
  const nodes = graph.nodes.map(({ kind, label, place, text, remark }) => ({
    kind,
    label: label.map(decode),
    place: place === null ? null : decode(place),
    text: text === null ? null : decode(text),
    remark,
  }));
  const index = new Map(graph.nodes.map((node, at) => [node.id, at]));
  const edges = graph.edges.map(({ from, to, kind, note, possible }) => ({
    from: index.get(from),
    to: index.get(to),
    words: decode(note === "" ? kind : `${kind} ${note}`),
    possible,
  }));
  const rules = graph.nodes.filter((node) => node.kind === "rule").length;
  const legend = LEGEND.map(([kind, words]) => `<span class="key ${kind}">${words}</span>`).join("");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(decode(title))}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<h1>${escaped(decode(title))}</h1>
<span class="count">${rules} rules, ${graph.nodes.length - rules} other things, ${graph.edges.length} connections</span>
<input id="search" type="search" placeholder="Search" aria-label="Search">
<span class="legend">${legend}<span>dashed: depends on values</span></span>
<span class="tools"><button id="smaller">&minus;</button><button id="larger">+</button><button id="all">All</button></span>
</header>
<main>
<div id="picture" tabindex="0">${svgOnly(svg)}</div>
<aside id="details" aria-live="polite"><p>Click a box to see its definition and what it hangs together with.</p></aside>
</main>
<script type="application/json" id="data">${JSON.stringify({ nodes, edges }).replaceAll("<", "\\u003c")}</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

/** Without the declaration and document type that stand before the element. */
function svgOnly(svg: string): string {
  return svg.slice(Math.max(0, svg.indexOf("<svg")));
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
