import { positionOf } from "../../base/source.js";
import type { Rule, RuleFile } from "../../rules/ast.js";
import { conditionsOf, continuesOf } from "../fields.js";
import { includesPattern } from "./inclusion.js";
import type { Finding, Lint } from "./lint.js";

/** An earlier rule of the file takes all lines that the rule could match, and passes none on. */
export const unreachableRule: Lint = function* (facts) {
  for (const file of facts.files) {
    for (let index = 1; index < file.rules.length; index++) {
      const found = takenBy(file, index);
      if (found !== null) yield found;
    }
  }
};

function takenBy(file: RuleFile, index: number): Finding | null {
  const rule = file.rules[index] as Rule;
  const conditions = conditionsOf(rule);
  if (conditions.length === 0) return null;
  for (let earlier = 0; earlier < index; earlier++) {
    const taker = file.rules[earlier] as Rule;
    if (!takesForGood(taker) || isJumpedOver(file, earlier, index)) continue;
    const taken = conditions.every(({ condition }) => includesPattern(conditionsOf(taker)[0]?.condition, condition));
    if (!taken) continue;
    const line = positionOf(taker.span.file, taker.span.start).line;
    return {
      rule,
      span: rule.span,
      message: `this rule is never reached: the ${taker.type} rule at line ${line} takes all of its lines`,
      hint: `give that rule continue=TakeNext, put this one before it, or make its pattern more particular`,
    };
  }
  return null;
}

/** Every line that its first pattern matches ends there. A context may keep it from that. */
function takesForGood(rule: Rule): boolean {
  const [first] = conditionsOf(rule);
  const [next] = continuesOf(rule);
  if (first === undefined || next === undefined || first.condition.context !== null) return false;
  if (rule.type === "Jump" && rule.cfset.length > 0) return false;
  return next.continue.kind === "DontCont" || next.continue.kind === "EndMatch";
}

/** A GoTo before `earlier` leads to a rule behind it, from which `index` can be reached. */
function isJumpedOver(file: RuleFile, earlier: number, index: number): boolean {
  return file.rules
    .slice(0, earlier)
    .some((rule) =>
      continuesOf(rule).some(
        ({ continue: next }) =>
          next.kind === "GoTo" && next.target !== null && next.target > earlier && next.target <= index,
      ),
    );
}
