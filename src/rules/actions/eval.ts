import { unmask } from "../parentheses.js";
import { lackingForProgram } from "../perl-function.js";
import { template } from "./action-reader.js";
import type { ActionSyntax } from "./syntax.js";

/** eval %<var> <code>. The code must be there, but () is code that does nothing. */
export const evalSyntax: ActionSyntax<"eval"> = (reader) => {
  const variable = reader.variable();
  const { compilers, problems } = reader.environment;
  if (reader.rest.text === "") reader.missing("<code>");
  const span = reader.rest.span();
  const rest = reader.takeRest();
  const lacking = lackingForProgram(withoutVariables(unmask(rest.text)), compilers);
  if (rest.text !== "" && lacking !== null) problems.report("code-needs-perl", span, lacking);
  return { variable, code: template(rest) };
};

/** Values of action list variables are not known yet: numbers are a guess. */
function withoutVariables(code: string): string {
  return code.replace(/%(?:%|\.?[A-Za-z]\w*|\{[^}]*\})/g, (found) => (found === "%%" ? "%" : "1"));
}
