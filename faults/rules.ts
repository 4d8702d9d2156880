/** Texts that many faults share. */

/** A rule that does `action` for the lines that match. */
export function rule(pattern: string, action: string): string {
  return `type=Single\nptype=RegExp\npattern=${pattern}\ndesc=${pattern}\naction=${action}\n\n`;
}

/** Lines that are told apart: "line 1", "line 2" and so on. */
export function numbered(from: number, to: number, filling = ""): string {
  let text = "";
  for (let number = from; number <= to; number++) text += `line ${number}${filling}\n`;
  return text;
}

/** What a rule with the pattern `line (\d+)` and $1 writes for them. */
export function numbers(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
}

/** Throws when lines are not whole, or not in ascending order. */
export function mustAscend(what: string, lines: readonly string[], whole: RegExp): void {
  let last = 0;
  for (const line of lines) {
    const number = Number(whole.exec(line)?.[1]);
    if (Number.isNaN(number)) throw new Error(`${what}: a torn line: ${line.slice(0, 80)}`);
    if (number <= last) throw new Error(`${what}: ${number} after ${last}`);
    last = number;
  }
}

/** Throws when `lines` are not exactly `expected`. */
export function mustEqual(what: string, lines: readonly string[], expected: readonly string[]): void {
  const at = lines.findIndex((line, index) => line !== expected[index]);
  if (at >= 0) throw new Error(`${what}: line ${at + 1} is "${lines[at]?.slice(0, 80)}", not "${expected[at]}"`);
  if (lines.length < expected.length) throw new Error(`${what}: ${lines.length} lines, not ${expected.length}`);
}
