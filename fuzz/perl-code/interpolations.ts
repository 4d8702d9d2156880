/** Strings with variables in them, also next to what could belong to the variable. */
import type { Maker } from "./maker.js";
import { numberCode } from "./numbers.js";
import { arrayName, hashName, scalarName } from "./places.js";

/** `main::` in a string would take what follows with it. */
function name(m: Maker): string {
  return scalarName(m)
    .replace(/^\$main::.*/, "$l")
    .slice(1);
}

function reference(m: Maker): string | null {
  const { references } = m.names;
  return references.length === 0 ? null : m.pick(references);
}

function hashReference(m: Maker): string | null {
  const { hashReferences } = m.names;
  return hashReferences.length === 0 ? null : m.pick(hashReferences);
}

export function interpolated(m: Maker): string {
  return Array.from({ length: 1 + m.random(3) }, () => part(m)).join("");
}

function part(m: Maker): string {
  return m.one(
    () => `$${name(m)}`,
    () => `@{[${numberCode(m, 0)}]}`,
    () =>
      m.pick([
        "text ",
        "-",
        "\\t",
        "\\n",
        "=",
        ": ",
        "\\x41",
        "\\e",
        "\\0",
        "\\$x",
        "\\@x",
        "a\\@b.c",
        " @ ",
        "\\$",
        "%h",
        "%s",
      ]),
    () => `$${arrayName(m)}[${m.pick(["0", "-1", "1", "0"])}]`,
    () => `$${hashName(m)}{${m.pick(["a", "'a'", "b", "'c d'"])}}`,
    () => `@${arrayName(m)}`,
    () => `\\U$${name(m)}\\E`,
    () =>
      m
        .pick(["\\u", "\\l", "\\L", "\\Q", "\\u\\L"])
        .concat(`$${name(m)}`)
        .concat("\\E"),
    () => `\${${name(m)}}${m.pick(["[", "{", "->", "::", "x", "'s", "-", "[0"])}`,
    () => `$${name(m)}${m.pick(["-", "->", ":", ".", "\\[0]", "\\{a}", " [0]", ", ", "=", "(", "%"])}`,
    () => `$#${arrayName(m)},`,
    () => `@${hashName(m)}{qw(a b)}`,
    () => `@${arrayName(m)}[0,1]`,
    () =>
      ifAny(reference(m), (r) =>
        m.pick([`$$${r}[0]`, `$${r}->[0]`, `$${r}->[1]`, `\${$${r}}[0]`, `@$${r}`, `@{$${r}}[0,1]`, `$#{$${r}}`]),
      ),
    () =>
      ifAny(hashReference(m), (r) =>
        m.pick([`$$${r}{a}`, `$${r}->{a}`, `$${r}->{'b'}`, `\${$${r}}{b}`, `@{$${r}}{qw(a b)}`, `@$${r}{'a','b'}`]),
      ),
  );
}

function ifAny(variable: string | null, make: (name: string) => string): string {
  return variable === null ? "none" : make(variable);
}
