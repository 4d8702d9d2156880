/** What a rule set does to the world outside of the directory that it runs in. */
import { positionOf } from "../base/source.js";
import type { Rule, RuleSet } from "../rules/ast.js";
import { everyAction, listsOf } from "./fields.js";
import { type Use, usesOf } from "./uses.js";

export interface OutsideUse {
  /** File and line of the rule or action. */
  readonly place: string;
  /** As people say it: "runs /bin/mail". */
  readonly what: string;
}

const VERBS = {
  program: "runs",
  file: "writes to",
  datagram: "sends to the socket",
  stream: "sends to the socket",
  udp: "sends by UDP to",
  tcp: "sends by TCP to",
} as const;

export function outsideUses({ files }: RuleSet): OutsideUse[] {
  return files.flatMap((file) => file.rules.flatMap(usesOfRule));
}

function usesOfRule(rule: Rule): OutsideUse[] {
  const actions = listsOf(rule).flatMap(({ list }) => [...everyAction(list)]);
  const uses = actions.flatMap(({ action }) =>
    usesOf(action).flatMap((use) => whatIsDone(use).map((what) => ({ place: placeOf(action), what }))),
  );
  if (rule.type !== "SingleWithScript") return uses;
  const { script } = rule;
  const command = script.shell ? script.command.source : (script.arguments[0]?.source ?? "");
  return [{ place: placeOf(rule), what: `runs ${command}` }, ...uses];
}

/** Files of relative names stay in the directory. */
function whatIsDone(use: Use): string[] {
  if (use.kind !== "output" || use.target === null) return [];
  const target = use.target.source;
  if (use.output === "file" && !/^\/|(?:^|\/)\.\.(?:\/|$)/.test(target)) return [];
  return [`${VERBS[use.output]} ${target}`];
}

function placeOf({ span }: Pick<Rule, "span">): string {
  return `${span.file.name}:${positionOf(span.file, span.start).line}`;
}
