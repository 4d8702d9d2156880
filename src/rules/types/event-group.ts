import { Template } from "../../base/template.js";
import type { Pattern } from "../../patterns/pattern.js";
import type { GroupEvent } from "../ast.js";
import type { Draft } from "../draft.js";
import type { FieldReader } from "../field-reader.js";
import { parsePattern } from "../patterns/index.js";
import type { RuleSyntax } from "./rule-syntax.js";

/** `count` is the N of EventGroupN. */
export const eventGroup =
  (count: number): RuleSyntax<"EventGroup"> =>
  (fields) => ({
    type: "EventGroup",
    events: groupEvents(fields, count),
    desc: fields.template("desc"),
    action: fields.actions("action"),
    init: fields.optionalActions("init"),
    end: fields.optionalActions("end"),
    slide: fields.optionalActions("slide"),
    multact: fields.yesOrNo("multact", false),
    egpattern: groupPattern(fields),
    window: fields.number("window", 1),
  });

/** The rule is given up at the first event that has no pattern at all, however many are said to follow. */
function groupEvents(fields: FieldReader, count: number): GroupEvent[] {
  const events: Draft<GroupEvent>[] = [];
  for (let number = 1; number <= count; number++) {
    // Keywords of the first event have no number, those of the K-th end in K.
    const suffix = number === 1 ? "" : String(number);
    const present = fields.has(`ptype${suffix}`) || fields.has(`pattern${suffix}`);
    events.push(groupEvent(fields, number, suffix));
    if (!present) break;
  }
  return events as GroupEvent[];
}

function groupEvent(fields: FieldReader, number: number, suffix: string): Draft<GroupEvent> {
  return {
    condition: fields.condition(suffix),
    count: fields.optionalActions(`count${suffix}`),
    thresh: fields.optionalNumber(`thresh${suffix}`, 1, 1),
    egtoken: groupToken(fields, `egtoken${suffix}`, number),
  };
}

/** What the event group pattern sees for an event: by default the event's number. */
function groupToken(fields: FieldReader, keyword: string, number: number): Template {
  const text = fields.optional(keyword);
  if (text !== undefined && !fields.has("egptype") && !fields.has("egpattern")) {
    fields.report("egtoken-alone", text.span(), keyword);
  }
  return new Template(text?.text ?? String(number));
}

const GROUP_TYPES = /^n?(?:substr|regexp|perlfunc)$/i;

function groupPattern(fields: FieldReader): Pattern | null {
  const type = fields.optional("egptype");
  const text = fields.optional("egpattern");
  if (type !== undefined && text !== undefined) {
    if (GROUP_TYPES.test(type.text)) return parsePattern({ type, text, map: undefined, bound: false }, fields);
    fields.report("unknown-group-pattern-type", type.span(), type.text);
  } else if (type !== undefined) fields.report("egpattern-alone", type.span(), "egptype", "egpattern");
  else if (text !== undefined) fields.report("egpattern-alone", text.span(), "egpattern", "egptype");
  return null;
}
