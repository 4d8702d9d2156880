/** Local time to instants: the inverse of a time zone. */
import type { Seconds } from "../base/seconds.js";
import { DAY } from "./civil.js";

/** What holds at an instant. */
export type ZoneAt = (instant: Seconds) => { readonly offset: number; readonly zone: string };

const HOUR = 3600;

export class LocalTime {
  private readonly zoneAt: ZoneAt;
  /** Of the hour of local time that was last asked for; an hour has one offset unless a change is near. */
  private hour = Number.NaN;
  private offset = 0;
  private changes = false;
  /** The local time that was last asked for occurs twice. */
  occursTwice = false;

  constructor(zoneAt: ZoneAt) {
    this.zoneAt = zoneAt;
  }

  /**
   * The instant of a local time, given as seconds that a clock in UTC would count to the
   * same date and time of day. Of the two instants of a time that occurs twice (the clock
   * is set back) it is the one whose zone has the given abbreviation; without one it is the
   * first, unless that is before `notBefore`. A time that does not occur (the clock is set
   * forward) is read as if the clock had not been set yet.
   */
  instantOf(local: Seconds, notBefore: Seconds, zone = ""): Seconds {
    const hour = Math.floor(local / HOUR);
    if (hour !== this.hour) this.look(hour);
    this.occursTwice = false;
    return this.changes ? this.nearChange(local, notBefore, zone) : local - this.offset;
  }

  private look(hour: number): void {
    const start = hour * HOUR;
    this.hour = hour;
    this.offset = this.zoneAt(start - DAY).offset;
    this.changes = this.zoneAt(start + HOUR + DAY).offset !== this.offset;
  }

  private nearChange(local: Seconds, notBefore: Seconds, zone: string): Seconds {
    const first = local - this.zoneAt(local - DAY).offset;
    const second = local - this.zoneAt(local + DAY).offset;
    const possible = [first, second].filter((instant) => instant + this.zoneAt(instant).offset === local);
    if (possible.length === 0) return first;
    this.occursTwice = first !== second && possible.length === 2;
    const earlier = Math.min(...possible);
    const later = Math.max(...possible);
    const named = possible.find((instant) => this.zoneAt(instant).zone === zone);
    return named ?? (earlier < notBefore ? later : earlier);
  }
}
