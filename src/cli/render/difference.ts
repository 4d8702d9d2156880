/** What a case gave and what it should have given, line by line. */
import { type Paint, PLAIN } from "./diagnostics.js";

/** Lines of one side that are compared with all of the other's; of more only the first difference is shown. */
const LINES_MAX = 2000;
/** Equal lines around differences that are shown. */
const CONTEXT_LINES = 3;
/** Lines longer than this are cut where they are equal. */
const LONG_LINE = 160;
/** Characters before and behind the difference of two long lines. */
const AROUND = 40;

interface Line {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/** Lines that only the expectation has begin with -, lines that only the run gave with +. */
export function renderDifference(
  expected: string | undefined,
  actual: string | undefined,
  paint: Paint = PLAIN,
): string[] {
  const show = (lines: readonly Line[]): string[] => lines.map((line) => painted(line, paint));
  if (expected === undefined)
    return ["  not expected at all, but there is:", ...show(signed(linesOf(actual ?? ""), "+"))];
  if (actual === undefined) return ["  missing; expected was:", ...show(signed(linesOf(expected), "-"))];
  const [before, after] = [linesOf(expected), linesOf(actual)];
  const start = commonStart(before, after);
  const end = commonEnd(before.slice(start), after.slice(start));
  const [gone, come] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  if (gone.length > LINES_MAX || come.length > LINES_MAX) return firstDifference(gone[0], come[0], start + 1, show);
  const lines = [
    ...signed(before.slice(0, start), " "),
    ...longestCommon(gone, come),
    ...signed(before.slice(before.length - end), " "),
  ];
  return withoutFarLines(lines, show);
}

/** A last line without a newline differs from one with it. */
function linesOf(text: string): string[] {
  if (text === "") return [];
  const lines = text.split("\n").map(visible);
  if (lines.at(-1) === "") lines.pop();
  else lines.push("\\ no newline at the end");
  return lines;
}

function visible(line: string): string {
  const text = Buffer.from(line, "latin1").toString("utf8");
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f]/g,
    (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
}

function signed(lines: readonly string[], sign: Line["sign"]): Line[] {
  return lines.map((text) => ({ sign, text }));
}

function painted({ sign, text }: Line, paint: Paint): string {
  const line = `  ${sign} ${text}`;
  if (sign === " ") return line;
  return paint(line, sign === "-" ? "red" : "green");
}

function commonStart(before: readonly string[], after: readonly string[]): number {
  let count = 0;
  while (count < before.length && count < after.length && before[count] === after[count]) count++;
  return count;
}

function commonEnd(before: readonly string[], after: readonly string[]): number {
  return commonStart(before.toReversed(), after.toReversed());
}

function firstDifference(
  before: string | undefined,
  after: string | undefined,
  number: number,
  show: (lines: readonly Line[]) => string[],
): string[] {
  const lines: Line[] = [
    { sign: "-", text: before ?? "(nothing)" },
    { sign: "+", text: after ?? "(nothing)" },
  ];
  return [`  line ${number} is the first that differs:`, ...show(shortened(lines))];
}

/** Only lines near to differences; what is left out is counted. */
function withoutFarLines(lines: readonly Line[], show: (lines: readonly Line[]) => string[]): string[] {
  const near = lines.map(() => false);
  lines.forEach(({ sign }, index) => {
    if (sign !== " ") near.fill(true, Math.max(0, index - CONTEXT_LINES), index + CONTEXT_LINES + 1);
  });
  const shown: string[] = [];
  for (let at = 0; at < lines.length; ) {
    let over = at;
    while (over < lines.length && near[over] === near[at]) over++;
    const part = lines.slice(at, over);
    // Naming one line takes as much space as showing it.
    if (near[at] || part.length === 1) shown.push(...show(shortened(part)));
    else shown.push(`    ... ${part.length} equal lines`);
    at = over;
  }
  return shown;
}

/** A line that was expected with the line that came instead: long ones are cut where they are equal. */
function shortened(lines: readonly Line[]): Line[] {
  const result = [...lines];
  for (let at = 0; at < lines.length; ) {
    const gone = countOf(lines, at, "-");
    const come = countOf(lines, at + gone, "+");
    for (let index = 0; index < Math.min(gone, come); index++) {
      const [one, other] = [at + index, at + gone + index];
      const [before, after] = cutPair((result[one] as Line).text, (result[other] as Line).text);
      result[one] = { sign: "-", text: before };
      result[other] = { sign: "+", text: after };
    }
    at += Math.max(1, gone + come);
  }
  return result;
}

function countOf(lines: readonly Line[], from: number, sign: Line["sign"]): number {
  let over = from;
  while (lines[over]?.sign === sign) over++;
  return over - from;
}

function cutPair(before: string, after: string): [string, string] {
  if (before.length <= LONG_LINE && after.length <= LONG_LINE) return [before, after];
  const [one, other] = [[...before], [...after]];
  const start = commonStart(one, other);
  const end = commonEnd(one.slice(start), other.slice(start));
  const cut = (line: string[]): string => {
    const from = Math.max(0, start - AROUND);
    const to = Math.min(line.length, line.length - end + AROUND);
    return `${from > 0 ? "..." : ""}${line.slice(from, to).join("")}${to < line.length ? "..." : ""}`;
  };
  return [cut(one), cut(other)];
}

function longestCommon(before: readonly string[], after: readonly string[]): Line[] {
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
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push({ sign: " ", text: before[i] as string });
      i++;
      j++;
    } else if (
      j >= after.length ||
      (i < before.length && (common[(i + 1) * width + j] as number) >= (common[i * width + j + 1] as number))
    ) {
      lines.push({ sign: "-", text: before[i++] as string });
    } else lines.push({ sign: "+", text: after[j++] as string });
  }
  return lines;
}
