import type { RuleFile } from "../ast.js";
import type { FieldReader } from "../field-reader.js";
import { wordsOf } from "../words.js";

/** What an Options rule says of its file. */
export type FileOptions = Pick<RuleFile, "joincfset" | "procallin">;

export const NO_OPTIONS: FileOptions = { joincfset: [], procallin: true };

/** Of several Options rules the last counts alone. An unknown procallin is taken for Yes. */
export function options(fields: FieldReader): FileOptions {
  const sets = fields.optional("joincfset");
  const all = fields.optional("procallin");
  const value = all?.text.toLowerCase();
  if (all !== undefined && value !== "yes" && value !== "no") {
    fields.report("unknown-procallin", all.span(), all.text);
  }
  return { joincfset: sets === undefined ? [] : wordsOf(sets).map((name) => name.text), procallin: value !== "no" };
}
