/** Years, daylight saving time and what is remembered; instants are date(1)'s. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeTimeZone } from "../../src/io/timezone.js";
import { MICROSECONDS } from "../../src/logtime/index.js";
import { makeRandom } from "../rules/random.js";
import { formatNamed, makeTimes, readTimes } from "./reading.js";

const syslog = formatNamed("syslog");
const iso = formatNamed("iso8601");
const DAY = 86_400;

test("the first line's year is the last one that is not in the future", () => {
  const before = readTimes(syslog, ["Jun  1 12:00:00 x"]);
  assert.deepEqual(before, [1717243200], "the second at which the log was last written to");
  assert.deepEqual(readTimes(syslog, ["Dec 31 23:59:59 x"]), [1704067199], "December of the year before");
  assert.deepEqual(readTimes(syslog, ["Jun  2 11:00:00 x"]), [1717243200 + DAY - 3600], "clocks may differ by a day");
  assert.deepEqual(readTimes(syslog, ["Feb 29 12:00:00 x"]), [1709208000]);
  const later = { end: 1_748_779_200, endYear: 2025 };
  assert.deepEqual(readTimes(syslog, ["Feb 29 12:00:00 x"], later), [1709208000], "in the last leap year");
});

test("a Feb 29 among the first lines tells the year, over New Year too", () => {
  // The log was last written to in June 2026.
  const copied = { end: 1_780_315_200, endYear: 2026 };
  const yearsOf = (lines: readonly string[], ...more: readonly string[]): number[] =>
    readTimes(syslog, [...lines, ...more], { ...copied, sample: lines }).map((time) =>
      Number.isNaN(time) ? Number.NaN : new Date(time * 1000).getUTCFullYear(),
    );
  assert.deepEqual(yearsOf(["Feb 28 23:59:59 x", "Feb 29 00:00:01 x", "Mar  1 00:00:00 x"]), [2024, 2024, 2024]);
  assert.deepEqual(yearsOf(["Dec 31 23:59:59 x", "Jan  1 00:00:01 x", "Feb 29 12:00:00 x"]), [2023, 2024, 2024]);
  assert.deepEqual(yearsOf(["Mar  1 00:00:00 x", "Dec 24 00:00:00 x", "Feb 29 12:00:00 x"]), [2023, 2023, 2024]);
  assert.deepEqual(yearsOf(["Feb 28 00:00:00 x", "Mar  1 00:00:00 x"]), [2026, 2026], "none is there: the last year");
  assert.deepEqual(
    yearsOf(["Feb 28 00:00:00 x"], "Feb 29 00:00:00 x"),
    [2026, Number.NaN],
    "not among the first lines",
  );
  assert.deepEqual(yearsOf(["no time", "Feb 29 00:00:00 x"]), [Number.NaN, 2024]);
});

test("a given year counts, Feb 29 or not", () => {
  const lines = ["Feb 28 00:00:00 x", "Feb 29 00:00:00 x"];
  assert.deepEqual(readTimes(syslog, lines, { year: 2023, sample: lines }), [1677542400, Number.NaN]);
});

test("a log may begin with the year", () => {
  assert.deepEqual(
    readTimes(syslog, ["Jan  1 00:00:00 x", "Jan  1 00:00:01 x"], { year: 2024 }),
    [1704067200, 1704067201],
  );
});

test("over New Year the next year begins", () => {
  const lines = ["Dec 31 23:59:59 x", "Jan  1 00:00:01 x", "Dec 31 23:59:59 late", "Jan  1 00:00:01 x"];
  assert.deepEqual(readTimes(syslog, lines), [1704067199, 1704067201, 1704067199, 1704067201]);
  assert.deepEqual(readTimes(syslog, lines, { year: 2023 }), [1704067199, 1704067201, 1704067199, 1704067201]);
});

test("years go on over gaps of up to eleven months, and a given year counts", () => {
  const lines = [
    "Jun  1 00:00:00 x",
    "Apr 30 00:00:00 x",
    "Dec 31 00:00:00 x",
    "Nov 29 00:00:00 x",
    "Dec  1 00:00:00 x",
  ];
  const years = readTimes(syslog, lines, { year: 1999 }).map((time) => new Date(time * 1000).getUTCFullYear());
  assert.deepEqual(years, [1999, 2000, 2000, 2001, 2001]);
});

test("a date that the year has not is no time", () => {
  assert.deepEqual(readTimes(syslog, ["Feb 29 12:00:00 x"], { year: 2023 }), [Number.NaN]);
  assert.deepEqual(readTimes(syslog, ["Feb 28 12:00:00 x", "Feb 29 12:00:00 x"], { year: 2023 })[1], Number.NaN);
});

test("what would come after the log's end is of the year before, and counted", () => {
  const times = makeTimes(syslog);
  const read = (line: string): number => times.timeOf(Buffer.from(line), 0, line.length) / MICROSECONDS;
  assert.equal(read("May 31 00:00:00 x"), 1717113600);
  assert.equal(times.years.fromFuture, 0);
  assert.equal(read("Jan  5 00:00:00 x"), 1704412800, "not of 2025");
  assert.equal(times.years.fromFuture, 1);
});

test("hours that occur twice go on to the second time", () => {
  const tz = "Europe/Tallinn";
  const lines = [
    "2023-10-29 02:59:59 x",
    "2023-10-29 03:30:00 x",
    "2023-10-29 03:59:59 x",
    "2023-10-29 03:30:00 x",
    "2023-10-29 04:00:00 x",
  ];
  assert.deepEqual(readTimes(iso, lines, { tz }), [1698537599, 1698539400, 1698541199, 1698543000, 1698544800]);
  const sparse = ["2023-10-29 03:30:10 x", "2023-10-29 03:30:00 x"];
  assert.deepEqual(readTimes(iso, sparse, { tz }), [1698539410, 1698543000]);
  assert.deepEqual(readTimes(iso, sparse, { tz, lateness: 10 }), [1698539410, 1698539400], "it may be late");
});

test("an abbreviation says which of two hours is meant", () => {
  const lines = ["Sun 2023-10-29 03:30:00 EET x", "Sun 2023-10-29 03:30:00 EEST x"];
  assert.deepEqual(readTimes(formatNamed("short-full"), lines, { tz: "Europe/Tallinn" }), [1698543000, 1698539400]);
});

test("a time that does not occur is read as if the clock had not been set", () => {
  const lines = ["2023-03-26 02:59:59 x", "2023-03-26 03:30:00 x", "2023-03-26 04:00:00 x"];
  assert.deepEqual(readTimes(iso, lines, { tz: "Europe/Tallinn" }), [1679792399, 1679794200, 1679792400]);
});

test("local times of all zones lead back to their instants", () => {
  const seed = Date.now() % 1_000_000;
  const random = makeRandom(seed);
  const two = (number: number): string => String(number).padStart(2, "0");
  for (const tz of [
    "Europe/Tallinn",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Africa/Casablanca",
  ]) {
    const zone = makeTimeZone({ TZ: tz });
    for (let count = 0; count < 2000; count++) {
      const instant = 1_500_000_000 + random.below(200_000_000);
      const { year, month, day, hour, minute, second, offset } = zone(instant);
      const text = `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)} x`;
      const [time] = readTimes(iso, [text], { tz }) as [number];
      const occursTwice = [-3600, -1800, 1800, 3600].some((shift) => zone(instant + shift).offset + shift === offset);
      if (!occursTwice) assert.equal(time, instant, `seed ${seed}, ${tz}, ${text}`);
    }
  }
});

test("what is remembered changes nothing", () => {
  const seed = Date.now() % 1_000_000;
  const random = makeRandom(seed);
  const stamps = ["2023-11-09 07:12:21", "2023-11-09 07:12:22", "2023-11-09 07:13:21", "2023-11-09T07:12:21"];
  const behind = [
    " x",
    " y",
    "",
    " ",
    ".5 x",
    ",25 x",
    "Z x",
    " +0100 x",
    " +0100x",
    " UTC x",
    " UTCx",
    "+01:00 x",
    "5 x",
    "-",
  ];
  const lines = Array.from({ length: 3000 }, () => random.pick(stamps) + random.pick(behind));
  const together = readTimes(iso, lines, { tz: "America/New_York" });
  const apart = lines.map((line) => readTimes(iso, [line], { tz: "America/New_York" })[0]);
  assert.deepEqual(together, apart, `seed ${seed}`);
});
