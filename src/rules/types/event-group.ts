import { Template } from "../../base/template.js";
import type { Pattern } from "../../patterns/pattern.js";
import type { GroupEvent } from "../ast.js";
import type { FieldReader } from "../field-reader.js";
import { parsePattern } from "../patterns/index.js";
import type { RuleSyntax } from "./rule-syntax.js";

/** `count` is the N of EventGroupN. */
export const eventGroup =
  (count: number): RuleSyntax<"EventGroup"> =>
  (fields) => ({
    type: "EventGroup",
    events: Array.from({ length: count }, (_, index) => groupEvent(fields, index)),
    desc: fields.template("desc"),
    action: fields.actions("action"),
    init: fields.optionalActions("init"),
    end: fields.optionalActions("end"),
    slide: fields.optionalActions("slide"),
    multact: fields.yesOrNo("multact", false),
    egpattern: groupPattern(fields),
    window: fields.number("window", true),
  });

/** Fields of the first event have no number, those of the K-th end in K. */
function groupEvent(fields: FieldReader, index: number): GroupEvent {
  const suffix = index === 0 ? "" : String(index + 1);
  return {
    condition: fields.condition(suffix),
    count: fields.optionalActions(`count${suffix}`),
    thresh: fields.number(`thresh${suffix}`, true, 1),
    egtoken: new Template(fields.optional(`egtoken${suffix}`)?.text ?? String(index + 1)),
  };
}

const GROUP_TYPES = /^n?(?:substr|regexp|perlfunc)$/i;

function groupPattern(fields: FieldReader): Pattern | null {
  const type = fields.optional("egptype");
  const text = fields.optional("egpattern");
  if (type === undefined && text === undefined) return null;
  if (type === undefined || text === undefined) {
    const [present, absent] = type === undefined ? ["egpattern", "egptype"] : ["egptype", "egpattern"];
    fields.report(
      "egpattern-alone",
      (type ?? text ?? { span: () => fields.span }).span(),
      present as string,
      absent as string,
    );
    return null;
  }
  if (GROUP_TYPES.test(type.text)) return parsePattern({ type, text, map: undefined, bound: false }, fields);
  fields.report("unknown-pattern-type", type.span(), type.text, "");
  return null;
}
