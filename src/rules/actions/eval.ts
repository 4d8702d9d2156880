import { template } from "./action-reader.js";
import type { ActionSyntax } from "./syntax.js";

/** eval %<var> <code>. The code must be there, but () is code that does nothing. */
export const evalSyntax: ActionSyntax<"eval"> = (reader) => {
  const variable = reader.variable();
  const { compilers, problems } = reader.environment;
  if (reader.rest.text === "") reader.missing("<code>");
  else if (compilers.perl === null) problems.report("code-needs-perl", reader.rest.span());
  return { variable, code: template(reader.takeRest()) };
};
