/** Random snippets of the subset of Perl that is compiled, and random arguments for them. */
import type { SnippetArgument, SnippetCase } from "../perl-code-run.js";
import { program, rememberedVariables } from "./functions.js";
import { Maker, pick, type Random } from "./maker.js";
import { LINES, WORDS } from "./words.js";

export type { Random } from "./maker.js";

export function randomCase(random: Random): SnippetCase {
  const maker = new Maker(random);
  // What a function keeps from one call to the next.
  const setup = random(4) === 0 ? rememberedVariables(maker) : "";
  const body = program(maker);
  const calls = Array.from({ length: 1 + random(3) }, () => ({
    list: random(2) === 0,
    arguments: [pick(random, LINES), pick(random, WORDS), randomArgument(random)].slice(0, 1 + random(3)),
  }));
  const source = `${setup}sub { ${body} }`;
  return setup === "" ? { source, calls } : { source, calls, maker: `${setup}sub { my $new; sub { $new; ${body} } }` };
}

function randomArgument(random: Random): SnippetArgument {
  switch (random(4)) {
    case 0:
      return undefined;
    case 1:
      return Array.from({ length: random(4) }, () => pick(random, WORDS));
    case 2:
      return Object.fromEntries(
        Array.from({ length: random(4) }, () => [pick(random, ["a", "b", "status", "1"]), pick(random, WORDS)]),
      );
    default:
      return pick(random, LINES);
  }
}
