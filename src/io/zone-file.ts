/** TZif files (RFC 8536). */
import { parsePosixZone } from "./posix-zone.js";
import type { ZoneAt, ZoneState } from "./timezone.js";

const HEADER = 44;

/** Null: the bytes are no zone file. */
export function parseZoneFile(bytes: Buffer): ZoneAt | null {
  if (bytes.length < HEADER || bytes.toString("latin1", 0, 4) !== "TZif") return null;
  const version = bytes[4] as number;
  const first = countsAt(bytes, 0);
  if (version === 0) return makeZone(bytes, HEADER, first, 4, "");
  // Version 2 and later repeat everything with 64-bit times, and end in a rule for the future.
  const second = HEADER + sizeOf(first, 4);
  const counts = countsAt(bytes, second);
  const end = second + HEADER + sizeOf(counts, 8);
  const footer = bytes.toString("latin1", end).split("\n")[1] ?? "";
  return makeZone(bytes, second + HEADER, counts, 8, footer);
}

interface Counts {
  readonly isUt: number;
  readonly isStandard: number;
  readonly leaps: number;
  readonly times: number;
  readonly types: number;
  readonly characters: number;
}

function countsAt(bytes: Buffer, start: number): Counts {
  const at = (index: number): number => bytes.readUInt32BE(start + 20 + 4 * index);
  return { isUt: at(0), isStandard: at(1), leaps: at(2), times: at(3), types: at(4), characters: at(5) };
}

function sizeOf(counts: Counts, width: number): number {
  return (
    counts.times * (width + 1) +
    counts.types * 6 +
    counts.characters +
    counts.leaps * (width + 4) +
    counts.isStandard +
    counts.isUt
  );
}

function makeZone(bytes: Buffer, start: number, counts: Counts, width: number, footer: string): ZoneAt {
  const times = Array.from({ length: counts.times }, (_, index) => {
    const at = start + index * width;
    return width === 4 ? bytes.readInt32BE(at) : Number(bytes.readBigInt64BE(at));
  });
  const indices = start + counts.times * width;
  const types = indices + counts.times;
  const names = types + counts.types * 6;
  const stateOf = (type: number): ZoneState => {
    const at = types + type * 6;
    const nameStart = names + (bytes[at + 5] as number);
    const nameEnd = bytes.indexOf(0, nameStart);
    const abbreviation = bytes.toString("latin1", nameStart, nameEnd);
    return { offset: bytes.readInt32BE(at), abbreviation, isSummer: bytes[at + 4] === 1 };
  };
  const future = parsePosixZone(footer);
  return (instant) => {
    const index = lastAtOrBefore(times, instant);
    if (index === times.length - 1 && future !== null) return future(instant);
    return stateOf(index < 0 ? 0 : (bytes[indices + index] as number));
  };
}

/** Index of the last time at or before the instant; -1 without. */
function lastAtOrBefore(times: readonly number[], instant: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) <= instant) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
