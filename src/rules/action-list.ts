/** Action lists: text to actions (manual: ACTIONS, PARSING ISSUES). */
import type { SourceText } from "../base/source.js";
import { ActionReader } from "./actions/action-reader.js";
import { ACTION_SYNTAX } from "./actions/index.js";
import type { Action, ActionList, ActionType } from "./ast.js";
import type { Compilers } from "./compilers.js";
import type { Problems } from "./diagnostics.js";
import { isBalanced, splitOutside } from "./parentheses.js";
import { nearestWord } from "./suggest.js";

export interface ActionEnvironment {
  readonly compilers: Compilers;
  readonly problems: Problems;
}

/** Null, with a message: the rule is to be rejected. */
export function parseActionList(text: SourceText, environment: ActionEnvironment): ActionList | null {
  if (!isBalanced(text.text)) {
    environment.problems.report("unbalanced-parentheses", text.span(), "action list");
    return null;
  }
  const parts = splitOutside(text, ";").map((part) => part.trim());
  while (parts.length > 1 && parts.at(-1)?.text === "") parts.pop();
  const actions = parts.map((part) => parseAction(part, environment));
  return actions.includes(null) ? null : { actions: actions as Action[], span: text.span() };
}

function parseAction(text: SourceText, environment: ActionEnvironment): Action | null {
  const { problems } = environment;
  if (text.text === "") {
    problems.report("empty-action", text.span());
    return null;
  }
  const word = /^[^ \t\r\f\v]+/.exec(text.text)?.[0] ?? "";
  const name = word.toLowerCase();
  if (!Object.hasOwn(ACTION_SYNTAX, name)) {
    problems.report(
      "unknown-action",
      text.span(0, word.length),
      word,
      nearestWord(word, Object.keys(ACTION_SYNTAX)) ?? "",
    );
    return null;
  }
  const type = name as ActionType;
  const before = problems.errors;
  const reader = new ActionReader(type, text.slice(word.length).trim(), environment);
  const parameters = (ACTION_SYNTAX[type] as (reader: ActionReader) => object)(reader);
  reader.finish();
  return problems.errors > before ? null : ({ type, span: text.span(), ...parameters } as Action);
}
