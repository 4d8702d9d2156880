/**
 * What actions and context expressions have to do with the world and with other rules:
 * contexts, synthetic events, outputs, operations, entries of the pattern match cache.
 */
import type { Span } from "../base/source.js";
import type { Template } from "../base/template.js";
import type { Action, ActionOf, ActionType, ContextExpression, RuleOffset } from "../rules/ast.js";

/** What is done with a context. */
export type ContextUse = "create" | "add" | "delete" | "write" | "read" | "alias";

export type OutputKind = "file" | "program" | "datagram" | "stream" | "udp" | "tcp";

export type Use =
  | { readonly kind: "context"; readonly how: ContextUse; readonly name: Template }
  /** `context`: the internal context that it is given, null the default one. */
  | { readonly kind: "event"; readonly text: Template; readonly context: Template | null }
  /** `target` null: standard output. */
  | { readonly kind: "output"; readonly output: OutputKind; readonly target: Template | null }
  /** An operation is ended or its window asked for; `offset` null: of all rules. */
  | { readonly kind: "operation"; readonly offset: RuleOffset | null; readonly description: Template }
  | { readonly kind: "input"; readonly file: Template }
  | { readonly kind: "entry"; readonly name: Template }
  | { readonly kind: "program-output"; readonly context: Template | null };

type UsesOf<Type extends ActionType> = (action: ActionOf<Type>) => readonly Use[];

const none = (): readonly Use[] => [];
const context =
  (how: ContextUse) =>
  (action: { readonly name: Template }): readonly Use[] => [{ kind: "context", how, name: action.name }];
const output =
  (kind: OutputKind) =>
  (action: { readonly file: Template }): readonly Use[] => [{ kind: "output", output: kind, target: action.file }];
const peer =
  (kind: OutputKind) =>
  (action: { readonly peer: Template }): readonly Use[] => [{ kind: "output", output: kind, target: action.peer }];
/** Without a program the text goes to standard output. */
const program = (target: Template | null): Use => ({
  kind: "output",
  output: target === null ? "file" : "program",
  target,
});
const line = (action: { readonly command: Template | null }): readonly Use[] => [program(action.command)];
const words = (action: { readonly arguments: readonly Template[] | null }): readonly Use[] => [
  program(action.arguments?.[0] ?? null),
];
const event = (action: { readonly string: Template }): readonly Use[] => [
  { kind: "event", text: action.string, context: null },
];

/** A new action fails to compile until it is here. */
const USES: { readonly [Type in ActionType]: UsesOf<Type> } = {
  none,
  logonly: none,
  write: output("file"),
  writen: output("file"),
  closef: none,
  owritecl: output("file"),
  udgram: output("datagram"),
  closeudgr: none,
  ustream: output("stream"),
  closeustr: none,
  udpsock: peer("udp"),
  closeudp: none,
  tcpsock: peer("tcp"),
  closetcp: none,
  shellcmd: line,
  spawn: (action) => [...line(action), { kind: "program-output", context: null }],
  cspawn: (action) => [...line(action), { kind: "program-output", context: action.name }],
  cmdexec: words,
  spawnexec: (action) => [...words(action), { kind: "program-output", context: null }],
  cspawnexec: (action) => [...words(action), { kind: "program-output", context: action.name }],
  pipe: line,
  pipeexec: words,
  create: context("create"),
  delete: context("delete"),
  obsolete: context("delete"),
  set: context("write"),
  alias: (action) => [
    { kind: "context", how: "read", name: action.name },
    { kind: "context", how: "alias", name: action.alias },
  ],
  unalias: context("delete"),
  // A context that does not exist is created by add, prepend and fill.
  add: context("add"),
  prepend: context("add"),
  fill: context("add"),
  report: (action) => [{ kind: "context", how: "read", name: action.name }, ...line(action)],
  reportexec: (action) => [{ kind: "context", how: "read", name: action.name }, ...words(action)],
  copy: context("read"),
  empty: context("write"),
  pop: context("read"),
  shift: context("read"),
  trim: context("write"),
  exists: context("read"),
  getsize: context("read"),
  getaliases: context("read"),
  getltime: context("read"),
  setltime: context("write"),
  getctime: context("read"),
  setctime: context("write"),
  event,
  tevent: event,
  cevent: (action) => [{ kind: "event", text: action.string, context: action.name }],
  reset: (action) => [{ kind: "operation", offset: action.offset, description: action.string }],
  getwpos: (action) => [{ kind: "operation", offset: action.offset, description: action.string }],
  setwpos: (action) => [{ kind: "operation", offset: action.offset, description: action.string }],
  assign: none,
  assignsq: none,
  free: none,
  eval: none,
  call: none,
  lcall: (action) => (action.operator === ":>" ? action.parameters.map((name): Use => ({ kind: "entry", name })) : []),
  rewrite: none,
  addinput: (action) => [{ kind: "input", file: action.file }],
  dropinput: none,
  sigemul: none,
  varset: (action) => [{ kind: "entry", name: action.entry }],
  if: none,
  while: none,
  break: none,
  continue: none,
};

/** What one action does, inner action lists aside. */
export function usesOf(action: Action): readonly Use[] {
  return (USES[action.type] as (action: Action) => readonly Use[])(action);
}

/** An operand of a context expression. */
export interface Operand {
  readonly kind: "context" | "entry" | "code";
  /** The name of the context or entry, or the code. */
  readonly text: Template | null;
  readonly negated: boolean;
  readonly span: Span;
}

/** All operands of a context expression, in the order of the text. */
export function operandsOf(expression: ContextExpression, negated = false): readonly Operand[] {
  const { span } = expression;
  switch (expression.kind) {
    case "context":
      return [{ kind: "context", text: expression.name, negated, span }];
    case "varset":
      return [{ kind: "entry", text: expression.entry, negated, span }];
    case "program":
      return [{ kind: "code", text: expression.code, negated, span }];
    case "function":
      return expression.operator === ":>"
        ? expression.parameters.map((text) => ({ kind: "entry", text, negated, span }))
        : [{ kind: "code", text: null, negated, span }];
    case "not":
      return operandsOf(expression.operand, !negated);
    case "combination":
      return expression.groups.flat().flatMap((operand) => operandsOf(operand, negated));
  }
}
