import type { TimeSpecification } from "../../rules/ast.js";
import type { Lint } from "./lint.js";

/** A time that no calendar has, such as February 30. */
export const calendarNever: Lint = function* (facts) {
  for (const rule of facts.rules) {
    if (rule.type !== "Calendar" || hasSomeDay(rule.time)) continue;
    yield {
      rule,
      span: rule.span,
      message: "no month that this time allows has the days that it allows: the rule never acts",
      hint: "day 0 is the last day of every month",
    };
  }
};

const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function hasSomeDay({ days, months }: TimeSpecification): boolean {
  if (days.has(0)) return true;
  return [...months].some((month) => [...days].some((day) => day <= (LENGTHS[month - 1] as number)));
}
