/**
 * Regular expressions, ours against Perl's: random expressions over all constructs, and
 * texts that they are likely to match. Compares what is accepted, what matches, and all
 * captures.
 *
 *   npm run fuzz:regexp -- [--pairs=N] [--seed=S] [--features]
 *
 * N counts pairs of an expression and a text that both engines have run. Prints the
 * differences, made as small as they go, and exits with 1 when there are any. --features
 * also counts what is left to Perl.
 *
 * Where Perl without its tree of alternatives agrees with us, Perl disagrees with itself: 5.36
 * takes a byte DF for the "s" at the end of an alternative, when case is ignored. That is
 * counted apart (docs/perl.md).
 */
import { runInThisContext } from "node:vm";
import { protectMatches } from "../src/io/regexps.js";
import { hasLinearEngine } from "../src/regexp/guard.js";
import { compileRegExp, type RegExpCompilation, type RegExpMatch, type RegExpOnV8 } from "../src/regexp/index.js";
import type { NativeRegExp } from "../src/regexp/native.js";
import { relaxedRegExp } from "../src/regexp/relaxed.js";
import { makeRandom } from "../test/rules/random.js";
import { makePatternCase, type PatternCase } from "./regexp-patterns.js";
import { askPerl, type PerlAnswer, type PerlKind, type PerlMatch } from "./regexp-perl.js";
import { allPlaces } from "./regexp-places.js";

const BATCH = 2000;
const SUBJECTS = 5;
const MATCH_MS_MAX = 2000;
const DIFFERENCES_MAX = 10;
/** Making a linear expression takes long: one in so many is compared. */
const LINEAR_EVERY = 8;

interface Counts {
  pairs: number;
  matches: number;
  patterns: number;
  native: number;
  /** V8 expressions that the linear engine can match, too. */
  linear: number;
  invalid: number;
  slow: number;
  /** Perl differs from Perl without tries. */
  againstItself: number;
  readonly features: Map<string, number>;
}

