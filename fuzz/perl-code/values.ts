/** Expressions of any kind. */

import { declaration } from "./declarations.js";
import { functionCall } from "./functions.js";
import { listCode } from "./lists.js";
import type { Maker } from "./maker.js";
import { numberCode } from "./numbers.js";
import { arrayName, hashName, keyCode, placeCode, scalarName } from "./places.js";
import { deepElement } from "./references.js";
import { textCode } from "./texts.js";
import { NUMBERS, PATTERNS } from "./words.js";

export function anyValue(m: Maker, depth: number): string {
  if (depth <= 0)
    return m.one(
      () => scalarName(m),
      () => literalCode(m),
      () => (m.topics > 0 ? "$_" : scalarName(m)),
    );
  return m.one(
    () => scalarName(m),
    () => placeCode(m),
    () => literalCode(m),
    () => numberCode(m, depth),
    () => textCode(m, depth),
    () => `(${truthCode(m, depth - 1)} ? ${anyValue(m, depth - 1)} : ${anyValue(m, depth - 1)})`,
    () => `(${anyValue(m, depth - 1)} ${m.pick(["||", "&&", "//"])} ${anyValue(m, depth - 1)})`,
    () => `(${truthCode(m, depth - 1)})`,
    () => countCode(m),
    () => (m.names.codes.length > 0 ? `$${m.pick(m.names.codes)}->(${listCode(m, depth - 1)})` : scalarName(m)),
    () => functionCall(m, depth - 1),
    () => `do { ${m.scoped(() => `${declaration(m, 1)} ${anyValue(m, depth - 1)}`)} }`,
    () => `ref(${anyValue(m, depth - 1)})`,
    () => `defined(${placeCode(m)}) + 0`,
    () => `$_[${m.random(3)}]`,
    () => `${textCode(m, depth - 1)} =~ /${m.pick(PATTERNS)}/ ? "m" : "n"`.replace(/^(.*)$/, "($1)"),
    () => `(${textCode(m, depth - 1)} =~ /(\\w)(\\d*)/ ? "$1-$2" : "none")`,
    () => `(${textCode(m, depth - 1)} =~ /(?<n>\\w+)/ ? $+{n} : undef)`,
    () => `wantarray`,
    () => deepElement(m),
    () => m.pick(["$1", "$2", "$+{n}", "$&"]),
    () => `(${deepElement(m)} // ${anyValue(m, 0)})`,
    () => numberTwice(m),
    () => `(${listCode(m, depth - 1)})[${m.pick(["0", "1", "-1"])}]`,
  );
}

/** What Perl prints of a number can depend on what was done with it before. */
function numberTwice(m: Maker): string {
  const name = m.fresh("s");
  return `do { my $${name} = ${numberCode(m, 1)}; ${m.pick(["my $o = 1;", `my $o = $${name} + 0;`, `my $o = "$${name}";`, `my $o = $${name} > 5;`, `my $o = int($${name});`])} "$${name} $o $${name}" }`;
}

export function countCode(m: Maker): string {
  return m.one(
    () => `scalar(@${arrayName(m)})`,
    () => `$#${arrayName(m)}`,
    () => `scalar(keys %${hashName(m)})`,
    () => `scalar(() = ${textCode(m, 1)} =~ /${m.pick(PATTERNS)}/g)`,
    () => `(grep { ${m.inTopic(() => truthCode(m, 0))} } ${listCode(m, 0)}) + 0`,
    () => `exists($${hashName(m)}{${keyCode(m)}})`,
  );
}

export function literalCode(m: Maker): string {
  return m.one(
    () => m.pick(NUMBERS),
    () => `"${m.pick(["a", "b c", "x\\ty", "", "0", "z9", "\\x41", "Zz"])}"`,
    () => `'${m.pick(["it', 'so", "q", "10", "1e2", " 3 ", "abc"]).replace(/'.*/, "")}'`,
    () => m.pick(["undef()", "undef"]),
  );
}

export function truthCode(m: Maker, depth: number): string {
  if (depth <= 0)
    return m.one(
      () => scalarName(m),
      () => `${scalarName(m)} eq ${textCode(m, 0)}`,
      () => `defined(${scalarName(m)})`,
      () => (m.topics > 0 ? "$_" : scalarName(m)),
    );
  return m.one(
    () => `${anyValue(m, depth - 1)} ${m.pick(["<", ">", "<=", ">=", "==", "!="])} ${numberCode(m, depth - 1)}`,
    () => `${anyValue(m, depth - 1)} ${m.pick(["eq", "ne", "lt", "gt", "le", "ge"])} ${textCode(m, depth - 1)}`,
    () => `${textCode(m, depth - 1)} ${m.pick(["=~", "!~"])} /${m.pick(PATTERNS)}/${m.pick(["", "i"])}`,
    () => `!(${truthCode(m, depth - 1)})`,
    () => `(${truthCode(m, depth - 1)} ${m.pick(["&&", "||"])} ${truthCode(m, depth - 1)})`,
    () => `defined(${anyValue(m, depth - 1)})`,
    () => `exists($${hashName(m)}{${keyCode(m)}})`,
    () => `not(${truthCode(m, depth - 1)})`,
    () => `@${arrayName(m)}`,
    () => `%${hashName(m)}`,
    () => anyValue(m, depth - 1),
    () => `(my ($m) = ${textCode(m, 0)} =~ /(\\w)/)`.replace("my ($m)", `my ($m${m.fresh("")})`),
    () => `ref(${anyValue(m, 0)}) eq "HASH"`,
  );
}
