import { Template } from "../../base/template.js";
import type { FieldReader } from "../field-reader.js";
import { wordsOf } from "../words.js";
import type { RuleSyntax } from "./rule-syntax.js";

export const singleWithScript: RuleSyntax<"SingleWithScript"> = (fields) => ({
  type: "SingleWithScript",
  condition: fields.condition(),
  script: script(fields),
  desc: fields.template("desc"),
  action: fields.actions("action"),
  action2: fields.optionalActions("action2"),
});

/** With shell=no the command line is split now: a value never becomes several arguments. */
function script(fields: FieldReader) {
  const text = fields.required("script");
  const shell = fields.yesOrNo("shell", true);
  if (shell || text === undefined) return { shell: true as const, command: new Template(text?.text ?? "") };
  return { shell: false as const, arguments: wordsOf(text).map((word) => new Template(word.text)) };
}
