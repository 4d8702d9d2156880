/** Loops. */
import { SCALARS } from "../perl-code-run.js";
import { append } from "./append.js";
import { listCode } from "./lists.js";
import type { Maker } from "./maker.js";
import { scalarName } from "./places.js";
import { block, statements } from "./statements.js";
import { anyValue, truthCode } from "./values.js";
import { LINES } from "./words.js";

export function foreachLoop(m: Maker, depth: number, label: string | null = null): string {
  const name = m.fresh("i");
  const head = label === null ? "" : `${label}: `;
  return m.inLoop(label, () =>
    m.one(
      () => `${head}for my $${name} (${listCode(m, 1)}) ${blockWith(m, name, depth)}`,
      () => `${head}for my $${name} (1 .. ${m.random(4)}) ${blockWith(m, name, depth)}`,
      () => `${head}for (my $${name} = 0; $${name} < ${m.random(4)}; $${name}++) ${block(m, depth)}`,
      () =>
        `${head}foreach (${listCode(m, 1)}) { ${m.inTopic(() => m.scoped(() => statements(m, 1 + m.random(2), depth - 1)))} }`,
    ),
  );
}

function blockWith(m: Maker, name: string, depth: number): string {
  return m.scoped(() => m.withScalar(name, () => block(m, depth)));
}

/** With loops in it from which it can be left. */
export function labelledLoop(m: Maker, depth: number): string {
  const label = m.fresh("LOOP");
  return m.one(
    () => foreachLoop(m, depth, label),
    () =>
      m.inLoop(label, () => {
        const name = m.fresh("n");
        return `my $${name} = ${1 + m.random(4)}; ${label}: while ($${name}-- > 0) ${block(m, depth)}`;
      }),
    () =>
      m.inLoop(label, () => {
        const [outer, inner] = [m.fresh("i"), m.fresh("i")];
        const within = m.scoped(() =>
          m.withScalar(outer, () =>
            m.withScalar(
              inner,
              () =>
                `${statements(m, 1, depth - 2)} ${m.pick(["next", "last"])} ${label} if ${truthCode(m, 1)}; ${statements(m, 1, depth - 2)}`,
            ),
          ),
        );
        return `${label}: for my $${outer} (1 .. 3) { for my $${inner} (${listCode(m, 0)}) { ${within} } ${append(scalarName(m), '"o"')}; }`;
      }),
  );
}

export function whileLoop(m: Maker, depth: number): string {
  const name = m.fresh("n");
  return m.inLoop(null, () =>
    m.one(
      () => `my $${name} = ${1 + m.random(4)}; while ($${name}-- > 0) ${block(m, depth)}`,
      () => `my $${name} = ${1 + m.random(3)}; until (--$${name} < 0) ${block(m, depth)}`,
      () => `my $${name} = 0; while (1) { last if $${name}++ > ${m.random(3)}; ${statements(m, 1, depth - 1)} }`,
      () =>
        `my $${name} = ${m.pick([scalarName(m), scalarName(m), JSON.stringify(m.pick(LINES)).replace(/[$@]/g, "")])}; while ($${name} =~ /${m.pick(["(\\w+)=(\\S*)", "\\G\\s*([A-Z]+)(?:=(\\S*))?", "(\\d)", "o"])}/g) { ${append(`$${m.pick(SCALARS)}`, m.pick(["'x'", `pos($${name})`, "(defined($1) ? $1 : 'u')", `"$&;"`]))}; }`,
      () =>
        `my @${name} = (${listCode(m, 1)}); while (defined(my $e = shift @${name})) { ${append(`$${m.pick(SCALARS)}`, m.pick(["$e", "ref($e)"]))} if !ref($e); }`,
      () => `${append(scalarName(m), anyValue(m, 0))} for 1 .. ${m.random(4)};`,
      () => `my $${name} = 0; ${append(scalarName(m), '"w"')} while $${name}++ < ${m.random(4)};`,
    ),
  );
}
