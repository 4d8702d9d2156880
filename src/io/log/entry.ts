/** A log message and its two forms (--log-format). */
import type { LogLevel, TimeZone } from "../../engine/ports.js";

export const LEVEL_NAMES = ["", "critical", "error", "warning", "notice", "info", "debug"] as const;
export const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;

export interface Entry {
  readonly level: LogLevel;
  /** Bytes, one per character. */
  readonly message: string;
  /** Milliseconds since Epoch. */
  readonly time: number;
}

/** An entry as a line with its newline; bytes, one per character. */
export type Format = (entry: Entry, zone: TimeZone) => string;

export const two = (value: number): string => String(value).padStart(2, "0");

/** "Tue Nov 24 19:25:17 2026 error: message" */
function asText({ level, message, time }: Entry, zone: TimeZone): string {
  const at = zone(Math.floor(time / 1000));
  const clock = `${two(at.hour)}:${two(at.minute)}:${two(at.second)}`;
  const date = `${WEEKDAYS[at.weekday]} ${MONTHS[at.month - 1]} ${String(at.day).padStart(2, " ")}`;
  return `${date} ${clock} ${at.year} ${LEVEL_NAMES[level]}: ${message}\n`;
}

/** One JSON object a line: time (ISO 8601 with offset), level, severity, message, pid. */
function asJson({ level, message, time }: Entry, zone: TimeZone): string {
  const text = Buffer.from(message, "latin1").toString("utf8");
  const fields = { time: isoTime(time, zone), level, severity: LEVEL_NAMES[level], message: text, pid: process.pid };
  return `${Buffer.from(JSON.stringify(fields), "utf8").toString("latin1")}\n`;
}

function isoTime(time: number, zone: TimeZone): string {
  const at = zone(Math.floor(time / 1000));
  const minutes = Math.abs(at.offset) / 60;
  const offset = `${at.offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(Math.floor(minutes % 60))}`;
  const date = `${String(at.year).padStart(4, "0")}-${two(at.month)}-${two(at.day)}`;
  const fraction = String(time % 1000).padStart(3, "0");
  return `${date}T${two(at.hour)}:${two(at.minute)}:${two(at.second)}.${fraction}${offset}`;
}

export const FORMATS: Readonly<Record<"text" | "json", Format>> = { text: asText, json: asJson };
