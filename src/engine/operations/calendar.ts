import type { CalendarRule } from "../../rules/ast.js";
import { contextHolds } from "../context-expression.js";
import type { Core } from "../core.js";
import type { LocalTime } from "../ports.js";
import { values } from "./condition.js";
import type { RuleMeaning } from "./rule-meaning.js";

/** Manual: CALENDAR RULE. It never matches an event. */
export const calendar: RuleMeaning<"Calendar"> = () => null;

/** Periodic work: acts once in every local minute that its time and its context allow. */
export function actOnTime(rule: CalendarRule, core: Core): void {
  const time = core.localTime();
  if (!allows(rule.time, time)) return;
  const minute = minuteOf(time);
  if (core.calendarMinutes.get(rule) === minute) return;
  const texts = { ...values(null, core), cache: null };
  if (rule.context !== null && !contextHolds(rule.context, texts, core)) return;
  core.calendarMinutes.set(rule, minute);
  core.usage.addMatch(rule);
  core.tracer?.calendarActs(rule);
  const description = rule.desc.expand(texts);
  core.run(rule.action, rule, { match: null, shadowed: null, cache: null, shadowedCache: null, description });
}

/** A local minute, as core.calendarMinutes has it. */
export function minuteOf(time: LocalTime): string {
  return `${time.year}-${time.month}-${time.day} ${time.hour}:${time.minute}`;
}

export function allows(allowed: CalendarRule["time"], time: LocalTime): boolean {
  return allowed.minutes.has(time.minute) && allowed.hours.has(time.hour) && allowsDay(allowed, time);
}

export function allowsDay(allowed: CalendarRule["time"], time: LocalTime): boolean {
  return (
    (allowed.days.has(time.day) || (allowed.days.has(0) && time.day === lastDay(time))) &&
    allowed.months.has(time.month) &&
    allowed.weekdays.has(time.weekday) &&
    (allowed.years === null || allowed.years.has(time.year % 100))
  );
}

function lastDay(time: LocalTime): number {
  if (time.month === 2) {
    const leap = time.year % 4 === 0 && (time.year % 100 !== 0 || time.year % 400 === 0);
    return leap ? 29 : 28;
  }
  return [4, 6, 9, 11].includes(time.month) ? 30 : 31;
}
