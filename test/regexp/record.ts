/**
 * Asks perl about the recorded cases:
 *
 *   node build/test/regexp/record.js --write   writes what it says
 *   node build/test/regexp/record.js --check   exits with 1 on a difference
 *
 * A new case is written as its expression and its text, `["a+", "aaa"]`. Without --write
 * or --check it does nothing, so that a test runner that picks it up does no harm.
 */
import { askPerl, type PerlAnswer } from "../../fuzz/regexp-perl.js";
import { constructs, formatCases, type Outcome, parseCases, readText, writeText } from "./records.js";

function outcomeOf(answer: PerlAnswer, name: string): Outcome {
  if (answer.kind === "slow") throw new Error(`perl takes too long: ${name}`);
  if (answer.kind === "invalid") return "invalid";
  const [match] = answer.matches;
  if (match === null) return "no match";
  if (match === undefined || match === "died") throw new Error(`perl died: ${name}`);
  const groups = match.numbered.map((value) => value ?? null);
  return Object.keys(match.named).length === 0 ? { groups } : { groups, names: match.named };
}

async function record(construct: string, checkOnly: boolean): Promise<boolean> {
  const before = readText(construct);
  const cases = parseCases(before);
  const answers = await askPerl(cases.map(({ pattern, subject }) => ({ pattern, subjects: [subject] })));
  const recorded = cases.map((one, at) => ({ ...one, outcome: outcomeOf(answers[at] as PerlAnswer, one.pattern) }));
  const after = formatCases(recorded);
  if (!checkOnly) writeText(construct, after);
  if (after !== before) console.log(`${construct}: ${checkOnly ? "differs" : "written"}`);
  return after === before;
}

const [mode = ""] = process.argv.slice(2);
if (mode === "--write" || mode === "--check") {
  for (const construct of constructs()) {
    const isSame = await record(construct, mode === "--check");
    if (mode === "--check" && !isSame) process.exitCode = 1;
  }
}
