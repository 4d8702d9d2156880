import { stripOuter, unmask } from "../parentheses.js";
import { compilePerlFunction } from "../perl-function.js";
import type { ActionReader } from "./action-reader.js";
import type { ActionSyntax } from "./syntax.js";

const ARROW = /->|:>/;

/**
 * lcall %<var> [<paramlist>] -> <code>, or :> for names of pattern match cache entries. The
 * first arrow counts, even in parentheses.
 */
export const lcall: ActionSyntax<"lcall"> = (reader) => {
  const { rest } = reader;
  const arrow = ARROW.exec(rest.text);
  const code = rest.slice((arrow?.index ?? rest.text.length) + 2).trim();
  if (arrow !== null) reader.rest = rest.slice(0, arrow.index).trim();
  const variable = reader.variable();
  if (code.text === "") {
    reader.missing("-> <code>");
    reader.takeRest();
    return { variable, parameters: null, operator: null, function: null };
  }
  const operator = arrow?.[0] === ":>" ? ":>" : "->";
  return { variable, parameters: reader.words(), operator, function: compile(reader, stripOuter(code)) };
};

function compile({ environment }: ActionReader, code: ReturnType<typeof stripOuter>) {
  return compilePerlFunction(code, unmask(code.text), environment.compilers, environment.problems);
}
