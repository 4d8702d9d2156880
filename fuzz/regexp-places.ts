import type { RegExpOnV8 } from "../src/regexp/index.js";

/** More are not looked for. */
export const MATCHES_MAX = 20;

/** The places of all matches, as `while (/.../g)` finds them. */
export function allPlaces(regexp: RegExpOnV8, subject: string): number[][] {
  const all: number[][] = [];
  let offset = 0;
  let mayBeEmpty = true;
  while (all.length < MATCHES_MAX) {
    const places = regexp.placesAt(subject, offset, mayBeEmpty);
    if (places === null) return all;
    all.push(places);
    const [start = 0, end = 0] = places;
    offset = end;
    mayBeEmpty = end > start;
  }
  return all;
}
