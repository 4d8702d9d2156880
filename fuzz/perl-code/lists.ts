/** Lists. */
import { functionCall } from "./functions.js";
import type { Maker } from "./maker.js";
import { numberCode } from "./numbers.js";
import { arrayName, hashName } from "./places.js";
import { deepElement } from "./references.js";
import { textCode } from "./texts.js";
import { anyValue, truthCode } from "./values.js";
import { COMPARISON, PATTERNS } from "./words.js";

export function listCode(m: Maker, depth: number): string {
  if (depth <= 0)
    return m.one(
      () => `@${arrayName(m)}`,
      () => `${anyValue(m, 0)}, ${anyValue(m, 0)}`,
      () => "qw(x y z)",
      () => "1 .. 3",
    );
  return m.one(
    () => `${anyValue(m, depth - 1)}, ${anyValue(m, depth - 1)}`,
    () => `@${arrayName(m)}, ${anyValue(m, depth - 1)}`,
    () =>
      `(map { ${m.inTopic(() => m.scoped(() => anyValue(m, depth - 1)))} } ${listCode(m, depth - 1)})`
        .replace("map { {", "map { +{")
        .replace('map { "', 'map { "" . "'),
    () => `(grep { ${m.inTopic(() => m.scoped(() => truthCode(m, depth - 1)))} } ${listCode(m, depth - 1)})`,
    () =>
      `split(/${m.pick([",", "\\s+", " ", "", "(,)", "=", "o", "\\d*"])}/, ${textCode(m, depth - 1)}${m.random(3) === 0 ? `, ${m.pick(["2", "-1", "3"])}` : ""})`,
    () => `split(' ', ${textCode(m, depth - 1)})`,
    () => `reverse(${listCode(m, depth - 1)})`,
    () => `sort(keys(%${hashName(m)}))`,
    () => `(sort { $a cmp $b } ${listCode(m, depth - 1)})`,
    () => (m.names.functions.includes(COMPARISON) ? `(sort ${COMPARISON} ${listCode(m, depth - 1)})` : "@_"),
    () => (m.names.functions.length > 0 ? functionCall(m, 0) : "()"),
    () => `(${textCode(m, depth - 1)} =~ /${m.pick(PATTERNS)}/g)`,
    () => `(${textCode(m, depth - 1)} =~ /${m.pick(PATTERNS)}/)`,
    () => `@${hashName(m)}{qw(a b)}`,
    () => `@${arrayName(m)}[0, 1]`,
    () => `(1, ${anyValue(m, depth - 1)}) x ${m.random(3)}`,
    () =>
      `(${listCode(m, depth - 1)}) x ${m.pick(["0", "2", "-1", numberCode(m, 0)])}`.replace(
        / x (.*\$.*|\d{3,}.*|\S*[._e]\S*)$/,
        " x 2",
      ),
    () => `@{${deepElement(m)} || []}`,
    () => `@${m.names.hashReferences.length > 0 ? `{$${m.pick(m.names.hashReferences)}}` : hashName(m)}{qw(a b)}`,
    () => (m.names.references.length > 0 ? `@{$${m.pick(m.names.references)}}[0, 1]` : "()"),
    () => `@${hashName(m)}{(${listCode(m, 0)})}`,
    () => `(${listCode(m, depth - 1)})[${m.pick(["0, 1", "-1, 0", "1 .. 2", "5"])}]`,
    () => `sort { $b cmp $a } map { ref($_) ? "r" : $_ } (${listCode(m, depth - 1)})`.replace("$_ }", '"$_" }'),
    () => `'a' .. '${m.pick(["c", "e"])}'`,
    () => `@_`,
    () => (m.names.codes.length > 0 ? `$${m.pick(m.names.codes)}->(${anyValue(m, 0)})` : "()"),
    () => `gmtime(${m.pick(["0", "1e9", "1234567890"])})`,
    () => `(${truthCode(m, 0)} ? (${listCode(m, depth - 1)}) : ())`,
    () => (m.names.references.length > 0 ? `@{$${m.pick(m.names.references)}}` : "@_"),
  );
}

export function pairsCode(m: Maker, depth: number): string {
  return m.one(
    () => "()",
    () => `(a => ${anyValue(m, depth - 1)}, ${textCode(m, 0)} => ${anyValue(m, depth - 1)})`,
    () => `map { $_ => ${m.inTopic(() => anyValue(m, 0))} } (${listCode(m, 0)})`,
    () => `map { ($_, 1) } (${listCode(m, 0)})`,
    () => `%${hashName(m)}`,
    () => `(%${hashName(m)}, a => 1)`,
  );
}
