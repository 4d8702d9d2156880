/**
 * A rule set to its graph. Contexts, events, entries and outputs whose names hold
 * variables are one node per shape (shape.ts); what depends on values that are known
 * only at run time is an edge that is "possible".
 */
import { positionOf, type Span } from "../../base/source.js";
import type { Template } from "../../base/template.js";
import type { Action, Rule, RuleFile, RuleSet } from "../../rules/ast.js";
import { conditionsOf, contextsOf, everyAction, type ListField, listsOf, ruleAt } from "../fields.js";
import { INTERNAL_EVENTS, isInternalContext } from "../names.js";
import { couldMatch, takesAnything } from "../sample.js";
import { keyOf, literalShape, mayBeEqual, type Shape, shapeOf } from "../shape.js";
import { type ContextUse, type OutputKind, operandsOf, type Use, usesOf } from "../uses.js";
import { type EdgeKind, GraphBuilder, type NodeKind, type RuleGraph } from "./model.js";

export function buildGraph(rules: RuleSet): RuleGraph {
  return new RuleSetPicture(rules).build();
}

const CONTEXT_EDGES: Readonly<Record<ContextUse, EdgeKind>> = {
  create: "creates",
  add: "adds to",
  delete: "ends",
  write: "changes",
  read: "reads",
  alias: "creates",
};
const OUTPUT_EDGES: Readonly<Record<OutputKind, EdgeKind>> = {
  file: "writes",
  program: "runs",
  datagram: "sends",
  stream: "sends",
  udp: "sends",
  tcp: "sends",
};
const LABEL_MAX = 60;

/** A name with variables, and its node. */
interface Named {
  readonly id: string;
  readonly shape: Shape;
}

class RuleSetPicture {
  private readonly rules: RuleSet;
  private readonly builder = new GraphBuilder();
  private readonly contexts = new Map<string, Named>();
  private readonly created = new Set<string>();
  private readonly entries = new Map<string, Named>();
  private readonly events = new Map<string, Named>();

  constructor(rules: RuleSet) {
    this.rules = rules;
  }

  build(): RuleGraph {
    this.addFiles();
    const all = this.rules.files.flatMap((file) => file.rules.map((rule) => ({ file, rule })));
    for (const { file, rule } of all) this.addRule(file, rule);
    for (const { file, rule } of all) for (const list of listsOf(rule)) this.addList(file, rule, list);
    for (const { rule } of all) this.addCacheEntries(rule);
    // What rules ask for comes after all that they make is known.
    for (const { rule } of all) this.addQuestions(rule);
    for (const { rule } of all) this.addMatches(rule);
    this.remarkContexts();
    return this.builder.graph();
  }

  private addFiles(): void {
    for (const file of this.rules.files) {
      const id = fileId(file.name);
      this.builder.node(id, "file", [file.name], { file: file.name });
      if (file.procallin) {
        this.builder.node("input", "input", ["input"]);
        this.builder.edge("input", id, "feeds");
      }
      for (const name of file.joincfset) this.builder.edge(this.fileSet(literalShape(name)), id, "contains");
    }
  }

  private fileSet(shape: Shape): string {
    return this.builder.node(`fileset:${keyOf(shape)}`, "fileset", [`file set ${shape.text}`]);
  }

  private addRule(file: RuleFile, rule: Rule): void {
    const desc = "desc" in rule ? (rule.desc?.source ?? "") : "";
    const text = file.source.text.slice(rule.span.start, rule.span.end);
    const label = [`${rule.type}, line ${lineOf(rule.span)}`, ...(desc === "" ? [] : [shortened(desc)])];
    this.builder.node(ruleId(rule), "rule", label, { file: file.name, place: placeOf(rule.span), text });
    if (rule.type === "Jump") {
      const rounds = rule.constset ? [] : (["match"] as const);
      for (const set of rule.cfset) this.builder.edge(ruleId(rule), this.fileSet(shapeOf(set, rounds)), "jumps to");
    }
    for (const { condition } of conditionsOf(rule)) {
      const next = condition.continue;
      if (next.kind !== "GoTo" || next.target === null) continue;
      const target = file.rules[next.target];
      if (target !== undefined) this.builder.edge(ruleId(rule), ruleId(target), "goes to", { note: next.label });
    }
  }

  private addList(file: RuleFile, rule: Rule, field: ListField): void {
    for (const { action, path } of everyAction(field.list)) {
      const from = this.actor(rule, field, path);
      for (const use of usesOf(action)) this.addUse(file, rule, field, from, use);
    }
  }

  /** What a context's own action list does is done by the context, when its time is over. */
  private actor(rule: Rule, field: ListField, path: readonly Action[]): string {
    const owner = path.findLast((action) => action.type === "create" || action.type === "set");
    if (owner === undefined || (owner.type !== "create" && owner.type !== "set")) return ruleId(rule);
    return this.context(shapeOf(owner.name, field.rounds)).id;
  }

  private addUse(file: RuleFile, rule: Rule, field: ListField, from: string, use: Use): void {
    const shape = (template: Template): Shape => shapeOf(template, field.rounds);
    switch (use.kind) {
      case "context":
        this.addContextUse(from, use.how, shape(use.name));
        break;
      case "event": {
        const made = this.named(this.events, "event", "event", shape(use.text));
        this.builder.edge(from, made.id, "makes");
        if (use.context !== null) this.created.add(this.context(shape(use.context)).id);
        break;
      }
      case "program-output":
        if (use.context !== null) this.created.add(this.context(shape(use.context)).id);
        break;
      case "output":
        this.builder.edge(from, this.output(use.output, use.target, field), OUTPUT_EDGES[use.output]);
        break;
      case "operation":
        this.addOperationUse(file, rule, from, use);
        break;
      case "input":
        this.builder.node("input", "input", ["input"]);
        this.builder.edge(from, "input", "adds", { note: use.file.source });
        break;
      case "entry":
        this.builder.edge(this.entry(shape(use.name)).id, from, "is used by");
        break;
    }
  }

