/** Log messages to the system's log (manual: --syslog), as RFC 3164 datagrams to its socket. */
import type { LogLevel, TimeZone } from "../../engine/ports.js";
import { type Entry, MONTHS, two } from "./entry.js";

/** Facilities of syslog(3) with their numbers. */
const FACILITIES: Readonly<Record<string, number>> = {
  kern: 0,
  user: 1,
  mail: 2,
  daemon: 3,
  auth: 4,
  syslog: 5,
  lpr: 6,
  news: 7,
  uucp: 8,
  cron: 9,
  authpriv: 10,
  ftp: 11,
  local0: 16,
  local1: 17,
  local2: 18,
  local3: 19,
  local4: 20,
  local5: 21,
  local6: 22,
  local7: 23,
};

/** Severities of the levels: crit, err, warning, notice, info, debug. */
const SEVERITIES: Readonly<Record<LogLevel, number>> = { 1: 2, 2: 3, 3: 4, 4: 5, 5: 6, 6: 7 };

export interface Datagrams {
  send(path: string, data: string): void;
  end(): void;
}

/** Where the system's log listens (syslog(3)). */
export const SYSTEM_LOG = "/dev/log";

export class Syslog {
  private readonly facility: number;
  private readonly datagrams: Datagrams;
  private readonly path: string;

  /** `facility` is a name for which isFacility() holds; `path` the system log's socket. */
  constructor(facility: string, datagrams: Datagrams, path: string) {
    this.facility = FACILITIES[facilityName(facility)] as number;
    this.datagrams = datagrams;
    this.path = path;
  }

  write(entry: Entry, zone: TimeZone): void {
    this.datagrams.send(this.path, syslogLine(entry, this.facility, zone));
  }

  close(): void {
    this.datagrams.end();
  }
}

export function isFacility(name: string): boolean {
  return Object.hasOwn(FACILITIES, facilityName(name));
}

export function facilityNames(): readonly string[] {
  return Object.keys(FACILITIES);
}

/** Written in any case, with or without LOG_, as syslog(3) and its users do. */
function facilityName(name: string): string {
  return name.toLowerCase().replace(/^log_/, "");
}

/** "<157>Nov 24 19:25:17 sec[4711]: message" */
export function syslogLine({ level, message, time }: Entry, facility: number, zone: TimeZone): string {
  const at = zone(Math.floor(time / 1000));
  const clock = `${two(at.hour)}:${two(at.minute)}:${two(at.second)}`;
  const date = `${MONTHS[at.month - 1]} ${String(at.day).padStart(2, " ")}`;
  return `<${facility * 8 + SEVERITIES[level]}>${date} ${clock} sec[${process.pid}]: ${message}\n`;
}
