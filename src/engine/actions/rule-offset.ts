/** The rules that `reset`, `getwpos` and `setwpos` refer to. */
import type { Rule, RuleOffset } from "../../rules/ast.js";
import type { Operation } from "../operation.js";
import type { Run } from "./run.js";

/** The rule at an offset in the file of the current rule; undefined: there is none. */
function ruleAt(offset: RuleOffset, run: Run): Rule | undefined {
  const number = offset.kind === "absolute" ? offset.number - 1 : run.rule.number + offset.distance;
  return rulesOfFile(run)[number];
}

/** Rules in the order of their numbers. */
export function rulesOfFile(run: Run): readonly Rule[] {
  return run.core.files.find((file) => file.name === run.rule.file)?.rules ?? [];
}

/** The operation with this description that the rule at the offset has started. */
export function operationAt(offset: RuleOffset, description: string, run: Run): Operation | undefined {
  const rule = ruleAt(offset, run);
  return rule === undefined ? undefined : run.core.operations.get(rule, description);
}
