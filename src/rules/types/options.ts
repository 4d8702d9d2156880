import type { FieldReader } from "../field-reader.js";
import { wordsOf } from "../words.js";

/** What an Options rule says of its file. */
export interface FileOptions {
  readonly joincfset: readonly string[];
  readonly procallin: boolean;
}

/** Of several Options rules the last counts alone. An unknown procallin is taken for Yes. */
export function options(fields: FieldReader): FileOptions {
  const sets = fields.optional("joincfset");
  const all = fields.optional("procallin");
  const value = all?.text.toLowerCase();
  if (all !== undefined && value !== "yes" && value !== "no") {
    fields.report("ignored-value", all.span(), "procallin", all.text, "Yes");
  }
  return { joincfset: sets === undefined ? [] : wordsOf(sets).map((name) => name.text), procallin: value !== "no" };
}
