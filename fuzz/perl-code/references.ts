/** Nested data: structures of arrays and hashes, and the ways into them. */
import { append } from "./append.js";
import { changedPlace } from "./changes.js";
import { listCode } from "./lists.js";
import type { Maker } from "./maker.js";
import { hashName, keyCode, scalarName } from "./places.js";
import { anyValue, truthCode } from "./values.js";

const KEYS = ["a", "b", "list", "n"];

export function structure(m: Maker, depth: number): string {
  if (depth <= 0) return anyValue(m, 0);
  return m.one(
    () => `{ a => ${structure(m, depth - 1)}, list => [${structure(m, depth - 1)}, ${anyValue(m, 0)}] }`,
    () => `[${structure(m, depth - 1)}, ${structure(m, depth - 1)}]`,
    () => `{ map { $_ => ${m.inTopic(() => structure(m, depth - 2))} } qw(a b) }`,
    () => `[map { { n => $_, a => ${m.inTopic(() => anyValue(m, 0))} } } 1 .. ${1 + m.random(3)}]`,
    () => anyValue(m, 1),
  );
}

/** What holds a structure: a scalar or an element. */
function holder(m: Maker): string {
  const { hashReferences, references } = m.names;
  return m.one(
    () => `$${hashName(m)}{${m.pick(KEYS)}}`,
    () => (hashReferences.length > 0 ? `$${m.pick(hashReferences)}` : `$gh{deep}`),
    () => (references.length > 0 ? `$${m.pick(references)}->[${m.random(2)}]` : `$gi{deep}`),
    () => "$gh{deep}",
  );
}

function subscripts(m: Maker): string {
  return Array.from({ length: 1 + m.random(2) }, () =>
    m.one(
      () => `{${m.pick(KEYS)}}`,
      () => `[${m.pick(["0", "1", "-1"])}]`,
      () => `{${keyCode(m)}}`,
    ),
  ).join("");
}

export function deepElement(m: Maker): string {
  const code = holder(m);
  return code.startsWith("$") && !/[\]}]$/.test(code) ? `${code}->${subscripts(m)}` : `${code}${subscripts(m)}`;
}

/** Within eval: most ways lead to "Not an ARRAY reference", or to a reference where a value is wanted. */
export function nestedStatement(m: Maker): string {
  const inside = m.one(
    () => `${holder(m)} = ${structure(m, 2)};`,
    () => `${deepElement(m)} = ${anyValue(m, 1)};`,
    () => `${deepElement(m)}++;`,
    () => `push @{${deepElement(m)}}, ${anyValue(m, 1)};`,
    () => `${deepElement(m)} ||= ${structure(m, 1)};`,
    () => `delete ${deepElement(m)};`.replace(/\[[^\][]*\];$/, "{a};"),
    () => `${scalarName(m)} = exists(${deepElement(m).replace(/\[[^\][]*\]$/, "{a}")}) ? "yes" : "no";`,
    () => `${scalarName(m)} = scalar(@{${deepElement(m)} || []});`,
    () => `${scalarName(m)} = join(",", sort(keys(%{${deepElement(m)}})));`,
    () => `${scalarName(m)} = join(";", map { ref($_) ? ref($_) : defined($_) ? $_ : "u" } @{${deepElement(m)}});`,
    () => `for my $x (@{${deepElement(m)}}) { ${append(changedPlace(m), '"x"')} if !ref($x) && ${truthCode(m, 0)}; }`,
    () => `my ($first, @others) = @{${deepElement(m)}}; ${scalarName(m)} = @others;`,
    () => `@{${holder(m)}}{qw(a b)} = (${listCode(m, 1)});`,
    () => `${scalarName(m)} = join("-", map { defined($_) && !ref($_) ? $_ : "r" } @{${holder(m)}}{qw(a list)});`,
    () =>
      `${scalarName(m)} = join(",", map { $_->[0] } sort { $a->[1] <=> $b->[1] || $a->[0] cmp $b->[0] } map { [$_, length($_)] } ${listCode(m, 0)});`,
  );
  return `eval { ${inside} 1 } or ${scalarName(m)} = ref($@) ? "r" : $@;`;
}
