/** Texts. */
import { formatted } from "./formats.js";
import { interpolated } from "./interpolations.js";
import { listCode } from "./lists.js";
import type { Maker } from "./maker.js";
import { scalarName } from "./places.js";
import { anyValue } from "./values.js";
import { PATTERNS, WORDS } from "./words.js";

export function textCode(m: Maker, depth: number): string {
  if (depth <= 0)
    return m.one(
      () => JSON.stringify(m.pick(WORDS)).replace(/[$@]/g, ""),
      () => scalarName(m),
      () => (m.topics > 0 ? "$_" : scalarName(m)),
    );
  return m.one(
    () => `"${interpolated(m)}"`,
    () => `(${textCode(m, depth - 1)} . ${anyValue(m, depth - 1)})`,
    () => `${m.pick(["lc", "uc", "ucfirst", "lcfirst", "quotemeta"])}(${textCode(m, depth - 1)})`,
    () => `join(${textCode(m, 0)}, ${listCode(m, depth - 1)})`,
    () =>
      `substr(${textCode(m, depth - 1)}, ${m.pick(["0", "1", "-2", "3", "-1"])}${m.random(2) ? `, ${m.pick(["1", "2", "-1", "0", "10"])}` : ""})`,
    () => `(${textCode(m, depth - 1)} x ${m.pick(["0", "1", "2", "3", "-1"])})`,
    () =>
      `sprintf("${m.pick(["%s", "%5s", "%-5s|", "%03d", "%d", "%.2f", "%x", "%5.1f", "%e", "%g", "%o", "%b", "%+d", "%%%s", "%c", "%.3s", "%X", "%#x", "%05s", "%s-%s"])}", ${anyValue(m, depth - 1)}, ${anyValue(m, 0)})`,
    () => formatted(m),
    () => formatted(m),
    () => `scalar(reverse(${textCode(m, depth - 1)}))`,
    () => `chr(${m.pick(["65", "48", "10", "200"])})`,
    () => `scalar(gmtime(${m.pick(["0", "1e9", "86400 * 365", "951782400"])}))`,
    () => `(${scalarName(m)} =~ s/${m.pick(PATTERNS)}/_/${m.pick(["r", "gr"])})`,
    () => `(${scalarName(m)} =~ tr/a-z/b-za/r)`,
  );
}
