/** Times of log lines; the expected instants are what date(1) gave for the same time and zone. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { FORMATS, recognise } from "../../src/logtime/index.js";
import { formatNamed, readTimes } from "./reading.js";

const EXPECTED: readonly (readonly [format: string, tz: string, line: string, instant: number])[] = [
  ["syslog", "UTC", "Nov  9 07:12:21 gate sshd[4101]: x", 1699513941],
  ["syslog", "UTC", "Nov 09 07:12:21 gate sshd[4101]: x", 1699513941],
  ["syslog", "UTC", "<34>Nov  9 07:12:21 gate sshd[4101]: x", 1699513941],
  ["syslog", "Europe/Tallinn", "Nov  9 07:12:21 gate x", 1699506741],
  ["syslog", "America/New_York", "Nov  9 07:12:21 gate x", 1699531941],
  ["syslog", "UTC", "Jan 02 15:04:05.678901 gate x", 1704207845.678901],
  ["syslog", "UTC", "Jul  4 1999 17:05:09 router x", 931107909],
  ["rfc5424", "UTC", "<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - x", 1065910455.003],
  ["rfc5424", "UTC", "<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - x", 1061727255.000003],
  ["iso8601", "UTC", "2023-11-09T07:12:21 x", 1699513941],
  ["iso8601", "Europe/Tallinn", "2023-11-09 07:12:21,500 INFO x", 1699506741.5],
  ["iso8601", "America/New_York", "2023-11-09T07:12:21.25+01:00 x", 1699510341.25],
  ["iso8601", "America/New_York", "2023-11-09T07:12:21+0530 gate x", 1699494141],
  ["iso8601", "America/New_York", "2023-11-09 07:12:21 +0530 gate x", 1699494141],
  ["iso8601", "America/New_York", "2023-11-09T06:12:21+00 gate x", 1699510341],
  ["iso8601", "America/New_York", "2023-11-09 07:12:21.000 UTC [17] LOG:  x", 1699513941],
  ["iso8601", "Europe/Tallinn", "[2023-11-09 07:12:21] x", 1699506741],
  ["iso8601", "UTC", "2023/11/09 07:12:21 [error] 17#17: x", 1699513941],
  ["short-full", "UTC", "Thu 2023-11-09 07:12:21 UTC gate x", 1699513941],
  ["short-full", "America/New_York", "Thu 2023-11-09 07:12:21 UTC gate x", 1699513941],
  ["short-full", "Europe/Tallinn", "Thu 2023-11-09 07:12:21 EET gate x", 1699506741],
  ["apache-error", "UTC", "[Sun Dec 04 04:47:44 2005] [error] x", 1133671664],
  ["apache-error", "Europe/Tallinn", "[Sun Dec 04 04:47:44.250001 2005] [error] x", 1133664464.250001],
  ["apache-error", "UTC", "Sun Dec  4 04:47:44 2005 x", 1133671664],
  ["epoch", "UTC", "1699513941 x", 1699513941],
  ["epoch", "UTC", "1699513941.250 312 192.0.2.7 TCP_MISS/200", 1699513941.25],
  ["epoch", "UTC", "[1699513941] HOST ALERT: x", 1699513941],
  ["epoch", "UTC", "1699513941250 x", 1699513941.25],
  ["epoch", "UTC", "1699513941250001 x", 1699513941.250001],
  ["epoch", "UTC", "1699513941250001999 x", 1699513941.250001],
  ["klog", "UTC", "I0102 15:04:05.678901   12345 server.go:80] x", 1704207845.678901],
  ["apache-access", "UTC", '127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200 2326', 971211336],
  ["apache-access", "UTC", '::1 - a [b] c [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200 2326', 971211336],
];

for (const [name, tz, line, instant] of EXPECTED) {
  test(`${name} in ${tz}: ${line}`, () => {
    assert.deepEqual(readTimes(formatNamed(name), [line], { tz }), [instant]);
    const bytes = Buffer.from(line, "latin1");
    const recognised = recognise(FORMATS, [{ bytes, start: 0, end: bytes.length }]);
    assert.equal(recognised?.name, name, "it is recognised");
  });
}

test("each format reads its own example", () => {
  for (const { name, example } of FORMATS) {
    const [time] = readTimes(formatNamed(name), [example]);
    assert.ok(Number.isFinite(time), name);
  }
});

test("what is no time is none", () => {
  const lines = [
    "",
    "x",
    "Nov",
    "Nov  9 07:12:2",
    "Nov  9 07:12",
    "Nov 32 07:12:21 x",
    "Nov  9 24:12:21 x",
    "Nov  9 07:60:21 x",
    "Nov  9 07:12:61 x",
    "Nob  9 07:12:21 x",
    "2023-13-09T07:12:21 x",
    "2023-02-30T07:12:21 x",
    "2023-11-09",
    "12345678901 x",
    "123456789 x",
    "[Sun Dec 04 04:47:44] x",
    "I0102 15:04:05 x",
    "<34>1 - gate su - ID47 - x",
    '127.0.0.1 - frank [10/Oct/2000:13:55 -0700] "GET /"',
  ];
  for (const format of FORMATS) {
    assert.deepEqual(
      lines.filter((line) => !Number.isNaN(readTimes(format, [line])[0])),
      [],
      format.name,
    );
  }
});

test("a stamp that goes on behind the end of its line is none", () => {
  const bytes = Buffer.from("Nov  9 07:12:21 x", "latin1");
  const stamp = { ...emptyLike() };
  for (let end = 0; end < 15; end++) assert.equal(formatNamed("syslog").read(bytes, 0, end, stamp), -1, String(end));
  assert.equal(formatNamed("syslog").read(bytes, 0, 15, stamp), 15);
});

function emptyLike() {
  const epoch = Number.NaN;
  return { epoch, year: -1, month: 1, day: 1, hour: 0, minute: 0, second: 0, microsecond: 0, offset: epoch, zone: "" };
}

test("the format that reads most of the first lines is recognised", () => {
  const lines = ["  at line 17", "2023-11-09 07:12:21 x", "Nov  9 07:12:21 y", "2023-11-09 07:12:22 x", "}"];
  const sample = lines.map((line) => ({ bytes: Buffer.from(line, "latin1"), start: 0, end: line.length }));
  assert.equal(recognise(FORMATS, sample)?.name, "iso8601");
  assert.equal(recognise(FORMATS, sample.slice(0, 1)), null);
});
