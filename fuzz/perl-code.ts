/**
 * Compiled Perl code against perl: random snippets with random arguments, each called one to
 * three times in list or scalar context; values, `$@`, arguments and package variables are
 * compared. `npm run fuzz:perl -- --snippets=200000 --seed=1`
 */
import { type Random, randomCase } from "./perl-code/index.js";
import { readable, runCompiled, runInPerl, type SnippetCase } from "./perl-code-run.js";

const BATCH = 500;

export interface FuzzReport {
  snippets: number;
  compiled: number;
  /** Where Perl says something else when it runs the same snippet alone, or makes the function anew for each call. */
  readonly itself: string[];
  /** How many were left to Perl, by reason. */
  readonly left: Map<string, number>;
  readonly differences: string[];
}

/** Runs so many snippets; the same seed gives the same ones. `onBatch` is told the report as it grows. */
export function fuzzPerlCode(
  snippets: number,
  seed: number,
  differencesMax: number,
  onBatch: (report: FuzzReport) => void = () => {},
): FuzzReport {
  const random = randomFrom(seed);
  const report: FuzzReport = { snippets: 0, compiled: 0, itself: [], left: new Map(), differences: [] };
  while (report.snippets < snippets && report.differences.length < differencesMax) {
    const cases = Array.from({ length: Math.min(BATCH, snippets - report.snippets) }, () => randomCase(random));
    compareAll(cases, report);
    report.snippets += cases.length;
    onBatch(report);
  }
  return report;
}

function compareAll(cases: readonly SnippetCase[], report: FuzzReport): void {
  let at = 0;
  while (at < cases.length) {
    const rest = cases.slice(at);
    const answers = runInPerl(rest);
    const slow = answers.indexOf("slow");
    const count = slow < 0 ? rest.length : slow;
    for (let index = 0; index < count; index++) {
      compareOne(rest[index] as SnippetCase, answers[index] as string, index + 1, report);
    }
    at += slow < 0 ? count : count + 1;
  }
}

function compareOne(snippet: SnippetCase, expected: string, evaluation: number, report: FuzzReport): void {
  const result = runCompiled(snippet, evaluation);
  if (result.kind === "left") {
    report.left.set(result.reason, (report.left.get(result.reason) ?? 0) + 1);
    return;
  }
  report.compiled++;
  if (result.text === expected) return;
  const found = disagreesWithItself(snippet) ? report.itself : report.differences;
  found.push(told(snippet, result.text, expected));
}

function told(snippet: SnippetCase, ours: string, perls: string): string {
  const calls = snippet.calls.map(
    ({ list, arguments: values }) => `  ${list ? "list" : "scalar"} ${JSON.stringify(values)}`,
  );
  return [snippet.source, ...calls, `  ours:   ${readable(ours)}`, `  perl's: ${readable(perls)}`].join("\n");
}

/**
 * Snippets that free what is in use spoil Perl's memory for the next ones; and a text's numeric value can
 * outlive the text in the variables of a function that was called before: not in those of a function that was made
 * anew. What is to stay from call to call does so: package variables, and the variables beside a function that is
 * only made anew; where there are none, all may be evaluated anew. The last try also does without `.=`, which leaves
 * an empty text's number as it was.
 */
function disagreesWithItself(snippet: SnippetCase): boolean {
  const result = runCompiled(snippet, 1);
  if (result.kind === "left") return false;
  if (runInPerl([snippet])[0] === result.text) return true;
  const { source, maker = null, withoutAppending = null } = snippet;
  const making = maker === null ? "evaluated anew" : "made anew";
  return [maker ?? source, withoutAppending].some((code) => {
    if (code === null) return false;
    const [anew = ""] = runInPerl([{ ...snippet, source: code }], making);
    return withoutEvaluation(anew) === withoutEvaluation(result.text);
  });
}

/** Messages name the evaluation, of which there are more when all is evaluated anew. */
function withoutEvaluation(text: string): string {
  return readable(text).replace(/\(eval \d+\)/g, "(eval)");
}

function randomFrom(seed: number): Random {
  let state = seed >>> 0 || 1;
  return (bound) => {
    // xorshift32
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % bound;
  };
}
