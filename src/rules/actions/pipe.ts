import { Template } from "../../base/template.js";
import { stripOuter } from "../parentheses.js";
import { type ActionReader, template } from "./action-reader.js";
import type { ActionSyntax } from "./syntax.js";

/** A quoted string ends at the next single quote, which white space must follow. */
const QUOTED = /^'([^']*)'(?=[ \t\r\f\v]|$)/;

/** pipe '[<string>]' [<cmdline>] */
export const pipe: ActionSyntax<"pipe"> = (reader) => ({
  string: quotedString(reader),
  command: reader.optionalString(),
});

/** pipeexec '[<string>]' [<cmdline>] */
export const pipeexec: ActionSyntax<"pipeexec"> = (reader) => ({
  string: quotedString(reader),
  arguments: reader.optionalWords(),
});

function quotedString(reader: ActionReader): Template | null {
  const found = QUOTED.exec(reader.rest.text);
  if (found === null) {
    reader.missing("'<string>' in single quotes, with white space behind");
    reader.takeRest();
    return null;
  }
  const string = stripOuter(reader.rest.slice(1, found[0].length - 1));
  reader.rest = reader.rest.slice(found[0].length).trim();
  return string.text === "" ? new Template("%s") : template(string);
}
