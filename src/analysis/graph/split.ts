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

/** Rules that belong together, with what they share with others. */
export interface DrawnGroup {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
}

/** Kinds that join rules which have nothing to do with each other. */
const SHARED: ReadonlySet<NodeKind> = new Set(["output", "fileset", "input"] satisfies NodeKind[]);
/** Other nodes with more edges than this are drawn beside each group, too. */
const EDGES_MAX = 8;

export function splitGraph(graph: RuleGraph): DrawnGroup[] {
  const edges = graph.edges.filter((edge) => edge.kind !== "feeds" && edge.kind !== "contains");
  const shared = sharedNodes(graph, edges);
  const groupOf = joinedGroups(graph, edges, shared);
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const groups = new Map<number, { readonly nodes: Map<string, DrawnNode>; readonly edges: DrawnEdge[] }>();
  const copyIn = (group: number, id: string): number => (shared.has(id) ? group : 0);
  const groupAt = (group: number) => {
    const known = groups.get(group) ?? { nodes: new Map<string, DrawnNode>(), edges: [] as DrawnEdge[] };
    groups.set(group, known);
    return known;
  };
  const draw = (id: string, group: number): void => {
    groupAt(group).nodes.set(id, { node: nodes.get(id) as GraphNode, copy: copyIn(group, id) });
  };
  for (const { id, kind } of graph.nodes) {
    if (!shared.has(id) && kind !== "file") draw(id, groupOf.get(id) as number);
  }
  for (const edge of edges) {
    const group = groupOf.get(shared.has(edge.from) ? edge.to : edge.from);
    if (group === undefined) continue;
    for (const id of [edge.from, edge.to]) draw(id, group);
    groupAt(group).edges.push({ edge, from: copyIn(group, edge.from), to: copyIn(group, edge.to) });
  }
  return [...groups.values()].map((group) => ({ nodes: [...group.nodes.values()], edges: group.edges }));
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
