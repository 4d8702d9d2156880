/**
 * The seconds in which Calendar rules may act, so that a clock that jumps from event to
 * event finds them. In a minute that a rule's time allows it may act in each second, until
 * it has: its context may come to hold at any time.
 */
import type { Seconds } from "../base/seconds.js";
import type { CalendarRule, Rule } from "../rules/ast.js";
import { allows, allowsDay, minuteOf } from "./operations/calendar.js";
import type { LocalTime, TimeZone } from "./ports.js";

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
/** Days that may pass until a rule's next minute: Feb 29 on a given weekday comes every 28 years, or 40. */
const DAYS_AHEAD_MAX = 41 * 366;

export class CalendarSeconds {
  private readonly zone: TimeZone;
  /** Each rule's next allowed minute, in which it has not acted: its first second that is still to come. */
  private readonly coming: { readonly rule: CalendarRule; at: Seconds | null }[];

  constructor(rules: readonly CalendarRule[], zone: TimeZone) {
    this.zone = zone;
    this.coming = rules.map((rule) => ({ rule, at: Number.NEGATIVE_INFINITY }));
  }

  /** The first second after `now` in which some rule may act; null: none ever will. `now` does not go back. */
  next(now: Seconds, acted: ReadonlyMap<Rule, string>): Seconds | null {
    let first: Seconds | null = null;
    for (const coming of this.coming) {
      if (coming.at !== null && coming.at <= now) coming.at = this.nextOf(coming.rule, now + 1, acted.get(coming.rule));
      if (coming.at !== null && (first === null || coming.at < first)) first = coming.at;
    }
    return first;
  }

  /** The first second from `from` on in a minute that the rule's time allows, other than the one in which it acted last. */
  private nextOf({ time: allowed }: CalendarRule, from: Seconds, acted: string | undefined): Seconds | null {
    let at = from;
    const end = from + DAYS_AHEAD_MAX * DAY;
    while (at < end) {
      const time = this.zone(at);
      if (allows(allowed, time) && minuteOf(time) !== acted) return at;
      at += this.step(at, time, allowed);
    }
    return null;
  }

  /** Seconds to skip at a moment that is of no use: to the next local day, hour or minute. */
  private step(at: Seconds, time: LocalTime, allowed: CalendarRule["time"]): Seconds {
    const inMinute = MINUTE - time.second;
    const inHour = inMinute + (59 - time.minute) * MINUTE;
    const inDay = inHour + (23 - time.hour) * HOUR;
    if (!allowsDay(allowed, time) && this.isEven(at, inDay, time)) return inDay;
    if (!allowed.hours.has(time.hour) && this.isEven(at, inHour, time)) return inHour;
    return inMinute;
  }

  /** No clock is set meanwhile. */
  private isEven(at: Seconds, seconds: Seconds, time: LocalTime): boolean {
    return this.zone(at + seconds).offset === time.offset;
  }
}
