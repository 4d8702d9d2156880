/** Calendar rules' times (manual: CALENDAR RULE). */
import type { SourceText } from "../base/source.js";
import type { TimeSpecification } from "./ast.js";
import type { Problems } from "./diagnostics.js";
import { wordsOf } from "./words.js";

interface Unit {
  readonly what: string;
  readonly lowest: number;
  readonly highest: number;
}

const UNITS: readonly Unit[] = [
  { what: "minutes (0-59)", lowest: 0, highest: 59 },
  { what: "hours (0-23)", lowest: 0, highest: 23 },
  { what: "days (1-31, 0 for the last day)", lowest: 0, highest: 31 },
  { what: "months (1-12)", lowest: 1, highest: 12 },
  { what: "weekdays (0-7, 0 and 7 for Sunday)", lowest: 0, highest: 7 },
  { what: "years (0-99, the last two digits)", lowest: 0, highest: 99 },
];

/** `n`, or `*` or a range with an optional step; a range that lacks an end goes to that of the unit. */
const MEMBER = /^(?:([0-9]+)|(?:\*|([0-9]*)-([0-9]*))(?:\/([0-9]+))?)$/;

/** Null, with a message for each condition that is wrong. */
export function parseTimeSpecification(text: SourceText, problems: Problems): TimeSpecification | null {
  const fields = wordsOf(text);
  if (fields.length < 5 || fields.length > 6) {
    problems.report("time-fields", text.span(), String(fields.length));
    return null;
  }
  const sets = fields.map((field, index) => parseCondition(field, UNITS[index] as Unit, problems));
  const [minutes, hours, days, months, weekdays, years] = sets;
  if (sets.includes(null) || !minutes || !hours || !days || !months || !weekdays) return null;
  if (weekdays.delete(7)) weekdays.add(0);
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

/** False: the member is none. A range that runs backwards is one, but allows nothing. */
function addMember(member: string, unit: Unit, allowed: Set<number>): boolean {
  const parts = MEMBER.exec(member);
  if (parts === null) return false;
  const [, single, from, to, step] = parts;
  const first = boundOf(single ?? from, unit.lowest);
  const last = boundOf(single ?? to, unit.highest);
  const stride = Number(step ?? 1);
  const isWithin = (value: number): boolean => value >= unit.lowest && value <= unit.highest;
  if (stride === 0 || !isWithin(first) || !isWithin(last)) return false;
  for (let value = first; value <= last; value += stride) allowed.add(value);
  return true;
}

function boundOf(digits: string | undefined, byDefault: number): number {
  return digits === undefined || digits === "" ? byDefault : Number(digits);
}
