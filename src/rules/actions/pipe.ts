import type { SourceText } from "../../base/source.js";
import { Template } from "../../base/template.js";
import { stripOuter, unmask } from "../parentheses.js";
import type { ActionReader } from "./action-reader.js";
import type { ActionSyntax } from "./syntax.js";

/** pipe '[<string>]' [<cmdline>] */
export const pipe: ActionSyntax<"pipe"> = (reader) => ({
  string: quotedString(reader),
  command: reader.optionalString(),
});

export const pipeexec: ActionSyntax<"pipeexec"> = (reader) => ({
  string: quotedString(reader),
  arguments: reader.optionalWords(),
});

/** The string ends at the next single quote, which white space must follow. */
function quotedString(reader: ActionReader): Template {
  const found = /^'([^']*)'(?=[ \t\r\f\v]|$)/.exec(reader.rest.text);
  if (found === null) {
    reader.invalid(reader.rest, "a string in single quotes, followed by a command line");
    reader.takeRest();
    return new Template("");
  }
  const string: SourceText = stripOuter(reader.rest.slice(1, found[0].length - 1));
  reader.rest = reader.rest.slice(found[0].length).trim();
  return new Template(string.text === "" ? "%s" : unmask(string.text));
}
