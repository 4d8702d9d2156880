import assert from "node:assert/strict";
import { test } from "node:test";
import { OutputLedger } from "../../../src/io/outputs/counters.js";
import { recordLog } from "./for-tests.js";

test("a trouble is said when it begins, once a minute, and when it is over", () => {
  const { messages, log } = recordLog();
  let now = 100;
  const ledger = new OutputLedger(log, () => now);
  const counters = ledger.of("out");
  ledger.failed(counters, "it is full");
  now = 159;
  ledger.drop(counters, 2, 30);
  ledger.failed(counters, "it is full");
  assert.deepEqual(messages, ["3 out: it is full"]);
  now = 160;
  ledger.failed(counters, "it is full");
  now = 170;
  ledger.recovered(counters);
  ledger.recovered(counters);
  assert.deepEqual(messages.slice(1), [
    "3 out: still in trouble: it is full; 2 writes (30 bytes) are lost",
    "4 out: works again after 70 s; 2 writes (30 bytes) are lost",
  ]);
  assert.equal(counters.errors, 3);
  ledger.failed(counters, "it is full");
  ledger.recovered(counters);
  assert.equal(messages.at(-1), "4 out: works again after 0 s; nothing is lost", "each trouble has its own count");
});

test("counters of ever new outputs are bounded, those with data waiting are kept", () => {
  const ledger = new OutputLedger(recordLog().log, () => 0);
  ledger.of("first").queued.writes = 1;
  for (let number = 0; number < 20_000; number++) ledger.of(`out ${number}`).dropped.writes = 1;
  assert.equal(ledger.all().length, 10_000);
  assert.equal(ledger.of("first").queued.writes, 1);
});
