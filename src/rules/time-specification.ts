/** Calendar rules' times (manual: CALENDAR RULE). */
import type { SourceText } from "../base/source.js";
import type { TimeSpecification } from "./ast.js";
import type { Problems } from "./diagnostics.js";

interface Unit {
  readonly what: string;
  readonly lowest: number;
  readonly highest: number;
}

const UNITS: readonly Unit[] = [
  { what: "minutes (0-59)", lowest: 0, highest: 59 },
  { what: "hours (0-23)", lowest: 0, highest: 23 },
  { what: "days (0-31)", lowest: 0, highest: 31 },
  { what: "months (1-12)", lowest: 1, highest: 12 },
  { what: "weekdays (0-7)", lowest: 0, highest: 7 },
  { what: "years (0-99)", lowest: 0, highest: 99 },
];

/** `*`, `n`, `n-m` or `n-` (to the end), the last three forms but `n` with an optional step. */
const MEMBER = /^(?:\*|([0-9]+)(?:(-)([0-9]*))?)(?:\/([0-9]+))?$/;

export function parseTimeSpecification(text: SourceText, problems: Problems): TimeSpecification | null {
  const fields = [...text.text.matchAll(/[^ \t\r\f\v]+/g)].map((found) =>
    text.slice(found.index, found.index + found[0].length),
  );
  if (fields.length < 5 || fields.length > 6) {
    problems.report("time-fields", text.span(), String(fields.length));
    return null;
  }
  const sets = fields.map((field, index) => parseCondition(field, UNITS[index] as Unit, problems));
  const [minutes, hours, days, months, weekdays, years] = sets;
  if (sets.includes(null) || !minutes || !hours || !days || !months || !weekdays) return null;
  if (weekdays.has(7)) weekdays.add(0);
  return { minutes, hours, days, months, weekdays, years: years ?? null };
}

function parseCondition(field: SourceText, unit: Unit, problems: Problems): Set<number> | null {
  const allowed = new Set<number>();
  const members = field.text.split(",").filter((member) => member !== "");
  const valid = members.length > 0 && members.every((member) => addMember(member, unit, allowed));
  if (valid) return allowed;
  problems.report("invalid-time", field.span(), field.text, unit.what);
  return null;
}

function addMember(member: string, unit: Unit, allowed: Set<number>): boolean {
  const parts = MEMBER.exec(member);
  if (parts === null) return false;
  const [, from, dash, to, step] = parts;
  if (step !== undefined && (Number(step) === 0 || (from !== undefined && dash === undefined))) return false;
  const first = from === undefined ? unit.lowest : Number(from);
  const last = lastOf(first, from, dash, to, unit);
  if (first < unit.lowest || first > unit.highest || last < unit.lowest || last > unit.highest) return false;
  for (let value = first; value <= last; value += Number(step ?? 1)) allowed.add(value);
  return true;
}

function lastOf(first: number, from?: string, dash?: string, to?: string, unit?: Unit): number {
  if (from === undefined) return unit?.highest ?? first;
  if (dash === undefined) return first;
  return to === "" || to === undefined ? (unit?.highest ?? first) : Number(to);
}
