import { parseTimeSpecification } from "../time-specification.js";
import type { RuleSyntax } from "./rule-syntax.js";

export const calendar: RuleSyntax<"Calendar"> = (fields) => {
  const time = fields.required("time");
  return {
    type: "Calendar",
    time: time === undefined ? null : parseTimeSpecification(time, fields.problems),
    context: fields.context("context"),
    desc: fields.template("desc"),
    action: fields.actions("action"),
  };
};
