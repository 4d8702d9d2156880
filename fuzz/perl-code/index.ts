/** Random snippets of the subset of Perl that is compiled, and random arguments for them. */
import type { SnippetArgument, SnippetCase } from "../perl-code-run.js";
import { written, writtenWithout } from "./append.js";
import { program, rememberedVariables } from "./functions.js";
import { Maker, pick, type Random } from "./maker.js";
import { LINES, WORDS } from "./words.js";

export type { Random } from "./maker.js";

export function randomCase(random: Random): SnippetCase {
  const made = new Maker(random);
  // What a function keeps from one call to the next.
  const setup = random(4) === 0 ? rememberedVariables(made) : "";
  const body = program(made);
  const calls = Array.from({ length: 1 + random(3) }, () => ({
    list: random(2) === 0,
    arguments: [pick(random, LINES), pick(random, WORDS), randomArgument(random)].slice(0, 1 + random(3)),
  }));
  const source = `${setup}sub { ${body} }`;
  const maker = `${setup}sub { my $new; sub { $new; ${body} } }`;
  const shares = setup !== "";
  const withoutAppending = writtenWithout(shares ? maker : source);
  return { source: written(source), maker: shares ? written(maker) : null, withoutAppending, calls };
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
