/** Local time as localtime(3) has it: TZ, /etc/localtime, the zone files of the system. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LocalTime, TimeZone } from "../engine/ports.js";
import { parsePosixZone } from "./posix-zone.js";
import { parseZoneFile } from "./zone-file.js";

/** What holds at an instant: seconds east of UTC and the abbreviation. */
export interface ZoneState {
  readonly offset: number;
  readonly abbreviation: string;
  /** Daylight saving time. */
  readonly isSummer: boolean;
}
export type ZoneAt = (instant: number) => ZoneState;

const ZONES = "/usr/share/zoneinfo";
const UTC: ZoneAt = () => ({ offset: 0, abbreviation: "UTC", isSummer: false });

/** The zone that the environment variable TZ names; undefined: /etc/localtime. */
export function makeTimeZone(environment: Readonly<Record<string, string | undefined>>): TimeZone {
  const zone = findZone(environment.TZ, environment.TZDIR ?? ZONES);
  return (instant) => localTime(instant, zone(instant));
}

/** Whether a value of TZ means something; localtime(3) takes one that does not as UTC. */
export function isTimeZone(name: string, directory = ZONES): boolean {
  return name === "" || namedZone(name, directory) !== null;
}

function findZone(name: string | undefined, directory: string): ZoneAt {
  if (name === undefined) return zoneFile("/etc/localtime") ?? UTC;
  return (name === "" ? null : namedZone(name, directory)) ?? UTC;
}

function namedZone(name: string, directory: string): ZoneAt | null {
  const path = name.startsWith(":") ? name.slice(1) : name;
  return zoneFile(path.startsWith("/") ? path : join(directory, path)) ?? parsePosixZone(name);
}

function zoneFile(path: string): ZoneAt | null {
  try {
    return parseZoneFile(readFileSync(path));
  } catch {
    return null;
  }
}

function localTime(instant: number, { offset, abbreviation, isSummer }: ZoneState): LocalTime {
  const shifted = new Date((instant + offset) * 1000);
  return {
    second: shifted.getUTCSeconds(),
    minute: shifted.getUTCMinutes(),
    hour: shifted.getUTCHours(),
    day: shifted.getUTCDate(),
    month: shifted.getUTCMonth() + 1,
    year: shifted.getUTCFullYear(),
    weekday: shifted.getUTCDay(),
    zone: abbreviation,
    isSummer,
    offset,
  };
}
