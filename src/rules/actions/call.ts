import type { ActionSyntax } from "./syntax.js";

/** call %<var> %<ref> [<paramlist>] */
export const call: ActionSyntax<"call"> = (reader) => ({
  variable: reader.variable(),
  function: reader.variable("%<ref>"),
  parameters: reader.words(),
});
