/** The rules of the soak: each line is acted on, and some start what may be left over. */

/** Second rules see the line as well. */
function rule(type: string, pattern: string, fields: string): string {
  return `type=${type}\nptype=RegExp\npattern=^file (\\d+) line (${pattern}) <x*>$\n${fields}\n\n`;
}

const NEXT = "continue=TakeNext\n";

/** What is done for which lines, with the file in `$1` and the line in `$2`. */
export const RULES = [
  rule("Single", "\\d+", `${NEXT}desc=act\naction=write acted.$1 $2`),
  // A context that expires, every 100 lines.
  rule("Single", "\\d*00", `${NEXT}desc=context\naction=create soak_$1_$2 3 (write expired $1 $2)`),
  // An operation that a line soon after ends, and a context of its own that is deleted with it.
  rule(
    "Pair",
    "\\d*50",
    `${NEXT}desc=pair $1\naction=create pair_$1; add pair_$1 $2\nptype2=RegExp\npattern2=^file $1 line \\d*57 \n` +
      "desc2=end of pair %1\naction2=copy pair_%1 %begin; delete pair_%1; write paired %1 %begin\nwindow=3600",
  ),
  // A child that speaks, every 2000 lines, and one that listens, every 5000.
  rule("Single", "\\d*[02468]000", `${NEXT}desc=spawn\naction=spawn echo child $1 $2`),
  rule("Single", "\\d*[27]500", "desc=pipe\naction=pipe '$1 $2' (cat /dev/stdin >> piped)"),
  "type=Single\nptype=RegExp\npattern=^child (\\d+) (\\d+)$\ndesc=child\naction=write spawned $1 $2\n\n",
  // Nothing may be left of a line.
  "type=Single\nptype=RegExp\npattern=^file \\d+ line \\d+ <x*>$\ndesc=known\naction=none\n\n",
  "type=Single\nptype=RegExp\npattern=^(?!SEC_|pulse )\ndesc=strange\naction=write strange $0\n",
].join("");

/** Files of what lines bring about besides, and for which numbers of each file they have a line. */
export const CONSEQUENCES: readonly (readonly [name: string, isDue: (number: number) => boolean])[] = [
  ["expired", (number) => number % 100 === 0],
  ["paired", (number) => number % 100 === 50],
  ["spawned", (number) => number % 2000 === 0],
  ["piped", (number) => number % 5000 === 2500],
];
