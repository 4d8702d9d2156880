/**
 * Times of log lines: formats (formats/, and strptime.ts for what users write), how one is
 * recognised, and how stamps become instants (line-times.ts). Knows no files.
 */
export { type LogTimeFormat, MICROSECONDS, type Microseconds } from "./format.js";
export { FORMATS } from "./formats/index.js";
export { LineTimes, type LineTimesOptions } from "./line-times.js";
export type { ZoneAt } from "./local-time.js";
export { recognise, type SampleLine } from "./recognise.js";
export { CONVERSIONS, strptime } from "./strptime.js";
