import { readBlock } from "./block.js";
import type { ActionSyntax } from "./syntax.js";

/** while %<var> ( <action list> ). The list may be empty only in that it holds nothing but semicolons. */
export const whileSyntax: ActionSyntax<"while"> = (reader) => {
  const variable = reader.variable();
  const text = readBlock(reader);
  reader.rest = reader.rest.trim();
  if (text?.text === "") reader.emptyList();
  return { variable, list: text === null ? null : reader.environment.parseList(text) };
};
