/** The command `npm run fuzz:perl`. */
import { fuzzPerlCode } from "./perl-code.js";

function option(name: string, fallback: number): number {
  const given = process.argv.find((argument) => argument.startsWith(`--${name}=`));
  return given === undefined ? fallback : Number(given.slice(name.length + 3));
}

const [snippets, seed] = [option("snippets", 10_000), option("seed", 1)];
const report = fuzzPerlCode(snippets, seed, option("differences", 5));
for (const difference of report.differences) process.stdout.write(`${difference}\n\n`);
const left = [...report.left].sort((a, b) => b[1] - a[1]).slice(0, option("reasons", 12));
for (const [reason, count] of left) process.stdout.write(`${count} left to Perl: ${reason}\n`);
process.stdout.write(
  `${report.snippets} snippets of seed ${seed}, ${report.compiled} compiled, ${report.itself} where Perl disagrees with itself, ${report.differences.length} differences\n`,
);
process.exitCode = report.differences.length === 0 ? 0 : 1;
