/** What operations keep of an event, packed and unpacked. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { StartValues } from "../../src/engine/binding.js";
import { type KeptValues, pack, unpack } from "../../src/engine/kept-values.js";

const values = (numbered: (string | undefined)[], cache: StartValues["cache"] = null): StartValues => ({
  numbered,
  named: null,
  inputSource: "input.log",
  internalContext: undefined,
  cache,
});

const unpacked = (kept: KeptValues, numbers: readonly number[]) =>
  typeof kept === "string" ? unpack(kept, numbers).numbered : kept?.numbered;

test("values by number are one string, and come back at their numbers", () => {
  const all = ["line", '["', "", "\xe9\n\0", "x"];
  for (const numbers of [[1], [2], [3], [0, 2], [4, 1], [3, 2, 1, 0, 4]]) {
    const kept = pack(values(all), numbers);
    assert.equal(typeof kept, "string");
    const back = unpacked(kept, numbers);
    for (const [number, value] of all.entries()) {
      assert.equal(back?.[number], numbers.includes(number) ? value : undefined, `${numbers}: ${number}`);
    }
  }
});

test("what is not just that is kept as it is", () => {
  const unset = values(["line", undefined]);
  assert.equal(pack(unset, [1]), unset);
  const cached = values(["line", "x"], new Map());
  assert.equal(pack(cached, [1]), cached);
  const nothing = values([]);
  assert.equal(pack(nothing, []), nothing);
});
