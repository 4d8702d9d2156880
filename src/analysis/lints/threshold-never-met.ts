import type { Rule, SingleWithThresholdRule } from "../../rules/ast.js";
import { couldMatch } from "../sample.js";
import { isConstant, variablesOf } from "../shape.js";
import type { Facts } from "./facts.js";
import type { Lint } from "./lint.js";

/** The events that a threshold counts are made less often than it asks for. */
export const thresholdNeverMet: Lint = function* (facts) {
  for (const rule of facts.rules) {
    if (rule.type !== "SingleWithThreshold") continue;
    const maker = onlyMakerOf(rule, facts);
    if (maker === null) continue;
    const { every, what } = maker;
    const most = Math.floor(rule.window / every) + 1;
    if (most >= rule.thresh) continue;
    yield {
      rule,
      span: rule.span,
      message: `thresh ${rule.thresh} is never reached within ${rule.window} s: ${what} makes the event at most every ${every} s`,
      hint: `make the window longer than ${every * (rule.thresh - 1)} s, or lower thresh`,
    };
  }
};

/** The rule that makes the only event which the pattern counts, and how often it can, in seconds. */
function onlyMakerOf(rule: SingleWithThresholdRule, facts: Facts): { every: number; what: string } | null {
  const { pattern } = rule.condition;
  // Lines of inputs rarely look like this: an event is recognised by an anchored pattern.
  if (pattern.type !== "RegExp" || !/^\^\w/.test(pattern.source)) return null;
  const makers = facts.events.filter(({ shape }) => couldMatch(pattern, shape) !== "no");
  const [only] = makers;
  if (only === undefined || makers.length > 1 || only.fromContext || !isConstant(only.shape)) return null;
  const every = intervalOf(only.rule);
  return every === null ? null : { every, what: `the ${only.rule.type} rule` };
}

function intervalOf(rule: Rule): number | null {
  if (rule.type === "SingleWithSuppress" && variablesOf(rule.desc, ["match"]).length === 0) return rule.window;
  if (rule.type !== "Calendar") return null;
  const { minutes, hours } = rule.time;
  if (minutes.size > 1) return 60;
  return hours.size > 1 ? 3600 : 86_400;
}
