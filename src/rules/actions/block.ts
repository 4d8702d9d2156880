/** Action lists in parentheses after if, else and while. */
import { parseActionList } from "../action-list.js";
import type { ActionList } from "../ast.js";
import { closingOf } from "../parentheses.js";
import type { ActionReader } from "./action-reader.js";

export const EMPTY_LIST = (reader: ActionReader): ActionList => ({ actions: [], span: reader.rest.span() });

/** The list between the parentheses that come next; null, with a message, when there are none. */
export function readBlock(reader: ActionReader, mayBeEmpty: boolean): ActionList | null {
  const { text } = reader.rest;
  const end = text.startsWith("(") ? closingOf(text, 0) : -1;
  if (end < 0) {
    reader.missing("( <action list> )");
    reader.takeRest();
    return null;
  }
  const inner = reader.rest.slice(1, end).trim();
  reader.rest = reader.rest.slice(end + 1);
  if (inner.text === "" && mayBeEmpty) return EMPTY_LIST(reader);
  return parseActionList(inner, reader.environment);
}