  private addContextUse(from: string, how: ContextUse, shape: Shape): void {
    if (shape.text === "_THIS") return;
    const { id } = this.context(shape);
    if (how === "create" || how === "add" || how === "alias") this.created.add(id);
    if (from === id) return;
    if (how === "read") this.builder.edge(id, from, "reads");
    else this.builder.edge(from, id, CONTEXT_EDGES[how]);
  }

  private addOperationUse(file: RuleFile, rule: Rule, from: string, use: Use & { kind: "operation" }): void {
    if (use.offset === null) return;
    const target = ruleAt(use.offset, rule, file);
    if (target !== undefined && target !== rule) this.builder.edge(from, ruleId(target), "resets");
  }

  private output(kind: OutputKind, target: Template | null, field: ListField): string {
    if (target === null || (kind === "file" && target.source === "-")) {
      return this.builder.node("output:-", "output", ["standard output"]);
    }
    const shape = shapeOf(target, field.rounds);
    const label = kind === "program" ? ["program", shortened(shape.text)] : [kind, shortened(shape.text)];
    return this.builder.node(`output:${kind}:${keyOf(shape)}`, "output", label);
  }

  private addCacheEntries(rule: Rule): void {
    for (const { condition } of conditionsOf(rule)) {
      for (const name of condition.pattern.variableMap?.cacheEntries ?? []) {
        this.builder.edge(ruleId(rule), this.entry(literalShape(name)).id, "sets");
      }
    }
  }

  private addQuestions(rule: Rule): void {
    for (const { condition } of conditionsOf(rule)) {
      const { pattern } = condition;
      if (pattern.type !== "Cached" && pattern.type !== "NCached") continue;
      this.builder.edge(this.entry(literalShape(pattern.entry)).id, ruleId(rule), "is used by");
    }
    for (const { context } of contextsOf(rule)) {
      for (const operand of operandsOf(context.expression)) {
        if (operand.text === null || operand.kind === "code") continue;
        const shape = shapeOf(operand.text, context.beforePattern ? [] : ["match"]);
        if (operand.kind === "entry") this.builder.edge(this.entry(shape).id, ruleId(rule), "is used by");
        else this.addContextQuestion(rule, shape, operand.negated);
      }
    }
  }

  private addContextQuestion(rule: Rule, shape: Shape, negated: boolean): void {
    const kind = negated ? "forbids" : "allows";
    const asked = this.context(shape);
    this.builder.edge(asked.id, ruleId(rule), kind);
    if (shape.literals.every((literal) => literal === "")) return;
    for (const other of [...this.contexts.values()]) {
      if (other.id === asked.id || !this.created.has(other.id) || !mayBeEqual(other.shape, shape)) continue;
      this.builder.edge(other.id, ruleId(rule), kind, { possible: true });
    }
  }

  private addMatches(rule: Rule): void {
    for (const { condition } of conditionsOf(rule)) {
      const { pattern } = condition;
      if (takesAnything(pattern)) continue;
      for (const event of this.events.values()) {
        const likelihood = couldMatch(pattern, event.shape);
        if (likelihood === "no") continue;
        this.builder.edge(event.id, ruleId(rule), "is matched by", { possible: likelihood === "perhaps" });
      }
      for (const name of INTERNAL_EVENTS) {
        if (couldMatch(pattern, literalShape(name)) === "no") continue;
        const id = this.builder.node(`internal:${name}`, "input", [name]);
        this.builder.edge(id, ruleId(rule), "is matched by");
      }
    }
  }

  private remarkContexts(): void {
    for (const { id, shape } of this.contexts.values()) {
      if (isInternalContext(shape.text) || this.created.has(id)) continue;
      const others = [...this.contexts.values()].filter((other) => this.created.has(other.id));
      if (!others.some((other) => mayBeEqual(other.shape, shape))) this.builder.remark(id, "never created");
    }
  }

  private context(shape: Shape): Named {
    return this.named(this.contexts, "context", "context", shape);
  }

  private entry(shape: Shape): Named {
    return this.named(this.entries, "entry", "cache entry", shape);
  }

  private named(known: Map<string, Named>, kind: NodeKind, word: string, shape: Shape): Named {
    const id = `${kind}:${keyOf(shape)}`;
    const before = known.get(id);
    if (before !== undefined) return before;
    this.builder.node(id, kind, [word, shortened(shape.text)]);
    const named = { id, shape };
    known.set(id, named);
    return named;
  }
}

function ruleId(rule: Rule): string {
  return `rule:${rule.file}:${rule.number}`;
}

function fileId(name: string): string {
  return `file:${name}`;
}

function lineOf(span: Span): number {
  return positionOf(span.file, span.start).line;
}

function placeOf(span: Span): string {
  return `${span.file.name}:${lineOf(span)}`;
}

function shortened(text: string): string {
  const oneLine = text.replace(/\s+/g, " ").trim();
  return oneLine.length > LABEL_MAX ? `${oneLine.slice(0, LABEL_MAX - 3)}...` : oneLine;
}
