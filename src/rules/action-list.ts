/** Action lists: text to actions (manual: ACTIONS, PARSING ISSUES). */
import type { SourceText } from "../base/source.js";
import { ActionReader } from "./actions/action-reader.js";
import { ACTION_SYNTAX } from "./actions/index.js";
import type { ActionSyntax } from "./actions/syntax.js";
import type { Action, ActionList, ActionType } from "./ast.js";
import { checkParentheses } from "./check-parentheses.js";
import type { Compilers } from "./compilers.js";
import type { Problems } from "./diagnostics.js";
import { NESTING_MAX } from "./parentheses.js";
import { splitList } from "./split-list.js";

export interface ActionEnvironment {
  readonly compilers: Compilers;
  readonly problems: Problems;
}

/**
 * Null, with messages: the rule is to be rejected. A list of nothing but semicolons is one
 * without actions. `depth` counts the lists around this one.
 */
export function parseActionList(text: SourceText, environment: ActionEnvironment, depth = 0): ActionList | null {
  const { problems } = environment;
  if (!checkParentheses(text, "action list", problems)) return null;
  if (depth > NESTING_MAX) {
    problems.report("nested-too-deep", text.span(), String(NESTING_MAX));
    return null;
  }
  const actions = splitList(text, ";").map((part) => parseAction(part, environment, depth));
  return actions.includes(null) ? null : { actions: actions as Action[], span: text.span() };
}

function parseAction(text: SourceText, environment: ActionEnvironment, depth: number): Action | null {
  const { problems } = environment;
  if (text.text === "") {
    problems.report("empty-action", text.span());
    return null;
  }
  const word = /^[^ \t\r\f\v]+/.exec(text.text)?.[0] ?? "";
  const type = ACTION_NAMES.get(word.toLowerCase());
  if (type === undefined) {
    const near = problems.nearest(word, ACTION_NAMES.keys());
    problems.report("unknown-action", text.span(0, word.length), word, near);
    return null;
  }
  const before = problems.errors;
  const parseList = (list: SourceText): ActionList | null => parseActionList(list, environment, depth + 1);
  const rest = text.slice(word.length).trim();
  const reader = new ActionReader(type, text.span(0, word.length), rest, { ...environment, parseList });
  const parameters = (ACTION_SYNTAX[type] as ActionSyntax<ActionType>)(reader);
  reader.finish();
  return problems.errors > before ? null : (Object.assign({ type, span: text.span() }, parameters) as Action);
}

/** Names as written to types: case does not matter. */
const ACTION_NAMES: ReadonlyMap<string, ActionType> = new Map(
  (Object.keys(ACTION_SYNTAX) as ActionType[]).map((type) => [type.toLowerCase(), type]),
);
