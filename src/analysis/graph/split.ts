/**
 * A large graph as many small ones, for a picture that can be read: what nearly every rule
 * hangs together with (outputs, files, contexts that many use) would draw all rules into
 * one column, so it is drawn once beside each group of rules that belong together.
 *
 *     r1 - C1 - r2 - out - r3          r1 - C1 - r2 - out'      r3 - out"
 */
import type { GraphEdge, GraphNode, NodeKind, RuleGraph } from "./model.js";

/** A node of the picture: `copy` tells apart those that stand for one node of the graph. */
export interface DrawnNode {
  readonly node: GraphNode;
  readonly copy: number;
}

export interface DrawnEdge {
  readonly edge: GraphEdge;
  readonly from: number;
  readonly to: number;
}

export interface Drawing {
  readonly groups: readonly (readonly DrawnNode[])[];
  readonly edges: readonly DrawnEdge[];
}

/** Kinds that join rules which have nothing to do with each other. */
const SHARED: ReadonlySet<NodeKind> = new Set(["output", "fileset", "input"] satisfies NodeKind[]);
/** Other nodes with more edges than this are drawn beside each group, too. */
const EDGES_MAX = 8;

export function splitGraph(graph: RuleGraph): Drawing {
  const edges = graph.edges.filter((edge) => edge.kind !== "feeds" && edge.kind !== "contains");
  const shared = sharedNodes(graph, edges);
  const groupOf = joinedGroups(graph, edges, shared);
  const groups = new Map<number, Map<string, DrawnNode>>();
  const draw = (node: GraphNode, group: number): void => {
    const drawn = groups.get(group) ?? new Map<string, DrawnNode>();
    groups.set(group, drawn);
    if (!drawn.has(node.id)) drawn.set(node.id, { node, copy: shared.has(node.id) ? group : 0 });
  };
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  for (const node of graph.nodes) {
    if (!shared.has(node.id) && node.kind !== "file") draw(node, groupOf.get(node.id) as number);
  }
  const drawnEdges: DrawnEdge[] = [];
  for (const edge of edges) {
    const group = groupOf.get(shared.has(edge.from) ? edge.to : edge.from);
    if (group === undefined) continue;
    for (const id of [edge.from, edge.to]) draw(nodes.get(id) as GraphNode, group);
    const copyOf = (id: string): number => (shared.has(id) ? group : 0);
    drawnEdges.push({ edge, from: copyOf(edge.from), to: copyOf(edge.to) });
  }
  return { groups: [...groups.values()].map((group) => [...group.values()]), edges: drawnEdges };
}

function sharedNodes(graph: RuleGraph, edges: readonly GraphEdge[]): ReadonlySet<string> {
  const degree = new Map<string, number>();
  for (const { from, to } of edges) {
    for (const id of [from, to]) degree.set(id, (degree.get(id) ?? 0) + 1);
  }
  const isShared = ({ id, kind }: GraphNode): boolean =>
    SHARED.has(kind) || (kind !== "rule" && (degree.get(id) ?? 0) > EDGES_MAX);
  return new Set(graph.nodes.filter(isShared).map((node) => node.id));
}

/** Numbers of the groups from 1, by the nodes that are not shared. */
function joinedGroups(graph: RuleGraph, edges: readonly GraphEdge[], shared: ReadonlySet<string>): Map<string, number> {
  const neighbours = new Map<string, string[]>();
  const link = (a: string, b: string): void => {
    neighbours.set(a, [...(neighbours.get(a) ?? []), b]);
  };
  for (const { from, to } of edges) {
    if (shared.has(from) || shared.has(to)) continue;
    link(from, to);
    link(to, from);
  }
  const groupOf = new Map<string, number>();
  let group = 0;
  for (const { id } of graph.nodes) {
    if (shared.has(id) || groupOf.has(id)) continue;
    group++;
    const waiting = [id];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (groupOf.has(next)) continue;
      groupOf.set(next, group);
      waiting.push(...(neighbours.get(next) ?? []));
    }
  }
  return groupOf;
}
