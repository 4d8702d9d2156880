import { Template } from "../../base/template.js";
import type { PerlFunction } from "../ast.js";
import { findOutside, stripOuter, unmask } from "../parentheses.js";
import { compilePerlFunction } from "../perl-function.js";
import { wordsOf } from "../words.js";
import type { ActionSyntax } from "./syntax.js";

/** lcall %<var> [<paramlist>] -> <code>, or :> for names of pattern match cache entries. */
export const lcall: ActionSyntax<"lcall"> = (reader) => {
  const text = reader.rest;
  const operator = findOutside(text.text, ["->", ":>"]);
  const before = operator === null ? text : text.slice(0, operator.index).trim();
  const code = operator === null ? text.slice(text.text.length) : stripOuter(text.slice(operator.index + 2).trim());
  reader.rest = before;
  const variable = reader.variable();
  const parameters = wordsOf(reader.takeRest()).map((word) => new Template(unmask(word.text)));
  if (operator === null || code.text === "") reader.missing("-> <code>");
  const { compilers, problems } = reader.environment;
  const compiled = code.text === "" ? null : compilePerlFunction(code, unmask(code.text), compilers, problems);
  return { variable, parameters, operator: operator?.token === ":>" ? ":>" : "->", function: compiled as PerlFunction };
};
