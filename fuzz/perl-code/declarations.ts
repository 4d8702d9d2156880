/** Declarations. */
import { listCode, pairsCode } from "./lists.js";
import type { Maker } from "./maker.js";
import { structure } from "./references.js";
import { statements } from "./statements.js";
import { textCode } from "./texts.js";
import { anyValue } from "./values.js";

export function declaration(m: Maker, depth: number): string {
  return m.one(
    () => {
      const value = anyValue(m, depth);
      const name = m.fresh("s");
      m.names.scalars.push(name);
      return `my $${name} = ${value};`;
    },
    () => {
      const list = listCode(m, depth);
      const name = m.fresh("a");
      m.names.arrays.push(name);
      return `my @${name} = (${list});`;
    },
    () => {
      const pairs = pairsCode(m, depth);
      const name = m.fresh("h");
      m.names.hashes.push(name);
      return `my %${name} = ${pairs};`;
    },
    () => {
      const list = listCode(m, depth);
      const [first, second] = [m.fresh("s"), m.fresh("s")];
      m.names.scalars.push(first, second);
      return `my ($${first}, $${second}) = ${m.random(2) ? `(${list})` : `(${textCode(m, 1)} =~ /${m.pick(["(\\w)(\\d)", "(\\w+)=(\\S*)", "(a)|(b)"])}/)`};`;
    },
    () => {
      const value = m.one(
        () => `[${listCode(m, 1)}]`,
        () => `[map { [$_] } ${listCode(m, 1)}]`,
        () => (m.names.arrays.length > 0 ? `\\@${m.pick(m.names.arrays)}` : "[1, 2]"),
        () => `[(${listCode(m, 0)}) x ${1 + m.random(2)}]`,
        () => structure(m, 2).replace(/^\{.*$/s, "[{ a => 1 }, [2, 3]]"),
      );
      const name = m.fresh("r");
      m.names.references.push(name);
      return `my $${name} = ${value};`;
    },
    () => {
      const value = m.one(
        () => `{ a => ${anyValue(m, 1)}, b => ${anyValue(m, 1)} }`,
        () => (m.names.hashes.length > 0 ? `\\%${m.pick(m.names.hashes)}` : "{}"),
        () => `{ list => ${structure(m, 1)}, a => { b => ${structure(m, 1)} } }`,
      );
      const name = m.fresh("q");
      m.names.hashReferences.push(name);
      return `my $${name} = ${value};`;
    },
    () => {
      const name = m.fresh("f");
      const code = m.outsideLoops(() =>
        m.scoped(() => `sub { my $p = shift; ${m.withScalar("p", () => `${statements(m, 1, 1)} ${anyValue(m, 2)}`)} }`),
      );
      m.names.codes.push(name);
      return `my $${name} = ${code};`;
    },
  );
}
