import { conditionsOf } from "../fields.js";
import { couldMatch } from "../sample.js";
import type { Lint } from "./lint.js";

/** A rule makes, at once and whenever it matches, an event that it matches itself: it never ends. */
export const eventLoop: Lint = function* (facts) {
  for (const { rule, shape, action, fromContext } of facts.events) {
    if (fromContext || (rule.type !== "Single" && rule.type !== "SingleWithScript")) continue;
    if (action.type !== "event" || action.time > 0) continue;
    const condition = conditionsOf(rule)[0]?.condition;
    if (condition === undefined || condition.context !== null) continue;
    const isWholeLine = shape.text === "$0";
    if (!isWholeLine && couldMatch(condition.pattern, shape) !== "yes") continue;
    yield {
      rule,
      span: action.span,
      message: `the rule matches the event "${shape.text}" that it makes: each one makes another, without end`,
      hint: "make the pattern or the event's text more particular, or ask for a context that marks the first time",
    };
  }
};
