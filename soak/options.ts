/** The options of the soak program. */

export interface Options {
  readonly lines: number;
  readonly seed: number;
  /** Its program; null: it does not run. */
  readonly reference: string | null;
  readonly help: boolean;
}

const LINES = 2_000_000;
const LINES_QUICK = 40_000;
const REFERENCE = "/usr/bin/sec";

export const HELP = `Usage: npm run soak -- [OPTION...]

Four writers append numbered lines to eight files, which are rotated at random in three
ways, while the daemon gets signals. Each line must be acted on once and in order, and
nothing may be left over.

  --lines=N              lines in all (default: ${LINES})
  --seed=N               for all that is random (default: another one each time; it is printed)
  --quick                ${LINES_QUICK} lines
  --reference[=COMMAND]  the same for the reference afterwards (default: ${REFERENCE})
  --help                 this text`;

/** A message when they cannot be understood. */
export function readOptions(words: readonly string[]): Options | string {
  let lines = LINES;
  let seed = Math.floor(Math.random() * 1_000_000);
  let reference: string | null = null;
  let help = false;
  for (const word of words) {
    const [name, value] = word.split(/=(.*)/s, 2);
    const number = value !== undefined && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : null;
    if (name === "--lines" && number !== null) lines = number;
    else if (name === "--seed" && number !== null) seed = number;
    else if (word === "--quick") lines = LINES_QUICK;
    else if (name === "--reference" && value !== "") reference = value ?? REFERENCE;
    else if (word === "--help") help = true;
    else return `not understood: ${word}`;
  }
  return { lines, seed, reference, help };
}
