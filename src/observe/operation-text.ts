/** One event correlation operation for people: what its JSON has, and the values that it is bound to. */
import { positionOf } from "../base/source.js";
import type { Operation } from "../engine/operation.js";
import type { Json } from "./dump-json.js";
import { operationFields } from "./dump-operation.js";
import { countOf, type Field, fieldLines, indent, oneLine } from "./layout.js";
import { valueLines } from "./values-text.js";
import type { FormatTime } from "./view.js";

/** What each field of the JSON is called; those of second and later patterns end with a number. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ["pattern", "pattern"],
  ["context", "context"],
  ["continue", "after a match"],
  ["desc", "description"],
  ["action", "action"],
  ["threshold", "threshold"],
  ["window", "window"],
  ["count", "count action"],
  ["egtoken", "token"],
  ["egpattern", "group pattern"],
  ["egstring", "group string"],
  ["init", "init action"],
  ["slide", "slide action"],
  ["end", "end action"],
  ["status", "status"],
]);

export function operationLines(operation: Operation, format: FormatTime): string[] {
  const { rule, description, binding } = operation;
  const fields = operationFields(operation);
  const { line } = positionOf(rule.span.file, rule.span.start);
  const { type, starttime, windowstart, windowend = null, window: seconds } = fields;
  const end = windowend === null ? "no end" : format(windowend as number);
  const times: Field[] = [
    ["started", format(starttime as number)],
    ["window begins", format(windowstart as number)],
    ["window ends", end],
    ["window", windowend === null ? "unlimited" : `${seconds} seconds`],
  ];
  const others = Object.entries(fields).flatMap(([key, value]): Field[] => {
    const [, name = "", number = ""] = /^(\D+)(\d*)$/.exec(key) ?? [];
    const label = LABELS.get(name);
    if (label === undefined || key === "window" || key === "desc" || typeof value === "object") return [];
    const unit = name === "window" ? " seconds" : "";
    return [[number === "" ? label : `${label} ${number}`, `${value}${unit}`]];
  });
  return [
    `${oneLine(`${rule.file} | ${rule.number} | ${description}`)}`,
    ...indent([
      `${type}, rule ${rule.number + 1} of ${rule.file}, line ${line}`,
      ...fieldLines([...times, ...others]),
      ...eventLines(fields, format),
      "values",
      ...indent(valueLines(binding)),
    ]),
  ];
}

function eventLines(fields: Readonly<Record<string, Json>>, format: FormatTime): string[] {
  if (fields.eventtimes === undefined) return [];
  const times = fields.eventtimes as readonly number[];
  const patterns = fields.eventpatterns as readonly number[] | undefined;
  const tokens = fields.eventtokens as readonly Json[] | undefined;
  const lines = times.map((time, index) => {
    const pattern = patterns === undefined ? "" : `, pattern ${patterns[index]}`;
    return format(time) + pattern + (tokens === undefined ? "" : `, token ${oneLine(String(tokens[index]))}`);
  });
  return [countOf(times.length, "event"), ...indent(lines)];
}
