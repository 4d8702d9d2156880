/** What a case gave and what it should have given, line by line. */

/** Lines of one side of the comparison that are looked at; beyond that only the first difference is shown. */
const LINES_MAX = 2000;

/** Lines that only the expectation has begin with -, lines that only the run gave with +. */
export function renderDifference(expected: string | undefined, actual: string | undefined): string[] {
  if (expected === undefined) return ["  not expected at all, but there is:", ...prefixed(actual ?? "", "+")];
  if (actual === undefined) return ["  missing; expected was:", ...prefixed(expected, "-")];
  const [before, after] = [expected.split("\n"), actual.split("\n")];
  if (before.length > LINES_MAX || after.length > LINES_MAX) return firstDifference(before, after);
  return longestCommon(before, after);
}

function prefixed(text: string, sign: string): string[] {
  return text.split("\n").map((line) => `  ${sign} ${visible(line)}`);
}

function visible(line: string): string {
  const text = Buffer.from(line, "latin1").toString("utf8");
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f]/g,
    (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
}

function firstDifference(before: readonly string[], after: readonly string[]): string[] {
  const at = before.findIndex((line, index) => line !== after[index]);
  const index = at < 0 ? before.length : at;
  const show = (line: string | undefined, sign: string): string =>
    line === undefined ? `  ${sign} (nothing)` : `  ${sign} ${visible(line)}`;
  return [`  line ${index + 1} is the first that differs:`, show(before[index], "-"), show(after[index], "+")];
}

function longestCommon(before: readonly string[], after: readonly string[]): string[] {
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const same = before[i] === after[j];
      common[i * width + j] = same
        ? (common[(i + 1) * width + j + 1] as number) + 1
        : Math.max(common[(i + 1) * width + j] as number, common[i * width + j + 1] as number);
    }
  }
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push(`    ${visible(before[i] as string)}`);
      i++;
      j++;
    } else if (
      j >= after.length ||
      (i < before.length && (common[(i + 1) * width + j] as number) >= (common[i * width + j + 1] as number))
    ) {
      lines.push(`  - ${visible(before[i++] as string)}`);
    } else lines.push(`  + ${visible(after[j++] as string)}`);
  }
  return lines;
}