/** Runs a function, but not for ever: V8 itself has no limit for a match. Null when it took too long. */
function limited<Value>(run: () => Value): Value | null {
  const shared = globalThis as unknown as { fuzzedRun?: () => Value };
  shared.fuzzedRun = run;
  try {
    return runInThisContext("globalThis.fuzzedRun()", { timeout: MATCH_MS_MAX }) as Value;
  } catch (error) {
    if ((error as { code?: string }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return null;
    throw error;
  }
}

function show(match: RegExpMatch | PerlMatch | "died"): string {
  if (match === null || match === "died") return match === null ? "no match" : match;
  const named = Object.entries(match.named ?? {}).filter(([, value]) => value !== undefined);
  return JSON.stringify([match.numbered.map((value) => value ?? null), named.sort()]);
}

/** What differs, null when nothing does. Counts pairs that both engines have run. */
function compare(one: PatternCase, ours: RegExpCompilation, perl: PerlAnswer, counts: Counts): string | null {
  if (perl.kind === "slow") {
    counts.slow++;
    return null;
  }
  if (perl.kind === "invalid") {
    counts.invalid++;
    return ours.kind === "compiled" ? `Perl rejects it: ${perl.message}` : null;
  }
  if (ours.kind === "invalid") return `only we reject it: ${ours.message} at ${ours.offset}`;
  if (ours.kind === "unsupported") {
    counts.features.set(ours.feature, (counts.features.get(ours.feature) ?? 0) + 1);
    return null;
  }
  counts.native++;
  if (counts.native % LINEAR_EVERY === 0) {
    const linear = compareLinear(ours.regexp, one.subjects, counts);
    if (linear !== null) return linear;
  }
  // V8 interprets a new expression once; what it compiles then is what we want to see.
  ours.regexp.test("");
  const found = limited(() => one.subjects.map((subject) => ours.regexp.match(subject)));
  if (found === null) {
    counts.slow++;
    return null;
  }
  for (const [at, subject] of one.subjects.entries()) {
    const expected = show(perl.matches[at] as PerlMatch);
    const actual = show(found[at] as RegExpMatch | null);
    const tested = ours.regexp.test(subject);
    if (expected !== actual) return `on ${JSON.stringify(subject)}\n  perl ${expected}\n  ours ${actual}`;
    if (tested !== (found[at] !== null)) return `on ${JSON.stringify(subject)}\n  test() says ${tested}`;
    const places = (perl.matches[at] as PerlMatch)?.places;
    if (places !== undefined && places !== "died") {
      const expectedPlaces = JSON.stringify(places);
      const actualPlaces = JSON.stringify(allPlaces(ours.regexp, subject));
      if (expectedPlaces !== actualPlaces) {
        return `on ${JSON.stringify(subject)} all places\n  perl ${expectedPlaces}\n  ours ${actualPlaces}`;
      }
    }
    counts.pairs++;
    if (found[at] !== null) counts.matches++;
  }
  return null;
}

/** V8's linear engine, to which it goes over when it has gone back often, against its usual one. */
function compareLinear(regexp: RegExpOnV8, subjects: readonly string[], counts: Counts): string | null {
  for (const { regexp: usual, tree } of (regexp as NativeRegExp).programs) {
    const relaxed = relaxedRegExp(tree.expression);
    const missed = subjects.find((subject) => relaxed?.test(subject) === false && regexp.test(subject));
    if (missed !== undefined) return `on ${JSON.stringify(missed)} the relaxed ${relaxed?.source} does not match`;
    if (!hasLinearEngine(usual)) continue;
    counts.linear++;
    const linear = new RegExp(usual.source, "l");
    const results = limited(() => subjects.map((subject) => usual.exec(subject)));
    for (const [at, subject] of subjects.entries()) {
      if (results === null) continue;
      const expected = JSON.stringify(results[at]);
      const actual = JSON.stringify(linear.exec(subject));
      if (expected !== actual) {
        return `on ${JSON.stringify(subject)} in V8 ${usual.source}\n  usual  ${expected}\n  linear ${actual}`;
      }
    }
  }
  return null;
}

function noCounts(): Counts {
  return {
    pairs: 0,
    matches: 0,
    patterns: 0,
    native: 0,
    linear: 0,
    invalid: 0,
    slow: 0,
    againstItself: 0,
    features: new Map(),
  };
}

async function differs(one: PatternCase, kind: PerlKind = "as it is"): Promise<string | null> {
  const [answer] = await askPerl([one], kind);
  return compare(one, compileRegExp(one.pattern), answer as PerlAnswer, noCounts());
}

/** Takes characters away as long as a difference remains. */
async function shrink(one: PatternCase): Promise<PatternCase> {
  let smallest = one;
  for (const subject of one.subjects) {
    const alone = { ...smallest, subjects: [subject] };
    if ((await differs(alone)) !== null) {
      smallest = alone;
      break;
    }
  }
  for (let changed = true; changed; ) {
    changed = false;
    for (let length = 8; length > 0 && !changed; length = length >> 1) {
      const shorter = [...shorterBy(smallest, length)];
      for (let at = 0; at < shorter.length && !changed; at++) {
        const next = shorter[at] as PatternCase;
        if ((await differs(next)) !== null) {
          smallest = next;
          changed = true;
        }
      }
    }
  }
  return smallest;
}

function* shorterBy(one: PatternCase, length: number): Generator<PatternCase> {
  const { pattern, subjects } = one;
  for (let at = 0; at + length <= pattern.length; at++) {
    yield { pattern: pattern.slice(0, at) + pattern.slice(at + length), subjects };
  }
  const [subject = ""] = subjects;
  if (subjects.length > 1) return;
  for (let at = 0; at + length <= subject.length; at++) {
    yield { pattern, subjects: [subject.slice(0, at) + subject.slice(at + length)] };
  }
}

function option(name: string, fallback: number): number {
  const found = process.argv.find((argument) => argument.startsWith(`--${name}=`));
  return found === undefined ? fallback : Number(found.slice(name.length + 3));
}

function makeBatch(seed: number): { readonly cases: readonly PatternCase[]; readonly answers: Promise<PerlAnswer[]> } {
  const random = makeRandom(seed);
  const cases = Array.from({ length: BATCH }, () => makePatternCase(random, SUBJECTS));
  return { cases, answers: askPerl(cases) };
}

async function main(): Promise<void> {
  protectMatches(0);
  const pairs = option("pairs", 20_000);
  let seed = option("seed", Math.floor(Math.random() * 1e9));
  const counts = noCounts();
  let differences = 0;
  let next = makeBatch(seed);
  for (; counts.pairs < pairs && differences < DIFFERENCES_MAX; seed++) {
    const { cases } = next;
    const answers = await next.answers;
    // Perl works on these while we compare those.
    next = makeBatch(seed + 1);
    counts.patterns += cases.length;
    for (const [at, one] of cases.entries()) {
      if (differences >= DIFFERENCES_MAX) break;
      if (compare(one, compileRegExp(one.pattern), answers[at] as PerlAnswer, counts) === null) continue;
      if ((await differs(one, "without tries")) === null) {
        counts.againstItself++;
        continue;
      }
      differences++;
      const smallest = await shrink(one);
      console.log(`seed ${seed}: ${JSON.stringify(one.pattern)}`);
      console.log(`${JSON.stringify(smallest.pattern)} ${await differs(smallest)}`);
    }
    if (process.stderr.isTTY) process.stderr.write(`\r${counts.pairs} pairs of ${pairs}, ${differences} differences `);
  }
  if (process.stderr.isTTY) process.stderr.write("\n");
  const { features, ...numbers } = counts;
  console.log(JSON.stringify(numbers), `seeds up to ${seed - 1}`);
  if (process.argv.includes("--features")) {
    for (const [feature, count] of [...features].sort(([, one], [, other]) => other - one)) console.log(count, feature);
  }
  console.log(differences === 0 ? "no difference" : `${differences} differences`);
  process.exitCode = differences === 0 ? 0 : 1;
}

await main();
