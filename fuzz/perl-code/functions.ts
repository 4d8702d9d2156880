/** Named functions, and the body of the function that is called. */
import { FUNCTIONS } from "../perl-code-run.js";
import { assignment } from "./changes.js";
import { listCode } from "./lists.js";
import { type Maker, noNames } from "./maker.js";
import { arrayName, scalarName } from "./places.js";
import { statements } from "./statements.js";
import { textCode } from "./texts.js";
import { anyValue, truthCode } from "./values.js";
import { COMPARISON } from "./words.js";

/** Variables beside the function, which keep their values from call to call, and a function that shares them. */
export function rememberedVariables(m: Maker): string {
  m.names.scalars.push("kept");
  m.names.arrays.push("held");
  m.names.hashes.push("seen");
  m.names.codes.push("tell");
  return `my $kept = ${m.pick(["0", '""', "undef", '"a9"'])}; my (@held, %seen); my $tell = sub { ${m.pick(["++$kept", "push(@held, $_[0]); scalar(@held)", "$seen{$_[0]}++", "return join('-', @held)"])} }; `;
}

/** Its body, with named functions before or after it, or none. */
export function program(m: Maker): string {
  if (m.random(2) === 0) return bodyCode(m);
  const functions = FUNCTIONS.slice(0, 1 + m.random(3)).map((name) => namedFunction(m, name));
  const body = bodyCode(m);
  return m.random(2) === 0 ? `${functions.join(" ")} ${body}` : `${body}; ${functions.join(" ")}`;
}

/** It knows package variables, and those that were made before it. */
export function namedFunction(m: Maker, name: string): string {
  if (name === COMPARISON) {
    m.names.functions.push(name);
    return `sub ${name} { ${m.pick(["$a cmp $b", "return $b cmp $a", "length($a) <=> length($b) or $a cmp $b"])} }`;
  }
  const outer = m.names;
  m.names = { ...noNames(), scalars: ["p", "q"], functions: outer.functions };
  const head = m.pick(["my ($p, $q) = @_;", "my $p = shift; my $q = shift;", "my $p = $_[0]; my ($q) = $_[1];"]);
  const body = m.pick([
    () => `${head} ${statements(m, 1 + m.random(2), 2)} ${anyValue(m, 2)}`,
    () => `${head} ${statements(m, 1, 1)} return (${listCode(m, 1)});`,
    () =>
      `my $p = "x"; my $q; return ${m.pick(["$_[0]", "@_", "scalar(@_)", 'join("-", @_)', "wantarray"])} . ${textCode(m, 1)};`,
    () => `my $p = 1; my $q = $_[0]; ${lastStatement(m)}`,
  ])();
  m.names = outer;
  m.names.functions.push(name);
  return `sub ${name} { ${body} }`;
}

/** A call of one that is known here. */
export function functionCall(m: Maker, depth: number): string {
  const callable = m.names.functions.filter((name) => name !== COMPARISON);
  if (callable.length === 0) return scalarName(m);
  return `${m.pick(["", "&", "main::SEC::"])}${m.pick(callable)}(${listCode(m, depth)})`;
}

export function bodyCode(m: Maker): string {
  const head = m.random(2) === 0 ? "my ($l, $w) = @_; " : "my $l = $_[0]; my $w = shift; ";
  m.names.scalars.push("l", "w");
  return `${head}${statements(m, 2 + m.random(5), 3)} ${lastStatement(m)}`;
}

export function lastStatement(m: Maker): string {
  return m.one(
    () => `return ${anyValue(m, 2)};`,
    () => `return (${listCode(m, 2)});`,
    () => `${anyValue(m, 2)}`,
    () => `(${listCode(m, 2)})`,
    () => `if (${truthCode(m, 2)}) { ${anyValue(m, 1)} } else { ${anyValue(m, 1)} }`,
    () => `if (${truthCode(m, 2)}) { ${anyValue(m, 1)} }`,
    () => `unless (${truthCode(m, 2)}) { ${anyValue(m, 1)} }`,
    () => `${anyValue(m, 1)} if ${truthCode(m, 2)}`,
    () => `return ${anyValue(m, 1)} unless ${truthCode(m, 1)}; return;`,
    () => (m.names.hashes.length > 0 ? `return \\%${m.pick(m.names.hashes)};` : `[${listCode(m, 2)}]`),
    () => `{ a => ${anyValue(m, 1)}, 'b' => [${listCode(m, 1)}] }`.replace(/^/, "return "),
    () => `${truthCode(m, 2)} ? ${anyValue(m, 1)} : (${listCode(m, 1)})`,
    () => `wantarray ? (${listCode(m, 1)}) : ${anyValue(m, 1)}`,
    () => `for my $z (1..2) { ${assignment(m, 1)} }`,
    () => `while (${m.pick(["0", '""', "$l eq 'never'"])}) { ${assignment(m, 1)} }`,
    () => `@${arrayName(m)}[0, 1]`,
    () => `return map { ref($_) ? "r" : $_ } (${listCode(m, 1)});`,
  );
}
