/** The picture of a rule set as data: what there is, and how it hangs together. */

export type NodeKind = "rule" | "context" | "event" | "entry" | "output" | "fileset" | "file" | "input";

export interface GraphNode {
  readonly id: string;
  readonly kind: NodeKind;
  /** Lines of text, the most important first. */
  readonly label: readonly string[];
  /** The rule file that it belongs to, for rules and files. */
  readonly file: string | null;
  /** Where it stands: file:line. */
  readonly place: string | null;
  /** The definition, for rules. */
  readonly text: string | null;
  /** Something that a reader should notice: a context that is never created, say. */
  readonly remark: string | null;
}

/**
 * How two nodes hang together, in the direction of the flow: what a rule does to a context
 * leads to it, what is tested leads to the rule.
 */
export type EdgeKind =
  | "creates"
  | "adds to"
  | "ends"
  | "changes"
  | "reads"
  | "allows"
  | "forbids"
  | "makes"
  | "is matched by"
  | "sets"
  | "is used by"
  | "writes"
  | "runs"
  | "sends"
  | "goes to"
  | "resets"
  | "jumps to"
  | "contains"
  | "adds"
  | "feeds";

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  /** More about it, e.g. the label of a GoTo; may be empty. */
  readonly note: string;
  /** It depends on values that are known only at run time. */
  readonly possible: boolean;
}

export interface RuleGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** Collects nodes and edges, each of them once. */
export class GraphBuilder {
  private readonly nodes = new Map<string, GraphNode>();
  private readonly edges = new Map<string, GraphEdge>();

  node(id: string, kind: NodeKind, label: readonly string[], more: Partial<GraphNode> = {}): string {
    if (!this.nodes.has(id)) {
      this.nodes.set(id, { id, kind, label, file: null, place: null, text: null, remark: null, ...more });
    }
    return id;
  }

  remark(id: string, remark: string): void {
    const node = this.nodes.get(id);
    if (node !== undefined) this.nodes.set(id, { ...node, remark });
  }

  edge(from: string, to: string, kind: EdgeKind, more: Partial<GraphEdge> = {}): void {
    const edge = { from, to, kind, note: "", possible: false, ...more };
    const key = JSON.stringify([from, to, kind, edge.note]);
    const known = this.edges.get(key);
    if (known === undefined || (known.possible && !edge.possible)) this.edges.set(key, edge);
  }

  graph(): RuleGraph {
    return { nodes: [...this.nodes.values()], edges: [...this.edges.values()] };
  }
}
