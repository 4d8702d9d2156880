/** Action lists in parentheses after if, else and while. */
import type { SourceText } from "../../base/source.js";
import { closingOf } from "../parentheses.js";
import type { ActionReader } from "./action-reader.js";

/** What stands between the parentheses that come next; null, with a message, when there are none. */
export function readBlock(reader: ActionReader): SourceText | null {
  const end = closingOf(reader.rest.text);
  if (end < 0) {
    reader.missing("( <action list> )");
    reader.takeRest();
    return null;
  }
  const inner = reader.rest.slice(1, end).trim();
  reader.rest = reader.rest.slice(end + 1);
  return inner;
}
