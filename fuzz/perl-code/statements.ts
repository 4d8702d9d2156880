/** Statements and blocks. */

import { ARRAYS, HASHES, SCALARS } from "../perl-code-run.js";
import { append } from "./append.js";
import { arrayChange, assigned, assignment, hashChange, partChange, substitution } from "./changes.js";
import { declaration } from "./declarations.js";
import { listCode } from "./lists.js";
import { foreachLoop, labelledLoop, whileLoop } from "./loops.js";
import type { Maker } from "./maker.js";
import { numberCode } from "./numbers.js";
import { arrayName, hashName, keyCode, placeCode, scalarName } from "./places.js";
import { nestedStatement } from "./references.js";
import { textCode } from "./texts.js";
import { anyValue, truthCode } from "./values.js";

export function statements(m: Maker, count: number, depth: number): string {
  return Array.from({ length: count }, () => statement(m, depth)).join(" ");
}

export function block(m: Maker, depth: number): string {
  return m.scoped(() => `{ ${statements(m, 1 + m.random(3), depth - 1)} }`);
}

export function statement(m: Maker, depth: number): string {
  if (depth <= 0) return `${assignment(m, 1)};`;
  return m.one(
    () => declaration(m, depth),
    () => declaration(m, depth),
    () => `${assignment(m, depth)};`,
    () => `${assignment(m, depth)};`,
    () => `${assignment(m, 1)} ${m.pick(["if", "unless"])} ${truthCode(m, depth - 1)};`,
    () => `if (${truthCode(m, depth - 1)}) ${block(m, depth)}${m.random(2) ? ` else ${block(m, depth)}` : ""}`,
    () => `if (${truthCode(m, 1)}) ${block(m, depth)} elsif (${truthCode(m, 1)}) ${block(m, depth)}`,
    () => `unless (${truthCode(m, depth - 1)}) ${block(m, depth)}`,
    () => foreachLoop(m, depth),
    () => foreachLoop(m, depth),
    () => whileLoop(m, depth),
    () => labelledLoop(m, depth),
    () => substitution(m),
    () =>
      `eval { ${m.scoped(
        () =>
          `${statements(m, 1, 1)} ${m.one(
            () => `die ${textCode(m, 1)};`,
            () => `${anyValue(m, 1)} / ${numberCode(m, 1)};`,
            () => "1;",
            () => "die { code => 1 };",
          )}`,
      )} }; ${assigned(scalarName(m), "ref($@) ? 'r' : $@")};`,
    () => `${truthCode(m, 1)} ${m.pick(["and", "or"])} ${assignment(m, 1)};`,
    () => arrayChange(m),
    () => hashChange(m),
    () => localized(m, depth),
    () => `$gh{code} = sub { ${m.scoped(() => anyValue(m, 1))} }; ${placeCode(m)} = $gh{code}->(${listCode(m, 0)});`,
    () => leave(m),
    () => leave(m),
    () => nestedStatement(m),
    () => nestedStatement(m),
    () => partChange(m),
    () => packageDeclaration(m),
    () => missingItems(m),
  );
}

/** Leaves a loop, one of those around or the innermost one; or the function. */
function leave(m: Maker): string {
  if (m.loops === 0) return `return ${anyValue(m, 1)} if ${truthCode(m, 1)} && ${truthCode(m, 1)};`;
  const label = m.labels.length > 0 && m.chance(2) ? ` ${m.pick(m.labels)}` : "";
  return `${m.pick(["next", "last"])}${label} ${m.pick(["if", "unless"])} ${truthCode(m, 1)};`;
}

function packageDeclaration(m: Maker): string {
  const [scalar, array, hash] = [m.pick(["ga", "gb"]), m.pick(ARRAYS), m.pick(HASHES)];
  return m.one(
    () => `our $${scalar};`,
    () => `our $${scalar} = ${anyValue(m, 1)};`,
    () => `our @${array} = (${listCode(m, 1)});`,
    () => `our ($${scalar}, @${array});`,
    () => `our (%${hash}, $${scalar}); $${hash}{a} = $${scalar};`,
    () => `our $${scalar}; ${append(`$${scalar}`, textCode(m, 0))};`,
  );
}

/** `map`, `grep`, `for` and others over arrays that are not there, or have holes. */
function missingItems(m: Maker): string {
  const list = m.one(
    () => `@{$${m.pick(HASHES)}{${m.pick(["none", "list", "a"])}}}`,
    () => `@{$${m.pick(HASHES)}{none} || []}`,
    () => `@{$${m.pick(HASHES)}{${m.pick(["none", "list"])}} || []}`,
    () => `@${m.pick([`${arrayName(m)}[0, 2, 5]`, `${hashName(m)}{qw(a none b)}`, "gl", "gk", "gl", "gk"])}`,
    () => `(${anyValue(m, 0)}, undef, ${anyValue(m, 0)})`,
  );
  const code = m.one(
    () => `${scalarName(m)} = join(",", map { defined($_) ? ref($_) ? "r" : $_ : "u" } ${list});`,
    () => `${scalarName(m)} = grep { ${m.inTopic(() => truthCode(m, 1))} } ${list};`,
    () => `@${arrayName(m)} = grep { defined } ${list};`.replace("{ defined }", "{ defined($_) }"),
    () => `@${arrayName(m)} = map { ${m.inTopic(() => `(${anyValue(m, 1)}, 1)`)} } ${list};`,
    () => `for my $item (${list}) { ${append(scalarName(m), 'defined($item) && !ref($item) ? $item : "u"')}; }`,
    () => `${scalarName(m)} = (sort { $a cmp $b } grep { defined($_) && !ref($_) } ${list})[0];`,
    () =>
      `$gl[${m.pick(["4", "6"])}] = ${anyValue(m, 1)}; ${scalarName(m)} = join(",", map { defined($_) ? "d" : "u" } @gl);`,
    () => `my ($one, $two, @rest) = ${list}; ${scalarName(m)} = scalar(@rest);`,
  );
  return `eval { ${code} 1 } or ${scalarName(m)} = ref($@) ? "r" : $@;`;
}

export function localized(m: Maker, depth: number): string {
  const what = m.one(
    () => `$${m.pick(["gh", "gi"])}{${keyCode(m)}} = ${anyValue(m, 1)}`,
    () => `@${m.pick(["gh", "gi"])}{qw(a n)} = (${listCode(m, 1)})`,
    () => `$${hashName(m)}{a}`,
    () => `$${m.pick(SCALARS)} = ${anyValue(m, 1)}`,
    () => "$@",
    () => `$${m.pick(SCALARS)}`,
    () => `($${m.pick(SCALARS)}) = (${listCode(m, 1)})`,
    () => `$gh{deep}{${keyCode(m)}} = ${anyValue(m, 1)}`,
  );
  return m.scoped(() => `{ local ${what}; ${statements(m, 1 + m.random(2), depth - 1)} }`);
}
