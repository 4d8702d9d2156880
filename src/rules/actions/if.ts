import type { ActionList } from "../ast.js";
import type { ActionReader } from "./action-reader.js";
import { EMPTY_LIST, readBlock } from "./block.js";
import type { ActionSyntax } from "./syntax.js";

/** if %<var> ( <action list> ) [ else ( <action list2> ) ] */
export const ifSyntax: ActionSyntax<"if"> = (reader) => {
  const variable = reader.variable();
  const then = readBlock(reader, false) ?? EMPTY_LIST(reader);
  return { variable, then, else: readElse(reader) };
};

function readElse(reader: ActionReader): ActionList | null {
  const found = /^[ \t\r\f\v]+else[ \t\r\f\v]+/i.exec(reader.rest.text);
  if (found === null) {
    reader.rest = reader.rest.trim();
    return null;
  }
  reader.rest = reader.rest.slice(found[0].length);
  const list = readBlock(reader, true);
  reader.rest = reader.rest.trim();
  return list;
}
