/** How long a rule set may have something open: windows, lifetimes of contexts, delayed events. */
import type { Template } from "../base/template.js";
import type { Action, Rule, RuleSet } from "../rules/ast.js";
import { everyAction, listsOf } from "./fields.js";

/** Seconds; what is for ever, or known only when it runs, does not count. */
export function longestWait({ files }: RuleSet): number {
  const waits = files.flatMap((file) => file.rules.flatMap((rule) => [...windowsOf(rule), ...delaysOf(rule)]));
  return Math.max(0, ...waits);
}

function windowsOf(rule: Rule): number[] {
  if (rule.type === "SingleWith2Thresholds") return [rule.window, rule.window2];
  return "window" in rule ? [rule.window] : [];
}

function delaysOf(rule: Rule): number[] {
  return listsOf(rule).flatMap(({ list }) => [...everyAction(list)].map(({ action }) => delayOf(action)));
}

function delayOf(action: Action): number {
  switch (action.type) {
    case "create":
    case "set":
    case "setltime":
    case "tevent":
    case "cevent":
      return constantSeconds(action.time);
    case "event":
      return action.time;
    default:
      return 0;
  }
}

function constantSeconds(time: Template | null): number {
  return time !== null && /^\d+$/.test(time.source) ? Number(time.source) : 0;
}
