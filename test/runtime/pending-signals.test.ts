import assert from "node:assert/strict";
import { test } from "node:test";
import type { Signal } from "../../src/engine/ports.js";
import { PendingSignals } from "../../src/runtime/pending-signals.js";

function handled(signals: PendingSignals, meanwhile: (signal: Signal) => void = () => {}): Signal[] {
  const seen: Signal[] = [];
  signals.handleAll((signal) => {
    seen.push(signal);
    meanwhile(signal);
  });
  return seen;
}

test("signals that wait together come in a fixed order, each once", () => {
  const signals = new PendingSignals();
  for (const signal of ["TERM", "USR2", "USR1", "HUP", "ABRT", "HUP"] as const) signals.raise(signal);
  assert.deepEqual(handled(signals), ["HUP", "ABRT", "USR1", "USR2", "TERM"]);
  assert.deepEqual(handled(signals), []);
});

test("each INT counts", () => {
  const signals = new PendingSignals();
  signals.raise("INT");
  signals.raise("INT");
  assert.deepEqual(handled(signals), ["INT", "INT"]);
  assert.deepEqual(handled(signals), []);
});

test("a signal raised while one is handled: a later kind at once, the same kind never, an earlier kind with the next signal", () => {
  const signals = new PendingSignals();
  signals.raise("ABRT");
  const seen = handled(signals, (signal) => {
    if (signal === "ABRT") for (const raised of ["HUP", "ABRT", "USR2"] as const) signals.raise(raised);
  });
  assert.deepEqual(seen, ["ABRT", "USR2"]);
  assert.deepEqual(handled(signals), []);
  signals.raise("USR1");
  assert.deepEqual(handled(signals), ["HUP", "USR1"]);
});
