/**
 * The command `npm run fuzz:perl`. Tells differences as they come; with `--itself` also where Perl disagrees with
 * itself.
 */
import { type FuzzReport, fuzzPerlCode } from "./perl-code.js";

function option(name: string, fallback: number): number {
  const given = process.argv.find((argument) => argument.startsWith(`--${name}=`));
  return given === undefined ? fallback : Number(given.slice(name.length + 3));
}

const [snippets, seed] = [option("snippets", 10_000), option("seed", 1)];
const showsItself = process.argv.includes("--itself");
const isTerminal = process.stderr.isTTY;
const told = { differences: 0, itself: 0 };

function tell(report: FuzzReport): void {
  const news = [
    ...report.differences.slice(told.differences),
    ...(showsItself ? report.itself.slice(told.itself).map((text) => `Perl disagrees with itself: ${text}`) : []),
  ];
  told.differences = report.differences.length;
  told.itself = report.itself.length;
  if (isTerminal) process.stderr.write("\r\x1b[K");
  for (const text of news) process.stdout.write(`${text}\n\n`);
  if (isTerminal) {
    process.stderr.write(
      `${report.snippets} of ${snippets} snippets, ${report.compiled} compiled, ${told.differences} differences`,
    );
  }
}

const report = fuzzPerlCode(snippets, seed, option("differences", 5), tell);
if (isTerminal) process.stderr.write("\r\x1b[K");
const left = [...report.left].sort((a, b) => b[1] - a[1]).slice(0, option("reasons", 12));
for (const [reason, count] of left) process.stdout.write(`${count} left to Perl: ${reason}\n`);
process.stdout.write(
  `${report.snippets} snippets of seed ${seed}, ${report.compiled} compiled, ${report.itself.length} where Perl disagrees with itself, ${report.differences.length} differences\n`,
);
process.exitCode = report.differences.length === 0 ? 0 : 1;
