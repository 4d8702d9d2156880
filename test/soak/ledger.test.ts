import assert from "node:assert/strict";
import { test } from "node:test";
import { Ledger } from "../../soak/ledger.js";
import { Place } from "../../testing/place.js";

test("what is lost, doubled and out of order is counted", () => {
  const place = new Place();
  const ledger = new Ledger(place.path("acted"), 8);
  assert.equal(ledger.read(), false);
  for (const text of ["1\n2\n", "4\n3\n", "4\n6", "\n7\n"]) {
    place.append("acted", text);
    assert.equal(ledger.read(), true);
  }
  assert.equal(ledger.read(), false);
  assert.equal(ledger.last, 7);
  assert.equal(ledger.acted, 6);
  assert.deepEqual(ledger.account(), {
    lost: 2,
    doubled: 1,
    reordered: 1,
    examples: ["3 reordered (after 4)", "4 doubled (after 4)", "5 lost", "8 lost"],
  });
  place.append("acted", "9\n");
  assert.throws(() => ledger.read(), /9 was never written/);
  ledger.close();
  place.remove();
});
