import { Template } from "../../base/template.js";
import type { SingleWithScriptRule } from "../ast.js";
import type { FieldReader } from "../field-reader.js";
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
function script(fields: FieldReader): SingleWithScriptRule["script"] | null {
  const text = fields.required("script");
  const shell = fields.yesOrNo("shell", true);
  if (text === undefined || shell === null) return null;
  return shell
    ? { shell: true, command: new Template(text.text) }
    : { shell: false, arguments: fields.templates(text) };
}
