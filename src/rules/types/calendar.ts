import type { TimeSpecification } from "../ast.js";
import { parseTimeSpecification } from "../time-specification.js";
import type { RuleSyntax } from "./rule-syntax.js";

export const calendar: RuleSyntax<"Calendar"> = (fields) => {
  const time = fields.required("time");
  return {
    type: "Calendar",
    time: (time && parseTimeSpecification(time, fields.problems)) as TimeSpecification,
    context: fields.context("context"),
    desc: fields.template("desc"),
    action: fields.actions("action"),
  };
};
