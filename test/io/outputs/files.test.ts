import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { closeSync, constants, openSync, readFileSync, readSync, renameSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { OutputFiles } from "../../../src/io/outputs/files.js";
import type { WriteBytes } from "../../../src/io/outputs/writing.js";
import { recordLog, temporaryDirectory, until, withoutWaiting } from "./for-tests.js";

function makeFiles(context: TestContext, write?: WriteBytes, retries = false) {
  const directory = temporaryDirectory(context);
  const { messages, log } = recordLog();
  const out = openSync(join(directory, "stdout"), "a");
  context.after(() => closeSync(out));
  const files = new OutputFiles(out, log, { now: () => 0, retries, ...(write === undefined ? {} : { write }) });
  return { directory, files, messages };
}

function makeFifo(directory: string): string {
  const path = join(directory, "fifo");
  execFileSync("mkfifo", [path]);
  return path;
}

function openReader(path: string): number {
  return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
}

function readAll(descriptor: number): string {
  let text = "";
  const buffer = Buffer.alloc(1 << 20);
  try {
    for (let count = 1; count > 0; ) {
      count = readSync(descriptor, buffer);
      text += buffer.toString("latin1", 0, count);
    }
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, "EAGAIN");
  }
  return text;
}

const failure = (code: string): Error => Object.assign(new Error(`${code}: failed`), { code });

test("a full pipe: nothing blocks, all arrives in order and whole, closed or not; beyond 16 MiB it is counted", (context) => {
  const { directory, files, messages } = makeFiles(context);
  const fifo = makeFifo(directory);
  const reader = openReader(fifo);
  context.after(() => closeSync(reader));
  const line = (number: number): string => `${String(number).padStart(8, "0")} ${"x".repeat(990)}\n`;
  for (let number = 0; number < 20_000; number++) {
    files.write(fifo, line(number));
    if (number === 100) files.close(fifo);
  }
  const counters = files.ledger.of(fifo);
  let text = "";
  for (let more = readAll(reader); more !== ""; more = readAll(reader)) {
    text += more;
    files.flush();
  }
  const kept = counters.written.writes;
  assert.equal(kept + counters.dropped.writes, 20_000);
  assert.ok(counters.dropped.writes > 2000 && kept > 16_000, `${kept} kept`);
  assert.equal(text, Array.from({ length: kept }, (_, number) => line(number)).join(""), "the oldest are kept");
  assert.deepEqual(withoutWaiting(messages), [
    `3 ${fifo}: its reader takes too little`,
    `4 ${fifo}: works again after 0 s; ${20_000 - kept} writes (${(20_000 - kept) * 1000} bytes) are lost`,
  ]);
});

test("a pipe without reader: the write is lost and counted, the next one opens it anew", (context) => {
  const { directory, files, messages } = makeFiles(context);
  const fifo = makeFifo(directory);
  files.writeOnce(fifo, "one\n");
  files.write(fifo, "two\n");
  let reader = openReader(fifo);
  files.write(fifo, "three\n");
  files.flush();
  assert.equal(readAll(reader), "three\n");
  closeSync(reader);
  files.write(fifo, "four\n");
  files.flush();
  reader = openReader(fifo);
  files.write(fifo, "five\n");
  files.flush();
  assert.equal(readAll(reader), "five\n");
  closeSync(reader);
  assert.deepEqual(files.ledger.of(fifo).dropped, { writes: 3, bytes: 13 });
  assert.deepEqual(files.ledger.of(fifo).written, { writes: 2, bytes: 11 });
  assert.equal(messages.length, 4, "two troubles, two ends");
});

for (const code of ["ENOSPC", "EDQUOT", "EIO"]) {
  test(`${code}: what a full disk did not take is written when it can be, from the right byte`, async (context) => {
    let room = 5;
    let written = "";
    const write: WriteBytes = (_, bytes, offset) => {
      if (room === 0) throw failure(code);
      const count = Math.min(room, bytes.length - offset);
      room -= count;
      written += bytes.toString("latin1", offset, offset + count);
      return count;
    };
    const { directory, files, messages } = makeFiles(context, write, true);
    const path = join(directory, "out");
    files.write(path, "one\n");
    files.write(path, "two\n");
    files.flush();
    assert.equal(written, "one\nt");
    files.write(path, "three\n");
    room = 1000;
    await until("the timer has tried again", () => written.length === 14);
    assert.equal(written, "one\ntwo\nthree\n");
    assert.deepEqual(withoutWaiting(messages), [
      `3 ${path}: ${code}: failed`,
      `4 ${path}: works again after 0 s; nothing is lost`,
    ]);
  });
}

test("at the end what a full disk does not take is given up and counted", async (context) => {
  const { files } = makeFiles(context);
  files.write("/dev/full", "text\n");
  files.closeAll();
  await files.drain(40);
  assert.deepEqual(files.ledger.of("/dev/full").dropped, { writes: 1, bytes: 5 });
  assert.deepEqual(files.ledger.of("/dev/full").queued, { writes: 0, bytes: 0 });
});

test("standard output that is not ready for a moment loses nothing; without reader the work goes on", (context) => {
  let refused = 0;
  let written = "";
  const write: WriteBytes = (_, bytes, offset) => {
    if (++refused % 3 !== 0) throw failure(refused < 10 ? "EAGAIN" : "EPIPE");
    written += bytes.toString("latin1", offset, offset + 1);
    return 1;
  };
  const { files, messages } = makeFiles(context, write);
  files.write("-", "abc");
  files.flush();
  assert.equal(written, "abc");
  assert.deepEqual(messages, []);
  files.write("-", "lost");
  files.flush();
  files.closeAll();
  assert.deepEqual(messages, ["3 -: what was written to it is lost: EPIPE: failed"]);
  assert.deepEqual(files.ledger.of("-").dropped, { writes: 1, bytes: 4 });
});

test("a renamed file is written until it is closed", (context) => {
  const { directory, files } = makeFiles(context);
  const path = join(directory, "out");
  files.write(path, "one\n");
  files.flush();
  renameSync(path, `${path}.1`);
  files.write(path, "two\n");
  files.writeOnce(path, "once\n");
  files.closeAll();
  files.write(path, "three\n");
  files.flush();
  assert.equal(readFileSync(`${path}.1`, "latin1"), "one\ntwo\n");
  assert.equal(readFileSync(path, "latin1"), "once\nthree\n");
  files.closeAll();
});
