import { EMPTY_LIST, readBlock } from "./block.js";
import type { ActionSyntax } from "./syntax.js";

/** while %<var> ( <action list> ) */
export const whileSyntax: ActionSyntax<"while"> = (reader) => {
  const variable = reader.variable();
  const list = readBlock(reader, false) ?? EMPTY_LIST(reader);
  reader.rest = reader.rest.trim();
  return { variable, list };
};
