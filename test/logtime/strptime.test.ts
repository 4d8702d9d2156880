/** --time-format in the terms of strptime(3); instants are date(1)'s for the same time in UTC. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { strptime } from "../../src/logtime/index.js";
import { readTimes } from "./reading.js";

function read(format: string, line: string, tz = "UTC"): number | string {
  const result = strptime(format);
  return result.ok ? (readTimes(result.format, [line], { tz })[0] as number) : result.reason;
}

const EXPECTED: readonly (readonly [format: string, line: string, instant: number])[] = [
  ["%Y-%m-%d %H:%M:%S", "2023-11-09 07:12:21 x", 1699513941],
  ["%d.%m.%Y %H:%M:%S", "9.11.2023 7:12:21 x", 1699513941],
  ["%d.%m.%y, %R", "04.07.99, 17:05", 931107900],
  ["%FT%T", "2023-11-09T07:12:21", 1699513941],
  ["%D %T", "11/09/23 07:12:21", 1699513941],
  ["%c", "Sun Dec  4 04:47:44 2005", 1133671664],
  ["%a %b %e %H:%M:%S %Y", "Sun Dec 04 04:47:44 2005", 1133671664],
  ["%A, %d. %B %Y %H:%M:%S", "Sunday, 04. December 2005 04:47:44", 1133671664],
  ["%A, %d. %B %Y %H:%M:%S", "sun, 4. dec 2005 04:47:44", 1133671664],
  ["%m/%d/%Y %I:%M:%S %p", "07/04/1999 05:05:09 PM", 931107909],
  ["%m/%d/%Y %l:%M:%S%p", "07/04/1999  5:05:09pm", 931107909],
  ["%m/%d/%Y %r", "11/09/2023 12:12:21 AM", 1699513941 - 7 * 3600],
  ["%Y %j %T", "2023 181 11:22:33", 1688124153],
  ["%s", "1699513941 x", 1699513941],
  ["%s.%f", "1699513941.25 x", 1699513941.25],
  ["%Y%m%d%H%M%S", "20231109071221", 1699513941],
  ["%Y-%m-%d %H:%M:%S.%f %z", "2023-11-09 07:12:21.250 +0100", 1699510341.25],
  ["%d/%b/%Y:%H:%M:%S %z", "10/Oct/2000:13:55:36 -0700", 971211336],
  ["%F %T %Z", "2023-11-09 07:12:21 GMT", 1699513941],
  ["[%F %T]", "[2023-11-09   07:12:21] x", 1699513941],
  ["100%% %F%n%T", "100% 2023-11-09 07:12:21", 1699513941],
  ["%b %d %T", "Nov 9 07:12:21", 1699513941],
];

for (const [format, line, instant] of EXPECTED) {
  test(`${format}: ${line}`, () => assert.equal(read(format, line), instant));
}

test("a line that the format does not describe has no time", () => {
  assert.equal(read("%F %T", "2023-11-09T07:12:21"), Number.NaN);
  assert.equal(read("%F %T", "x 2023-11-09 07:12:21"), Number.NaN);
  assert.equal(read("%F %T", "2023-11-09 07:12"), Number.NaN);
  assert.equal(read("%F %T", "2023-02-29 07:12:21"), Number.NaN);
  assert.equal(read("%Y %j %T", "2023 366 07:12:21"), Number.NaN);
  assert.equal(read("%H:%M %d %B %Y", "07:12 9 Nob 2023"), Number.NaN);
  assert.equal(read("%F %I:%M %p", "2023-11-09 13:00 PM"), Number.NaN);
});

test("a format that gives no instant, or has unknown conversions, is refused with what to do", () => {
  assert.match(String(read("%H:%M:%S", "")), /^it has no date: it needs %m and %d/);
  assert.match(String(read("%Y-%m-%d", "")), /^it has no time of day: it needs %H and %M/);
  assert.match(String(read("%Y-%m-%d %I:%M", "")), /^it has no time of day/);
  assert.match(String(read("%Q %F %T", "")), /^%Q is none of its conversions, which are %Y %y /);
  assert.match(String(read("%F %T %", "")), /^% is none of its conversions/);
});
