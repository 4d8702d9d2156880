/** Assignments and other changes. */

import { SCALARS } from "../perl-code-run.js";
import { append } from "./append.js";
import { listCode, pairsCode } from "./lists.js";
import type { Maker } from "./maker.js";
import { numberCode } from "./numbers.js";
import { arrayName, hashName, keyCode, placeCode, scalarName } from "./places.js";
import { deepElement } from "./references.js";
import { textCode } from "./texts.js";
import { anyValue } from "./values.js";
import { PATTERNS } from "./words.js";

export function assigned(place: string, value: string): string {
  return `${place} = ${value}`;
}

/** A place of which another part of the code does not make an array or hash. */
export function changedPlace(m: Maker): string {
  return scalarName(m);
}

/** A part of a text, or of a list, is replaced. */
export function partChange(m: Maker): string {
  const target = m.one(
    () => scalarName(m),
    () => scalarName(m),
    () => placeCode(m),
  );
  const from = m.pick(["0", "1", "-1", "-2", "2", "5", `length(${scalarName(m)})`]);
  const count = m.pick(["0", "1", "2", "-1", "10"]);
  return m.one(
    () => `eval { substr(${target}, ${from}, ${count}, ${textCode(m, 1)}); 1 } or ${scalarName(m)} = $@;`,
    () =>
      `eval { ${scalarName(m)} = substr(${target}, ${from}, ${count}, ${textCode(m, 0)}); 1 } or ${scalarName(m)} = $@;`,
    () => `eval { substr(${target}, ${from}, ${count}) = ${textCode(m, 1)}; 1 } or ${scalarName(m)} = $@;`,
    () => `eval { substr(${target}, ${from}) = ${textCode(m, 0)}; 1 } or ${scalarName(m)} = $@;`,
    () => `my ($first, @others) = (${listCode(m, 1)}); ${scalarName(m)} = @others;`,
    () => `(${scalarName(m)}, undef, ${scalarName(m)}) = (${listCode(m, 1)});`,
    () => `@${arrayName(m)}[0, 1] = @${arrayName(m)}[1, 0];`,
    () => `@${arrayName(m)} = (${listCode(m, 0)}) x ${m.pick(["0", "1", "2", "-1", "$#gl"])};`,
    () => `@${hashName(m)}{(${listCode(m, 0)})} = (1) x 3;`,
    () => `(my $copy = ${target}) =~ s/${m.pick(PATTERNS)}/+/; ${scalarName(m)} = $copy;`,
    () => `my %turned = reverse %${hashName(m)}; ${scalarName(m)} = join(",", sort(keys(%turned)));`,
  );
}

export function assignment(m: Maker, depth: number): string {
  return m.one(
    () => `${placeCode(m)} = ${anyValue(m, depth)}`,
    () => `${placeCode(m)} ${m.pick(["+=", "-=", "*="])} ${numberCode(m, depth)}`,
    () => append(placeCode(m), textCode(m, depth)),
    () => `${placeCode(m)} ${m.pick(["||=", "&&=", "//="])} ${anyValue(m, depth)}`,
    () => `${m.pick(["++", "--"])}${placeCode(m)}`,
    () => `${placeCode(m)}${m.pick(["++", "--"])}`,
    () => `$${m.pick(SCALARS)}++`,
    () => `@${arrayName(m)} = (${listCode(m, depth)})`,
    () => `(${scalarName(m)}, ${scalarName(m)}) = (${listCode(m, depth)})`,
    () => `push @${arrayName(m)}, ${listCode(m, 1)}`,
    () => `%${hashName(m)} = ${pairsCode(m, 1)}`,
    () => `@${hashName(m)}{qw(a b)} = (${listCode(m, 1)})`,
    () => `${deepElement(m)} = ${anyValue(m, 0)}`,
    () => `undef ${scalarName(m)}`,
    () => `chomp(${scalarName(m)})`,
  );
}

export function arrayChange(m: Maker): string {
  const array = arrayName(m);
  return m.one(
    () => `unshift @${array}, ${listCode(m, 1)};`,
    () => `${scalarName(m)} = ${m.pick(["shift", "pop"])} @${array};`,
    () => `splice(@${array}, ${m.random(2)}, ${m.random(3)}${m.random(2) ? `, ${listCode(m, 1)}` : ""});`,
    () => `$#${array} = ${m.random(3)};`,
    () => `@${array} = reverse @${array};`,
    () =>
      `@${array} = sort { ${m.pick(["$a cmp $b", "$b cmp $a", "$a <=> $b || $a cmp $b", "length($a) <=> length($b) or $a cmp $b"])} } @${array};`,
    () => `${append("$_", textCode(m, 1))} for @${array};`,
    () => `s/${m.pick(PATTERNS)}/-/ foreach @${array};`,
  );
}

export function hashChange(m: Maker): string {
  const hash = hashName(m);
  return m.one(
    () => `delete $${hash}{${keyCode(m)}};`,
    () => `$${hash}{$_}++ for ${listCode(m, 1)};`,
    () => `push @{$${hash}{list}}, ${listCode(m, 1)};`,
    () => `for my $k (keys %${hash}) { delete $${hash}{$k} if $k gt ${textCode(m, 0)}; }`,
    () => `while (my ($k, $v) = each %${hash}) { $${m.pick(SCALARS)}++ if defined($v) && length($k) > 1; }`,
    () =>
      `${scalarName(m)} = join(",", map { "$_=" . (ref($${hash}{$_}) ? "r" : defined($${hash}{$_}) ? $${hash}{$_} : "u") } sort keys %${hash});`,
    () => `$${hash}{${keyCode(m)}}{${keyCode(m)}}++ if !exists($${hash}{a}) || ref($${hash}{a});`,
    () => `undef %${hash};`,
  );
}

export function substitution(m: Maker): string {
  const target = scalarName(m);
  const flags = m.pick(["", "g", "i", "gi"]);
  return m.one(
    () => `${target} =~ s/${m.pick(PATTERNS)}/${m.pick(["", "X", "<$&>", "[$1]".replace("$1", "$&")])}/${flags};`,
    () => `${placeCode(m)} = (${target} =~ s/${m.pick(PATTERNS)}/-/${flags});`,
    () => `${target} =~ s/(\\d+)/$1 * 2/${flags}e;`,
    () =>
      `${target} =~ tr/${m.pick(["a-z", "a-c", "0-9", "abc"])}/${m.pick(["A-Z", "A-C", "x", ""])}/${m.pick(["", "d", "s", "c", "cd"])};`,
    () => `${placeCode(m)} = (${target} =~ tr/a-z//);`,
  );
}
