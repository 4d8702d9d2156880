/** What can be assigned to, and names of variables. */
import { ARRAYS, HASHES, SCALARS } from "../perl-code-run.js";
import type { Maker } from "./maker.js";
import { textCode } from "./texts.js";

export function scalarName(m: Maker): string {
  return m.random(5) === 0 ? `$${m.pick(SCALARS)}` : `$${m.pick(m.names.scalars)}`;
}

export function arrayName(m: Maker): string {
  return m.names.arrays.length > 0 && m.random(4) > 0 ? m.pick(m.names.arrays) : m.pick(ARRAYS);
}

export function hashName(m: Maker): string {
  return m.names.hashes.length > 0 && m.random(4) > 0 ? m.pick(m.names.hashes) : m.pick(HASHES);
}

export function placeCode(m: Maker): string {
  return m.one(
    () => scalarName(m),
    () => scalarName(m),
    () => `$${arrayName(m)}[${m.pick(["0", "1", "2"])}]`,
    () => `$${hashName(m)}{${keyCode(m)}}`,
    () => `$${hashName(m)}{x${m.random(2)}}{${keyCode(m)}}`,
    () => (m.names.references.length > 0 ? `$${m.pick(m.names.references)}->[${m.random(3)}]` : scalarName(m)),
    () => (m.names.hashReferences.length > 0 ? `$${m.pick(m.names.hashReferences)}->{${keyCode(m)}}` : scalarName(m)),
  );
}

export function keyCode(m: Maker): string {
  return m.one(
    () => m.pick(["a", "b", "'c d'", "n"]),
    () => textCode(m, 1),
    () => scalarName(m),
  );
}
