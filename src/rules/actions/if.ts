import type { SourceText } from "../../base/source.js";
import type { ActionList } from "../ast.js";
import type { ActionReader } from "./action-reader.js";
import { readBlock } from "./block.js";
import type { ActionSyntax } from "./syntax.js";

const ELSE = /^[ \t\r\f\v]+else[ \t\r\f\v]+/i;

/** if %<var> ( <action list> ) [ else ( <action list2> ) ]. One of the two lists may be empty. */
export const ifSyntax: ActionSyntax<"if"> = (reader) => {
  const variable = reader.variable();
  const thenText = readBlock(reader);
  const elseText = thenText === null ? null : readElse(reader);
  const then = parse(thenText, reader);
  const otherwise = parse(elseText, reader);
  if (isEmpty(then) && (elseText === null || isEmpty(otherwise))) reader.emptyList();
  return { variable, then, else: otherwise };
};

/** Null when there is no else. */
function readElse(reader: ActionReader): SourceText | null {
  const found = ELSE.exec(reader.rest.text);
  if (found !== null) reader.rest = reader.rest.slice(found[0].length);
  const text = found === null ? null : readBlock(reader);
  reader.rest = reader.rest.trim();
  return text;
}

function parse(text: SourceText | null, reader: ActionReader): ActionList | null {
  return text === null ? null : reader.environment.parseList(text);
}

function isEmpty(list: ActionList | null): boolean {
  return list?.actions.length === 0;
}
